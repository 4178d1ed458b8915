"""What tests of the dashboard share; this folder is importable from here on (``import handmade``)."""
