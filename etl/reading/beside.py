"""What a table prints beside its figures (growth, shares), compared with them; months not yet due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from etl.model import Figure, Finding, Growth, RawFile
from trade.value import Value


@dataclass(frozen=True)
class Cell:
    """A figure and where in the sheet it stands (from 0)."""

    row: int
    column: int
    figure: Figure


@dataclass(frozen=True)
class Beside:
    """A growth or a share, in percent, printed in the row of the figures that it is about."""

    kind: str
    row: int
    flow: str
    digits: str
    locator: str
    head: str


@dataclass
class Compared:
    """Growths, each with the place of its figure, and what does not fit."""

    growths: list[Growth] = field(default_factory=list[Growth])
    findings: list[Finding] = field(default_factory=list[Finding])


def not_due(how: str, cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The figures, and the cells of periods that had not come when the table was made.

    ``how`` they look: "zero", or "repeats" (a cumulative table goes on with the last figure). Only
    the last rows of a year count, and only where all flows look so.
    """
    if not how:
        return list(cells), []
    waiting: list[Cell] = []
    years = sorted(cells, key=lambda cell: (cell.figure.period.start.year, cell.row, cell.column))
    for _, of_year in groupby(years, key=lambda cell: cell.figure.period.start.year):
        rows = [list(row) for _, row in groupby(of_year, key=lambda cell: cell.row)]
        waiting += [cell for row in rows[_last_due(how, rows) + 1 :] for cell in row]
    places = {(cell.row, cell.column) for cell in waiting}
    return [cell for cell in cells if (cell.row, cell.column) not in places], waiting


def _last_due(how: str, rows: Sequence[Sequence[Cell]]) -> int:
    """The number of the last row that holds figures of its own."""
    printed = [[cell.figure.digits for cell in row] for row in rows]
    last = len(rows) - 1
    while last > 0 and (set(printed[last]) == {"0"} if how == "zero" else printed[last] == printed[last - 1]):
        last -= 1
    return last


def compared(file: RawFile, cells: Sequence[Cell], beside: Sequence[Beside]) -> Compared:
    """Growths go to the figure of the later period in their row; shares are recomputed."""
    found = Compared()
    rows: dict[tuple[int, str], list[int]] = {}
    for place, cell in enumerate(cells):
        rows.setdefault((cell.row, cell.figure.flow), []).append(place)
    wholes = {flow: places for (_, flow), places in reversed(rows.items())}
    for each in beside:
        places = rows.get((each.row, each.flow))
        if not places or not each.digits:
            continue
        figures = [cells[place].figure for place in places]
        if each.kind == "share":
            _compare_share(file, each, figures[0], cells[wholes[each.flow][0]].figure, found)
        else:
            _compare_growth(file, each, figures, places, found)
    return found


def _compare_growth(
    file: RawFile, each: Beside, figures: Sequence[Figure], places: Sequence[int], found: Compared
) -> None:
    later = max(range(len(figures)), key=lambda number: figures[number].period)
    period, others = figures[later].period, [figure.period for figure in figures]
    value = Value.printed(each.digits, 0)
    found.growths.append(
        Growth(
            places[later] + 1,
            float(value.low - 100),
            float(value.high - 100),
            f"{each.digits} % ({each.head})",
        )
    )
    if len(others) > 1 and period.same_period_before not in others:
        found.findings.append(
            _finding(
                file, "compared_periods_match", each.locator, figures[later],
                expected=f"{period} beside {period.same_period_before}",
                found=f"{', '.join(str(other) for other in others)}",
                tolerance="none",
                message="The heads of a growth name periods that are not the same part of two years.",
            )
        )  # fmt: skip


def _compare_share(file: RawFile, each: Beside, part: Figure, whole: Figure, found: Compared) -> None:
    printed = Value.printed(each.digits, 0)
    one, all_of = Value.printed(part.digits, part.exponent), Value.printed(whole.digits, whole.exponent)
    if all_of.low <= 0:
        return
    low, high = 100 * one.low / all_of.high, 100 * one.high / all_of.low
    if low > printed.high or high < printed.low:
        found.findings.append(
            _finding(
                file, "share_matches_figures", each.locator, part,
                expected=f"{100 * one.point / all_of.point:.5g} %", found=f"{each.digits} %",
                tolerance=f"printed digits: {low:.5g} % to {high:.5g} %",
                message="The printed share is not that of the printed figures.",
            )
        )  # fmt: skip


def _finding(
    file: RawFile,
    identity: str,
    locator: str,
    figure: Figure,
    *,
    expected: str,
    found: str,
    tolerance: str,
    message: str,
) -> Finding:
    return Finding(
        identity=identity, severity="warning", source=file.name.partition("/")[0], file=file.name, locator=locator,
        expected=expected, found=found, tolerance=tolerance, message=message, reporter=figure.reporter,
        partner=figure.partner, flow=figure.flow, product=figure.product, period=figure.period.text,
    )  # fmt: skip
