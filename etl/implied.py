"""Findings on cumulative figures: what contradicts, falls, or is missing within one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.decumulate import Derived, Gap, Told, lacking, unlike
from etl.model import Finding
from trade.value import Value

#: The columns of ``etl.observe.CELL`` without those of the period.
Cell = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one file on one cell, over its periods; ``about`` are their words and places by number."""

    cell: Cell
    valuation: str
    partner_rule: str
    raw_sha256: str
    known_on: date
    told: tuple[Told, ...]
    about: Mapping[int, Mapping[str, str]]


#: What can be found here.
IDENTITIES = ("parts_of_years_agree", "cumulative_does_not_fall", "cumulative_figures_are_complete")


def found_in(
    every: Sequence[Series], standing: Iterable[tuple[Series, Derived]], files: Mapping[str, str]
) -> list[Finding]:
    """What is odd in the series, and in the derived figures that stand in ``trade``."""
    found = [
        _contradicted(series, told, other, files) for series in every for told, other in unlike(series.told)
    ]
    found += [
        _negative(series, figure, files)
        for series, figure in standing
        if figure.value.point < 0 and figure.period.frequency == "M" and series.cell["flow"] != "B"
    ]
    return found + _incomplete(every, files)


def _contradicted(series: Series, told: Told, other: Derived, files: Mapping[str, str]) -> Finding:
    return Finding(
        identity="parts_of_years_agree",
        severity="warning",
        period=told.period.text,
        expected=f"{_money(other.value, series)} = {_words(other)}",
        found=_money(told.value, series),
        tolerance=f"printed digits: {_limits(other.value, series)}",
        message="The printed figure is not what the other figures of its file make it; the printed one stands.",
        **_where(series, told, files),
    )


def _negative(series: Series, figure: Derived, files: Mapping[str, str]) -> Finding:
    may_be_zero = figure.value.high > 0
    why = (
        "The digits that were cut explain it."
        if may_be_zero
        else "Months before were revised downward, or goods were declared late and booked elsewhere."
    )
    return Finding(
        identity="cumulative_does_not_fall",
        severity="note" if may_be_zero else "warning",
        period=figure.period.text,
        expected="zero or more",
        found=f"{_money(figure.value, series)} = {_words(figure)}",
        tolerance=f"printed digits: {_limits(figure.value, series)}",
        message="The cumulative figure is smaller than the one before it: the month is below zero, and kept "
        f"so. {why}",
        **_where(series, figure.terms[0][1], files),
    )


def _incomplete(every: Sequence[Series], files: Mapping[str, str]) -> list[Finding]:
    """One finding for all partners and products of a file that lack the same cumulative figures."""
    lack: dict[tuple[str, str, str, str, str, Gap], list[Series]] = {}
    for series in every:
        cell = series.cell
        for gap in lacking(series.told):
            key = (
                series.raw_sha256,
                cell["agency"],
                cell["reporter"],
                cell["flow"],
                cell["partner_rule"],
                gap,
            )
            lack.setdefault(key, []).append(series)
    return [_lacks(gap, group, files) for (*_, gap), group in lack.items()]


def _lacks(gap: Gap, group: Sequence[Series], files: Mapping[str, str]) -> Finding:
    """Said at the first figure that holds the missing months, of the first of the series."""
    first = group[0]
    later = next(told for told in first.told if told.period.contains(gap.months))
    where = _where(first, later, files)
    if len(group) > 1:
        where["partner"] = where["product"] = None
    wanted = f"{gap.first}" if gap.first == gap.last else f"each year to date from {gap.first} to {gap.last}"
    return Finding(
        identity="cumulative_figures_are_complete",
        severity="note",
        period=gap.months.text,
        expected=f"a figure for {wanted}",
        found=f"none, for {len(group):,} of the file's series",
        tolerance="none",
        message=f"Without it the months of {gap.months} cannot be told apart: they stay missing.",
        **where,
    )


def _where(series: Series, told: Told, files: Mapping[str, str]) -> dict[str, Any]:
    """The cell and the place of a figure, as a finding names them."""
    named = ("source", "reporter", "partner", "flow", "product")
    return {name: series.cell[name] for name in named} | {
        "file": files.get(series.raw_sha256, series.raw_sha256),
        "locator": series.about[told.observation]["locator"],
    }


def _words(figure: Derived) -> str:
    """``2018-01..2018-10 - 2018-01..2018-09``."""
    return " ".join(f"{sign} {told.period}" for sign, told in figure.terms).removeprefix("+ ")


def _money(value: Value, series: Series) -> str:
    return f"{value.point:,.0f} {series.cell['currency']}"


def _limits(value: Value, series: Series) -> str:
    currency = series.cell["currency"]
    return f"{value.low:,.0f} {currency} to {value.high:,.0f} {currency}"
