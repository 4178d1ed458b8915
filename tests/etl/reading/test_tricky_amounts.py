"""Printed forms that trap a reader of numbers, each seen in the press, with every reading it leaves open."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from etl.reading.evidence import Bounds, before_growth, borne_out, grown, possible
from etl.reading.numbers import LOST, read_amounts
from trade.value import Value

HERE = Path(__file__).parent


def cases() -> list[dict[str, str]]:
    with (HERE / "tricky_amounts.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['form']} {case['text']}")
def test_form(case: dict[str, str]):
    (amount,) = read_amounts(case["text"])
    expected = [Decimal(number) for number in case["settled"].split("|") if number]
    assert sorted(each.value.point for each in amount.readings) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("3,165 tons of meat worth $5,720", 5720),
        ("worth $605,815.86", Decimal("605815.86")),
        ("Italy was delivered $ 5,536,752.34 worth of oil", Decimal("5536752.34")),
        ("goods worth $179 last year", 179),
    ],
)
def test_a_lost_magnitude_word_is_doubted(text: str, literal: Decimal):
    (amount,) = read_amounts(text)
    assert amount.doubts == (LOST,)
    assert amount.readings[0].value.point == literal
    assert amount.value is None


@pytest.mark.parametrize(
    "text",
    [
        "62,966 thousand tons of fruit", "518,7 tons of oil", "591.4 million tons by sea", "420.000 Tonnen",
        "2.2 times", "в 2,2 раза", "+1 067 dəfə", "27.1 percent", "12,4 proc.", "in 2M2021", "9M 2020",
        "since 2018-10-31", "two and a third billion dollars", "a quarter of a billion dollars",
    ],
)  # fmt: skip
def test_no_money(text: str):
    assert [amount.value for amount in read_amounts(text) if amount.value] == []


def test_a_tonnage_beside_money():
    (amount,) = read_amounts("403,000 tons worth $234 million")
    assert amount.printed and (amount.printed.digits, amount.printed.exponent) == ("234", 6)


def test_two_currencies_are_two_amounts():
    found = read_amounts("32,475 mln. ABŞ dolları (55,208 mln. manat)")
    assert [amount.currency for amount in found] == ["USD", "AZN"]


def test_respectively():
    found = read_amounts("amounting to $1.576bn, $547.4m, and $347.1m respectively")
    assert [amount.value.point for amount in found if amount.value] == [1576000000, 547400000, 347100000]


def test_roles():
    found = read_amounts("dropped from $203.2 million to $1.9 million")
    assert [amount.role for amount in found] == ["from", "to"]


def test_a_growth_is_no_level():
    (amount,) = read_amounts("increased by $60.8 million")
    assert amount.role == "by"


@pytest.mark.parametrize(
    ("text", "neighbour", "point"),
    [
        ("$88,849 million", "+16,91%", Decimal("88.849e6")),
        ("$6,296 million", "USD 6,24 bln", Decimal("6.296e6")),
    ],
)
def test_the_habit_of_the_document_decides(text: str, neighbour: str, point: Decimal):
    assert len(read_amounts(text)[0].readings) == 2
    (amount,) = read_amounts(text, [neighbour])
    assert amount.value and amount.value.point == point


def test_size_decides():
    (amount,) = read_amounts("exports were 10,748 million USD")
    whole_country = possible(amount, Bounds(least=Decimal("5e7"), most=Decimal("1e11")))
    assert whole_country.value and whole_country.value.point == 10_748_000_000


def test_growth_decides():
    """4.4 million after -29.54 % was 6.296 million before, not 6 296 million."""
    (amount,) = read_amounts("same period in 2021 ($6,296 million)")
    expected = before_growth(Value.printed("4.4", 6), Value.printed("-29.54"))
    assert expected
    settled = borne_out(amount, [expected])
    assert settled.value and settled.value.point == 6_296_000


def test_a_sum_that_fits_no_reading_decides_nothing():
    (amount,) = read_amounts("$6,296 million")
    assert borne_out(amount, [Value.printed("50", 6)]) == amount


def test_growth_goes_both_ways():
    before, rate = Value.printed("100", 6), Value.printed("-25.0")
    after = grown(before, rate)
    back = before_growth(after, rate)
    assert after.contains(Decimal(75_000_000)) and back and back.overlaps(before)
    assert before_growth(after, Value.printed("-100")) is None


@pytest.mark.parametrize(
    ("printed", "cut_from"),
    [
        ("$44.5 billion", "44.589e9"), ("$21.1 billion", "21.19e9"), ("$52.6 billion", "52.68e9"),
        ("$4.73 billion", "4.737e9"), ("$4.22 billion", "4.228e9"), ("$739.3 million", "739.386e6"),
        ("$378.8 million", "378.886e6"),
    ],
)  # fmt: skip
def test_the_interval_holds_what_was_cut(printed: str, cut_from: str):
    (amount,) = read_amounts(printed)
    assert amount.value and amount.value.contains(Decimal(cut_from))
    assert not amount.value.contains(Decimal(cut_from) * Decimal("1.05"))
