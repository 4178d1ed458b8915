"""What is costly to make is made once: remembered, and never made twice at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from typing import Generic, TypeVar

from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Made = TypeVar("Made")


class Once(Generic[Key, Made]):
    """The newest of what was made; safe to use from many threads.

    ``most`` is how much is remembered, by what ``size`` says of each; what is larger than that is not.
    """

    def __init__(self, most: int, size: Callable[[Made], int]) -> None:
        self._lock = threading.Lock()
        self._known: LRUCache[Key, Made] = LRUCache(most, getsizeof=size)
        self._under_way: dict[Key, Future[Made]] = {}

    def get(self, key: Key, make: Callable[[], Made]) -> Made:
        """What is remembered, else what ``make`` gives; who asks meanwhile waits for it, and shares its error."""
        with self._lock:
            if key in self._known:
                return self._known[key]
            own = Future[Made]()
            under_way = self._under_way.setdefault(key, own)
        return self._made(key, make, own) if under_way is own else under_way.result()

    def _made(self, key: Key, make: Callable[[], Made], own: Future[Made]) -> Made:
        try:
            made = make()
        except BaseException as error:
            own.set_exception(error)
            raise
        else:
            with self._lock, suppress(ValueError):  # too large to be remembered
                self._known[key] = made
            own.set_result(made)
            return made
        finally:
            with self._lock:
                del self._under_way[key]

    def forget(self) -> None:
        with self._lock:
            self._known.clear()

    @property
    def held(self) -> int:
        """How much is remembered, in the measure of ``size``."""
        return int(self._known.currsize)
