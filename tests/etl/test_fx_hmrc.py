"""Rates against the printed ones, and figures in euros converted by hand to compare."""

from __future__ import annotations

from pathlib import Path

import printed
import pytest
from handmade_damage import Damage, put
from projects import PRESS, RAW, UNCTAD, MakeRoot, small_root
from refreshing import again, edit

from etl.paths import Paths
from etl.refresh import refresh
from trade import questions
from trade.errors import SourceChanged
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

NAME = "fx_hmrc"
RATES = f"{NAME}/hmrc_monthly_units_per_gbp.csv"
COMEXT = "eurostat_comext/eurostat_comext_LT_total_two_vintages.csv"
BELARUS = "partner = 'BLR' AND flow = 'X' AND period = '2022-08' AND known_to IS NULL"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = small_root(tmp_path_factory.mktemp("rates"), RATES, COMEXT, PRESS)
    assert refresh(paths).exit_code == 0
    return paths


@pytest.fixture(scope="module")
def store(project: Paths) -> Store:
    return Store(project.processed / "current")


@pytest.mark.parametrize("row", printed.golden(NAME), ids=lambda row: f"{row['currency']} {row['month']}")
def test_rates_are_those_of_the_file(row: dict[str, str]):
    found = [each for each in printed.reading(NAME, row["file"]).rates if each.locator == row["locator"]]
    (rate,) = [each for each in found if each.currency == row["currency"]]
    assert (rate.month, rate.as_published, rate.known_on) == (
        row["month"], row["as_published"], row["known_on"],
    )  # fmt: skip
    assert f"{rate.usd_per_unit:.6f}" == row["usd_per_unit"]


def test_every_filled_cell_is_a_rate_and_no_empty_one(store: Store):
    rows = store.rows("SELECT currency, count(*) AS months, min(period) AS first FROM rates GROUP BY ALL")
    found = {row["currency"]: (row["months"], row["first"]) for row in rows}
    assert found.pop("BYN") == (119, "2017-01")
    assert found == dict.fromkeys(
        ("AZN", "EUR", "GBP", "GEL", "KZT", "PLN", "RUB", "TRY", "UAH"), (154, "2014-02")
    )


def test_the_devaluation_of_february_2015_shows_in_april(store: Store):
    rows = store.rows("SELECT period, usd_per_unit FROM rates WHERE currency = 'AZN' AND period[:4] = '2015'")
    per_dollar = {row["period"]: round(1 / row["usd_per_unit"], 4) for row in rows}
    assert [per_dollar[f"2015-{month:02d}"] for month in (2, 3, 4)] == [0.7855, 0.7866, 1.0513]


def test_a_month_in_euros_is_converted_by_its_rate(store: Store):
    """August 2022: 1.1996 USD and 1.1747 EUR per GBP; 158,833,736 EUR to Belarus, whole euros printed."""
    (row,) = store.rows(f"SELECT * FROM trade WHERE source = 'eurostat_comext' AND {BELARUS}")
    rate = 1.1996 / 1.1747
    assert row["value_usd"] == pytest.approx(162_200_519.03, abs=0.01)
    assert row["low_usd"] == pytest.approx(158_833_735.5 * rate, abs=0.01)
    assert row["high_usd"] == pytest.approx(158_833_737 * rate, abs=0.01)
    assert (row["currency"], row["method"], row["as_published"]) == ("EUR", "converted", "158833736.0 EUR")
    assert row["note"] == (
        "converted at 1.021197 USD per EUR, the rate of the month by HM Revenue & Customs (fx_hmrc)"
    )
    (place,) = questions.provenance(store, row["rests_on"])
    assert (place["value"], place["value_usd"]) == (158_833_736, None)


def test_a_year_is_converted_by_the_mean_of_its_months(store: Store):
    asked = Selection(reporter="LVA", partner="AZE", flow="T", period=Period.year(2020), source="press")
    (row,) = questions.same_cell(store, asked)
    rates = [
        each.usd_per_unit
        for each in printed.reading(NAME, "hmrc").rates
        if each.currency == "EUR" and each.month[:4] == "2020"
    ]
    assert len(rates) == 12
    assert row["value_usd"] == pytest.approx(18_080_000 * sum(rates) / 12, rel=1e-12)
    assert "the mean of the rates of 12 months" in row["note"]


def test_a_deficit_is_widened_away_from_zero(store: Store):
    (row,) = store.rows("SELECT * FROM trade WHERE agency = 'FR-CUSTOMS' AND flow = 'B'")
    value, low, high = (row[name] / -535 for name in ("value_usd", "low_usd", "high_usd"))
    assert low == pytest.approx(value * 536 / 535) and high == pytest.approx(value * 534.5 / 535)


