"""Chosen cells of bulletins, copied from the sheets by eye, against what is read of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from bulletins import GOLDEN, figures, golden, reading

NAMES = {"scheme": "product_scheme"}
SOURCES = sorted(path.stem for path in GOLDEN.glob("*.csv"))


@cache
def read(name: str) -> dict[str, dict[str, Any]]:
    return figures(reading(name))


@pytest.mark.parametrize("source", SOURCES)
def test_chosen_cells_are_read_as_they_stand(source: str):
    for row in golden(source):
        found = read(f"{source}/{row['file']}")[row["cell"]]
        expected = {NAMES.get(name, name): cell for name, cell in row.items() if name not in ("file", "cell")}
        assert {name: str(found[name]) for name in expected} == expected, row
