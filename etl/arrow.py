"""The only door to pyarrow, whose types do not hold: everything behind it is ``Any``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Tables and arrays of pyarrow, in annotations.
Frame = Any

pa: Any = import_module("pyarrow")
pc: Any = import_module("pyarrow.compute")
pq: Any = import_module("pyarrow.parquet")