def test_what_has_no_rate_waits(store: Store):
    rows = store.rows(
        "SELECT period, value_usd, note FROM trade WHERE currency = 'EUR' AND method = 'published'"
    )
    assert sorted(row["period"] for row in rows) == ["2011-Q1", "2011-Q2", "2011-Q2", "2011-Q2"]
    assert all(row["value_usd"] is None and "converted" not in (row["note"] or "") for row in rows)


def test_turnover_of_converted_parts_is_marked_as_put_together(store: Store):
    asked = Selection(reporter="LTU", partner="BLR", flow="T", period=Period.month(2022, 11))
    (row,) = questions.same_cell(store, asked)
    assert (row["method"], row["currency"]) == ("from_parts", "EUR")
    assert row["note"].startswith("converted at ")


def test_a_year_of_printed_months_is_the_sum_of_the_converted_months(store: Store):
    (row,) = store.rows(
        "SELECT * FROM trade WHERE source = 'eurostat_comext' AND partner = 'BLR' AND flow = 'X'"
        " AND period = '2021' AND known_to IS NULL"
    )
    assert (row["method"], row["currency"], len(row["rests_on"].split())) == ("summed", "EUR", 12)
    assert row["value_usd"] == pytest.approx(_by_months(store, "2021-01-01", "2021-12-31"), abs=0.001)
    assert row["note"] == "printed in EUR: each part converted by the rate of its own months, then added up"


def _by_months(store: Store, first: str, last: str) -> float:
    """Converted exports of Lithuania to Belarus, added up."""
    (row,) = store.rows(
        "SELECT sum(value_usd) AS usd FROM trade WHERE source = 'eurostat_comext' AND partner = 'BLR'"
        f" AND flow = 'X' AND method = 'converted' AND known_to IS NULL AND period_start >= '{first}'"
        f" AND period_end <= '{last}'"
    )
    return row["usd"]


def test_a_comparison_says_that_a_figure_was_converted(tmp_path: Path):
    """Germany in 2018: the press in euros, the IMF in dollars."""
    paths = small_root(tmp_path, RATES, PRESS, "imf_dots/DOTS_77.xlsx")
    refresh(paths)
    store = Store(paths.processed / "current")
    rows = store.rows("SELECT * FROM findings WHERE identity = 'two_sources_agree' AND reporter = 'DEU'")
    assert rows
    assert all("The first was printed in another currency and converted" in row["message"] for row in rows)


def test_other_rates_alone_convert_anew(make_root: MakeRoot):
    paths = make_root(RATES, COMEXT, UNCTAD)
    again(paths)
    edit(paths.raw / RATES, "2022-08,1.1996,1.1747,", "2022-08,1.1996,1.1996,")
    done, read = again(paths)
    assert (done.exit_code, read) == (0, [RATES])
    store = Store(paths.processed / "current")
    (row,) = store.rows(f"SELECT value_usd, known_from::VARCHAR AS first FROM trade WHERE {BELARUS}")
    assert row == {"value_usd": 158_833_736.0, "first": "2023-01-13"}
    assert store.rows(
        "SELECT count(*) AS old FROM trade WHERE known_to IS NOT NULL AND method = 'converted'"
    ) == [{"old": 20}]
    quarter = "partner = 'BLR' AND flow = 'X' AND period = '2022-Q3' AND known_to IS NULL"
    (row,) = store.rows(f"SELECT value_usd FROM trade WHERE {quarter}")
    assert row["value_usd"] == pytest.approx(_by_months(store, "2022-07-01", "2022-09-30"), abs=0.001)
    beside = store.rows(
        f"SELECT value_usd FROM read_parquet('{done.folder}/trade/eurostat_comext.parquet') WHERE {BELARUS}"
    )
    assert beside == [{"value_usd": 158_833_736.0}]


def test_without_rates_everything_waits(make_root: MakeRoot):
    paths = make_root(COMEXT)
    again(paths)
    rows = Store(paths.processed / "current").rows("SELECT DISTINCT method, value_usd FROM trade")
    assert rows == [{"method": "published", "value_usd": None}]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (put("month,USD", "month,US"), "row 1: the columns are not the known ones"),
        (put("2014-02,1.6584,1.2226", "2014-02,1.6584,n/a"), "row 2, EUR: 'n/a' is no number"),
        (put("2014-02,1.6584,1.2226", "2014-02,1.6584,0"), "row 2, EUR: '0' is no rate"),
        (put("2014-02,1.6584", "2014-02,"), "row 2, USD: '' is no number"),
        (put("2014-03,", "2014-02,"), "row 3: 2014-02 stands twice"),
        (put("2014-02,", "2014,"), "row 2, month: '2014' is no month"),
    ],
)
def test_a_rate_that_is_none_stops_the_file_at_its_place(tmp_path: Path, damage: Damage, words: str):
    path = tmp_path / "handmade.csv"
    path.write_bytes(damage((RAW / RATES).read_bytes()))
    with pytest.raises(SourceChanged) as raised:
        printed.read_as(NAME, path)
    assert words in " ".join(str(raised.value).split())
