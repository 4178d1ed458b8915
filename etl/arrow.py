"""The only door to pyarrow, whose types do not hold: everything behind it is ``Any``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Tables and arrays of pyarrow, in annotations.
Frame = Any

pa: Any = import_module("pyarrow")
pc: Any = import_module("pyarrow.compute")
pq: Any = import_module("pyarrow.parquet")


def same(word: str, count: int) -> Frame:
    """One word in every row. It stands once, with a number a row: so it is copied and written in no time."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), count), [word])
