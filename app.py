"""Starts the dashboard: ``python app.py``, or ``server`` for any WSGI server."""

from __future__ import annotations

import os

from dashboard.application import create

app = create()
server = app.server


def main() -> None:
    """Serve on HOST and PORT (127.0.0.1:8050) with a production server, in this process."""
    from dashboard.serving import serve  # noqa: PLC0415 - a WSGI server brings its own

    serve(server, os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8050")))


if __name__ == "__main__":
    main()
