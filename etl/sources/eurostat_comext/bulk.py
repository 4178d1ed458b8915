"""Comext's monthly files (full_v2_YYYYMM), 45 MB packed and 400 MB unpacked: the pairs of ``bulk.csv`` by CN8.

A file parts what is one cell elsewhere into rows by procedure; such rows are added up, and the figure says so.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.model import Passed, RawFile, Reading
from etl.reading.cells import plain_digits
from etl.reading.rows import heading
from etl.sources.eurostat_comext import unpacking
from etl.sources.eurostat_comext.cells import MEMBERS, VALUES, Cell, reading
from trade.errors import SourceChanged

COLUMNS = (
    "REPORTER", "PARTNER", "TRADE_TYPE", "PRODUCT_NC", "PRODUCT_SITC", "PRODUCT_CPA21", "PRODUCT_CPA22",
    "PRODUCT_BEC", "PRODUCT_BEC5", "PRODUCT_SECTION", "FLOW", "STAT_PROCEDURE", "SUPPL_UNIT", "PERIOD",
    "VALUE_EUR", "VALUE_NAC", "QUANTITY_KG", "QUANTITY_SUPPL_UNIT",
)  # fmt: skip
_AT = {name: place for place, name in enumerate(COLUMNS)}
PAIRS = Path(__file__).with_name("bulk.csv")
ANY = "*"
#: Within the Union, outside it; L and M with the parts of the United Kingdom.
TRADE_TYPES = ("I", "E", "L", "M")
NOT_ASKED = "a pair of reporter and partner that is not asked for (bulk.csv of eurostat_comext)"
_MONTH = re.compile(r"(?P<year>\d{4})(?P<month>0[1-9]|1[0-2])", re.ASCII)
Pair = tuple[str, str]


@dataclass
class _Sum:
    """The rows of one cell: their lines in the file, and what stands there."""

    lines: list[int] = field(default_factory=list[int])
    values: list[str] = field(default_factory=list[str])


def is_one(path: Path) -> bool:
    return unpacking.is_packed(path) or tuple(heading(path)) == COLUMNS


@cache
def pairs() -> frozenset[Pair]:
    """The pairs to take, in Comext's codes; ``*`` is any."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        return frozenset((row["reporter"], row["partner"]) for row in csv.DictReader(stream, strict=True))


def read(file: RawFile, wanted: Iterable[Pair] | None = None) -> Reading:
    """The figures of the wanted pairs, those of ``bulk.csv`` unless given; the other rows are counted."""
    asked = pairs() if wanted is None else frozenset(wanted)
    sums: dict[tuple[str, ...], _Sum] = {}
    left = Counter[str]()
    last, month = 1, ""
    with unpacking.unpacked(file) as (path, named):
        for line, row in _rows(path, file.name):
            month = _check_month(row, month or named, f"{file.name}, row {line}")
            last = line
            if not _is_asked(row[0], row[1], asked):
                left[NOT_ASKED] += 1
                continue
            if row[_AT["TRADE_TYPE"]] not in TRADE_TYPES:
                raise _unknown(row, "TRADE_TYPE", f"{file.name}, row {line}", ", ".join(TRADE_TYPES))
            cell = sums.setdefault(tuple(row[_AT[name]] for name in _CELL), _Sum())
            value = row[_AT["VALUE_EUR"]]
            cell.values.append(plain_digits(value, file=file.name, locator=f"row {line}, VALUE_EUR"))
            cell.lines.append(line)
    found = reading(_cells(sums), file)
    counted = [Passed(f"rows 2-{last}", f"{count:,} rows", why) for why, count in left.items()]
    return Reading(found.figures, passed=[*found.passed, *counted])


@cache
def _is_asked(reporter: str, partner: str, asked: frozenset[Pair]) -> bool:
    return not asked.isdisjoint({(reporter, partner), (ANY, partner), (reporter, ANY)})


_CELL = ("REPORTER", "PARTNER", "PRODUCT_NC", "FLOW", "PERIOD")


def _rows(path: Path, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with its line, one at a time. Raises SourceChanged for another heading or a file cut short."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        found = next(rows, list[str]())
        if tuple(found) != COLUMNS:
            other = sorted({*found} ^ {*COLUMNS}) or ["only their order"]
            raise SourceChanged(
                f"the columns are not the known ones: missing or unknown are {', '.join(other)}.",
                where=f"{name}, row 1",
                todo="A new column needs a meaning before the file can be read.",
            )
        line = 1
        try:
            for line, row in enumerate(rows, start=2):
                if len(row) != len(COLUMNS):
                    raise SourceChanged(
                        f"{len(row)} cells where the heading has {len(COLUMNS)}.",
                        where=f"{name}, row {line}",
                        todo="Is the file cut short?",
                    )
                yield line, row
        except (csv.Error, UnicodeDecodeError) as error:
            raise SourceChanged(
                f"this is not CSV ({error}).", where=f"{name}, after row {line}", todo="Fetch it again."
            ) from error
    unpacking.check_end(path, name)


def _check_month(row: Sequence[str], month: str, where: str) -> str:
    """The month of the file: its name's where it has one, else that of its first row."""
    printed = row[_AT["PERIOD"]]
    if printed != month and (month or not _MONTH.fullmatch(printed)):
        raise _unknown(row, "PERIOD", where, month or "a month such as 202402; years (202452) are not read")
    return printed


def _cells(sums: dict[tuple[str, ...], _Sum]) -> Iterator[Cell]:
    for (reporter, partner, product, flow, period), cell in sums.items():
        one = len(cell.lines) == 1
        yield Cell(
            "M", reporter, partner, product, flow, VALUES[MEMBERS],
            time=f"{period[:4]}-{period[4:]}",
            value=str(sum(map(Decimal, cell.values))),
            where=f"{'row' if one else 'rows'} {', '.join(map(str, cell.lines))}",
            printed=" + ".join(cell.values),
            note="" if one else f"sum of {len(cell.lines)} rows, which the file parts by procedure",
        )  # fmt: skip


def _unknown(row: Sequence[str], column: str, where: str, known: str) -> SourceChanged:
    return SourceChanged(
        f"{column} {row[_AT[column]]!r} was not expected.", where=where, todo=f"Known: {known}."
    )
