"""Work for all cores: processes that end with their parent, whatever ends it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from threading import Thread
from typing import TypeVar

from etl.arrow import pa
from trade.errors import SourceUnavailable

Item = TypeVar("Item")
Result = TypeVar("Result")


def spread(task: Callable[[Item], Result], items: Iterable[Item], chunksize: int = 1) -> Iterator[Result]:
    """The results of a task, in the order of the items. Raises SourceUnavailable where a process dies."""
    pa.array([0])  # imports pandas behind the scenes: here once, not once in each worker
    try:
        with ProcessPoolExecutor(initializer=_begin) as pool:
            yield from pool.map(task, items, chunksize=chunksize)
    except BrokenProcessPool as error:
        raise SourceUnavailable(
            "the system ended a process that was reading files, most likely for want of memory.",
            todo="Free memory and refresh again, or refresh one source at a time; nothing was changed.",
        ) from error


def _begin() -> None:
    """A worker whose parent was killed ends too, instead of waiting for work for ever."""
    parent = parent_process()
    if parent:
        Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()
    gc.disable()  # its short life leaves little garbage; looking for it costs a quarter of the time
