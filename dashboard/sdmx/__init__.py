"""The web service of SDMX: ``/sdmx/2.1/…`` and ``/sdmx/3.0/…``. What it hands out is made in ``trade.sdmx``."""
