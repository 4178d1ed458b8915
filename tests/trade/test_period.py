"""Periods: what texts name, how they compare, what is left of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.errors import BadSelection
from trade.period import FIRST_YEAR, LAST_YEAR, Period

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
MONTHS = st.builds(Period.month, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "start", "end", "frequency"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "A"),
        ("2018-Q3", date(2018, 7, 1), date(2018, 9, 30), "Q"),
        ("2018-10", date(2018, 10, 1), date(2018, 10, 31), "M"),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "M"),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "M"),
        ("2018-01..2018-10", date(2018, 1, 1), date(2018, 10, 31), "YTD"),
        ("2018-02..2018-10", date(2018, 2, 1), date(2018, 10, 31), "R"),
        ("2017-11..2018-02", date(2017, 11, 1), date(2018, 2, 28), "R"),
        ("2021-03-21..2021-09-22", date(2021, 3, 21), date(2021, 9, 22), "R"),
    ],
)
def test_texts_and_days(text: str, start: date, end: date, frequency: str):
    period = Period.parse(text)
    assert (period.start, period.end, period.frequency, str(period)) == (start, end, frequency, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2018-01..2018-12", "2018"),
        ("2018-01..2018-03", "2018-Q1"),
        ("2018-Q1..2018-Q4", "2018"),
        ("2018-05..2018-05", "2018-05"),
        ("2018-05-01..2018-05-31", "2018-05"),
        (" 2018 ", "2018"),
    ],
)
def test_the_same_days_are_the_same_period(one: str, other: str):
    assert Period.parse(one) == Period.parse(other)
    assert Period.parse(one).text == other.strip()


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "2018..", "..2018", "2018-13", "2018-00", "2018-Q5", "2018-Q0", "2018-1", "18", "0000",
        "9999", "2018-02-30", "2018-10..2018-01", "2018..2018..2018", "x" * 1_000_000, "２０１８-１3", "2018\n2019",
        "last year", "-2018", "2018-10-", "2018/10",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str):
    with pytest.raises(BadSelection) as error:
        Period.parse(text)
    assert error.value.parameter == "period"
    assert len(str(error.value)) < 250


@given(PERIODS)
def test_text_reads_back(period: Period):
    assert Period.parse(period.text) == period


@given(PERIODS)
def test_a_year_before_has_as_many_months(period: Period):
    before = period.same_period_before if period.start.year > FIRST_YEAR else period
    assert before.month_count == period.month_count
    assert before.frequency == period.frequency or not period.is_whole_months


@given(MONTHS)
def test_months_of_a_cumulation(month: Period):
    whole = Period.year_to_date(month.start.year, month.start.month)
    assert whole.is_year_to_date
    assert whole.each_month()[-1] == month
    assert len(whole.each_month()) == whole.month_count == month.start.month
    assert all(whole.contains(part) for part in whole.each_month())


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(2, 12))
def test_a_cumulation_minus_the_one_before_is_its_last_month(year: int, month: int):
    left = Period.year_to_date(year, month).minus(Period.year_to_date(year, month - 1))
    assert left == Period.month(year, month)


@pytest.mark.parametrize("other", ["2018-01..2018-10", "2018", "2018-02", "2017-01..2017-09"])
def test_only_a_shorter_period_of_the_same_start_can_be_taken_away(other: str):
    with pytest.raises(BadSelection):
        Period.parse("2018-01..2018-10").minus(Period.parse(other))


def test_month_ends_stay_month_ends():
    assert Period.parse("2020-02").same_period_before == Period.parse("2019-02")
    assert Period.parse("2019-02").shifted_years(1) == Period.parse("2020-02")
    assert Period.parse("2020-02-29..2020-03-05").shifted_years(-1).start == date(2019, 2, 28)


def test_time_ranges_of_sdmx():
    assert Period.parse("2018-01..2018-10").sdmx_time_range == "2018-01-01/P10M"
    assert Period.parse("2021-03-21..2021-03-30").sdmx_time_range == "2021-03-21/P10D"


def test_a_period_ends_after_it_starts():
    with pytest.raises(BadSelection, match="cannot end"):
        Period(date(2018, 2, 1), date(2018, 1, 31))
