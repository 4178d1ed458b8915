"""Cumulative figures to months and back, within one file."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.decumulate import Derived, Told, derive, lacking, unlike
from trade.period import Period
from trade.value import Value

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False)
YEARS = st.lists(AMOUNTS, min_size=12, max_size=12)


def told(figures: dict[str, str], exponent: int = 6) -> list[Told]:
    """Hand-made figures by period, in the digits given."""
    return [
        Told(number, Period.parse(period), Value.printed(digits, exponent))
        for number, (period, digits) in enumerate(figures.items(), 1)
    ]


def by_period(found: list[Derived]) -> dict[str, Derived]:
    return {figure.period.text: figure for figure in found}


def cumulative(months: list[Decimal], year: int = 2018) -> list[Told]:
    sums = [sum(months[: n + 1], Decimal(0)) for n in range(len(months))]
    return [
        Told(n, Period.year_to_date(year, n), Value.printed(amount)) for n, amount in enumerate(sums, start=1)
    ]


@pytest.mark.parametrize(
    ("figures", "period", "point", "low", "high", "rests_on", "method"),
    [
        (  # both widths: 19.12 lies in 19.115-19.13, 17.0 in 16.95-17.1
            {"2018-01..2018-10": "19.12", "2018-01..2018-09": "17.0"},
            "2018-10", "2.12", "2.015", "2.18", "+1 -2", "differenced",
        ),
        ({"2018-01": "1.5", "2018-02": "2.5"}, "2018-01..2018-02", "4.0", "3.9", "4.2", "+1 +2", "summed"),
        ({"2018-01": "1", "2018-02": "2", "2018-03": "3"}, "2018-Q1", "6", "4.5", "9", "+1 +2 +3", "summed"),
        ({"2018": "9.00", "2018-01..2018-09": "7.00"}, "2018-Q4", "2.00", "1.985", "2.015", "+1 -2",
         "differenced"),
        (  # twelve months: this year so far, the year before, without the same months of it
            {"2018-01..2018-10": "19.12", "2017": "22.00", "2017-01..2017-10": "18.00"},
            "2017-11..2018-10", "23.12", "23.1", "23.145", "+2 +1 -3", "differenced",
        ),
        ({"2018-Q1": "1.0", "2018-Q2": "2.0", "2018-Q3": "3.0", "2018-Q4": "4.0"}, "2018", "10.0", "9.8",
         "10.4", "+1 +2 +3 +4", "summed"),
    ],
)  # fmt: skip
def test_what_follows_carries_its_interval_and_its_terms(
    figures: dict[str, str], period: str, point: str, low: str, high: str, rests_on: str, method: str
):
    found = by_period(derive(told(figures)))[period]
    million = Decimal(10**6)
    assert (found.value.point, found.value.low, found.value.high) == tuple(
        Decimal(text) * million for text in (point, low, high)
    )
    assert (found.rests_on, found.method) == (rests_on, method)


def test_the_narrowest_way_is_taken_and_the_shorter_of_two_alike():
    figures = {"2018-01..2018-10": "19.1", "2018-01..2018-09": "17.0", "2018-Q4": "3.33", "2018-11": "1.11",
               "2018-12": "1.10"}  # fmt: skip
    found = by_period(derive(told(figures)))
    assert found["2018-10"].rests_on == "+3 -4 -5"  # three of two decimals, not two of one
    assert found["2018"].rests_on == "+2 +3"


def test_a_printed_figure_is_never_derived():
    figures = told({"2018-01": "1", "2018-01..2018-02": "3", "2018-02": "2"})
    assert derive(figures) == []


def test_a_month_less_certain_than_its_size_is_kept_and_marked():
    month = by_period(derive(told({"2018-01..2018-10": "19.12", "2018-01..2018-09": "19.11"})))["2018-10"]
    assert month.value.point == 10_000
    assert month.is_imprecise
    assert not by_period(derive(told({"2018-01..2018-10": "19.12", "2018-01..2018-09": "17.11"})))[
        "2018-10"
    ].is_imprecise


def test_a_negative_month_is_kept():
    month = by_period(derive(told({"2018-01..2018-10": "17", "2018-01..2018-09": "19"})))["2018-10"]
    assert month.value.point == -2_000_000


def test_a_missing_cumulative_figure_leaves_its_two_months_missing_and_is_named():
    figures = told({f"2018-01..2018-{m:02}": f"{m}.0" for m in (2, 3, 4, 6, 7)} | {"2018-01": "1.0"})
    months = [figure.period.text for figure in derive(figures) if figure.period.frequency == "M"]
    assert months == ["2018-02", "2018-03", "2018-04", "2018-07"]
    (gap,) = lacking(figures)
    assert (gap.first.text, gap.last.text, gap.months.text) == (
        "2018-01..2018-05", "2018-01..2018-05", "2018-05..2018-06",
    )  # fmt: skip


def test_missing_cumulative_figures_in_a_row_are_one_gap():
    gaps = lacking(told({"2018-01..2018-03": "3", "2018-01..2018-09": "9", "2018": "12"}))
    assert [gap.months.text for gap in gaps] == ["2018-Q1", "2018-04..2018-09", "2018-Q4"]


@pytest.mark.parametrize(
    "figures",
    [
        {"2018": "1", "2017": "2"},  # years alone
        {"2018-01": "1", "2018-02": "2", "2018": "9"},  # months alone
        {"2018-01..2018-10": "19", "2017-01..2017-10": "18"},  # one cumulative figure a year
    ],
)
def test_what_is_no_series_of_cumulative_figures_lacks_nothing(figures: dict[str, str]):
    assert lacking(told(figures)) == []


@pytest.mark.parametrize(
    ("month", "agrees"), [("2.12", True), ("2.18", True), ("2.25", False), ("2.00", False)]
)
def test_a_printed_month_is_compared_within_the_digits(month: str, agrees: bool):
    figures = told({"2018-01..2018-10": "19.12", "2018-01..2018-09": "17.0", "2018-10": month})
    assert [one.period.text for one, _ in unlike(figures)] == ([] if agrees else ["2018-10"])


@given(YEARS)
def test_months_differenced_from_cumulative_figures_add_up_to_them_again(months: list[Decimal]):
    figures = cumulative(months)
    found = by_period(derive(figures))
    parts = [figures[0].value.point] + [found[f"2018-{m:02}"].value.point for m in range(2, 13)]
    assert parts == months
    for figure in figures:
        assert sum(parts[: figure.period.month_count], Decimal(0)) == figure.value.point


@given(YEARS)
def test_the_truth_is_never_outside_the_interval(months: list[Decimal]):
    """Cumulative figures cut to whole units; the months that they were made of lie in what follows."""
    cut = [Told(f.observation, f.period, Value.printed(f.value.point.to_integral_value("ROUND_DOWN")))
           for f in cumulative(months)]  # fmt: skip
    for figure in derive(cut):
        if figure.period.frequency == "M":
            assert figure.value.contains(months[figure.period.start.month - 1])


@given(YEARS, st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(months: list[Decimal], shuffler: Random):
    figures = [*cumulative(months), *cumulative(months[::-1], 2017)]
    mixed = [*figures]
    shuffler.shuffle(mixed)
    assert derive(mixed) == derive(figures)
