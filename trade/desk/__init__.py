"""The tables that a desk hands on: partners, sectors, year to date, changes, figures as published.

Each is an ``Extract``, so that CSV, XLSX and Parquet are made as everywhere else. A comparison stands only on one
basis and between the same months; where it is refused the row says why, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trade import export
from trade.desk import changes, partners, sectors, year_to_date
from trade.desk.made import Made
from trade.files.extract import Extract
from trade.questions import WORLD
from trade.selection import Selection
from trade.store import Store


@dataclass(frozen=True)
class Table:
    """``make`` gives its rows; ``of_pair`` says whether they are of one pair or of all partners of a reporter."""

    make: Callable[[Store, Selection], Extract]
    of_pair: bool


def _figures(store: Store, asked: Selection) -> Extract:
    return export.extract(store, asked)


TABLES: Mapping[str, Table] = {
    "figures": Table(_figures, of_pair=True),
    "ytd": Table(lambda store, asked: Made.of(store, year_to_date.COLUMNS, year_to_date.rows(store, asked)), True),
    "partners": Table(lambda store, asked: Made.of(store, partners.COLUMNS, partners.rows(store, asked)), False),
    "sectors": Table(lambda store, asked: Made.of(store, sectors.COLUMNS, sectors.rows(store, asked)), True),
    "changes": Table(lambda store, asked: Made.of(store, changes.COLUMNS, changes.rows(store, asked)), False),
}  # fmt: skip


def selection(table: str, asked: Selection) -> Selection:
    """What the table answers of a selection: a table of all partners knows no single one."""
    if not TABLES[table].of_pair:
        return asked.but(partner=None, scheme=None, product="TOTAL")
    if table == "figures":
        return asked.but(partner=asked.partner or WORLD, scheme=None, product="TOTAL")
    return asked.but(partner=asked.partner or WORLD)


def query(table: str, asked: Selection) -> str:
    """The question in a line, with its defaults: ``table=ytd&reporter=AZE&partner=LTU&lang=lt``."""
    rest = [
        pair for pair in asked.to_query().split("&") if pair and not pair.startswith(("reporter=", "lang="))
    ]
    return "&".join([f"table={table}", f"reporter={asked.reporter}", *rest, f"lang={asked.lang}"])


def refused(extract: Extract) -> int:
    """How many rows have no comparison, each with its reason."""
    return sum(bool(row.get("reason")) for row in extract.rows) if isinstance(extract, Made) else 0
