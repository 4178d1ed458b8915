"""Indicators of the shipped data: against printed values, other ways to the same number, and another program."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import economic_complexity
import pytest

from trade import indicator_questions as ask
from trade import pairs, questions
from trade.errors import BadSelection
from trade.indicators import INDICATORS
from trade.period import Period
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import STATUS
from trade.value import Value
from trade.worded import together

PAIR = Selection(reporter="AZE", partner="LTU", source="imf_dots", period=Period.year(2018))
WORLD = PAIR.but(partner=None, flow="X")
SECTIONS = Selection(reporter="AZE", partner="LTU", source="unctad_sitc", period=Period.year(2015))
GEORGIA = Selection(reporter="GEO", source="georgia_geostat", flow="X")
RUSSIA = Selection(reporter="RUS", source="russia_fcs", flow="X", by="product", period=Period.year(2022))
#: Eurostat as shipped: totals and one chapter, of the member states with seven partners.
FUELS = Selection(reporter="LTU", partner="BLR", source="eurostat_comext", period=Period.month(2021, 3))

Question = Callable[[Store, Selection], list[Row]]
QUESTIONS: dict[str, tuple[Question, Selection]] = {
    "growth": (ask.growth, PAIR.but(period=None)),
    "cagr": (ask.cagr, PAIR),
    "balances": (ask.balances, PAIR.but(period=None)),
    "contributions": (ask.contributions, WORLD),
    "contributions of products": (ask.contributions, RUSSIA),
    "shares": (ask.shares, WORLD),
    "ranks": (ask.ranks, WORLD),
    "concentration": (ask.concentration, WORLD),
    "rca among exporters": (ask.rca, SECTIONS),
    "rca as bought": (ask.rca, SECTIONS.but(source="wto_hs2", period=Period.year(2002))),
    "rca": (ask.rca, SECTIONS.but(partner=None)),
    "intensity": (ask.intensity, PAIR),
    "complementarity": (ask.complementarity, SECTIONS),
    "grubel_lloyd": (ask.grubel_lloyd, SECTIONS),
    "mirror": (ask.mirror, PAIR.but(source=None, period=None)),
    "rolling": (ask.rolling, GEORGIA),
    "seasonal": (ask.seasonal, GEORGIA),
    "constant prices": (ask.at_base_prices, PAIR),
}


@pytest.fixture(scope="module", params=QUESTIONS)
def rows(request: pytest.FixtureRequest, store: Store) -> list[Row]:
    question, asked = QUESTIONS[request.param]
    return question(store, asked)


def test_rows_are_tidy(rows: list[Row]):
    assert rows
    units = {each.code: each.unit for each in INDICATORS}
    for row in rows:
        assert set(row) - {"other_source", "other_agency"} == set(ask.COLUMNS)
        assert row["unit"] == units[row["indicator"]]
        assert row["status"] in dict(STATUS)
        assert (row["value"] is None) == (row["reason"] is not None) == (row["status"] == "M")
        assert row["low"] is None or row["low"] <= row["value"] <= row["high"]
        assert bool(row["rests_on"]) == (row["value"] is not None)


def test_rows_name_the_observations_they_rest_on(rows: list[Row], store: Store):
    row = next((row for row in rows if row["rests_on"]), None)
    if row is not None:
        terms = row["rests_on"].split()
        known = questions.provenance(store, row["rests_on"])
        assert len(known) == len(terms) == len(set(terms))
        assert {each["source"] for each in known} == {row["source"], row.get("other_source", row["source"])}


def by_part(rows: list[Row], code: str = "") -> dict[str, float | None]:
    return {row["part"]: row["value"] for row in rows if code in ("", row["indicator"])}


def only(rows: list[Row], code: str, **like: str) -> Row:
    (row,) = (r for r in rows if r["indicator"] == code and all(r[k] == v for k, v in like.items()))
    return row


# -- printed values ------------------------------------------------------------------------


def test_pair_of_2018_is_as_the_imf_prints_it(store: Store):
    """Exports 1.9561, imports 20.1061 million dollars; turnover 22.0622."""
    rows = ask.balances(store, PAIR)
    assert only(rows, "balance")["value"] == pytest.approx(1_956_100 - 20_106_100)
    assert only(rows, "cover")["value"] == pytest.approx(1.9561 / 20.1061)
    assert "FOB" in together(only(rows, "cover")["notes"])
    turnover = only(ask.growth(store, PAIR.but(flow="T")), "growth")
    before = questions.series(store, PAIR.but(flow="T", since=2017, until=2017))[0]["value_usd"]
    assert turnover["value"] == pytest.approx(22_062_200 / before - 1)


def test_growth_is_what_the_press_printed(store: Store):
    """15.13, then 11.003 million dollars: "27.2 % less", where the figures themselves say 27.3."""
    asked = Selection(
        partner="LTU", source="press", agency="AZ-SCC", flow="T", period=Period.parse("2022-01..2022-04")
    )
    row = only(ask.growth(store, asked), "growth")
    assert row["value"] == pytest.approx(11.003 / 15.13 - 1)
    assert Value.printed("-27.2").contains(Decimal(100 * row["value"]))


def test_mirror_of_2018(store: Store):
    """Azerbaijan says 1.9561 million, Lithuania 3.634013."""
    rows = [row for row in ask.mirror(store, PAIR) if row["flow"] == "X"]
    gap = 3_634_013 - 1_956_100
    assert only(rows, "mirror_gap")["value"] == pytest.approx(gap)
    assert only(rows, "mirror_ratio")["value"] == pytest.approx(3_634_013 / 1_956_100)
    assert only(rows, "mirror_explained")["value"] == pytest.approx(0.06 * 1_956_100)
    assert only(rows, "mirror_unexplained")["value"] == pytest.approx(gap - 0.06 * 1_956_100)
    wider = [row for row in ask.mirror(store, PAIR.but(cif_fob=Decimal("1.12"))) if row["flow"] == "X"]
    assert only(wider, "mirror_explained")["value"] == pytest.approx(0.12 * 1_956_100)


def test_intensity_of_2018(store: Store):
    """In million dollars: 1.9561 of 19,458.6325, and the world 34,616.810956 of 19,273,793.8819."""
    row = only(ask.intensity(store, PAIR), "intensity")
    assert row["value"] == pytest.approx((1.9561 / 19_458.6325) / (34_616.810956 / 19_273_793.8819))


# -- another way to the same number ---------------------------------------------------------


def test_shares_and_ranks_are_those_of_the_partners(store: Store):
    listed = {row["partner"]: row for row in questions.partners(store, WORLD)}
    shares, ranks = by_part(ask.shares(store, WORLD)), by_part(ask.ranks(store, WORLD))
    assert shares["ITA"] == pytest.approx(5879.775 / 19458.6325, abs=1e-4)
    for code, rank in ranks.items():
        assert rank == listed[code]["rank"]
        assert shares[code] == pytest.approx(listed[code]["share"], abs=1e-11)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
    assert not {"W00", "G998"} & set(shares)


def test_concentration_is_what_the_engine_adds_up(store: Store):
    found = {row["indicator"]: row["value"] for row in ask.concentration(store, WORLD)}
    (own,) = store.rows(
        """
        SELECT sum(value_usd ** 2) / sum(value_usd) ** 2 AS hhi, count(*) AS n FROM trade
        WHERE reporter = 'AZE' AND flow = 'X' AND source = 'imf_dots' AND period = '2018' AND known_to IS NULL
            AND product = 'TOTAL' AND NOT regexp_matches(partner, '[0-9]')
        """
    )
    assert found["hhi"] == pytest.approx(own["hhi"])
    assert found["hhi_normalised"] == pytest.approx((own["hhi"] - 1 / own["n"]) / (1 - 1 / own["n"]))


@pytest.mark.parametrize(
    "asked", [WORLD, WORLD.but(flow="T"), RUSSIA], ids=["exports", "turnover", "products"]
)
def test_contributions_add_up_to_growth(store: Store, asked: Selection):
    parts = by_part(ask.contributions(store, asked))
    whole = parts.pop("total")
    (growth,) = {row["value"] for row in ask.growth(store, asked.but(by=None, partner=None))}
    assert whole == pytest.approx(100 * growth)
    assert "residual" in parts
    assert sum(filter(None, parts.values())) == pytest.approx(whole)


def test_twelve_months_to_december_are_the_published_year(store: Store):
    years = {row["period"]: row for row in pairs.figures(store, GEORGIA, [("GEO", "W00")], frequency="A")}
    sums = {row["period"]: row for row in ask.rolling(store, GEORGIA)}
    assert len(years) > 25
    for period, year in years.items():
        assert sums[period]["low"] <= year["high_usd"] and year["low_usd"] <= sums[period]["high"]


def test_months_without_their_season_keep_the_level_of_the_year(store: Store):
    months = {row["period"]: row["value"] for row in ask.seasonal(store, GEORGIA)}
    printed = pairs.figures(store, GEORGIA, [("GEO", "W00")], frequency="M")
    assert set(months) == {row["period"] for row in printed}
    year = sum(row["value_usd"] for row in printed if row["period"].startswith("2019"))
    assert sum(months[f"2019-{n:02}"] for n in range(1, 13)) == pytest.approx(year, rel=0.02)


# -- another program ------------------------------------------------------------------------


@pytest.mark.parametrize("market", ["LTU", "AZE"])
@pytest.mark.parametrize("year", [2005, 2015])
def test_advantage_is_that_of_another_program(store: Store, market: str, year: int):
    """Among all who export to a market, by SITC section, as the package economic-complexity has it."""
    table = store.ask(
        "SELECT reporter, product, value_usd FROM trade WHERE source = 'unctad_sitc' AND partner = $market "
        "AND product <> 'TOTAL' AND period = $year AND known_to IS NULL AND NOT regexp_matches(reporter, '[0-9]')",
        {"market": market, "year": str(year)},
    ).pivot(index="reporter", columns="product", values="value_usd")
    theirs = economic_complexity.rca(table)
    for exporter in ("AZE" if market == "LTU" else "LTU", "DEU", "RUS", "TUR", "USA"):
        asked = SECTIONS.but(reporter=exporter, partner=market, period=Period.year(year))
        ours = by_part(ask.rca(store, asked), "rca")
        assert len(ours) > 5
        for section, value in ours.items():
            assert value == pytest.approx(theirs.loc[exporter, section], rel=1e-9)


def test_two_way_trade_of_sections_by_hand(store: Store):
    """Lithuania to Azerbaijan and back, 2015, as UNCTAD estimates them."""

    def sent(i: str, j: str) -> dict[str, float]:
        rows = pairs.figures(store, SECTIONS.but(by="product"), [(i, j)], [Period.year(2015)])
        return {row["product"]: row["value_usd"] for row in rows if row["product"] != "TOTAL"}

    x, m = sent("AZE", "LTU"), sent("LTU", "AZE")
    apart = sum(abs(x.get(k, 0) - m.get(k, 0)) for k in {*x, *m})
    rows = ask.grubel_lloyd(store, SECTIONS)
    assert only(rows, "grubel_lloyd_all")["value"] == pytest.approx(
        1 - apart / (sum(x.values()) + sum(m.values()))
    )
    for section, value in by_part(rows, "grubel_lloyd").items():
        if section and value is not None:
            assert value == pytest.approx(2 * min(x[section], m[section]) / (x[section] + m[section]))
    whole = only(ask.complementarity(store, SECTIONS), "complementarity")
    assert 0 < whole["value"] < 100 and "added up" in together(whole["notes"])


# -- refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "asked", "reason"),
    [
        pytest.param(ask.rca, SECTIONS.but(partner=None), "no source gives this trade by product", id="no world"),
        pytest.param(ask.rca, FUELS, "1.4% of the total", id="a chapter is not all goods"),
        pytest.param(ask.complementarity, FUELS, "too few to stand for it", id="a region is no world"),
        pytest.param(
            ask.grubel_lloyd, PAIR, "no source gives these exports by product", id="no products",
        ),
        pytest.param(ask.growth, PAIR.but(period=Period.year(1992)), "no figure for 1991", id="no year before"),
        pytest.param(ask.seasonal, FUELS.but(period=None), "60 months", id="no season"),
        pytest.param(ask.cagr, PAIR.but(since=1980), "no figure for 1980", id="no first year"),
        pytest.param(
            ask.shares, Selection(reporter="AZE", source="unctad_sitc", flow="X", period=Period.year(2015)),
            "gives no total", id="no total",
        ),
        pytest.param(ask.at_base_prices, PAIR, "no price index", id="no deflator"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_has_a_reason(store: Store, question: Question, asked: Selection, reason: str):
    reasons = {row["reason"] for row in question(store, asked)}
    assert any(reason in str(each) for each in reasons), reasons
    assert None not in reasons


def test_what_is_missing_from_the_question_is_said(store: Store):
    with pytest.raises(BadSelection, match="period"):
        ask.shares(store, WORLD.but(period=None))
    with pytest.raises(BadSelection, match="partner"):
        ask.mirror(store, WORLD)
