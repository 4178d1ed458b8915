"""Figures as words."""

from __future__ import annotations

import pytest

from dashboard import numbers


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
