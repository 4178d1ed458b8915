"""A production server in this process: gunicorn with threads, no second start of Python."""

from __future__ import annotations

import os
from typing import Any

from flask import Flask

from dashboard.untyped import gunicorn_base


class _Application(gunicorn_base):
    def __init__(self, server: Flask, options: dict[str, Any]) -> None:
        self._server, self._options = server, options
        super().__init__()  # pyright: ignore[reportUnknownMemberType]

    def load_config(self) -> None:
        config: Any = getattr(self, "cfg")  # noqa: B009 - the base has no types
        for name, value in self._options.items():
            config.set(name, value)

    def load(self) -> Flask:
        return self._server


def serve(server: Flask, host: str, port: int) -> None:
    """Serve until interrupted; WEB_CONCURRENCY sets the number of worker processes (1)."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    print(f"Bilateral is at http://{address}", flush=True)
    options = {
        "bind": address,
        "workers": int(os.environ.get("WEB_CONCURRENCY", "1")),
        "worker_class": "gthread",
        "threads": 8,
        "preload_app": True,
        "loglevel": os.environ.get("LOG_LEVEL", "warning"),
        "timeout": 120,
        "graceful_timeout": 5,
        "control_socket_disable": True,
    }
    _Application(server, options).run()
