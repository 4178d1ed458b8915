"""The next edition of each publisher's workbook is read without a change: copies with other years, handmade."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from handmade_books import handmade_again
from printed import by_cell, read_as, readings
from projects import RAW

YEARS = 7
PUBLISHERS = ("kyrgyzstan_nsc", "georgia_geostat")
BOOKS = [
    pytest.param(f"{name}/{path.name}", id=f"{name} {path.name.split()[0]}")
    for name in PUBLISHERS
    for path in sorted((RAW / name).iterdir())
    if path.suffix.lower() in (".xls", ".xlsx") and not path.name.startswith("4.02")
]


def later(_sheet: str, row: int, _column: int, content: Any) -> Any:
    """Years in words anywhere, and years as numbers in the first rows, where heads stand."""
    if isinstance(content, float):
        is_year = row < 6 and content in range(1990, 2030)
        # 15 digits, as a workbook shows them: the writer rounds to 16, which may change the last
        return content + YEARS if is_year else float(format(content, ".15g"))
    if isinstance(content, str):
        return re.sub(r"\b(?:19|20)\d\d(?=\D|$)", lambda year: str(int(year[0]) + YEARS), content)
    return content


@pytest.mark.parametrize("book", BOOKS)
def test_handmade_the_same_figures_some_years_on(tmp_path: Path, book: str):
    name, _, file = book.partition("/")
    before = by_cell(readings(name)[file])
    after = by_cell(read_as(name, handmade_again(book, tmp_path, later)))
    same = ("digits", "exponent", "partner", "flow", "product", "status")
    assert {place: [row[column] for column in same] for place, row in after.items()} == {
        place: [row[column] for column in same] for place, row in before.items()
    }
    assert [row["period_start"].year for row in after.values()] == [
        row["period_start"].year + YEARS for row in before.values()
    ]
