"""A production server for ``python app.py``: gunicorn with threads."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dashboard import framing, origins, site
from trade import addresses, annotations
from trade.errors import TradeDataError

if TYPE_CHECKING:
    from flask import Flask

#: Not by way of ``dashboard.untyped``: the process that only watches over workers needs no pages.
gunicorn_base: Any = import_module("gunicorn.app.base").BaseApplication


#: Each takes some 300 MB once it has been asked for much.
MOST_WORKERS = 4


class _Application(gunicorn_base):
    def __init__(self, make: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._make, self._options = make, options
        super().__init__()  # pyright: ignore[reportUnknownMemberType]

    def load_config(self) -> None:
        config: Any = getattr(self, "cfg")  # noqa: B009 - the base has no types
        for name, value in self._options.items():
            config.set(name, value)

    def load(self) -> Flask:
        return self._make()


def serve(make: Callable[[], Flask], host: str, port: str) -> None:
    """Serve until interrupted; WEB_CONCURRENCY sets the number of worker processes (one a core, at most 4).

    Each worker makes its own application: the threads that DuckDB starts when it is imported do not
    survive a fork, and a worker that inherits them dies of it when it ends.
    """
    _settled()
    listener = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    print(f"Bilateral is at http://{shown}:{listener.getsockname()[1]}", flush=True)
    options = {
        "bind": f"fd://{listener.detach()}",
        "workers": int(os.environ.get("WEB_CONCURRENCY") or min(MOST_WORKERS, len(os.sched_getaffinity(0)))),
        "worker_class": "gthread",
        "threads": 8,
        "preload_app": False,
        "loglevel": os.environ.get("LOG_LEVEL", "warning"),
        "limit_request_line": 8190,  # twice what is usual: letters of other scripts take six signs each
        "timeout": 120,
        "graceful_timeout": 5,
        "post_worker_init": _end_at_once_when_interrupted,
        "control_socket_disable": True,
    }
    _Application(make, options).run()


def _settled() -> None:
    """The end of the process with a sentence where what somebody wrote for it cannot be used."""
    try:
        framing.ancestors()
        site.public()
        origins.allowed()
        annotations.events()
        addresses.read()
    except TradeDataError as error:
        sys.exit(error.sentence())


def _listening(host: str, port: str) -> socket.socket:
    """A socket on the address, or the end of the process with a sentence that says why not."""
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        sys.exit(f"PORT is {port[:40]!r}, which is no port: write a number up to 65535, such as PORT=8050.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        sys.exit(
            f"HOST {host}, PORT {port} cannot be listened on: {error.strerror or error}. "
            "Stop what runs there or choose another: make run PORT=8051."
        )
    return listener


def _end_at_once_when_interrupted(_worker: object) -> None:
    """An interrupt ends a worker there and then: nothing here is left half written.

    Gunicorn's own handler (27.0, workers/gthread.py) shuts the pool of threads down first, and waits
    for ever for a lock of the pool where the interrupt comes while a request is being handed to it.
    """
    for interrupt in (signal.SIGQUIT, signal.SIGINT):
        signal.signal(interrupt, _end_at_once)


def _end_at_once(_signal: int, _frame: object) -> None:
    os._exit(0)
