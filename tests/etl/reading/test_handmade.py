"""Fragments written by hand for this test, in the forms that the press uses: none is a quotation."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.reading.model import CannotTell
from etl.reading.numbers import read_amounts
from etl.reading.periods import Setting, published_on, read_period
from trade.period import Period

HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("case", cases("handmade_amounts.csv"), ids=lambda case: case["text"])
def test_amount(case: dict[str, str]):
    found = read_amounts(case["text"])
    clear = [
        (p.digits, str(p.exponent), amount.currency)
        for amount in found
        if amount.currency != "LTL" and (p := amount.printed)
    ]
    if case["digits"] in {"", "?"}:
        assert clear == []
        assert bool(found) == (case["digits"] == "?")
    else:
        assert clear == [(case["digits"], case["exponent"], case["currency"])]


@pytest.mark.parametrize("case", cases("handmade_sentences.csv"), ids=lambda case: case["text"])
def test_amounts_of_one_sentence(case: dict[str, str]):
    """Flow, role, number and currency of each: what the words around an amount say of it."""
    found = [
        f"{amount.flow or '-'} {amount.role} {amount.printed.digits}e{amount.printed.exponent} {amount.currency}"
        for amount in read_amounts(case["text"])
        if amount.printed
    ]
    assert "; ".join(found) == case["amounts"]


@pytest.mark.parametrize(
    "case", cases("handmade_periods.csv"), ids=lambda c: c["words"] + " @ " + c["published"]
)
def test_period(case: dict[str, str]):
    about = Period.parse(case["about"]) if case["about"] else None
    found = read_period(case["words"], Setting(published_on(case["published"]), about))
    if case["expected"] == "?":
        assert isinstance(found, CannotTell)
        assert found.reasons
    else:
        assert found == Period.parse(case["expected"])
