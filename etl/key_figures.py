"""Figures that somebody must know of when they are revised: ``data/key_figures.csv``."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb

from trade.errors import BadSelection, TradeDataError
from trade.selection import Selection
from trade.store import sql_text
from trade.tables import TRADE

FILE = "key_figures.csv"
COLUMNS = ("reporter", "partner", "flow", "product")
#: What makes two states of a figure the same cell.
_CELL = "source, agency, reporter, partner, flow, product_scheme, product, period_start, period_end, currency, partner_rule"


def wanted(data: Path) -> list[Selection]:
    """The cells that are listed; none without a list. ``data`` is the folder data/.

    Raises BadSelection with the line of a code that nobody knows.
    """
    path = data / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
            raise BadSelection(FILE, f"the columns {', '.join(missing)} are missing.")
        return [_selection(row, rows.line_num) for row in rows]


def _selection(row: dict[str, str], line: int) -> Selection:
    words = {name: row[name] for name in COLUMNS if row[name]}
    try:
        return Selection.from_query({"product": "TOTAL"} | words)
    except TradeDataError as error:
        raise BadSelection(f"{FILE}, line {line}", str(error)) from error


def revised(before: Path, after: Path, cells: Sequence[Selection]) -> list[str]:
    """Which of these cells a later publication changed from one data set to the next, in a sentence each.

    Both words are as printed: a figure in another currency need not have a value in dollars.
    """
    said: list[str] = []
    with duckdb.connect() as db:
        for asked in cells:
            values = {"reporter": asked.reporter, "partner": asked.partner or "W00",
                      "product": asked.product, "flow": asked.flow}  # fmt: skip
            sql = _REVISED.format(now=_trade(after), was=_trade(before), cell=_CELL)
            said += [_sentence(row) for row in db.execute(sql, values).fetchall()]
    return said


def _trade(folder: Path) -> str:
    return f"read_parquet({sql_text(folder / TRADE.name / '*.parquet')})"


_REVISED = """
    SELECT reporter, partner, flow, now.period, was.as_published, now.as_published, source, agency, now.known_from
    FROM {now} AS now JOIN {was} AS was USING ({cell})
    WHERE reporter = $reporter AND partner = $partner AND product = $product AND ($flow IS NULL OR flow = $flow)
        AND now.known_to IS NULL AND was.known_to IS NULL AND now.known_from > was.known_from
        AND now.method IN ('published', 'converted') AND was.method IN ('published', 'converted')
        AND now.as_published <> was.as_published
    ORDER BY ALL
"""


def _sentence(row: tuple[object, ...]) -> str:
    reporter, partner, flow, period, was, now, source, agency, day = row
    return f"{reporter}-{partner} {flow} {period}: {was} -> {now} ({agency}, {source}, {day})."
