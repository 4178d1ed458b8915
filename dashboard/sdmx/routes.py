"""Hands requests of SDMX to the service, which is loaded when the first of them comes."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from typing import Any

from flask import Flask, Response

_loading = Lock()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def attach(server: Flask) -> None:
    server.add_url_rule(
        "/sdmx", "sdmx_root", _route, methods=METHODS, strict_slashes=False, defaults={"path": ""}
    )
    server.add_url_rule("/sdmx/<path:path>", "sdmx", _route, methods=METHODS, strict_slashes=False)


def _route(path: str) -> Response:
    return _service().answer(path)


def _service() -> Any:
    """Not imported above: pysdmx takes as long to load as a page to answer, and most servers are never asked."""
    with _loading:
        return import_module("dashboard.sdmx.service")
