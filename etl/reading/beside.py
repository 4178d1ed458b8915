"""What a table prints beside its figures, growth and shares, compared with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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


def compared(
    file: RawFile, cells: Sequence[Cell], late: set[tuple[int, int]], beside: Sequence[Beside]
) -> Compared:
    """Growth and shares recomputed from the figures of their row.

    ``late`` are the cells (row, column) that hold no figure yet: what is printed beside them says
    nothing. A growth whose earlier figure the table does not print goes to its figure as a Growth, to be
    checked against other files; places count the figures that are not late.
    """
    found = Compared()
    rows: dict[tuple[int, str], list[Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.row, cell.figure.flow), []).append(cell)
    wholes = {flow: of_row[0] for (_, flow), of_row in reversed(rows.items())}
    places = {(cell.row, cell.column): n for n, cell in enumerate((c for c in cells if not _is(c, late)), 1)}
    for each in beside:
        of_row = rows.get((each.row, each.flow))
        if not of_row or not each.digits:
            continue
        if each.kind == "share":
            _compare_share(file, each, of_row[0].figure, wholes[each.flow].figure, found)
            continue
        later = max(of_row, key=lambda cell: cell.figure.period)
        if not _is(later, late):
            _compare_growth(file, each, later, of_row, places[later.row, later.column], found)
    return found


def _is(cell: Cell, late: set[tuple[int, int]]) -> bool:
    return (cell.row, cell.column) in late


def _compare_growth(
    file: RawFile, each: Beside, later: Cell, of_row: Sequence[Cell], place: int, found: Compared
) -> None:
    period, printed = later.figure.period, Value.printed(each.digits, 0)
    others = sorted({cell.figure.period for cell in of_row} - {period})
    earlier = [cell.figure for cell in of_row if cell.figure.period == period.same_period_before]
    if not others:
        low, high = float(printed.low - 100), float(printed.high - 100)
        found.growths.append(Growth(place, low, high, f"{each.digits} % of the year before"))
    elif not earlier:
        found.findings.append(
            _finding(
                file, "compared_periods_match", each.locator, later.figure,
                expected=f"{period} beside {period.same_period_before}",
                found=f"{period} beside {', '.join(map(str, others))}",
                tolerance="none",
                message="The heads of a growth name periods that are not the same part of two years.",
            )
        )  # fmt: skip
    else:
        _compare_ratio(
            file, each, later.figure, earlier[0], found, "percent_matches_figures",
            "The printed growth is not that of the two figures printed beside it.",
        )  # fmt: skip


def _compare_share(file: RawFile, each: Beside, part: Figure, whole: Figure, found: Compared) -> None:
    _compare_ratio(
        file, each, part, whole, found, "share_matches_figures",
        "The printed share is not that of the printed figures.",
    )  # fmt: skip


def _compare_ratio(
    file: RawFile, each: Beside, part: Figure, whole: Figure, found: Compared, identity: str, message: str
) -> None:
    """A printed percentage against the ratio of two figures, within the printed digits of all three."""
    printed = Value.printed(each.digits, 0)
    one, all_of = Value.printed(part.digits, part.exponent), Value.printed(whole.digits, whole.exponent)
    if all_of.low <= 0 or one.low < 0:
        return
    low, high = 100 * one.low / all_of.high, 100 * one.high / all_of.low
    if low > printed.high or high < printed.low:
        found.findings.append(
            _finding(
                file, identity, each.locator, part,
                expected=f"{100 * one.point / all_of.point:.6g} %", found=f"{each.digits} %",
                tolerance=f"printed digits: {low:.6g} % to {high:.6g} %",
                message=message,
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
