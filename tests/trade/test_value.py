"""Values: a printed number and what its digits allow."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade.errors import TradeDataError
from trade.value import Value, last_digit

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False)
PLACES = st.integers(0, 6)


@pytest.mark.parametrize(
    ("digits", "exponent", "low", "point", "high"),
    [
        ("19.12", 6, 19_115_000, 19_120_000, 19_130_000),
        ("22", 6, 21_500_000, 22_000_000, 23_000_000),
        ("11.003", 6, 11_002_500, 11_003_000, 11_004_000),
        ("15.130", 6, 15_129_500, 15_130_000, 15_131_000),
        ("-4.8", 6, -4_900_000, -4_800_000, -4_750_000),
        ("0.00", 6, -5_000, 0, 10_000),
        ("1e-05", 6, 5, 10, 20),
    ],
)
def test_digits_allow_half_a_unit_less_and_one_more(
    digits: str, exponent: int, low: int, point: int, high: int
):
    value = Value.printed(digits, exponent)
    assert (value.low, value.point, value.high) == (low, point, high)


def test_a_cut_number_is_in_its_interval():
    assert Value.printed("44.5").contains(Decimal("44.589"))
    assert Value.printed("44.5").overlaps(Value.printed("44.59"))
    assert not Value.printed("44.5").contains(Decimal("44.61"))
    assert not Value.printed("44.5").contains(Decimal("44.44"))


@given(AMOUNTS, PLACES)
def test_rounding_and_cutting_stay_inside(truth: Decimal, places: int):
    unit = Decimal(1).scaleb(-places)
    for mode in ("ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_DOWN"):
        printed = truth.quantize(unit, rounding=mode)
        if printed:  # a zero has lost the sign of what was cut
            assert Value.printed(printed).contains(truth)


@given(AMOUNTS, AMOUNTS)
def test_sums_and_differences_hold_every_truth(one: Decimal, other: Decimal):
    a, b = Value.printed(one), Value.printed(other)
    for x in (a.low, a.high):
        for y in (b.low, b.high):
            assert (a + b).contains(x + y)
            assert (a - b).contains(x - y)
    assert (a - b).point == -(b - a).point
    mirrored = -a
    assert -mirrored == a


@given(AMOUNTS, st.integers(-1000, 1000))
def test_scaling_keeps_low_below_high(amount: Decimal, factor: int):
    scaled = Value.printed(amount).scaled(factor)
    assert scaled.low <= scaled.point <= scaled.high
    assert scaled.width == abs(factor) * Value.printed(amount).width


def test_an_exact_amount_has_no_width():
    assert Value.exact(5).width == 0


@pytest.mark.parametrize("digits", ["NaN", "Infinity"])
def test_what_is_no_number_has_no_last_digit(digits: str):
    with pytest.raises(TradeDataError):
        last_digit(Decimal(digits))


def test_a_point_outside_its_interval_is_refused():
    with pytest.raises(TradeDataError, match="outside"):
        Value(Decimal(5), Decimal(6), Decimal(7))
