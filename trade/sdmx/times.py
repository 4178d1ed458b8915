"""Periods as the parameters of SDMX write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from trade.errors import BadSelection
from trade.period import Period
from trade.sdmx.errors import BadSyntax

_REPORTING = re.compile(r"(?P<year>\d{4})-(?:(?P<kind>[ASTQMWD])(?P<number>\d{1,3}))")
_RANGE = re.compile(
    r"(?P<start>\d{4}-\d{2}-\d{2})(?:T[\d:.Z+-]+)?/P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
)
#: How many months each kind of reporting period has.
_MONTHS = {"A": 12, "S": 6, "T": 4, "Q": 3, "M": 1}


def period(text: str, parameter: str) -> Period:
    """The days that a time of SDMX names: 2018, 2018-10, 2018-Q3, 2018-S1, 2018-M10, 2018-10-05, 2018-01-01/P10M.

    A date with a time of day is its day. BadSyntax for anything else, weeks among it.
    """
    try:
        return _ranged(text) or _reported(text) or Period.parse(text.partition("T")[0])
    except (BadSelection, ValueError):
        raise BadSyntax(
            f"{text[:40]!r} is no period.",
            where=parameter,
            todo="Write 2018, 2018-10, 2018-Q3, 2018-10-05 or 2018-01-01/P10M.",
        ) from None


def _reported(text: str) -> Period | None:
    found = _REPORTING.fullmatch(text)
    if not found or found["kind"] not in _MONTHS:
        return None
    months, number = _MONTHS[found["kind"]], int(found["number"])
    return Period.months(int(found["year"]), months * (number - 1) + 1, months * number)


def _ranged(text: str) -> Period | None:
    found = _RANGE.fullmatch(text)
    if not found:
        return None
    start = date.fromisoformat(found["start"])
    months = 12 * int(found["years"] or 0) + int(found["months"] or 0)
    count = start.year * 12 + start.month - 1 + months
    after = start.replace(year=count // 12, month=count % 12 + 1) + timedelta(days=int(found["days"] or 0))
    return Period(start, after - timedelta(days=1))


def day(text: str, parameter: str) -> date:
    """The day of a date or of a moment; BadSyntax for anything else."""
    try:
        return datetime.fromisoformat(text.replace(" ", "+")).date()
    except ValueError:
        raise BadSyntax(
            f"{text[:40]!r} is no moment.", where=parameter, todo="Write 2024-01-31 or 2024-01-31T12:00:00."
        ) from None
