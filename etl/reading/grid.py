"""A sheet as a grid of cells, each with its place, its words and, where it is one, its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from etl.reading.unpacked import column_number
from etl.reading.workbook import cell_name, merged_cells, open_workbook, read_sheet
from trade.errors import SourceChanged

#: Signs that stand where a number could, and why there is none.
SIGNS: Mapping[str, str] = {
    "-": "none", "–": "none", "—": "none", "−": "none",
    "…": "missing", "...": "missing", "..": "missing", "х": "not applicable", "x": "not applicable",
    ":": "not available", "c": "confidential", ":c": "confidential",
}  # fmt: skip
_SPACED = re.compile(r"\S(?: \S)+")
_GAP = re.compile(r"\s{2,}|\n")
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|-?\d+(?:[.,]\d+)?(?:[eE]-?\d+)?")
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet; rows and columns count from 0. ``mended`` are cells read as other words."""

    file: str
    sheet: str
    cells: Sequence[Sequence[Any]]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict[Any, Any])
    mended: Mapping[tuple[int, int], str] = field(default_factory=dict[Any, Any])

    @property
    def height(self) -> int:
        return len(self.cells)

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.cells), default=0)

    def raw(self, row: int, column: int) -> Any:
        """The cell as the workbook holds it; "" where there is none."""
        cells = self.cells[row] if row < len(self.cells) else ()
        return cells[column] if column < len(cells) else ""

    def words(self, row: int, column: int) -> str:
        """What is printed in the cell, white space folded; a merged cell says it everywhere."""
        place = self.merged.get((row, column), (row, column))
        return self.mended.get(place) or plain_words(self.raw(*place))

    def own_words(self, row: int, column: int) -> str:
        """The words that begin in this very cell."""
        is_own = self.merged.get((row, column), (row, column)) == (row, column)
        return self.words(row, column) if is_own else ""

    def number(self, row: int, column: int) -> str | None:
        """The digits of a cell that holds a number, be it stored as text; None for any other cell."""
        return digits(self.raw(row, column))

    def place(self, row: int, column: int) -> str:
        return f"{self.sheet}!{cell_name(row, column)}"

    def changed(self, row: int, column: int, what: str, todo: str) -> SourceChanged:
        return SourceChanged(what, where=f"{self.file}, {self.place(row, column)}", todo=todo)

    def filled(self) -> Iterator[tuple[int, int]]:
        """The places of all cells that hold something."""
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                if not _is_empty(cell):
                    yield row, column


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def plain_words(cell: Any) -> str:
    """A cell's words: "В С Е Г О" is "ВСЕГО", 2018.0 is "2018", white space is one blank."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _shortest(cell)
    return _folded(cell) if isinstance(cell, str) else str(cell if cell is not None else "")


@cache
def _folded(text: str) -> str:
    parts = [part.strip() for part in _GAP.split(text.replace("\u00a0", " ")) if part.strip()]
    joined = [part.replace(" ", "") if _SPACED.fullmatch(part) else part for part in parts]
    return " ".join(" ".join(joined).split())


def digits(cell: Any) -> str | None:
    """Plain digits of a number: "1376.4" of 1376.4 and of "1 376,4"; None where a cell is no number.

    A space groups digits and a comma is a decimal mark.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float | int):
        return _shortest(cell)
    text = str(cell).strip()
    if not _NUMBER.fullmatch(text):
        return None
    return re.sub(r"\s", "", text).replace(",", ".").lower()


def _shortest(number: float) -> str:
    """The digits that a workbook shows: 15 at most, without what computing in binary leaves behind.

    194.79999999999998 is 194.8, and the sum 43813.7794000001 is 43813.7794: where three digits less
    take two more zeros along, the rest is noise.
    """
    all_digits, fewer = format(number, ".15g"), format(number, ".12g")
    return fewer if len(all_digits) - len(fewer) >= 5 else all_digits


def grids(path: Path, name: str) -> list[Grid]:
    """All sheets of a workbook, in their order. Raises SourceChanged."""
    workbook = open_workbook(path, name)
    return [_grid(path, workbook, title, name) for title in workbook.sheet_names]


def _grid(path: Path, workbook: CalamineWorkbook, title: str, name: str) -> Grid:
    cells = read_sheet(path, workbook, title, name)
    width = max((len(row) for row in cells), default=0)
    return Grid(name, title, cells, merged_cells(workbook, title, len(cells), width))


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of "B7"; raises ValueError for what is no cell."""
    found = _CELL.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell!r} is no cell")
    return int(found[2]) - 1, column_number(found[1])
