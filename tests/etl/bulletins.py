"""What the tests of bulletins share: a real file read by its source, chosen cells, books made again by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from projects import RAW

from etl.model import RawFile, Reading
from etl.reading.grid import Grid, grids
from etl.registry import source
from trade.period import Period

GOLDEN = Path(__file__).with_name("golden")
KNOWN_ON = date(2026, 1, 1)


def reading(name: str, path: Path | None = None) -> Reading:
    """A file under data/raw (``russia_fcs/94itog.xlsx``), or another one as if it were that."""
    file = path or RAW / name
    whose = name.partition("/")[0]
    return source(whose).read(
        RawFile(file, f"{whose}/{file.name}", "0" * 64, "https://example.org", KNOWN_ON)
    )


def figures(read: Reading) -> dict[str, dict[str, Any]]:
    """The figures by the cell that they stand in."""
    rows = read.figures.append_column("period", [_periods(read)]).to_pylist()
    return {row["locator"]: row for row in rows}


def _periods(read: Reading) -> list[str]:
    days = zip(read.figures["period_start"].to_pylist(), read.figures["period_end"].to_pylist(), strict=True)
    return [Period(*each).text for each in days]


def golden(name: str) -> list[dict[str, str]]:
    """Chosen cells of a source's files, copied from the sheets by eye."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def handmade_again(name: str, folder: Path, change: Callable[[str, int, int, Any], Any]) -> Path:
    """A workbook under data/raw written anew by hand: ``change`` gives each cell (sheet, row, column, cell)."""
    target = folder / f"handmade_{Path(name).stem}.xlsx"
    with xlsxwriter.Workbook(str(target)) as book:
        for grid in grids(RAW / name, name):
            sheet = book.add_worksheet(grid.sheet)
            for row, column in grid.filled():
                if grid.merged.get((row, column), (row, column)) == (row, column):
                    _write(sheet, grid, row, column, change(grid.sheet, row, column, grid.raw(row, column)))
    return target


def _write(sheet: Any, grid: Grid, row: int, column: int, cell: Any) -> None:
    spanned = [place for place, origin in grid.merged.items() if origin == (row, column)]
    if len(spanned) > 1:
        sheet.merge_range(row, column, *max(spanned), cell)
    else:
        sheet.write(row, column, cell)
