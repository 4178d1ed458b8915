"""Growth as the press prints it, against the figures of the same publisher for both years."""

from __future__ import annotations

from typing import Any

import pytest

from trade.store import Store


@pytest.fixture(scope="module")
def doubted(store: Store) -> dict[str, dict[str, Any]]:
    """The findings on growth, by the row of the published figures that they are about."""
    rows = store.rows("SELECT * FROM findings WHERE identity = 'percent_matches_figures'")
    return {row["locator"]: row for row in rows}


@pytest.mark.parametrize(
    ("row", "printed", "recomputed", "severity"),
    [
        # the collector of the figures noted "arithmetically +80%" beside it
        ("row 30", "+44.58% as written (arithmetically +80%)", "+80.45 %", "warning"),
        ("row 230", "+232% (as written)", "+161.11 %", "warning"),
        ("row 287", "-36.4% (as written)", "-26.66 %", "warning"),
        # 6 083 252 after 3 724 511 thousand: rounded up where +63.3 % would be nearest
        ("row 450", "+63.4%", "+63.33 %", "note"),
    ],
)
def test_growth_that_does_not_follow_from_the_figures_is_a_finding(
    doubted: dict[str, dict[str, Any]], row: str, printed: str, recomputed: str, severity: str
):
    finding = doubted[row]
    assert finding["found"] == printed
    assert finding["expected"].startswith(recomputed)
    assert finding["severity"] == severity


@pytest.mark.parametrize(
    "row",
    [
        "row 20",  # turnover with Lithuania: -27.2% printed, -27.28 % by the figures, cut not rounded
        "row 183",  # exports to Iran: -37.2%, -37.198 %
        "row 258",  # imports from Ukraine: +59.2%, +59.15 %
        "row 69",  # turnover with the world: +62.92%, +62.914 %
    ],
)
def test_growth_that_the_printed_digits_allow_is_no_finding(doubted: dict[str, dict[str, Any]], row: str):
    assert row not in doubted
