"""Chosen cells of bulletins, copied from the sheets by eye, against what is read of them."""

from __future__ import annotations

import printed
import pytest

#: Rates are no figures of trade: theirs are looked up in test_fx_hmrc.
SOURCES = sorted({path.stem for path in printed.GOLDEN.glob("*.csv")} - {"fx_hmrc"})
ROWS = [(source, row) for source in SOURCES for row in printed.golden(source)]


@pytest.mark.parametrize(
    ("source", "row"), ROWS, ids=[f"{source} {row['file']} {row['locator']}" for source, row in ROWS]
)
def test_a_cell_is_read_as_it_stands(source: str, row: dict[str, str]):
    assert printed.as_read(source, row) == row
