"""Files of exactly what a page selects: ``/download/trade.csv`` with the page's own query."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask import Flask, Response, request

from dashboard.data import store
from trade import export
from trade.errors import BadSelection, SourceUnavailable, TradeDataError, UnknownEconomy
from trade.selection import Selection
from trade.store import Store


def attach(server: Flask) -> None:
    server.add_url_rule("/download/trade.csv", "trade_csv", trade_csv)
    server.add_url_rule("/download/revisions.csv", "revisions_csv", revisions_csv)


def trade_csv() -> Response:
    """Exactly what is selected."""
    return _file("bilateral", export.csv)


def revisions_csv() -> Response:
    """The figures of the selection that were revised."""
    return _file("bilateral-revisions", export.revisions_csv)


def _file(begins: str, made: Callable[[Store, Selection], Iterator[bytes]]) -> Response:
    """The CSV, streamed; an error or an empty answer is a sentence with its own status."""
    try:
        asked = Selection.from_query(request.query_string.decode("utf-8", "replace"))
        pieces = made(store(), asked)
        heading, first = next(pieces), next(pieces, b"")
    except UnknownEconomy as error:
        return _said(error, 404)
    except BadSelection as error:
        return _said(error, 400)
    except SourceUnavailable as error:
        return _said(error, 503)
    if not first:
        return Response("Nothing is loaded for this selection: widen it.\n", 404, mimetype="text/plain")
    known = f"known-{asked.as_of}" if asked.as_of else None
    parts = (begins, asked.reporter, asked.partner, asked.period and asked.period.text, known)
    name = "-".join(filter(None, parts))
    return Response(
        _whole(heading, first, pieces),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _whole(heading: bytes, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield heading
    yield first
    yield from rest


def _said(error: TradeDataError, status: int) -> Response:
    return Response(f"{error.sentence()}\n", status, mimetype="text/plain")
