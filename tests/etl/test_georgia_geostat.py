"""Geostat's months of Georgia's exports and imports, against the sheet."""

from __future__ import annotations

from pathlib import Path

import printed
import pytest
from handmade_books import handmade_copy, put

from trade.errors import SourceChanged

NAME = "georgia_geostat"
BOOK = f"{NAME}/FTrade_1995-2024.xlsx"


def test_every_month_and_every_year_is_read():
    read = printed.reading(NAME, "FTrade")
    assert len(read.figures) == 2 * (29 * 13 + 11)
    assert read.passed == [] and read.findings == []
    rows = printed.figures(read)
    assert {(row["reporter"], row["agency"], row["partner"], row["currency"]) for row in rows} == {
        ("GEO", "GE-GEOSTAT", "W00", "USD")
    }
    assert {(row["flow"], row["valuation"]) for row in rows} == {("X", "U"), ("M", "U")}


def test_the_star_marks_the_year_as_preliminary_and_no_other():
    rows = printed.figures(printed.reading(NAME, "FTrade"))
    assert {row["period_start"].year for row in rows if row["status"] == "P"} == {2024}
    assert {row["status"] for row in rows if row["period_start"].year != 2024} == {"A"}


def test_the_total_of_a_year_that_is_not_over_is_no_year():
    periods = {row["period"] for row in printed.figures(printed.reading(NAME, "FTrade"))}
    assert "2023" in periods and "2024-01..2024-10" in periods and "2024" not in periods


def test_handmade_a_year_that_is_over_is_read_without_change(tmp_path: Path):
    months = {"AE17": 600.0, "AE18": 700.0, "AE32": 1500.0, "AE33": 1600.0, "AE4": 2024.0}
    book = handmade_copy(BOOK, tmp_path / "handmade.xlsx", put(**months))
    rows = {row["locator"]: row for row in printed.figures(printed.read_as(NAME, book))}
    assert rows["1995-2024!AE5"]["period"] == "2024" and rows["1995-2024!AE5"]["status"] == "A"


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"AE5": 5000.0}, "AE5"),  # the total of another period
        ({"AE10": ""}, "AE5"),  # a month is missing within
        ({"AE20": 13554.5}, "AE20"),
    ],
)
def test_handmade_a_total_that_is_not_of_its_months_stops_the_file(
    tmp_path: Path, cells: dict[str, object], place: str
):
    book = handmade_copy(BOOK, tmp_path / "handmade.xlsx", put(**cells))
    with pytest.raises(SourceChanged, match=f"handmade.xlsx, 1995-2024!{place}: the year is not over"):
        printed.read_as(NAME, book)
