"""Figures as words."""

from __future__ import annotations

import pytest

from dashboard import numbers
from dashboard.figures.rows import Look


@pytest.mark.parametrize(
    ("usd", "unit", "low", "high", "said"),
    [
        (19_120_000, "million", 19_115_000, 19_130_000, "19.12"),
        (22_000_000, "million", 21_500_000, 23_000_000, "22"),
        (22_062_200, "million", 22_062_200, 22_062_200, "22.06"),
        (30_923_600_000, "million", None, None, "30,924"),
        (30_923_600_000, "billion", None, None, "30.92"),
        (-7_500_000, "million", None, None, "−7.500"),
        (0, "million", None, None, "0"),
    ],
)
def test_amounts(usd: float, unit: str, low: float | None, high: float | None, said: str):
    assert numbers.amount(usd, unit, low, high) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [(0.1234, "+12.3\xa0%"), (-0.272, "−27.2\xa0%"), (0.0, "0.0\xa0%"), (-0.0001, "0.0\xa0%")],
)
def test_changes_carry_their_sign(change: float, said: str):
    assert numbers.signed_percent(change) == said


#: An amount in millions, a small one, a change, and a count, by language.
FORMS = {
    "en": ("30,924", "19.12", "−27.2\xa0%", "1,234,567"),
    "az": ("30.924", "19,12", "−27,2%", "1.234.567"),
    "lt": ("30\xa0924", "19,12", "−27,2\xa0%", "1\xa0234\xa0567"),
    "ru": ("30\xa0924", "19,12", "−27,2\xa0%", "1\xa0234\xa0567"),
}


@pytest.mark.parametrize(("lang", "said"), FORMS.items())
def test_numbers_have_the_signs_of_the_language(lang: str, said: tuple[str, ...]):
    large = numbers.amount(30_923_600_000, "million", lang=lang)
    small = numbers.amount(19_120_000, "million", 19_115_000, 19_130_000, lang)
    assert (large, small, numbers.signed_percent(-0.272, lang), numbers.whole(1_234_567, lang)) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "19.12 million USD"),
        ("az", "19,12 mln. ABŞ dolları"),
        ("lt", "19,12 mln. JAV dolerių"),
        ("ru", "19,12 млн долл. США"),
    ],
)
def test_an_amount_is_said_with_its_unit(lang: str, said: str):
    look = Look("million", lang)
    row = {"value_usd": 19_120_000, "low_usd": 19_115_000, "high_usd": 19_130_000}
    assert f"{look.amount(row)} {look.unit_short}" == said


@pytest.mark.parametrize(
    ("usd", "unit", "said"),
    [(11_003_000, "million", "11,003"), (5_000_000, "million", "5"), (0, "dollar", "0")],
)
def test_all_digits_that_there_are(usd: float, unit: str, said: str):
    assert numbers.exact(usd, unit, "lt") == said
