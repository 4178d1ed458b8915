"""The published data set agrees with figures that others printed."""

from __future__ import annotations

from typing import Any

import pytest

from trade import export, questions
from trade.codelists import economies
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.value import Value


def one(store: Store, **words: Any) -> dict[str, Any]:
    rows = questions.same_cell(store, Selection(**words))
    return rows[0] if len(rows) == 1 else next(row for row in rows if row["source"] == "imf_dots")


@pytest.mark.parametrize(
    ("partner", "flow", "year", "usd"),
    [
        ("LTU", "X", 2018, 1_956_100),
        ("LTU", "M", 2018, 20_106_100),
        ("LTU", "T", 2018, 22_062_200),
        ("W00", "X", 2018, 19_458_632_500),
        ("W00", "M", 2018, 11_464_970_100),
        ("W00", "X", 2008, 47_755_700_198),
        ("W00", "X", 2007, 6_056_957_806),
        ("W00", "X", 2009, 14_693_259_263),
    ],
)
def test_imf_figures_of_azerbaijan(store: Store, partner: str, flow: str, year: int, usd: int):
    row = one(store, reporter="AZE", partner=partner, flow=flow, period=Period.year(year), source="imf_dots")
    assert row["value_usd"] == pytest.approx(usd, abs=0.5)


@pytest.mark.parametrize(
    ("period", "usd", "agency"),
    [
        ("2018-01..2018-10", 19_120_000, "AZ-SCC"),
        ("2021-01..2021-04", 15_130_000, "AZ-SCC"),
        ("2022-01..2022-04", 11_003_000, "AZ-SCC"),
        ("2018", 22_000_000, "AZ-SSC"),
    ],
)
def test_turnover_with_lithuania_in_print(store: Store, period: str, usd: int, agency: str):
    asked = Selection(reporter="AZE", partner="LTU", flow="T", period=Period.parse(period))
    found = {row["agency"]: row for row in questions.same_cell(store, asked)}
    assert found[agency]["value_usd"] == usd
    assert found[agency]["method"] == "published"


def test_the_starting_figure_is_an_interval(store: Store):
    asked = Selection(reporter="AZE", partner="LTU", flow="T", period=Period.parse("2018-01..2018-10"))
    (row,) = questions.same_cell(store, asked)
    assert (row["low_usd"], row["high_usd"]) == (19_115_000, 19_130_000)


def test_all_imf_figures_are_there_once(store: Store):
    (row,) = [row for row in questions.sources(store) if row["source"] == "imf_dots"]
    assert (row["files"], row["figures"]) == (235, 2_581_017)


def test_negative_values_stay_as_published(store: Store):
    found = [row for row in questions.findings(store) if row["identity"] == "trade_is_not_negative"]
    assert len(found) == 13


@pytest.mark.parametrize("flow", ["X", "M"])
def test_partners_close_with_the_world(store: Store, flow: str):
    asked = Selection(reporter="AZE", flow=flow, period=Period.year(2018), source="imf_dots")
    by_kind: dict[str, float] = {}
    for row in questions.partners(store, asked):
        kind = economies()[row["partner"]].kind if row["partner"] != questions.WORLD else "world"
        by_kind[kind] = by_kind.get(kind, 0) + row["value_usd"]
    total = sum(by_kind.get(kind, 0) for kind in ("economy", "former", "residual"))
    assert total == pytest.approx(by_kind["world"], rel=0.001)


@pytest.mark.parametrize("partner", ["LTU", "USA", "W00", "G998", "SXM"])
def test_the_place_of_a_partner_is_the_one_in_the_list_of_all(store: Store, partner: str):
    asked = Selection(reporter="AZE", period=Period.year(2018), source="imf_dots", agency="IMF")
    placed = {row["flow"]: row for row in questions.place(store, asked.but(partner=partner))}
    for flow in ("T", "X", "M"):
        every = questions.partners(store, asked.but(flow=flow))
        mine = [row for row in every if row["partner"] == partner]
        above_zero = [row for row in every if row["partner"].isalpha() and row["value_usd"] > 0]
        found = [placed[flow]] if flow in placed else []
        assert found == [dict(row) | {"ranked": len(above_zero)} for row in mine]


def test_other_countries_of_the_imf_are_three_that_stand_among_the_partners(store: Store):
    (row,) = store.rows(
        "SELECT count(*) AS cells, count(*) FILTER (abs(together - three.value_usd) > 20_000) AS other FROM ("
        "   SELECT reporter, flow, period, sum(value_usd) AS together FROM trade"
        "   WHERE source = 'imf_dots' AND partner IN ('CUB', 'PRK', 'DDR') AND method = 'published' GROUP BY ALL)"
        " JOIN trade three USING (reporter, flow, period) WHERE source = 'imf_dots' AND partner = 'F07'"
        " AND method = 'published'"
    )
    assert row == {"cells": 15_565, "other": 0}


