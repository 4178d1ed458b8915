"""Figures for tests of indicators: made up, with truths that their printed digits allow."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from trade.indicators.figures import Figure
from trade.period import Period
from trade.value import Value

YEAR = Period.year(2018)
SIDE = {"source": "imf_dots", "agency": "IMF", "reporter": "AZE", "partner": "LTU", "flow": "X"}


def figure(value: Value | int | str, period: Period = YEAR, **fields: Any) -> Figure:
    """A figure of AZE's exports to LTU, unless ``fields`` say otherwise; text is read as printed digits."""
    if isinstance(value, str):
        value = Value.printed(value)
    return Figure(value if isinstance(value, Value) else Value.exact(value), period, **(SIDE | fields))


def by(name: str, values: dict[str, Value | int | str], **fields: Any) -> dict[str, Figure]:
    """Figures by code, each with its code in the field ``name``."""
    return {code: figure(value, **(fields | {name: code})) for code, value in values.items()}


#: Values above zero as publishers print them, with nought to three decimals.
PRINTED = st.builds(
    lambda number, places: Value.printed(Decimal(number).scaleb(-places)),
    st.integers(1, 10**9),
    st.integers(0, 3),
)
#: Values that may also be zero.
ANY_PRINTED = st.one_of(PRINTED, st.just(Value.exact(0)))
#: Where in its interval a truth lies: at its ends or between.
PLACES = st.sampled_from([Decimal(0), Decimal("0.3"), Decimal(1)])


def truth(value: Value, place: Decimal) -> Value:
    """One amount that the printed digits allow, as an exact value that is not below zero."""
    return Value.exact(max(value.low + place * value.width, Decimal(0)))


def parts(least: int = 1, most: int = 8) -> st.SearchStrategy[dict[str, Value]]:
    """Values above zero by made-up codes."""
    return st.dictionaries(st.sampled_from([f"P{n}" for n in range(most)]), PRINTED, min_size=least)
