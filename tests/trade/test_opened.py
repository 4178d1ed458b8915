"""What ``trade.open()`` gives to who writes code, on the shipped figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import trade
from trade.errors import BadSelection, UnknownEconomy
from trade.opened import INDICATORS, Trade


@pytest.fixture(scope="module")
def figures(published: Path) -> Trade:
    return trade.open(f"duckdb:{published}")


def test_the_seed_is_a_row_with_its_interval_and_its_words(figures: Trade):
    found = figures.series("Azerbaijan", "Lithuania", source="press")
    seed = found[found["period"] == "2018-01..2018-10"].iloc[0]
    assert (seed["value_usd"], seed["low_usd"], seed["high_usd"]) == (19_120_000, 19_115_000, 19_130_000)
    assert seed["flow"] == "T" and seed["status"] == "A" and "19.12 million" in seed["as_published"]
    assert seed["period_end"] == pd.Timestamp(2018, 10, 31)


def test_turnover_of_2018_is_that_of_the_imf(figures: Trade):
    found = figures.series("AZE", "LTU", source="imf_dots", flow="T", since=2018, until=2018)
    assert list(found["value_usd"]) == [22_062_200]


def test_observations_are_as_printed_and_say_where_they_stand(figures: Trade):
    found = figures.observations("AZE", "LTU", source="imf_dots", period=2018)
    assert sorted(found["value"]) == [1_956_100, 20_106_100]
    assert found["locator"].str.contains("!").all() and found["path"].str.endswith(".xlsx").all()
    assert {"publisher", "licence", "raw_sha256", "known_on", "as_published"} <= set(found.columns)


def test_what_was_public_on_a_day_is_no_more_than_that(figures: Trade):
    every = figures.observations("LTU", source="eurostat_comext")
    early = figures.observations("LTU", source="eurostat_comext", as_of=every["known_on"].min().date())
    assert 0 < len(early) < len(every)


def test_partners_of_a_year_are_ranked_and_have_shares(figures: Trade):
    found = figures.partners("AZE", 2018, source="imf_dots", flow="X")
    first = found[found["rank"] == 1].iloc[0]
    world = found[found["partner"] == "W00"].iloc[0]
    assert first["partner"] == "ITA"
    assert first["share"] == pytest.approx(first["value_usd"] / world["value_usd"])


def test_a_balance_without_a_value_in_dollars_is_mirrored_as_printed(figures: Trade):
    """Litas of 2011, for which no rate is held."""
    found = figures.mirror("GEO", "LTU", source="press")
    balance = found[(found["flow"] == "B") & (found["period"] == "2011-Q2")].iloc[0]
    assert "9.5 million litas" in balance["as_published"]
    assert balance[["value_usd", "low_usd", "high_usd"]].isna().all()


@pytest.mark.parametrize("name", sorted(INDICATORS))
def test_each_indicator_answers_with_a_value_or_a_reason(figures: Trade, name: str):
    found = figures.indicator(name, reporter="AZE", partner="LTU", source="imf_dots", period=2018)
    assert len(found) and (found["value"].notna() | found["reason"].notna()).all()
    assert {type(said) for column in ("reason", "notes") for said in found[column].dropna()} <= {str}


def test_an_empty_answer_keeps_its_columns_and_their_kinds(figures: Trade):
    empty, full = figures.series("AZE", "ATA"), figures.series("AZE", "LTU")
    assert empty.empty and list(empty.columns) == list(full.columns)
    assert empty["period_start"].dtype == full["period_start"].dtype


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        ({"reporter": "AZE", "partner": "Litva-land"}, UnknownEconomy, "Litva-land"),
        ({"reporter": "AZE", "parnter": "LTU"}, BadSelection, "Did you mean 'partner'"),
        ({"reporter": "AZE", "since": "soon"}, BadSelection, "'soon' is no year"),
    ],
)
def test_a_wrong_word_is_named(figures: Trade, words: dict[str, str], error: type[Exception], said: str):
    with pytest.raises(error, match=said):
        figures.series(**words)


def test_an_unknown_indicator_is_named(figures: Trade):
    with pytest.raises(BadSelection, match="growht"):
        figures.indicator("growht")
