"""Indicators are refused, with a reason that names both sides, where figures are not on one basis."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from made_figures import YEAR, by, figure

from trade.errors import Refused
from trade.indicators import advantage, change, mirror, months, real, structure, two_way
from trade.indicators.figures import Figure, summed
from trade.period import Period
from trade.value import Value

BEFORE = YEAR.same_period_before
TO_OCTOBER = Period.year_to_date(2018, 10)
WORLD: dict[str, Any] = {"partner": "W00"}
PART = figure(1, partner="W00", product_scheme="HS", product="27")
WHOLE = figure(2, partner="W00")
WORLD_PART = figure(3, reporter="W00", partner="W00", product_scheme="HS", product="27")
WORLD_WHOLE = figure(6, reporter="W00", partner="W00")
IMPORTS = figure(5, flow="M")
THEIRS = figure(5, reporter="LTU", partner="AZE", flow="M")

REFUSED: dict[str, tuple[str, Callable[[], object]]] = {
    "growth against another year": (
        "2018 can be compared with 2017 only, not with 2016",
        lambda: change.growth(figure(1), figure(1, Period.year(2016))),
    ),
    "growth of a part of a year against a year": (
        "2018-01..2018-10 can be compared with 2017-01..2017-10 only, not with 2017",
        lambda: change.growth(figure(1, TO_OCTOBER), figure(1, BEFORE)),
    ),
    "contributions from a later year": (
        "2018 is not a year or more after 2019",
        lambda: change.contributions({}, {}, figure(1), figure(1, Period.year(2019))),
    ),
    "contributions of a part of a year from a year": (
        "not with 2017",
        lambda: change.contributions({}, {}, figure(1, TO_OCTOBER), figure(1, BEFORE)),
    ),
    "growth across agencies": (
        "different agencies: AZ-SCC and AZ-SSC",
        lambda: change.growth(figure(1, agency="AZ-SCC"), figure(1, BEFORE, agency="AZ-SSC")),
    ),
    "growth across currencies": (
        "different currencies: USD and EUR",
        lambda: change.growth(figure(1), figure(1, BEFORE, currency="EUR")),
    ),
    "growth from nothing": (
        "the figure for 2017 is zero", lambda: change.growth(figure(1), figure(0, BEFORE)),
    ),
    "growth from less than nothing": (
        "the figure for 2017 is negative", lambda: change.growth(figure(1), figure(-1, BEFORE)),
    ),
    "growth from what the digits may be nothing": (
        "digits allow zero",
        lambda: change.growth(figure(1), figure(Value(Decimal(1), Decimal(0), Decimal(2)), BEFORE)),
    ),
    "even growth backwards": (
        "2017 is not a year or more after 2018", lambda: change.cagr(figure(1, BEFORE), figure(1)),
    ),
    "even growth to less than nothing": (
        "below zero", lambda: change.cagr(figure("0"), figure(1, BEFORE)),
    ),
    "contributions across sources": (
        "different sources: imf_dots and press",
        lambda: change.contributions(
            by("partner", {"LVA": 1}, source="press"), {}, figure(2, **WORLD), figure(1, BEFORE, **WORLD)
        ),
    ),
    "contributions to what was nothing": (
        "the total for 2017 is zero",
        lambda: change.contributions({}, {}, figure(2, **WORLD), figure(0, BEFORE, **WORLD)),
    ),
    "shares of a total of other days": (
        r"different periods: 2018 \(calendar year\) and 2018-01..2018-10 \(year to date\)",
        lambda: structure.shares(by("partner", {"LVA": 1}, period=TO_OCTOBER), figure(2, **WORLD)),
    ),
    "shares of nothing": (
        "the total is zero", lambda: structure.shares(by("partner", {"LVA": 1}), figure(0, **WORLD)),
    ),
    "concentration with a negative part": (
        "the figure for LVA is negative", lambda: structure.hhi(by("partner", {"LVA": -1, "LTU": 3})),
    ),
    "concentration of nothing": (
        "add up to nothing", lambda: structure.hhi(by("partner", {"LVA": 0})),
    ),
    "normalised concentration of one": (
        "fewer than two", lambda: structure.hhi_normalised(by("partner", {"LVA": 1})),
    ),
    "concentration of a few of many": (
        "50.0% of the total", lambda: structure.coverage(by("partner", {"LVA": 1}), figure(2, **WORLD)),
    ),
    "concentration with products of two classifications": (
        "different classifications: HS and SITC3",
        lambda: structure.hhi(
            {"27": PART, "3": PART.but(product_scheme="SITC3", product="3")}, differ=("product",)
        ),
    ),
    "balance across reporters": (
        "different reporters: AZE and LTU", lambda: two_way.balance(figure(1), THEIRS),
    ),
    "balance of imports": (
        "must have X as flow, not M", lambda: two_way.balance(IMPORTS, IMPORTS),
    ),
    "cover without imports": (
        "imports is zero", lambda: two_way.cover(figure(1), figure(0, flow="M")),
    ),
    "two-way trade where there is none": (
        "no trade", lambda: two_way.grubel_lloyd(figure(0), figure(0, flow="M")),
    ),
    "two-way trade of less than nothing": (
        "negative", lambda: two_way.grubel_lloyd(figure(-1), figure(2, flow="M")),
    ),
    "two-way trade of two pairs": (
        "not of one pair",
        lambda: two_way.grubel_lloyd(figure(1), figure(1, reporter="LVA", partner="AZE")),
    ),
    "two-way trade with one way unknown": (
        "for one of the ways",
        lambda: two_way.grubel_lloyd_all(by("product", {"27": 1}, product_scheme="HS"), {}),
    ),
    "advantage of a part of a year in the world's year": (
        r"different periods: 2018-01..2018-10 \(year to date\) and 2018 \(calendar year\)",
        lambda: advantage.rca(
            PART.but(period=TO_OCTOBER), WHOLE.but(period=TO_OCTOBER), WORLD_PART, WORLD_WHOLE
        ),
    ),
    "advantage in exports of a world of imports": (
        "different directions of trade: X and M",
        lambda: advantage.rca(PART, WHOLE, WORLD_PART.but(flow="M"), WORLD_WHOLE.but(flow="M")),
    ),
    "advantage FOB in a world CIF": (
        r"different valuations: FOB \(free on board\) and CIF \(cost, insurance, freight\)",
        lambda: advantage.rca(
            *(each.but(valuation="FOB") for each in (PART, WHOLE)),
            *(each.but(valuation="CIF") for each in (WORLD_PART, WORLD_WHOLE)),
        ),
    ),
    "advantage over another economy": (
        "with the world, not with LTU",
        lambda: advantage.rca(PART, WHOLE, WORLD_PART.but(reporter="LTU"), WORLD_WHOLE.but(reporter="LTU")),
    ),
    "advantage of another product": (
        "different products: 27 and 08",
        lambda: advantage.rca(PART, WHOLE, WORLD_PART.but(product="08"), WORLD_WHOLE),
    ),
    "advantage in what the world does not sell": (
        "the world's share of 27 is zero",
        lambda: advantage.rca(PART, WHOLE, WORLD_PART.but(value=Value.exact(0)), WORLD_WHOLE),
    ),
    "intensity without the world": (
        "must be with the world",
        lambda: advantage.intensity(
            figure(1), figure(2, partner="LVA"), figure(1, reporter="W00"),
            figure(3, reporter="W00", partner="LVA"),
        ),
    ),
    "intensity where the world sends nothing": (
        "the world's exports to LTU is zero",
        lambda: advantage.intensity(
            figure(1), figure(2, **WORLD), figure(0, reporter="W00"), figure(3, reporter="W00", **WORLD)
        ),
    ),
    "complementarity across sources": (
        "different sources",
        lambda: advantage.complementarity({"27": PART}, {"27": PART.but(source="wto_hs2")}),
    ),
    "complementarity with nothing": (
        "no figures by product", lambda: advantage.complementarity({"27": PART}, {}),
    ),
    "mirror of other days": (
        "different periods", lambda: mirror.gap(figure(1), THEIRS.but(period=TO_OCTOBER)),
    ),
    "mirror of other goods": (
        "different products", lambda: mirror.gap(figure(1), THEIRS.but(product="27")),
    ),
    "mirror of another pair": (
        "not of one pair", lambda: mirror.gap(figure(1), THEIRS.but(partner="LVA")),
    ),
    "mirror ratio to nothing": (
        "zero", lambda: mirror.ratio(figure(0), THEIRS),
    ),
    "a band between exports and imports both FOB": (
        "these are FOB and FOB",
        lambda: mirror.explained(figure(1, valuation="FOB"), THEIRS.but(valuation="FOB")),
    ),
    "a band where valuation is not said": (
        "these are not said and CIF", lambda: mirror.explained(figure(1), THEIRS.but(valuation="CIF")),
    ),
    "a band below the exports": (
        "between 1 and 2",
        lambda: mirror.explained(
            figure(1, valuation="FOB"), THEIRS.but(valuation="CIF"), Decimal("0.9")
        ),
    ),
    "twelve months of quarters": (
        "2018-Q1 is not a month", lambda: months.rolling([figure(1, Period.quarter(2018, 1))]),
    ),
    "twelve months with one twice": (
        "two figures for 2018-01", lambda: months.rolling([figure(1, Period.month(2018, 1))] * 2),
    ),
    "a season of less than five years": (
        "needs 60 months in a row, and up to 2022-11 there are 59",
        lambda: months.seasonal(
            [figure(1, Period.month(2018 + n // 12, n % 12 + 1)) for n in range(59)]
        ),
    ),
    "a season across a gap": (
        "up to 2024-12 there are 48",
        lambda: months.seasonal(
            [figure(1, Period.month(2014 + n // 12, n % 12 + 1)) for n in range(132) if n != 83]
        ),
    ),
    "constant prices without an index": (
        "no price index", lambda: real.at_base_prices(figure(1), None),
    ),
    "constant prices with an index of other days": (
        "the price index is for 2017 and the figure for 2018",
        lambda: real.at_base_prices(
            figure(1), real.Deflator(Value.exact(90), BEFORE, BEFORE, "AZE", "X", "an office")
        ),
    ),
    "nothing added up": ("nothing to add up", lambda: summed([])),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_reason(case: str):
    reason, make = REFUSED[case]
    with pytest.raises(Refused, match=reason) as refused:
        make()
    assert re.fullmatch(r"[^.].*\.", refused.value.what), "a reason is a sentence"


@pytest.mark.parametrize(
    "difference",
    ["source", "agency", "reporter", "partner", "product", "product_scheme", "valuation", "partner_rule"],
)
def test_no_growth_where_anything_else_differs(difference: str):
    with pytest.raises(Refused, match=r"the figures are of different \w.*: \w+.* and another"):
        change.growth(figure(1), figure(1, BEFORE, **{difference: "another"}))


def test_constant_prices_with_an_index_that_fits():
    deflator = real.Deflator(Value.exact(125), YEAR, BEFORE, "AZE", "X", "an office")
    measure = real.at_base_prices(figure(500), deflator)
    assert measure.point == 400 and "2017" in measure.note


def test_both_ways_as_exports_of_one_compiler_are_said_to_be():
    measure = two_way.grubel_lloyd(figure(1), figure(3, reporter="LTU", partner="AZE"))
    assert measure.point == Decimal("0.5") and "one compiler" in measure.note


def test_mirror_of_two_currencies_is_said():
    measure = mirror.gap(figure(1), THEIRS.but(currency="EUR", agency="EUROSTAT", source="eurostat_comext"))
    assert "USD" in measure.note and "EUR" in measure.note


def test_growth_of_converted_figures_is_said():
    now, before = figure(1, method="converted"), figure(1, BEFORE, method="converted")
    assert "exchange rate" in change.growth(now, before).note


def test_the_gravest_status_and_all_observations_are_carried():
    now, before = figure(2, status="P", rests_on="+1 -2"), figure(1, BEFORE, status="U", rests_on="+3 +1")
    measure = change.growth(now, before)
    assert (measure.status, measure.rests_on) == ("U", "+1 -2 +3")


def test_a_figure_without_a_rate_is_no_figure():
    row = {name: "" for name in Figure.__dataclass_fields__} | {
        "value_usd": None, "currency": "AZN", "period": "2010", "period_start": date(2010, 1, 1),
    }  # fmt: skip
    with pytest.raises(Refused, match="in AZN"):
        Figure.of(row)
