"""Figures as they stand in the sheets of publishers, looked up by eye, against what is read of them."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from projects import RAW

from etl.archive import raw_files
from etl.arrow import Frame, pc
from etl.model import RawFile, Reading
from etl.registry import source
from trade.period import Period

GOLDEN = Path(__file__).with_name("golden")


@cache
def readings(name: str) -> dict[str, Reading]:
    """What is read of each file of a source, by the file's name."""
    return {file.path.name: source(name).read(file) for file in raw_files(RAW, name)}


def reading(name: str, start: str) -> Reading:
    """The reading of the one file whose name begins so."""
    (found,) = (each for file, each in readings(name).items() if file.startswith(start))
    return found


def read_as(name: str, path: Path) -> Reading:
    """What is read of any file as one of a source."""
    return source(name).read(RawFile(path, f"{name}/{path.name}", "0" * 64, "u", date(2024, 10, 2)))


def by_cell(read: Reading) -> dict[str, dict[str, Any]]:
    """The figures by the cell that they stand in."""
    return {row["locator"]: row for row in figures(read)}


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def as_read(name: str, row: dict[str, str]) -> dict[str, str]:
    """The figure at the place of a golden row, in the same words."""
    table = reading(name, row["file"]).figures
    found = _rows(table.filter(pc.equal(table["locator"], row["locator"])))
    assert len(found) == 1, row
    return {column: str(found[0].get(column, row[column])) for column in row}


def figures(read: Reading) -> list[dict[str, Any]]:
    """All figures, their period in text form."""
    return _rows(read.figures)


def _rows(table: Frame) -> list[dict[str, Any]]:
    return [
        row | {"period": Period(row["period_start"], row["period_end"]).text} for row in table.to_pylist()
    ]


def reasons(read: Reading) -> Counter[str]:
    """How many cells are passed over, by the reason."""
    return Counter(passed.why for passed in read.passed)
