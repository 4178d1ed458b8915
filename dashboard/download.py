"""Files for people: ``/download/trade.csv`` with the page's own query, told in the reader's language where there is none.

Programs ask ``/api`` for the same files (``dashboard.api``).
"""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard import http, language
from dashboard.api.forms import FORMS
from dashboard.api.room import WAIT, Busy
from dashboard.api.taken import TABLES, Nothing, TooMany, answer
from dashboard.texts import say
from trade.errors import TradeDataError
from trade.files import workbook


def attach(server: Flask) -> None:
    for what in TABLES:
        for form in FORMS:
            server.add_url_rule(
                f"/download/{what}.{form}", f"{what}_{form}", _route, defaults={"what": what, "form": form}
            )


def _route(what: str, form: str) -> Response:
    """The file, streamed; an error or an empty answer is a sentence with its own status."""
    try:
        return answer(what, form, request.query_string.decode("utf-8", "replace"))
    except Busy:
        return _said(say("files.busy", language.of_request()), 503, {"Retry-After": WAIT})
    except Nothing as nothing:
        return _said(say("files.empty", nothing.asked.lang), 404)
    except TooMany as many:
        words = {"count": many.rows, "most": workbook.MOST_ROWS}
        return _said(say("files.too_many", many.asked.lang, **words), 400)
    except TradeDataError as error:
        return _said(error.sentence(), http.status_of(error))


def _said(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
