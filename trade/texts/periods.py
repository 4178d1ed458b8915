"""Periods as a reader says them: ``Jan–Oct 2018``, ``January-October``, ``2018``, ``Q3 2018``."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache, lru_cache
from typing import Any

from babel import localedata
from babel.dates import format_date

from trade.period import Period
from trade.texts import say

EN_DASH = "\N{EN DASH}"
#: Where months written in full are joined by a hyphen.
HYPHENED = ("en", "az")
QUARTERS = ("I", "II", "III", "IV")


@cache
def month_names(lang: str, width: str) -> tuple[str, ...]:
    """Twelve names, ``wide`` or ``abbreviated``, as they stand alone.

    Of a copy of its own: Babel 2.18 notes what an alias led to in a table that all languages share, so
    that the second language asked would be given the abbreviations of the first.
    """
    own: Any = deepcopy(localedata.load(lang))
    months = localedata.LocaleDataDict(own)["months"]["stand-alone"][width]
    return tuple(str(months[number]) for number in range(1, 13))


def months_of(period: Period, lang: str = "en", width: str = "wide") -> str:
    """The months without the year: ``January-October``; empty for a whole year."""
    if period.frequency == "A" or not period.is_whole_months:
        return ""
    names = month_names(lang, width)
    first, last = names[period.start.month - 1], names[period.end.month - 1]
    dash = "-" if width == "wide" and lang in HYPHENED else EN_DASH
    return first if period.month_count == 1 else f"{first}{dash}{last}"


@lru_cache(maxsize=4096)
def short(period: Period, lang: str = "en") -> str:
    """For axes and bars: ``2018``, ``Q3 2018``, ``Jan–Oct 2018``."""
    return _named(period, lang, "abbreviated")


@lru_cache(maxsize=4096)
def long(period: Period, lang: str = "en") -> str:
    """For sentences: ``2018``, ``January-October 2018``."""
    return _named(period, lang, "wide")


@lru_cache(maxsize=4096)
def date_of(day: date, lang: str = "en") -> str:
    """A day as people write it: ``30 November 2018``."""
    return format_date(day, "d MMMM y" if lang == "en" else "long", locale=lang)


def years_of(first: date | None, last: date | None) -> str:
    """Two days as the years that they span: ``1960–2020``."""
    ends = [str(day.year) for day in (first, last) if day]
    return EN_DASH.join(dict.fromkeys(ends))


def _named(period: Period, lang: str, width: str) -> str:
    year = f"{period.start.year}"
    if period.frequency == "A":
        return year
    if period.frequency == "Q" and period.start.month != 1:
        number = period.start.month // 3
        quarter = str(number + 1) if lang == "en" else QUARTERS[number]
        return say("period.quarter", lang, quarter=quarter, year=year)
    if not period.is_whole_months or period.start.year != period.end.year:
        return period.text.replace("..", EN_DASH)
    return say(f"period.{width}", lang, months=months_of(period, lang, width), year=year)
