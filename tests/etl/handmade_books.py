"""Workbooks made by hand: small ones from rows, and copies of published ones with other cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from projects import RAW

from etl.reading.grid import Grid, grids, place_of

Rows = Sequence[Sequence[Any]]
#: Gives other content to a cell, by its row and column (from 0).
Change = Callable[[int, int, Any], Any]
#: The same, by sheet, row and column.
SheetChange = Callable[[str, int, int, Any], Any]


def handmade_book(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    merged: Sequence[tuple[str, Any]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
) -> Path:
    """A workbook of these sheets; in the first one ranges are merged (A1:C1, content), rows and columns hidden."""
    with xlsxwriter.Workbook(path) as book:
        for number, (title, rows) in enumerate(sheets.items()):
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(row, column, cell)
            if number == 0:
                for cells, content in merged:
                    sheet.merge_range(cells, content)
                for row in hidden_rows:
                    sheet.set_row(row, None, None, {"hidden": True})
                for column in hidden_columns:
                    sheet.set_column(column, column, None, None, {"hidden": True})
    return path


def handmade_copy(published: str, path: Path, change: Change) -> Path:
    """The values of a published workbook, some of them changed by hand: no publisher's own."""
    (source,) = RAW.glob(published)
    sheets = {
        grid.sheet: [
            [change(row, column, grid.raw(row, column)) for column in range(grid.width)]
            for row in range(grid.height)
        ]
        for grid in grids(source, source.name)
    }
    return handmade_book(path, sheets)


def put(**cells: Any) -> Change:
    """Other content in these cells of every sheet: ``put(B7="x")``."""
    places = {place_of(cell): content for cell, content in cells.items()}
    return lambda row, column, content: places.get((row, column), content)


def handmade_again(name: str, folder: Path, change: SheetChange) -> Path:
    """A workbook under data/raw written anew by hand, ranges merged as they were, some cells changed."""
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
