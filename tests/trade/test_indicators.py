"""Indicators: what must hold of them whatever the figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_figures import ANY_PRINTED, PLACES, PRINTED, YEAR, by, figure, parts, truth

from trade.indicators import advantage, change, mirror, months, structure, two_way
from trade.indicators.figures import summed, total
from trade.indicators.interval import PLACE
from trade.period import Period
from trade.value import Value

BEFORE = YEAR.same_period_before
CLOSE = Decimal("1e-20")
WORLD = {"partner": "W00"}


def near(one: Decimal, other: Decimal, within: Decimal = CLOSE) -> bool:
    return abs(one - other) <= within * max(1, abs(one))


def holds(value: Value | None, found: Value | None) -> bool:
    """Whether the bounds of ``value`` hold ``found``, but for the last digits of quotients."""
    assert value is not None and found is not None
    slack = CLOSE * max(1, abs(value.low), abs(value.high))
    return value.low - slack <= found.point <= value.high + slack


# -- change --------------------------------------------------------------------------------


@given(PRINTED, PRINTED, PLACES, PLACES)
def test_growth_holds_every_truth(now: Value, before: Value, one: Decimal, other: Decimal):
    measure = change.growth(figure(now), figure(before, BEFORE))
    exact = change.growth(figure(truth(now, one)), figure(truth(before, other), BEFORE))
    assert holds(measure.value, exact.value)
    assert measure.point >= -1


@given(PRINTED, PRINTED, st.integers(1, 30))
def test_even_growth_leads_from_the_first_to_the_last(last: Value, first: Value, years: int):
    measure = change.cagr(figure(last), figure(first, YEAR.shifted_years(-years)))
    assert near(first.point * (1 + measure.point) ** years, last.point, Decimal("1e-18"))


@given(parts(0), parts(0), st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_contributions_add_up_exactly(now: dict, before: dict, left_now: int, left_before: int):
    whole_now = total(now.values()) + Value.exact(left_now + 2 * 10**6)
    whole_before = total(before.values()) + Value.exact(left_before + 2 * 10**6)
    measures = change.contributions(
        by("partner", now), by("partner", before, period=BEFORE),
        figure(whole_now, **WORLD), figure(whole_before, BEFORE, **WORLD),
    )  # fmt: skip
    grown = change.growth(figure(whole_now), figure(whole_before, BEFORE)).point
    last = measures[-1]
    assert last.part == "total"
    assert last.point == (100 * grown).quantize(PLACE)
    assert sum(m.point for m in measures[:-1] if m.value) == last.point
    assert {m.part for m in measures} == {*now, *before, "residual", "total"}
    assert {m.part for m in measures if m.reason} == set(now) ^ set(before)


def test_what_no_part_holds_is_in_the_residual():
    now, before = by("partner", {"LTU": 60, "LVA": 20}), by("partner", {"LTU": 50}, period=BEFORE)
    measures = change.contributions(now, before, figure(110, **WORLD), figure(100, BEFORE, **WORLD))
    points = {measure.part: measure.value and measure.point for measure in measures}
    assert points == {"LTU": 10, "LVA": None, "residual": 0, "total": 10}
    assert "LVA" in measures[2].note and "2017" in str(measures[1].reason)
    assert measures[2].value == Value.exact(0)


def test_contributions_can_be_measured_from_any_earlier_year():
    base = Period.year(2015)
    now, before = by("partner", {"LTU": 60}), by("partner", {"LTU": 50, "LVA": 5}, period=base)
    measures = change.contributions(now, before, figure(110, **WORLD), figure(80, base, **WORLD))
    points = {measure.part: measure.value and measure.point for measure in measures}
    assert points == {"LTU": Decimal("12.5"), "LVA": None, "residual": 25, "total": Decimal("37.5")}
    assert "no figure for 2018" in str(measures[1].reason)


# -- structure -----------------------------------------------------------------------------


@given(parts(), st.integers(0, 10**6))
def test_shares_and_the_residual_add_up_to_one(values: dict, left: int):
    whole = total(values.values()) + Value.exact(left)
    measures = structure.shares(by("partner", values), figure(whole, **WORLD))
    assert sum(measure.point for measure in measures) == 1
    assert measures[-1].part == "residual"
    assert (measures[-1].point == 0) == (left == 0) or left / whole.point < PLACE


@given(parts(), st.lists(PLACES, min_size=8, max_size=8))
def test_shares_of_a_sum_hold_every_truth(values: dict, places: list[Decimal]):
    shares = structure.shares_of_sum(by("partner", values))
    assert sum(share.point for share in shares.values()) == 1
    true = {code: truth(value, at) for (code, value), at in zip(values.items(), places, strict=False)}
    added = total(true.values()).point
    for code, share in shares.items():
        assert holds(share, Value.exact(true[code].point / added))
        assert 0 <= share.low <= share.high <= 1


def test_the_only_part_is_all_of_the_sum_whatever_its_digits():
    assert structure.shares_of_sum(by("partner", {"LTU": "19"})) == {"LTU": Value.exact(1)}


@given(parts(), st.lists(PLACES, min_size=8, max_size=8))
def test_concentration_stays_in_its_bounds(values: dict, places: list[Decimal]):
    index = structure.hhi(by("partner", values))
    least = Decimal(1) / len(values)
    assert near(max(index.point, least), index.point, Decimal("1e-11"))
    assert index.point <= 1
    true = {code: truth(value, at) for (code, value), at in zip(values.items(), places, strict=False)}
    assert holds(index.value, Value.exact(_squares(true)))


def _squares(values: dict[str, Value]) -> Decimal:
    added = total(values.values()).point
    return sum(((value.point / added) ** 2 for value in values.values()), Decimal(0))


@given(PRINTED, st.integers(2, 20))
def test_concentration_of_equals_is_least(value: Value, count: int):
    equal = by("partner", {f"P{n}": value for n in range(count)})
    assert near(structure.hhi(equal).point, Decimal(1) / count, Decimal("1e-11"))
    assert near(structure.hhi_normalised(equal).point, Decimal(0), Decimal("1e-11"))


def test_concentration_of_one_is_whole():
    alone = by("partner", {"LTU": 5, "LVA": 0})
    assert structure.hhi(alone).point == structure.hhi_normalised(alone).point == 1


@given(parts())
def test_ranks_are_those_of_a_competition(values: dict):
    measures = structure.ranks(by("partner", values))
    points = [value.point for value in values.values()]
    for measure, point in zip(measures, points, strict=True):
        assert measure.point == 1 + sum(other > point for other in points)
        assert measure.value and 1 <= measure.value.low <= measure.value.high <= len(points)


def test_equals_share_a_rank_and_digits_say_how_sure_it_is():
    measures = structure.ranks(by("partner", {"A": "19", "B": "20", "C": "20", "D": "1", "E": "100"}))
    ranks = {m.part: m.value and (m.value.point, m.value.low, m.value.high) for m in measures}
    assert ranks == {"A": (4, 2, 4), "B": (2, 2, 4), "C": (2, 2, 4), "D": (5, 5, 5), "E": (1, 1, 1)}


# -- both ways -----------------------------------------------------------------------------


@given(ANY_PRINTED, PRINTED)
def test_balance_and_cover_say_the_same(sold: Value, bought: Value):
    exports, imports = figure(sold, valuation="FOB"), figure(bought, flow="M", valuation="CIF")
    balance, cover = two_way.balance(exports, imports), two_way.cover(exports, imports)
    assert (balance.point > 0) == (cover.point > 1)
    assert "FOB" in balance.note and "CIF" in cover.note
    assert not two_way.balance(figure(sold, valuation="FOB"), figure(bought, flow="M", valuation="FOB")).note


@given(ANY_PRINTED, PRINTED, PLACES, PLACES)
def test_two_way_trade_is_between_nothing_and_all(sold: Value, bought: Value, one: Decimal, other: Decimal):
    measure = two_way.grubel_lloyd(figure(sold), figure(bought, flow="M"))
    turned = two_way.grubel_lloyd(figure(bought), figure(sold, flow="M"))
    assert measure.point == turned.point
    assert measure.value and 0 <= measure.value.low <= measure.value.high <= 1
    exact = two_way.grubel_lloyd(figure(truth(sold, one)), figure(truth(bought, other), flow="M"))
    assert holds(measure.value, exact.value)


@given(parts(), parts())
def test_two_way_trade_of_all_is_the_weighted_mean(sold: dict, bought: dict):
    exports = by("product", sold, product_scheme="HS")
    imports = by("product", bought, product_scheme="HS", flow="M")
    whole = two_way.grubel_lloyd_all(exports, imports)
    weights = {k: sum(side[k].point for side in (sold, bought) if k in side) for k in {*sold, *bought}}
    both = [k for k in weights if k in sold and k in bought]
    mean = sum(two_way.grubel_lloyd(exports[k], imports[k]).point * weights[k] for k in both)
    assert near(whole.point, Decimal(mean) / sum(weights.values()))
    assert whole.value and 0 <= whole.value.low <= whole.value.high <= 1
    assert all(code in whole.note for code in set(sold) ^ set(bought))


# -- mirror --------------------------------------------------------------------------------

FACTORS = st.decimals(1, 2, places=2)


def _words(sent: Value, bought: Value):
    return (
        figure(sent, valuation="FOB"),
        figure(bought, reporter="LTU", partner="AZE", flow="M", valuation="CIF"),
    )


@given(PRINTED, PRINTED, FACTORS, PLACES, PLACES)
def test_mirror_gap_is_inside_and_outside_the_band(
    sent: Value, bought: Value, factor: Decimal, one: Decimal, other: Decimal
):
    words = _words(sent, bought)
    inside, outside = mirror.explained(*words, factor), mirror.unexplained(*words, factor)
    assert inside.point + outside.point == mirror.gap(*words).point
    assert 0 <= inside.point <= sent.point * (factor - 1)
    exact = _words(truth(sent, one), truth(bought, other))
    assert holds(inside.value, mirror.explained(*exact, factor).value)
    assert holds(outside.value, mirror.unexplained(*exact, factor).value)
    assert holds(mirror.symmetric(*words).value, mirror.symmetric(*exact).value)


@given(PRINTED, PRINTED)
def test_mirror_measures_agree(sent: Value, bought: Value):
    words = _words(sent, bought)
    ratio, percent = mirror.ratio(*words).point, mirror.symmetric(*words).point
    assert near(percent, 200 * (ratio - 1) / (ratio + 1))
    assert -200 <= percent <= 200


@pytest.mark.parametrize(
    ("bought", "inside", "outside"), [(103, 3, 0), (106, 6, 0), (120, 6, 14), (90, 0, -10)]
)
def test_the_band_takes_what_freight_would_make(bought: int, inside: int, outside: int):
    words = _words(Value.exact(100), Value.exact(bought))
    assert (mirror.explained(*words).point, mirror.unexplained(*words).point) == (inside, outside)


# -- the world -----------------------------------------------------------------------------


@given(st.lists(parts(1, 5), min_size=2, max_size=5), st.lists(PLACES, min_size=4, max_size=4))
def test_advantage_has_the_mean_one(sides: list[dict], places: list[Decimal]):
    """Weighted by the world's shares, the index of one side over all products is 1."""
    tables = [
        by("product", side, reporter=f"R{n}", product_scheme="HS", partner="W00")
        for n, side in enumerate(sides)
    ]
    worlds = {
        code: summed([side[code] for side in tables if code in side], reporter="W00")
        for code in dict.fromkeys(code for side in tables for code in side)
    }
    labels = {"product": "TOTAL", "product_scheme": "TOTAL"}
    every = summed(worlds.values(), **labels)
    for side in tables:
        whole = summed(side.values(), **labels)
        found = {code: advantage.rca(part, whole, worlds[code], every) for code, part in side.items()}
        mean = sum(rca.point * worlds[code].value.point for code, rca in found.items()) / every.value.point
        assert near(Decimal(mean), Decimal(1))
        for code, plain in found.items():
            symmetric = advantage.symmetric_rca(plain).point
            assert (symmetric > 0) == (plain.point > 1)
            assert -1 <= symmetric < 1
            exact = [truth(each.value, at) for each, at in zip(
                (side[code], whole, worlds[code], every), places, strict=True)]  # fmt: skip
            true = (exact[0].point / exact[1].point) / (exact[2].point / exact[3].point)
            assert holds(plain.value, Value.exact(true))


