"""Files of exactly what a page selects: ``/download/trade.csv`` (.xlsx, .parquet, .zip) with the page's own query."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import Flask, Response, request

from dashboard import language
from dashboard.data import store
from dashboard.file_about import about
from dashboard.file_names import file_name, years
from dashboard.texts import say
from trade import export
from trade.errors import BadSelection, SourceUnavailable, TradeDataError, UnknownEconomy
from trade.files import columnar, package, workbook
from trade.files.about import About
from trade.files.extract import Extent, Extract
from trade.selection import Selection
from trade.store import Store

#: Files and answers of SDMX under way at a time in one process: half of its threads stay for pages, however slow
#: those who download are.
MOST_AT_ONCE = 4
#: Seconds after which it is worth asking again.
WAIT = "20"
free = BoundedSemaphore(MOST_AT_ONCE)


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
    if not free.acquire(blocking=False):
        return _said(say("files.busy", language.of_request()), 503, {"Retry-After": WAIT})
    try:
        response = _answered(what, form)
    except BaseException:
        free.release()
        raise
    response.call_on_close(free.release)
    return response


def _answered(what: str, form: str) -> Response:
    try:
        return _file(what, form, Selection.from_query(request.query_string.decode("utf-8", "replace")))
    except UnknownEconomy as error:
        return _wrong(error, 404)
    except BadSelection as error:
        return _wrong(error, 400)
    except SourceUnavailable as error:
        return _wrong(error, 503)


def _file(what: str, form: str, asked: Selection) -> Response:
    extracted, page = TABLES[what]
    data, made = store(), FORMS[form]
    extract = extracted(data, asked)
    extent = extract.extent()
    if not extent.rows:
        return _said(say("files.empty", asked.lang), 404)
    if form == "xlsx" and not workbook.fits(extent.rows):
        return _said(say("files.too_many", asked.lang, count=extent.rows, most=workbook.MOST_ROWS), 400)
    name = file_name(
        asked, data.version, what="" if what == "trade" else what,
        sources=extent.sources, days=years(extent.first, extent.last),
    )  # fmt: skip
    address = f"{request.host_url}{page}?{asked.to_query()}".rstrip("?")
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


def _wrong(error: TradeDataError, status: int) -> Response:
    return _said(error.sentence(), status)


def _said(sentence: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
