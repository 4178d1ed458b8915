"""Files for people: ``/download/trade.csv`` with the page's own query, told in the reader's language where there is none.

Programs ask ``/api`` for the same files (``dashboard.api``).
"""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.answering import answered, said
from dashboard.api.forms import FORMS
from dashboard.api.taken import TABLES, Nothing, TooMany, answer
from dashboard.texts import say
from trade.files import workbook


def attach(server: Flask) -> None:
    for what in TABLES:
        for form in FORMS:
            server.add_url_rule(
                f"/download/{what}.{form}", f"{what}_{form}", _route, defaults={"what": what, "form": form}
            )


def _route(what: str, form: str) -> Response:
    """The file, streamed; an error or an empty answer is a sentence with its own status."""
    return answered(lambda: _file(what, form))


def _file(what: str, form: str) -> Response:
    try:
        return answer(what, form, request.query_string.decode("utf-8", "replace"))
    except Nothing as nothing:
        return said(say("files.empty", nothing.asked.lang), 404)
    except TooMany as many:
        words = {"count": many.rows, "most": workbook.MOST_ROWS}
        return said(say("files.too_many", many.asked.lang, **words), 400)