def test_intensity_is_one_where_shares_are_the_worlds():
    own, own_world = figure(5, valuation="FOB"), figure(50, partner="W00", valuation="FOB")
    world = figure(200, reporter="W00", valuation="FOB")
    every = figure(2000, reporter="W00", partner="W00", valuation="FOB")
    assert advantage.intensity(own, own_world, world, every).point == 1


@given(parts(), parts(), st.lists(PLACES, min_size=16, max_size=16))
def test_complementarity_is_between_nothing_and_all(sold: dict, bought: dict, places: list[Decimal]):
    def sides(sent: dict, got: dict):
        return (
            by("product", sent, product_scheme="HS", partner="W00"),
            by("product", got, product_scheme="HS", partner="W00", reporter="LTU", flow="M"),
        )

    measure = advantage.complementarity(*sides(sold, bought))
    same = advantage.complementarity(sides(sold, sold)[0], sides(sold, sold)[1])
    assert same.point == 100
    assert measure.value and 0 <= measure.value.low <= measure.value.high <= 100
    if not set(sold) & set(bought):
        assert near(measure.point, Decimal(0), Decimal("1e-9"))
    true = [
        {code: truth(value, at) for (code, value), at in zip(side.items(), places[n::2], strict=False)}
        for n, side in enumerate((sold, bought))
    ]
    exact = advantage.complementarity(*sides(*true)).value
    assert measure.value.low - PLACE * 1000 <= exact.point <= measure.value.high + PLACE * 1000


