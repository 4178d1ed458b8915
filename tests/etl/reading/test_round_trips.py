"""What is printed in a form is read back from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.reading.model import CannotTell
from etl.reading.money import MOST
from etl.reading.numbers import read_amounts
from etl.reading.periods import Setting, read_period
from trade.period import Period

cents = (
    st.integers(min_value=1, max_value=99_999_99).map(lambda n: Decimal(n) / 100).map(lambda d: f"{d:.2f}")
)
years = st.integers(min_value=2005, max_value=2030)
months = st.integers(min_value=1, max_value=12)
EN = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
RU = [
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
]  # fmt: skip
AZ = [
    "yanvar", "fevral", "mart", "aprel", "may", "iyun",
    "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr",
]  # fmt: skip
LT = [
    "sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio",
    "liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio",
]  # fmt: skip


@given(cents, st.sampled_from([("million", 6), ("billion", 9), ("thousand", 3), ("mln", 6), ("bn", 9)]))
def test_english(digits: str, unit: tuple[str, int]):
    assume(Decimal(digits).scaleb(unit[1]) < MOST)
    for text in (
        f"worth ${digits} {unit[0]} in all",
        f"worth {digits} {unit[0]} USD",
        f"USD {digits} {unit[0]}",
    ):
        (amount,) = read_amounts(text)
        assert amount.printed and (amount.printed.digits, amount.printed.exponent) == (digits, unit[1])
        assert amount.currency == "USD"


@given(st.integers(min_value=1_000_000, max_value=10**12), st.sampled_from([",", " ", "\u00a0"]))
def test_whole_dollars_in_groups(number: int, mark: str):
    text = f"{number:,}".replace(",", mark)
    (amount,) = read_amounts(f"{text} USD")
    assert amount.value and amount.value.point == number


@given(
    cents,
    st.sampled_from(
        [
            "{} млн долларов США", "{} mln. JAV dolerių", "{} milyon ABŞ dolları", "{} Millionen US-Dollar",
            "{} millions de dollars", "{} milioni di dollari", "{} milyon dolar", "{} mln dolarów",
        ]
    ),
)  # fmt: skip
def test_decimal_comma(digits: str, form: str):
    (amount,) = read_amounts(form.format(digits.replace(".", ",")))
    assert amount.printed and (amount.printed.digits, amount.printed.exponent) == (digits, 6)


@given(
    st.integers(1, 99), st.integers(0, 999), st.integers(0, 999),
    st.sampled_from(["{} milyard {} milyon {} min dollar", "${} billion {} million {} thousand",
                     "{} млрд {} млн {} тыс. долларов"]),
)  # fmt: skip
def test_several_magnitudes(billions: int, millions: int, thousands: int, form: str):
    (amount,) = read_amounts(form.format(billions, millions, thousands))
    assert amount.value and amount.value.point == ((billions * 1000 + millions) * 1000 + thousands) * 1000


@given(st.text(max_size=80))
def test_any_text_gives_a_result(text: str):
    for amount in read_amounts(text):
        assert text[amount.start : amount.end] == amount.text
    assert isinstance(read_period(text), Period | CannotTell)


@given(years, months)
@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("January-{m} {y}", EN), ("from January to {m} {y}", EN), ("январь-{m} {y} года", RU),
        ("{y}-ci ilin yanvar-{m} aylarında", AZ), ("{y} m. sausio-{m} mėn.", LT),
    ],
)  # fmt: skip
def test_year_to_date(form: str, names: list[str], year: int, month: int):
    if month > 1:
        words = form.format(m=names[month - 1], y=year)
        assert read_period(words) == Period.year_to_date(year, month)


@given(years, months)
def test_short_forms(year: int, month: int):
    assert read_period(f"{month}M{year}") == Period.year_to_date(year, month)
    assert read_period(f"first {month} months of {year}") == Period.year_to_date(year, month)
    assert read_period(f"{EN[month - 1]} {year}") == Period.month(year, month)
    assert read_period(f"{(month + 2) // 3}Q{year}") == Period.quarter(year, (month + 2) // 3)


@given(years, months, st.dates(min_value=date(2005, 2, 1), max_value=date(2030, 12, 31)))
def test_never_a_period_that_was_not_over(year: int, month: int, day: date):
    published = Setting(Period(day, day))
    for words in (f"January-{EN[month - 1]}", f"in {year}", "this year", "last year", f"{month} months"):
        found = read_period(words, published)
        assert isinstance(found, CannotTell) or found.end < day


@given(years, months)
def test_same_period(year: int, month: int):
    about = Period.year_to_date(year, month)
    assert read_period("same period last year", Setting(about=about)) == about.same_period_before
    assert read_period(f"same period of {year - 3}", Setting(about=about)) == about.shifted_years(-3)
