"""Work that may hang, ended by the clock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises; TimeoutError where it does neither in time.

    A service that sends its headers a byte at a time never lets a time limit of the socket pass. Such
    work is left behind in its thread, which ends with the process at the latest.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    return done.result(timeout=max(0.1, seconds))
