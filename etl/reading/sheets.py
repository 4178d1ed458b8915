"""Spreadsheets of customs and statistics committees, read by the layouts of their publisher.

Every number in a workbook is accounted for: it is read as a figure, it is a head or a label, or it is
passed over for a reason that the layout gives. Anything else stops the file, with file, sheet and cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from etl.model import Figure, Finding, Growth, Passed, RawFile, Reading, figures_table
from etl.reading.beside import compared
from etl.reading.blocks import Block, blocks
from etl.reading.corrections import Corrections
from etl.reading.due import WHY, Whose, is_due, waiting
from etl.reading.grid import Grid, grids
from etl.reading.layout import Layouts, meaning
from etl.reading.tables import Read, read_block
from trade.errors import SourceChanged, TradeDataError
from trade.period import Period

LAYOUTS, CORRECTIONS = "layouts.toml", "corrections.toml"


def recognises(path: Path, folder: Path) -> bool:
    """Whether a workbook holds a table that the layouts of a source describe."""
    if path.suffix.lower() not in (".xls", ".xlsx"):
        return False
    try:
        return any(blocks(grid, Layouts.load(folder / LAYOUTS).tables) for grid in grids(path, path.name))
    except TradeDataError:
        return False


def read(file: RawFile, folder: Path) -> Reading:
    """Every figure of a workbook; ``folder`` is that of its source (layouts, names, corrections)."""
    layouts = Layouts.load(folder / LAYOUTS)
    corrections = Corrections.load(folder / CORRECTIONS)
    found = _Found()
    sheets = corrections.applied(file, grids(file.path, file.name))
    day = published_on(layouts, sheets.grids)
    reads: list[Read] = []
    for grid in sheets.grids:
        reads += _read_sheet(replace(file, known_on=day or file.known_on), layouts, grid, found)
    waits = {wait for read in reads if read.block.layout.zeros_wait for wait in waiting(read.cells)}
    for read in reads:
        found.take(file, read, waits)
    if not found.tables:
        raise SourceChanged(
            f"none of the known tables is in it: {', '.join(table.name for table in layouts.tables)}.",
            where=file.name,
            todo=f"If it is a new layout of this publisher, describe it in {layouts.shown}.",
        )
    return Reading(
        figures_table(replace(figure, published_on=day) for figure in found.figures),
        [*sheets.findings, *found.findings],
        found.growths,
        found.passed,
        found.tables,
    )


def published_on(layouts: Layouts, sheets: Sequence[Grid]) -> date | None:
    """The day on which a workbook says that it was published; None where it does not say."""
    if not layouts.published:
        return None
    for grid in sheets:
        for cell in grid.filled():
            found = layouts.published.search(grid.words(*cell))
            if found:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
    return None


@dataclass
class _Found:
    """What has been read of a file so far."""

    figures: list[Figure] = field(default_factory=list[Figure])
    growths: list[Growth] = field(default_factory=list[Growth])
    findings: list[Finding] = field(default_factory=list[Finding])
    passed: list[Passed] = field(default_factory=list[Passed])
    tables: list[str] = field(default_factory=list[str])

    def take(self, file: RawFile, read: Read, waits: set[tuple[Whose, Period]]) -> None:
        """Adds a table; its growths stand beside its own figures, counted from 1."""
        late = {(cell.row, cell.column): cell.figure for cell in read.cells if not is_due(cell, waits)}
        said = compared(file, read.cells, set(late), read.beside)
        self.growths += [growth.after(len(self.figures)) for growth in said.growths]
        self.figures += [cell.figure for cell in read.cells if (cell.row, cell.column) not in late]
        self.findings += said.findings
        self.passed += [
            *read.passed,
            *(Passed(each.locator, each.as_published, WHY) for each in late.values()),
        ]
        self.tables.append(read.name)


def _read_sheet(file: RawFile, layouts: Layouts, grid: Grid, found: _Found) -> list[Read]:
    why = meaning(layouts.passed_sheets, grid.sheet)
    if why:
        found.passed += [Passed(grid.place(*cell), grid.words(*cell), why) for cell in _numbers(grid)]
        return []
    reads = [read_block(file, layouts, block) for block in blocks(grid, layouts.tables)]
    explained = {cell for read in reads for cell in read.explained}
    _refuse_unexplained(layouts, grid, [read.block for read in reads], explained)
    return reads


def _numbers(grid: Grid) -> Iterable[tuple[int, int]]:
    return (cell for cell in grid.filled() if grid.number(*cell) is not None)


def _refuse_unexplained(
    layouts: Layouts, grid: Grid, here: Sequence[Block], explained: set[tuple[int, int]]
) -> None:
    """Raises SourceChanged for the first number that no table explains."""
    for row, column in _numbers(grid):
        if (row, column) in explained:
            continue
        beside = next((block for block in here if row in block.body), None)
        where = f"the table '{beside.layout.name}' gives it no head" if beside else "no known table holds it"
        raise grid.changed(
            row, column, f"{grid.words(row, column)!r} is a number, and {where}.",
            f"The layout is new: describe it in {layouts.shown}, or say there why it is passed over.",
        )  # fmt: skip
