"""The reference page of the indicators is what is declared, and all that is measured is declared."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from trade.indicators import INDICATORS, indicator, page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_the_one_that_is_made():
    made = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert made == page.text(), "run: make dictionary"


def test_every_indicator_is_declared_once_and_nothing_else_is():
    made = {
        call.args[0].value
        for path in (ROOT / "trade" / "indicators").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Measure"
        if isinstance(call.args[0], ast.Constant)
    }
    codes = [each.code for each in INDICATORS]
    assert len(codes) == len(set(codes))
    assert made == set(codes)
    assert all(indicator(code).code == code for code in codes)


def test_references_are_addresses():
    for each in INDICATORS:
        if each.reference:
            assert re.fullmatch(r"https://[\w.]+/\S+", each.reference.url), each.code
