"""Totals under a year that is not over: they are of the months that the table prints so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.model import Figure
from etl.reading.beside import Cell
from etl.reading.blocks import Block
from trade.period import Period
from trade.value import Value


def of_months_so_far(block: Block, cells: Sequence[Cell]) -> list[Cell]:
    """The cells; totals of a year whose last months are not printed are of the months that are.

    Raises SourceChanged where the months printed in the same column do not reach on from January, or
    do not add up to the total: then nobody can tell of which days it is.
    """
    months = _months(cells)
    return [_told(block, cell, months.get(_series(cell), ())) if _is_year(cell) else cell for cell in cells]


#: Column, reporter, partner, flow, product and year.
Series = tuple[int, str, str, str, str, int]


def _series(cell: Cell) -> Series:
    about = cell.figure
    year = about.period.start.year
    return cell.column, about.reporter, about.partner, about.flow, about.product, year


def _is_year(cell: Cell) -> bool:
    return cell.figure.period.frequency == "A"


def _months(cells: Sequence[Cell]) -> Mapping[Series, list[Figure]]:
    found: dict[Series, list[Figure]] = {}
    for cell in cells:
        if cell.figure.period.frequency == "M":
            found.setdefault(_series(cell), []).append(cell.figure)
    return found


def _told(block: Block, cell: Cell, months: Sequence[Figure]) -> Cell:
    numbers = sorted(month.period.start.month for month in months)
    if len(numbers) == 12:
        return cell
    total = Value.printed(cell.figure.digits, cell.figure.exponent)
    parts = sum((Value.printed(each.digits, each.exponent) for each in months), Value.exact(0))
    if numbers != list(range(1, len(numbers) + 1)) or not parts.overlaps(total):
        raise block.grid.changed(
            cell.row, cell.column,
            f"the year is not over, and its total {cell.figure.digits} is not the sum of its months from "
            f"January on ({parts.point:f} in {len(numbers)} months): nobody can tell of which days it is.",
            "Look at the sheet: are months missing, or is the total of another period?",
        )  # fmt: skip
    so_far = Period.year_to_date(cell.figure.period.start.year, len(numbers))
    return replace(cell, figure=replace(cell.figure, period=so_far))
