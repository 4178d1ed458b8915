"""Parts of a file made beside each other and given out one after another."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from queue import Empty, Queue
from typing import Generic, TypeVar

Part = TypeVar("Part")
Piece = TypeVar("Piece")
#: Parts that are under way at a time, while one is sent the next is sorted; pieces of each that wait to be taken.
LANES, WAITING = 2, 2


class _Ended:
    """The last that a part gives: nothing, or the error that it ended with."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def in_order(parts: Iterable[Part], make: Callable[[Part], Iterator[Piece]]) -> Generator[Piece]:
    """The pieces of all parts, in their order. Of each part ``WAITING`` pieces wait to be taken, and no more.

    Closed early, it lets go what is being made, and has ended when nothing is made any more.
    """
    lanes: deque[_Lane[Piece]] = deque()
    try:
        for part in parts:
            lanes.append(_Lane(lambda part=part: make(part)))
            if len(lanes) == LANES:
                yield from lanes[0].taken()
                lanes.popleft()
        while lanes:
            yield from lanes[0].taken()
            lanes.popleft()
    finally:
        for lane in lanes:
            lane.leave()


class _Lane(Generic[Piece]):
    """A thread that makes the pieces of one part."""

    def __init__(self, make: Callable[[], Iterator[Piece]]) -> None:
        self._make = make
        self._pieces: Queue[Piece | _Ended] = Queue(maxsize=WAITING)
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._fill, daemon=True)
        self._thread.start()

    def taken(self) -> Iterator[Piece]:
        while not isinstance(piece := self._pieces.get(), _Ended):
            yield piece
            del piece  # not held while the next is made
        if piece.error:
            raise piece.error

    def leave(self) -> None:
        self._gone.set()
        with suppress(Empty):
            self._pieces.get_nowait()  # who waits for room there goes on, and sees that nobody takes any more
        self._thread.join()

    def _fill(self) -> None:
        error = None
        try:
            for piece in self._make():
                if self._gone.is_set():
                    break
                self._pieces.put(piece)
                del piece
        except BaseException as caught:
            error = caught
        if not self._gone.is_set():
            self._pieces.put(_Ended(error))
