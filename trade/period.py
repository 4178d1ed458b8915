"""Periods of statistics: month, quarter, half, year, year-to-date and any other range of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from trade.errors import BadSelection

_TEXT = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)
FIRST_YEAR, LAST_YEAR = 1800, 2200


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _shift_years(day: date, years: int, *, to_month_end: bool) -> date:
    year = day.year + years
    if to_month_end:
        return last_day(year, day.month)
    return date(year, day.month, min(day.day, last_day(year, day.month).day))


@dataclass(frozen=True, order=True)
class Period:
    """All days from ``start`` to ``end``, both included.

    Two periods are equal when their days are: January-March *is* the first quarter,
    January-December *is* the year. The text form is the shortest one that names the days:
    ``2018``, ``2018-Q3``, ``2018-10``, ``2018-01..2018-10``, ``2021-03-21..2021-09-22``.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadSelection(
                "period",
                f"a period cannot end ({self.end}) before it starts ({self.start}).",
                todo="Give the earlier date first, as in 2018-01..2018-10.",
            )

    # -- making ------------------------------------------------------------------------

    @classmethod
    def year(cls, year: int) -> Period:
        return cls.months(year, 1, 12)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls.months(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls.months(year, month, month)

    @classmethod
    def year_to_date(cls, year: int, month: int) -> Period:
        """January to ``month``, as customs committees cumulate."""
        return cls.months(year, 1, month)

    @classmethod
    def months(cls, year: int, first: int, last: int) -> Period:
        """Whole months ``first`` to ``last`` of one year."""
        return cls(date(year, first, 1), last_day(year, last))

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that a text form names; raises BadSelection for anything else."""
        if len(text) > 40:
            raise _bad(text[:40] + "…")
        head, dots, tail = text.strip().partition("..")
        first = _parse_one(head, text)
        return cls(first.start, _parse_one(tail, text).end) if dots else first

    # -- asking ------------------------------------------------------------------------

    @property
    def text(self) -> str:
        match self.frequency:
            case "A":
                return f"{self.start.year}"
            case "Q":
                return f"{self.start.year}-Q{(self.start.month + 2) // 3}"
            case "M":
                return f"{self.start:%Y-%m}"
            case _ if self.is_whole_months:
                return f"{self.start:%Y-%m}..{self.end:%Y-%m}"
            case _:
                return f"{self.start:%Y-%m-%d}..{self.end:%Y-%m-%d}"

    def __str__(self) -> str:
        return self.text

    @cached_property
    def is_whole_months(self) -> bool:
        return self.start.day == 1 and (self.end + timedelta(days=1)).day == 1

    @property
    def is_year_to_date(self) -> bool:
        """Starts in January and stays in its year: January, Q1 and the whole year are such too."""
        return self.is_whole_months and self.start.month == 1 and self.start.year == self.end.year

    @cached_property
    def month_count(self) -> int:
        """How many whole months; 0 where the period is not made of whole months."""
        if not self.is_whole_months:
            return 0
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @cached_property
    def frequency(self) -> str:
        """``A`` year, ``Q`` calendar quarter, ``M`` month, ``YTD`` from January, ``R`` any other range."""
        months = self.month_count
        if months == 12 and self.start.month == 1:
            return "A"
        if months == 3 and self.start.month % 3 == 1:
            return "Q"
        if months == 1:
            return "M"
        return "YTD" if self.is_year_to_date else "R"

    @property
    def sdmx_time_range(self) -> str:
        """SDMX time range: start and ISO 8601 duration (``2018-01-01/P10M``)."""
        months = self.month_count
        if months:
            return f"{self.start}/P{months}M"
        return f"{self.start}/P{(self.end - self.start).days + 1}D"

    def contains(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    # -- arithmetic --------------------------------------------------------------------

    def shifted_years(self, years: int) -> Period:
        """The same days of the calendar, ``years`` later; month ends stay month ends."""
        whole = self.is_whole_months
        return Period(
            _shift_years(self.start, years, to_month_end=False),
            _shift_years(self.end, years, to_month_end=whole),
        )

    @property
    def same_period_before(self) -> Period:
        """What growth is measured against: the same months of the year before."""
        return self.shifted_years(-1)

    def minus(self, earlier: Period) -> Period:
        """What is left when a shorter period with the same start is taken away.

        ``2018-01..2018-10`` minus ``2018-01..2018-09`` is ``2018-10``.
        """
        if earlier.start != self.start or earlier.end >= self.end:
            raise BadSelection(
                "period",
                f"{earlier} cannot be taken from {self}.",
                todo="Both must start on the same day and the second must be shorter.",
            )
        return Period(earlier.end + timedelta(days=1), self.end)

    def each_month(self) -> tuple[Period, ...]:
        """The months of a period of whole months, in order."""
        first = 12 * self.start.year + self.start.month - 1
        numbers = range(first, first + self.month_count)
        return tuple(Period.month(n // 12, n % 12 + 1) for n in numbers)


def _bad(text: str) -> BadSelection:
    return BadSelection(
        "period",
        f"{text!r} is not a period.",
        todo="Write 2018, 2018-Q3, 2018-10 or 2018-01..2018-10.",
    )


def _parse_one(part: str, whole: str) -> Period:
    found = _TEXT.fullmatch(part)
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise _bad(whole)
    year = int(found["year"])
    try:
        if found["quarter"]:
            return Period.quarter(year, int(found["quarter"]))
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            return Period(day, day)
        if found["month"]:
            return Period.month(year, int(found["month"]))
    except ValueError:
        raise _bad(whole) from None
    return Period.year(year)
