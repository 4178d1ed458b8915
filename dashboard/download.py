"""Files of exactly what a page selects: ``/download/trade.csv`` (.xlsx, .parquet, .zip) with the page's own query."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask, Response, request

from dashboard import site
from dashboard.answering import in_turn, said
from dashboard.data import store
from dashboard.texts import say
from trade import export
from trade.files import columnar, package, workbook
from trade.files.about import About
from trade.files.extract import Extent, Extract
from trade.files.names import file_name, years
from trade.files.told import about
from trade.selection import Selection
from trade.store import Store


@dataclass(frozen=True)
class Form:
    """A kind of file: its media type, and the pieces that it is made of."""

    mimetype: str
    pieces: Callable[[Extract, About, Extent], Iterator[bytes]]


FORMS = {
    "csv": Form("text/csv", lambda extract, _about, _extent: extract.csv()),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda extract, about, extent: workbook.written(extract, about, extent.rows),
    ),
    "parquet": Form(
        "application/vnd.apache.parquet", lambda extract, about, _: columnar.written(extract, about)
    ),
    "zip": Form("application/zip", lambda extract, about, _: package.written(extract, about)),
}
#: What there is to take: the rows, and the page that shows them.
TABLES: dict[str, tuple[Callable[[Store, Selection], Extract], str]] = {
    "trade": (export.extract, "data"),
    "revisions": (export.revisions, "revisions"),
}


def attach(server: Flask) -> None:
    for what in TABLES:
        for form in FORMS:
            server.add_url_rule(
                f"/download/{what}.{form}", f"{what}_{form}", _route, defaults={"what": what, "form": form}
            )


def _route(what: str, form: str) -> Response:
    """The file, streamed; an error or an empty answer is a sentence with its own status."""
    return in_turn(
        lambda: _file(what, form, Selection.from_query(request.query_string.decode("utf-8", "replace")))
    )


def _file(what: str, form: str, asked: Selection) -> Response:
    extracted, page = TABLES[what]
    data, made = store(), FORMS[form]
    extract = extracted(data, asked)
    extent = extract.extent()
    if not extent.rows:
        return said(say("files.empty", asked.lang), 404)
    if form == "xlsx" and not workbook.fits(extent.rows):
        return said(say("files.too_many", asked.lang, count=extent.rows, most=workbook.MOST_ROWS), 400)
    name = file_name(
        asked, data.version, what="" if what == "trade" else what,
        sources=extent.sources, days=years(extent.first, extent.last),
    )  # fmt: skip
    address = f"{site.home()}/{page}?{asked.to_query()}".rstrip("?")
    pieces = made.pieces(extract, about(data, asked, what, extract, extent, address, name), extent)
    return Response(
        _begun(pieces),
        mimetype=made.mimetype,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{form}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made: what fails at once fails before anything is promised."""
    first = next(pieces)

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    return whole()
