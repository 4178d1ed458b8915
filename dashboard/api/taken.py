"""Rows that are taken away, in any form, by whichever door: ``/download`` for people, ``/api`` for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask import Response, request

from dashboard import site, validators
from dashboard.api.forms import FORMS, Taken
from dashboard.data import store_of
from dashboard.room import with_room
from trade import emptiness, export, published, revised
from trade.emptiness import Reason
from trade.errors import BadSelection, TradeDataError
from trade.files import workbook
from trade.files.extract import Extract
from trade.files.names import file_name, years
from trade.files.told import about
from trade.selection import Selection, written
from trade.store import Store
from trade.tables import Column

#: What leaves figures out in every table; ``lang`` is the language of names and notes.
COMMON = (
    "reporter", "partner", "partners", "reporters", "flow", "period", "since", "until", "source", "agency", "scheme",
    "product", "currency", "as_of", "lang",
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Something to take: its rows, the page that shows it, what of a selection it goes by."""

    name: str
    extract: Callable[..., Extract]
    columns: tuple[Column, ...]
    page: str
    heeds: tuple[str, ...]
    unit: str = "USD"


TABLES = {
    each.name: each
    for each in (
        Table("trade", export.extract, export.DESCRIBED, "data", (*COMMON, "partner_rule", "by")),
        Table(
            "observations", export.observations, published.DESCRIBED, "api/observations", COMMON,
            "whole units of currency; columns that end in _usd: USD",
        ),
        Table("revisions", export.revisions, revised.DESCRIBED, "revisions", (*COMMON, "partner_rule", "by")),
    )
}  # fmt: skip


class Nothing(TradeDataError):
    """Nothing is selected: ``reasons`` say which part of the selection leaves nothing."""

    def __init__(self, asked: Selection, reasons: Sequence[Reason]) -> None:
        self.asked, self.reasons = asked, reasons
        super().__init__(emptiness.sentence(asked, reasons))


class TooMany(BadSelection):
    """More rows than a sheet holds."""

    def __init__(self, asked: Selection, rows: int) -> None:
        self.asked, self.rows = asked, rows
        what = (
            f"{rows:,} rows are selected, and a sheet of Excel holds {workbook.MOST_ROWS:,} with its heading."
        )
        super().__init__("form", what, todo="Take CSV or Parquet, or select less.")


def answer(what: str, form: str, query: str) -> Response:
    """The file, streamed; raises BadSelection, UnknownEconomy, SourceUnavailable, Nothing, Busy."""
    asked = Selection.from_query(query)
    data = store_of(asked).fixed()
    return with_room(lambda: _file(TABLES[what], form, asked, data))


def _file(table: Table, form: str, asked: Selection, data: Store) -> Response:
    extract = table.extract(data, *_each(asked))
    extent = extract.extent()
    if not extent.rows:
        raise Nothing(asked, emptiness.reasons(data, lambda at, one: table.extract(at, *_each(one)), asked))
    if form == "xlsx" and not workbook.fits(extent.rows):
        raise TooMany(asked, extent.rows)
    known = validators.unchanged(lambda bare: validators.stamped(bare, data.version))
    if known is not None:
        return known
    name = file_name(
        asked, data.version, what="" if table.name == "trade" else table.name,
        sources=extent.sources, days=years(extent.first, extent.last),
    )  # fmt: skip
    address = f"{site.home()}/{table.page}?{asked.to_query()}".rstrip("?")
    said = about(data, asked, table.name, extract, extent, address, name)
    taken = Taken(extract, extent, said, understood(asked, table.heeds), ignored(table.heeds), table.unit)
    response = Response(
        _begun(FORMS[form].pieces(taken)) if request.method != "HEAD" else iter(()),
        mimetype=FORMS[form].mimetype,
        headers={"X-Content-Type-Options": "nosniff"},
    )
    if form != "json":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return validators.stamped(response, data.version)


def _each(asked: Selection) -> list[Selection]:
    """Several partners or reporters are asked for one after another."""
    if asked.partners:
        return [asked.but(partner=code, partners=()) for code in asked.partners]
    if asked.reporters:
        return [asked.but(reporter=code, reporters=()) for code in asked.reporters]
    return [asked]


def understood(asked: Selection, heeds: Sequence[str]) -> dict[str, str | None]:
    """What an answer goes by, word by word; None: not narrowed by it."""
    words = {name: getattr(asked, name) for name in heeds}
    if "partner_rule" in words:
        words["partner_rule"] = asked.partner_rule or "origin"
    return {name: None if word in (None, ()) else written(word) for name, word in words.items()}


def ignored(heeds: Sequence[str]) -> tuple[str, ...]:
    """Words of pages that were given and change nothing here."""
    return tuple(name for name, text in request.args.items() if text.strip() and name not in heeds)


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made: what fails at once fails before anything is promised."""
    first = next(pieces)

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    return whole()