# -- months --------------------------------------------------------------------------------


def _run(values: list[Value], first: int = 24 * 1000):
    return [
        figure(value, Period.month((first + n) // 12, (first + n) % 12 + 1)) for n, value in enumerate(values)
    ]


@given(st.lists(ANY_PRINTED, min_size=1, max_size=40), st.integers(24000, 24011))
def test_twelve_months_are_their_sum(values: list[Value], first: int):
    measures = months.rolling(_run(values, first))
    assert [bool(measure.reason) for measure in measures] == [n < 11 for n in range(len(values))]
    for at, measure in enumerate(measures[11:], start=11):
        assert measure.value == total(values[at - 11 : at + 1])
        assert Period.parse(measure.part).month_count == 12


def test_a_missing_month_is_named():
    run = _run([Value.exact(n) for n in range(1, 25)])
    measures = months.rolling(run[:5] + run[6:])
    refused = [measure.part for measure in measures[10:] if measure.reason]
    assert len(refused) == 6 and all("2000-06" in str(m.reason) for m in measures[10:16])
    assert measures[16].value


def test_a_season_that_comes_every_year_is_taken_out():
    season = [80, 90, 100, 110, 120, 100, 95, 105, 100, 100, 90, 110]
    run = _run([Value.exact(m * 1000) for _ in range(6) for m in season])
    for measure in months.seasonal(run):
        assert abs(measure.point / 99_486 - 1) < Decimal("0.001")  # the season's geometric mean
        assert not measure.bounded and "2000-01..2005-12" in measure.note


def test_a_season_may_be_added_where_months_fall_below_zero():
    run = _run([Value.exact(amount) for amount in [-5, 5] * 36])
    assert all(abs(measure.point) < Decimal("0.001") for measure in months.seasonal(run))
