"""Months that had not come when a workbook was made: their zeros, and the sums that go on without them, are no figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from etl.reading.beside import Cell
from trade.period import Period

#: Whose trade with whom, as whose word.
Whose = tuple[str, str, str]
WHY = "not yet due: months of it had not come, the table holds zeros for them"


def waiting(cells: Sequence[Cell]) -> set[tuple[Whose, Period]]:
    """The periods for which a table only holds its place: zeros in every flow, in the last rows of a year."""
    found: set[tuple[Whose, Period]] = set()
    years = sorted(cells, key=lambda cell: (cell.figure.period.start.year, cell.row))
    for _, of_year in groupby(years, key=lambda cell: cell.figure.period.start.year):
        rows = [list(row) for _, row in groupby(of_year, key=lambda cell: cell.row)]
        while len(rows) > 1 and all(cell.figure.digits == "0" for cell in rows[-1]):
            found |= {(whose(cell), cell.figure.period) for cell in rows.pop()}
    return found


def is_due(cell: Cell, waits: Iterable[tuple[Whose, Period]]) -> bool:
    """Whether all months of a figure had come; a sum over months that had not is none of its period."""
    mine, period = whose(cell), cell.figure.period
    return not any(mine == other and period.contains(part) for other, part in waits)


def whose(cell: Cell) -> Whose:
    return cell.figure.agency, cell.figure.reporter, cell.figure.partner
