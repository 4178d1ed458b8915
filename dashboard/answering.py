"""Answers for people that are no pages: a file or a document, or a sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request

from dashboard import http, language
from dashboard.room import WAIT, Busy
from dashboard.texts import say
from trade.errors import TradeDataError


def answered(make: Callable[[], Response]) -> Response:
    """What is made; a question that cannot be answered gets its sentence and its own status, for programs a problem."""
    try:
        return make()
    except TradeDataError as error:
        return http.of_error(error) if http.is_open(request.path) else _told(error)


def _told(error: TradeDataError) -> Response:
    if isinstance(error, Busy):
        return said(say("files.busy", language.of_request()), 503, {"Retry-After": WAIT})
    return said(error.sentence(), http.status_of(error))


def said(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
