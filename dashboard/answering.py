"""Answers that are no pages: a file or a document, or a sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from flask import Response

from dashboard import language
from dashboard.texts import say
from trade.errors import BadSelection, SourceUnavailable, UnknownEconomy

#: Files under way at a time in one process: half of its threads stay for pages, however slow those who download are.
MOST_AT_ONCE = 4
#: Seconds after which it is worth asking again.
WAIT = "20"
_free = BoundedSemaphore(MOST_AT_ONCE)


def answered(make: Callable[[], Response]) -> Response:
    """What is made; a question that cannot be answered gets its sentence and its own status."""
    try:
        return make()
    except UnknownEconomy as error:
        return said(error.sentence(), 404)
    except BadSelection as error:
        return said(error.sentence(), 400)
    except SourceUnavailable as error:
        return said(error.sentence(), 503)


def in_turn(make: Callable[[], Response]) -> Response:
    """The same for what may take its reader long: only so many at a time."""
    if not _free.acquire(blocking=False):
        return said(say("files.busy", language.of_request()), 503, {"Retry-After": WAIT})
    try:
        response = answered(make)
    except BaseException:
        _free.release()
        raise
    response.direct_passthrough = (
        False  # a file handed on as it is would never tell that it is done (werkzeug 3)
    )
    response.call_on_close(_free.release)
    return response


def said(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
