"""Publishers' services asked over the network; their raw answers go into ``data/raw`` before they are read.

``etl.live.run`` asks each source that has a ``fetch.py``; a connector works with a ``Fetching``.
"""
