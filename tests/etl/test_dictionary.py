"""The data dictionary in docs/ is what the declared tables say."""

from __future__ import annotations

from pathlib import Path

from etl import dictionary
from trade.tables import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_the_one_that_is_made():
    assert PAGE.read_text(encoding="utf-8") == dictionary.text(), "run: make dictionary"


def test_every_column_and_code_is_in_it():
    page = dictionary.text()
    for table in TABLES:
        for column in table.columns:
            assert f"| `{column.name}` |" in page
            assert all(f"`{code}` {meaning}" in page for code, meaning in column.codes)
