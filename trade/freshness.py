"""How fresh the figures of a source are, by what its publisher usually does.

A source's calendar (``[release]`` in its ``source.toml``) says what a release is about, a month, a
quarter or a year, and how many days after its end it is usually out. The next release is about the
period after the last one that is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trade import looks, questions
from trade.period import Period
from trade.questions import Row
from trade.store import Store

#: How many days a publisher may be late before its figures count as overdue.
PATIENCE = {"month": 15, "quarter": 30, "year": 90}
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Freshness:
    """``tried`` and ``succeeded`` are moments (ISO, UTC) of asking its service, None for one without or
    not asked yet; ``failure`` is why the last try or the last reading failed."""

    source: str
    tried: str | None
    succeeded: str | None
    failure: str
    #: What the next release is about, and when it is to be expected; None without a calendar.
    about: Period | None
    expected: date | None
    #: Days since it was to be expected; 0 while it is not yet due.
    late: int
    is_overdue: bool

    @property
    def is_asked(self) -> bool:
        """Whether refreshes ask a service for it: only then can it be fresher than the files at hand."""
        return self.tried is not None

    @property
    def problem(self) -> str:
        """Why it is not as fresh as it should be, in words; empty where it is."""
        if self.failure:
            return self.failure
        if self.is_asked and self.is_overdue:
            return f"{self.about} was to be expected on {self.expected} and has not come in {self.late} days."
        return ""


def of_all(store: Store, today: date) -> list[Freshness]:
    """The freshness of each source, in the order of ``questions.sources``."""
    services = (looks.last(store.home) or {}).get("services", {})
    return [of(row, services.get(row["source"], {}), today) for row in questions.sources(store)]


def of(row: Row, service: Mapping[str, Any], today: date) -> Freshness:
    """``row`` is one of ``questions.sources``, ``service`` what was noted of asking it."""
    about, expected = next_release(row["last_period"], row["release_every"], row["release_after"])
    late = max(0, (today - expected).days) if expected else 0
    return Freshness(
        source=row["source"],
        tried=service.get("tried"),
        succeeded=service.get("succeeded"),
        failure=_failure(row, service.get("errors", ())),
        about=about,
        expected=expected,
        late=late,
        is_overdue=late > PATIENCE.get(row["release_every"], 0),
    )


def _failure(row: Row, errors: Sequence[str]) -> str:
    read = [row["message"]] if row["outcome"] == "failed" and row["message"] else []
    return " ".join(dict.fromkeys([*read, *errors]))


def next_release(
    last: date | None, every: str | None, after: float | None
) -> tuple[Period | None, date | None]:
    """What the next release is about and on which day it is to be expected.

    ``last`` is the last day of the latest period that is loaded; a period that it falls into the midst
    of has not been released whole.
    """
    if last is None or every is None or after is None:
        return None, None
    step = MONTHS[every]
    first = last + timedelta(days=1)
    about = Period.months(first.year, *_months(first.month, step))
    return about, about.end + timedelta(days=after)


def _months(month: int, step: int) -> tuple[int, int]:
    """The first and the last month of the month, quarter or year that a month is in."""
    first = (month - 1) // step * step + 1
    return first, first + step - 1
