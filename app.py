"""Starts the dashboard: ``python app.py``, or ``app:server`` for any WSGI server (not preloaded)."""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import TYPE_CHECKING

from dashboard.serving import serve

if TYPE_CHECKING:
    from flask import Flask


def make() -> Flask:
    """The application as WSGI; imported here since each process that answers must import it itself."""
    from dashboard.application import create  # noqa: PLC0415
    from dashboard.data import introduce  # noqa: PLC0415

    # DuckDB imports it at the first question, and plotly in another thread takes the half that is there
    import_module("pandas")
    server = create().server
    introduce()
    gc.freeze()  # what lives as long as the process need not be looked through for garbage
    return server


def main() -> None:
    """Serve on HOST and PORT (127.0.0.1:8050) with a production server."""
    serve(make, os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8050"))


if __name__ == "__main__":
    main()
else:
    server = make()
