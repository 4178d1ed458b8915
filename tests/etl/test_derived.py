"""Derived figures in the table ``trade``: vintages, agencies, what is printed, what is odd."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import derived, rates, series
from etl.arrow import pa
from etl.model import Figure, Finding, RawFile, figures_table
from etl.observe import observe
from trade.period import Period
from trade.tables import OBSERVATIONS

AUTUMN, WINTER, SUMMER = date(2018, 11, 20), date(2019, 2, 20), date(2019, 7, 20)
#: What is read of a row of ``trade``.
READ = "SELECT period, value_usd, low_usd, high_usd, method, status, note, known_from, known_to, rests_on"


def file(
    known_on: date,
    figures: dict[str, str],
    name: str = "one",
    *,
    agency: str = "AZ-SCC",
    flow: str = "T",
    currency: str = "USD",
) -> Any:
    """The observations of a hand-made file: digits in millions by period."""
    said = [
        Figure(period=Period.parse(period), digits=digits, exponent=6, as_published=f"{digits} million {currency}", currency=currency,
               url="https://example.org/handmade", known_on=known_on, locator=f"A{row}", agency=agency, reporter="AZE", partner="LTU", flow=flow)
        for row, (period, digits) in enumerate(figures.items(), 1)
    ]  # fmt: skip
    digest = sha256(f"{name}{known_on}{figures}{agency}{flow}".encode()).hexdigest()
    raw = RawFile(Path(name), f"handmade/{name}.xlsx", digest, "https://example.org", known_on)
    return observe(figures_table(said), "handmade", raw, known_on)


def built(
    *files: Any, usd_per_euro: dict[str, float] | None = None
) -> tuple[duckdb.DuckDBPyConnection, list[Finding]]:
    """A data set of these files, and what is odd about them; rates are by month."""
    db = duckdb.connect()
    db.execute(OBSERVATIONS.ddl())
    db.register("read", pa.concat_tables(files))
    db.execute("INSERT INTO observations BY NAME FROM read")
    series.find_several(db, ["handmade"], ["handmade"])
    rates.fill(db, [])
    for month, rate in (usd_per_euro or {}).items():
        db.execute(
            "INSERT INTO monthly_rates BY NAME SELECT 'EUR' AS currency, ? AS period_start, ? AS usd_per_unit",
            [Period.parse(month).start, rate],
        )
    series.build(db, None)
    return db, derived.fill(db, ["handmade"], {})


def rows(db: duckdb.DuckDBPyConnection, where: str = "method <> 'published'") -> list[dict[str, Any]]:
    answer = db.execute(f"{READ} FROM trade WHERE {where} ORDER BY period_start, period_end, known_from")
    names = [column[0] for column in answer.description or []]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def known(db: duckdb.DuckDBPyConnection, day: date) -> list[dict[str, Any]]:
    found = rows(db, f"known_from <= DATE '{day}' AND (known_to IS NULL OR known_to >= DATE '{day}')")
    return [{name: value for name, value in row.items() if name != "known_to"} for row in found]


def test_october_is_what_the_file_adds_to_september():
    db, found = built(file(AUTUMN, {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.12"}))
    (month,) = rows(db)
    assert (month["period"], month["value_usd"], month["method"]) == ("2018-10", 2_120_000, "differenced")
    assert (month["low_usd"], month["high_usd"]) == (2_105_000, 2_135_000)
    assert (month["known_from"], month["known_to"], month["status"]) == (AUTUMN, None, "A")
    first, second = month["rests_on"].split()
    assert (first[0], second[0]) == ("+", "-")
    terms = db.execute(
        "SELECT period FROM observations WHERE observation IN (?, ?) ORDER BY period", [first[1:], second[1:]]
    ).fetchall()
    assert terms == [("2018-01..2018-09",), ("2018-01..2018-10",)]
    assert [(finding.identity, finding.period) for finding in found] == [
        ("cumulative_figures_are_complete", "2018-01..2018-09")
    ]


@pytest.mark.parametrize(
    "other",
    [
        file(WINTER, {"2018-01..2018-10": "19.12"}, "two"),
        file(AUTUMN, {"2018-01..2018-10": "19.12"}, "two"),  # another file of the same day
        file(AUTUMN, {"2018-01..2018-10": "19.12"}, "two", agency="AZ-SSC"),
        file(AUTUMN, {"2018-01..2018-10": "19.12"}, "two", flow="X"),
    ],
    ids=["vintage", "file", "agency", "flow"],
)
def test_nothing_is_differenced_across(other: Any):
    db, _ = built(file(AUTUMN, {"2018-01..2018-09": "17.00"}), other)
    assert rows(db) == []


def test_a_later_file_is_a_later_word_on_what_follows():
    db, _ = built(
        file(AUTUMN, {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.12"}),
        file(WINTER, {"2018-01..2018-09": "17.20", "2018-01..2018-10": "19.90"}),
    )
    found = [(row["value_usd"], row["known_from"], row["known_to"]) for row in rows(db)]
    assert found == [(2_120_000, AUTUMN, date(2019, 2, 19)), (2_700_000, WINTER, None)]


def test_what_the_publisher_prints_stands_from_its_day_on():
    cumulative = {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.12"}
    db, _ = built(
        file(AUTUMN, cumulative),
        file(WINTER, {"2018-10": "2.125"}, "two"),
        file(SUMMER, {period: "30.00" for period in cumulative}, "three"),
    )
    found = [(r["method"], r["value_usd"], r["known_to"]) for r in rows(db, "period = '2018-10'")]
    assert found == [("differenced", 2_120_000, date(2019, 2, 19)), ("published", 2_125_000, None)]


def test_what_an_earlier_file_prints_is_not_worked_out_of_a_later_one():
    printed = file(AUTUMN, {"2018-10": "2.12"})
    later = file(WINTER, {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.13"}, "later")
    db, _ = built(printed, later)
    assert [(row["method"], row["value_usd"]) for row in rows(db, "period = '2018-10'")] == [
        ("published", 2_120_000)
    ]


def test_shares_worked_out_by_several_processes_come_to_the_same(monkeypatch: pytest.MonkeyPatch):
    files = [
        file(AUTUMN, {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.12"}, flow=flow)
        for flow in ("X", "M", "T")
    ]
    alone = rows(built(*files)[0])
    monkeypatch.setattr(derived, "FEW", 0)
    assert rows(built(*files)[0]) == alone
    assert len(alone) == 3


def test_a_month_less_certain_than_its_size_and_one_below_zero_are_marked():
    db, found = built(
        file(AUTUMN, {"2018-01..2018-09": "19.11", "2018-01..2018-10": "19.12", "2018-01..2018-11": "17"})
    )
    october, november = (row for row in rows(db) if row["period"] in ("2018-10", "2018-11"))
    assert (october["status"], october["value_usd"]) == ("U", 10_000)
    assert "wider than the value" in october["note"]
    assert (november["value_usd"], "below zero" in november["note"]) == (-2_120_000, True)
    (fall,) = (finding for finding in found if finding.identity == "cumulative_does_not_fall")
    assert (fall.period, fall.locator, fall.severity) == ("2018-11", "A3", "warning")
    assert "revised" in fall.message and "declared late" in fall.message


def test_a_missing_cumulative_figure_is_named_with_the_months_that_need_it():
    db, found = built(
        file(AUTUMN, {"2018-01..2018-03": "3.0", "2018-01..2018-04": "4.0", "2018-01..2018-06": "6.0"})
    )
    lacking = {finding.period: finding for finding in found}
    assert set(lacking) == {"2018-Q1", "2018-05..2018-06"}
    assert lacking["2018-05..2018-06"].expected == "a figure for 2018-01..2018-05"
    assert lacking["2018-Q1"].locator == "A1"
    assert [row["period"] for row in rows(db) if row["period"] in ("2018-05", "2018-06")] == []


def test_a_printed_month_that_the_cumulative_figures_contradict_is_a_finding_and_stands():
    figures = {"2018-01": "17.00", "2018-01..2018-02": "19.12", "2018-02": "2.50"}
    db, found = built(file(AUTUMN, figures))
    assert [row["method"] for row in rows(db, "period = '2018-02'")] == ["published"]
    said = {finding.period: finding for finding in found}
    assert {finding.identity for finding in found} == {"parts_of_years_agree"}
    assert said["2018-02"].locator == "A3"
    assert said["2018-02"].expected == "2,120,000 USD = 2018-01..2018-02 - 2018-01"


HANDMADE_RATES = {"2018-01": 1.0, "2018-02": 2.0, "2018-03": 1.5}


def test_months_in_another_currency_are_added_up_each_by_its_own_rate():
    months = file(AUTUMN, {"2018-01": "10", "2018-02": "20", "2018-03": "40"}, currency="EUR")
    db, _ = built(months, usd_per_euro=HANDMADE_RATES)
    found = {row["period"]: row for row in rows(db, "method = 'summed'")}
    quarter = found["2018-Q1"]
    assert quarter["value_usd"] == 10e6 * 1.0 + 20e6 * 2.0 + 40e6 * 1.5
    assert (quarter["low_usd"], quarter["high_usd"]) == (107_750_000, 114_500_000)
    assert "each part converted by the rate of its own months" in quarter["note"]
    assert found["2018-01..2018-02"]["value_usd"] == 50_000_000


def test_a_difference_in_another_currency_is_converted_by_the_rate_of_its_own_month():
    """Of two converted figures, at 1.5 and 1.0, it would be 35 million: what the rate did, not the trade."""
    cumulative = file(AUTUMN, {"2018-01": "10", "2018-01..2018-02": "30"}, currency="EUR")
    db, _ = built(cumulative, usd_per_euro=HANDMADE_RATES)
    (month,) = rows(db, "method = 'differenced'")
    assert (month["period"], month["value_usd"]) == ("2018-02", 40_000_000)
    assert "taken in EUR" in month["note"]


@pytest.mark.parametrize("usd_per_euro", [{}, {"2018-01": 1.0}])
def test_without_the_rate_of_a_month_nothing_is_derived_that_needs_it(usd_per_euro: dict[str, float]):
    cumulative = file(AUTUMN, {"2018-01": "10", "2018-01..2018-02": "30"}, currency="EUR")
    assert rows(built(cumulative, usd_per_euro=usd_per_euro)[0], "method = 'differenced'") == []


def test_a_finding_on_another_currency_speaks_of_it():
    figures = {"2018-01": "17.00", "2018-01..2018-02": "19.12", "2018-02": "2.50"}
    _, found = built(file(AUTUMN, figures, currency="EUR"), usd_per_euro=HANDMADE_RATES)
    said = {finding.period: finding for finding in found}
    assert said["2018-02"].expected == "2,120,000 EUR = 2018-01..2018-02 - 2018-01"


def test_years_alone_derive_nothing():
    db, found = built(file(AUTUMN, {"2016": "1", "2017": "2"}))
    assert (rows(db), found) == ([], [])


FILES = (
    file(AUTUMN, {"2018-01..2018-09": "17.00", "2018-01..2018-10": "19.12"}),
    file(WINTER, {"2018-01..2018-09": "17.20", "2018-01..2018-10": "19.90", "2018": "24.00"}),
    file(SUMMER, {"2018-10": "2.5", "2018-11": "2.0", "2018": "24.10"}),
)


def test_the_order_in_which_files_arrive_does_not_matter():
    first, *others = (rows(built(*order)[0], "true") for order in permutations(FILES))
    assert len(first) > 8
    assert all(other == first for other in others)


@pytest.mark.parametrize("count", [1, 2])
def test_a_new_vintage_never_changes_what_was_known_before_its_day(count: int):
    added = (WINTER, SUMMER)[count - 1]
    before, after = built(*FILES[:count])[0], built(*FILES[: count + 1])[0]
    for day in (AUTUMN, date(2019, 2, 19), WINTER, date(2019, 7, 19)):
        if day < added:
            assert known(after, day) == known(before, day) != []
