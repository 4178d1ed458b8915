"""How fresh a source is, by its calendar and by what its service said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from trade.freshness import next_release, of

GEORGIA = {
    "source": "handmade", "outcome": "published", "message": None,
    "last_period": date(2024, 10, 31), "release_every": "month", "release_after": 14,
}  # fmt: skip
ASKED = {"tried": "2024-12-20T06:00:00+00:00", "succeeded": "2024-12-20T06:00:00+00:00", "errors": []}


@pytest.mark.parametrize(
    ("last", "every", "after", "about", "expected"),
    [
        (date(2024, 10, 31), "month", 14, "2024-11", date(2024, 12, 14)),
        (date(2024, 12, 31), "month", 14, "2025-01", date(2025, 2, 14)),
        (date(2024, 12, 31), "year", 212, "2025", date(2026, 7, 31)),
        (date(2024, 9, 30), "quarter", 60, "2024-Q4", date(2025, 3, 1)),
        (date(2024, 8, 31), "quarter", 60, "2024-Q3", date(2024, 11, 29)),
        (date(2024, 6, 30), "year", 30, "2024", date(2025, 1, 30)),
        (date(2026, 11, 30), "month", -31, "2026-12", date(2026, 11, 30)),
    ],
)
def test_the_next_release_is_about_the_period_after_the_last_one(
    last: date, every: str, after: int, about: str, expected: date
):
    period, day = next_release(last, every, after)
    assert period and (period.text, day) == (about, expected)


@pytest.mark.parametrize(("last", "every", "after"), [(None, "month", 14), (date(2024, 10, 31), None, None)])
def test_without_figures_or_a_calendar_nothing_is_to_be_expected(
    last: date | None, every: str | None, after: int | None
):
    assert next_release(last, every, after) == (None, None)


@pytest.mark.parametrize(
    ("row", "service", "today", "late", "problem"),
    [
        ({}, ASKED, date(2024, 12, 14), 0, ""),
        ({}, ASKED, date(2024, 12, 29), 15, ""),
        ({}, ASKED, date(2024, 12, 30), 16, "2024-11 was to be expected on 2024-12-14 and has not come in 16 days."),
        ({}, {}, date(2026, 11, 25), 711, ""),
        ({}, ASKED | {"errors": ["it answered 500."]}, date(2024, 12, 1), 0, "it answered 500."),
        ({"outcome": "failed", "message": "The file is empty."}, {}, date(2024, 12, 1), 0, "The file is empty."),
    ],
    ids=["on the day", "late, within patience", "overdue", "no service is asked", "did not answer", "not read"],
)  # fmt: skip
def test_what_is_wrong_is_said(
    row: dict[str, Any], service: dict[str, Any], today: date, late: int, problem: str
):
    found = of(GEORGIA | row, service, today)
    assert (found.late, found.problem) == (late, problem)
