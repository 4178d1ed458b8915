"""Periods as people print them: "January-October 2018", "9M2020", "same period last year".

A phrase alone seldom tells a year; the day of the article and the period that its text is about do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from etl.reading.model import CannotTell
from etl.reading.phrases import Phrase, understand
from trade.errors import BadSelection
from trade.period import Period

MONTHS_OR_YEAR = CannotTell(("months or the whole year?",))
NOTHING_KNOWN = CannotTell(("it leans on a period that the text is about, and none is known",))


_YEARS_BACK = {"this": 0, "last": 1, "before_last": 2}


@dataclass(frozen=True)
class Setting:
    """What is known of the article: when it appeared (a day, a month or a year) and what it is about."""

    published: Period | None = None
    about: Period | None = None


def read_period(words: str, setting: Setting = Setting()) -> Period | CannotTell:
    """The period that ``words`` name in that setting, or why it cannot be told."""
    phrase = understand(words)
    return phrase if isinstance(phrase, CannotTell) else resolve(phrase, setting)


def published_on(text: str) -> Period | None:
    """When an article appeared: "2018-11-20", "2018-11" or "2018"; None where it is not said.

    Raises BadSelection for a date that no calendar has.
    """
    return Period.parse(text) if text.strip() else None


def resolve(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """The days that ``phrase`` means in that setting."""
    found = _RESOLVERS[phrase.kind](phrase, setting)
    if isinstance(found, CannotTell) or setting.published is None:
        return found
    if found.end >= setting.published.end:
        return CannotTell((f"{found} was not over when the article appeared ({setting.published})",))
    return found


def _months(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    year = _year(phrase, setting)
    if isinstance(year, CannotTell):
        return year
    if year is None:
        return _latest(phrase, setting)
    return Period.months(year, phrase.first, phrase.last)


def _ending(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """``first`` months up to month ``last``: "the 12 months to September 2018" begin in October 2017."""
    year = _year(phrase, setting)
    if isinstance(year, CannotTell) or year is None:
        return year or NOTHING_KNOWN
    months_before = 12 * year + phrase.last - phrase.first
    first = Period.month(months_before // 12, months_before % 12 + 1)
    return Period(first.start, Period.month(year, phrase.last).end)


def _year(phrase: Phrase, setting: Setting) -> int | CannotTell | None:
    """The printed year, or the one that "this year" means; None where no year is named."""
    if phrase.year is not None or phrase.year_word is None:
        return phrase.year
    if phrase.year_word == "previous":
        return _before_that(phrase, setting)
    if setting.published is None:
        return CannotTell((f"{phrase.year_word} year: the article has no date",))
    return setting.published.start.year - _YEARS_BACK[phrase.year_word]


def _before_that(phrase: Phrase, setting: Setting) -> int | CannotTell:
    if setting.about is None:
        return NOTHING_KNOWN
    return setting.about.end.year - 1


def _latest(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """Months without a year: those the text is about, or the latest that were over."""
    about = setting.about
    if about and _same_length(phrase, about):
        return about
    if about and not about.is_whole_months:
        return CannotTell(("the text counts by another calendar",))
    if setting.published is None:
        return CannotTell(("no year is printed and the article has no date",))
    if setting.published.end.month == phrase.last and setting.published.frequency != "A":
        return CannotTell(("they were not over when the article appeared",))
    earliest = _over_before(phrase, setting.published.start)
    latest = _over_before(phrase, setting.published.end)
    if earliest != latest:
        return CannotTell((f"{earliest} or {latest}: the day of the article is not known",))
    return latest


def _same_length(phrase: Phrase, about: Period) -> bool:
    """Whether ``about`` is those months, or as many months of a calendar that is not ours."""
    if about.is_whole_months:
        return (about.start.month, about.end.month) == (phrase.first, phrase.last)
    return phrase.first == 1 and round((about.end - about.start).days / 30.4) == phrase.last


def _over_before(phrase: Phrase, day: date) -> Period:
    this = Period.months(day.year, phrase.first, phrase.last)
    return this if this.end < day else this.shifted_years(-1)


def _whole_year(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """That year; "more than last year" beside cumulated months may mean those months only."""
    year = _year(phrase, setting)
    if isinstance(year, CannotTell):
        return year
    if phrase.compared and (setting.about is None or setting.about.frequency != "A"):
        return NOTHING_KNOWN if setting.about is None else MONTHS_OR_YEAR
    return Period.year(year) if year is not None else NOTHING_KNOWN


def _days(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    (month, day, own), (last_month, last_day, last_own) = phrase.days
    last_year = last_own or own
    if last_year is None and phrase.year_word == "this" and setting.published:
        last_year = setting.published.start.year
    if last_year is None:
        return CannotTell(("days without a year",))
    if day == last_day == 1:
        return CannotTell(("up to the first of a month: it may end the day before",))
    try:
        return Period(date(own or last_year, month, day), date(last_year, last_month, last_day))
    except (ValueError, BadSelection):
        return CannotTell(("days that no calendar has in that order",))


def _same(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """ "Same period of 2017", "same period last year": the months the text is about, in another year."""
    if setting.about is None:
        return NOTHING_KNOWN
    if phrase.year is None:
        return setting.about.same_period_before
    return setting.about.shifted_years(phrase.year - setting.about.end.year)


def _same_slice(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """ "In the same quarter of last year": only beside a text that is about a quarter."""
    about = setting.about
    if about is None or not about.is_whole_months:
        return NOTHING_KNOWN
    months = 12 * (about.end.year - about.start.year) + about.end.month - about.start.month + 1
    return _same(phrase, setting) if months == phrase.last else CannotTell((f"the text is about {about}",))


def _reporting(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    if setting.about is None:
        return NOTHING_KNOWN
    if phrase.year is not None:
        return setting.about.shifted_years(phrase.year - setting.about.end.year)
    return setting.about


def _last_month(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    published = setting.published
    if published is None or (published.start.year, published.start.month) != (
        published.end.year,
        published.end.month,
    ):
        return CannotTell(("last month: the month of the article is not known",))
    day = published.start.replace(day=1) - timedelta(days=1)
    return Period.month(day.year, day.month)


def _earlier(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    return setting.about.same_period_before if setting.about else NOTHING_KNOWN


def _previous(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """ "The previous year" beside cumulated months may mean those months or the whole year."""
    if setting.about:
        whole = setting.about.frequency == "A"
        return setting.about.same_period_before if whole else MONTHS_OR_YEAR
    if setting.published is None:
        return NOTHING_KNOWN
    return Period.year(setting.published.start.year - 1)


def _term(phrase: Phrase, setting: Setting) -> Period | CannotTell:
    """ "First term" is a quarter here and a half-year there: only the months the text is about tell."""
    about = setting.about
    year = _year(phrase, setting)
    if about and about.is_year_to_date and year in {None, about.start.year}:
        return about
    return CannotTell(("a term of unknown length",))


_RESOLVERS: dict[str, Callable[[Phrase, Setting], Period | CannotTell]] = {
    "months": _months,
    "ending": _ending,
    "year": _whole_year,
    "days": _days,
    "same": _same,
    "same_slice": _same_slice,
    "reporting": _reporting,
    "earlier": _earlier,
    "previous": _previous,
    "term": _term,
    "last_month": _last_month,
}