@pytest.mark.parametrize(("flow", "millions"), [("X", "19,458.63"), ("M", "11,464.97")])
def test_world_in_millions_as_others_print_it(store: Store, flow: str, millions: str):
    row = one(store, reporter="AZE", partner="W00", flow=flow, period=Period.year(2018), source="imf_dots")
    assert f"{row['value_usd'] / 1e6:,.2f}" == millions


def test_imports_from_the_european_union_agree_with_print(store: Store):
    """The press counts the members of 2017, the IMF's table of 2022 those without the United Kingdom."""
    of_year = Selection(reporter="AZE", flow="M", period=Period.year(2017))
    union = {row["agency"]: row for row in questions.same_cell(store, of_year.but(partner="G998"))}
    kingdom = one(store, reporter="AZE", partner="GBR", flow="M", period=Period.year(2017), source="imf_dots")
    together = union["IMF"]["value_usd"] + kingdom["value_usd"]
    assert f"{together / 1e6:,.1f}" == "1,943.4"
    assert union["AZ-SCC"]["value_usd"] == 1_940_000_000
    assert union["AZ-SCC"]["low_usd"] <= together <= union["AZ-SCC"]["high_usd"]


def test_estimates_keep_their_flag(store: Store):
    """176,030 cells carry the flag; 2,025 of them repeat another cell word for word and count once.

    Those are the second row of Australia and the second workbook of Nicaragua.
    """
    (row,) = store.rows(
        "SELECT count(*) FILTER (status = 'E') AS estimates,"
        " count(*) FILTER ((status = 'E') <> (as_published LIKE '% e US Dollars, Millions')) AS odd"
        " FROM observations WHERE source = 'imf_dots'"
    )
    assert row == {"estimates": 176_030 - 2_025, "odd": 0}


def test_a_garbled_figure_reaches_no_series(store: Store):
    garbled = "WHERE note ILIKE '%garbled%' AND source = 'press'"
    assert not store.rows(f"SELECT 1 FROM trade {garbled}")
    assert store.rows(f"SELECT in_series FROM observations {garbled}") == [{"in_series": False}]
    found = [row for row in questions.findings(store) if row["identity"] == "garbled"]
    assert [row["severity"] for row in found] == ["error"]


def test_what_must_not_reach_a_series_is_kept_apart(store: Store):
    kept_apart = "FROM observations o JOIN trade t ON t.rests_on = '+' || o.observation WHERE NOT o.in_series"
    assert store.rows("SELECT * FROM observations WHERE NOT in_series")
    assert not store.rows(f"SELECT o.observation {kept_apart}")


def test_euros_are_converted_where_their_months_have_rates(store: Store):
    """HM Revenue & Customs' rates begin in February 2014; four figures of 2011 wait."""
    rows = store.rows("SELECT * FROM observations WHERE currency = 'EUR'")
    assert rows
    assert all(row["value_usd"] is row["low_usd"] is row["high_usd"] is None for row in rows)
    waiting = store.rows(
        "SELECT * FROM trade WHERE currency = 'EUR' AND method IN ('published', 'from_parts')"
    )
    assert sorted(row["period"] for row in waiting) == ["2011-Q1", "2011-Q2", "2011-Q2", "2011-Q2"]
    assert all(row["value_usd"] is row["low_usd"] is row["high_usd"] is None for row in waiting)
    assert not store.rows(
        "SELECT 1 FROM trade WHERE method = 'converted'"
        " AND (value_usd IS NULL OR currency = 'USD' OR NOT contains(note, 'HM Revenue & Customs'))"
    )
    assert not store.rows("SELECT 1 FROM observations WHERE currency = 'EUR' AND value < 0 AND flow <> 'B'")
    assert not store.rows("SELECT 1 FROM trade WHERE currency = 'USD' AND value_usd IS NULL")


def test_a_turnover_printed_alone_is_not_split(store: Store):
    asked = Selection(reporter="AZE", partner="LTU", source="press", period=Period.parse("2018-01..2018-10"))
    (row,) = export.rows(store, asked)
    assert (row["flow"], row["method"], row["rests_on"].count("+")) == ("T", "published", 1)


def test_a_turnover_from_parts_rests_on_both(store: Store):
    row = one(store, reporter="AZE", partner="LTU", flow="T", period=Period.year(2018), source="imf_dots")
    places = questions.provenance(store, str(row["rests_on"]))
    assert [(place["sign"], place["flow"], place["value_usd"]) for place in places] == [
        ("+", "X", 1_956_100),
        ("+", "M", 20_106_100),
    ]


def test_a_cut_figure_lies_in_its_interval():
    assert Value.printed("44.5", 6).contains(Value.printed("44.589", 6).point)


def test_provenance_names_file_and_cell(store: Store):
    row = one(store, reporter="AZE", partner="LTU", flow="X", period=Period.year(2018), source="imf_dots")
    (place,) = questions.provenance(store, str(row["rests_on"]))
    assert place["path"] == "imf_dots/DOTS_13.xlsx"
    assert place["as_published"] == "1.9561 US Dollars, Millions"
