"""How many heavy answers are under way at a time: files, streams and indicators, whoever asks for them."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from threading import BoundedSemaphore

from flask import Response

from trade.errors import TradeDataError

#: In one process: half of its threads stay for pages, however slow those who download are.
MOST_AT_ONCE = 4
#: Seconds after which it is worth asking again.
WAIT = "20"
_free = BoundedSemaphore(MOST_AT_ONCE)


class Busy(TradeDataError):
    """All places are taken."""

    worth_retrying = True

    def __init__(self) -> None:
        super().__init__(f"{MOST_AT_ONCE} answers are being made.", todo=f"Try again in {WAIT} seconds.")


def with_room(make: Callable[[], Response]) -> Response:
    """The answer that ``make`` begins; its place is free again when it has been sent or its client is gone.

    Raises Busy where all are taken. What is not streamed gives its place up at once.
    """
    if not _free.acquire(blocking=False):
        raise Busy
    try:
        response = make()
    except BaseException:
        _free.release()
        raise
    if not response.is_streamed:
        _free.release()
        return response
    give_up = weakref.finalize(response, _free.release)  # once only, also where nobody closes the answer
    response.call_on_close(give_up)
    return response
