"""Dated events that charts can show: ``data/annotations.csv``, a row an event, kept by whoever runs the program.

Columns: ``date`` (2015-02-21), ``economies`` (codes with blanks between; W00 is everybody), the words in ``en``,
``az``, ``lt`` and ``ru``, ``source`` (who says so) and ``url`` (where). An event says what happened on a day; that
it moved a figure is never claimed.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from trade.codelists import economies
from trade.errors import TradeDataError
from trade.selection import LANGUAGES

FILE = Path(__file__).resolve().parents[1] / "data" / "annotations.csv"
COLUMNS = ("date", "economies", *LANGUAGES, "source", "url")
EVERYBODY = "W00"


@dataclass(frozen=True)
class Event:
    """What happened on a day, whom it concerns, and who says so; ``words`` by language."""

    day: date
    economies: frozenset[str]
    words: Mapping[str, str] = field(hash=False)
    source: str
    url: str

    def concerns(self, codes: Collection[str]) -> bool:
        return EVERYBODY in self.economies or not self.economies.isdisjoint(codes)


@cache
def events(path: Path = FILE) -> tuple[Event, ...]:
    """All events in order of time; none without the file.

    Raises TradeDataError with file, row and what to do for the first row that cannot be used.
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, strict=True)
        if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
            raise TradeDataError(
                f"the columns {', '.join(missing)} are missing.",
                where=path.name,
                todo=f"Its first row must be {','.join(COLUMNS)}.",
            )
        found = [_event(row, f"{path.name}, row {rows.line_num}") for row in rows]
    return tuple(sorted(found, key=lambda event: event.day))


def _event(row: Mapping[str, str | None], where: str) -> Event:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if empty := [name for name, text in cells.items() if not text]:
        raise TradeDataError(f"{', '.join(empty)} is empty.", where=where, todo="Fill every column.")
    return Event(
        _day(cells["date"], where),
        _codes(cells["economies"], where),
        {lang: cells[lang] for lang in LANGUAGES},
        cells["source"],
        _address(cells["url"], where),
    )


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise TradeDataError(
            f"{text[:40]!r} is no day.", where=where, todo="Write the column date as 2015-02-21."
        ) from None


def _codes(text: str, where: str) -> frozenset[str]:
    codes = frozenset(text.split())
    if unknown := sorted(codes - set(economies())):
        raise TradeDataError(
            f"no economy has the code {unknown[0][:40]!r}.",
            where=where,
            todo="Write ISO 3166 alpha-3 codes with blanks between, or W00 for everybody.",
        )
    return codes


def _address(text: str, where: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise TradeDataError(
            f"{text[:40]!r} is no address.", where=where, todo="Write the column url as https://…"
        )
    return text
