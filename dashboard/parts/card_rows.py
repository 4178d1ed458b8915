"""The figures of a card as a small table: what its table view shows and its CSV holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

#: The columns in order; one that is empty or the same TOTAL everywhere is left out.
COLUMNS = (
    "reporter", "partner", "flow", "product_scheme", "product", "period", "frequency",
    "value_usd", "low_usd", "high_usd", "method", "valuation", "status", "agency", "source",
    "as_published", "known_from", "url",
)  # fmt: skip
NAMED = ("reporter", "partner", "flow", "product", "agency")
NUMBERS = ("value_usd", "low_usd", "high_usd")


def table(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """``{"columns": [...], "numbers": [...], "rows": [[...]]}``, names beside their codes."""
    columns = [name for name in COLUMNS if any(_said(row.get(name)) for row in rows)]
    if all(row.get("product") == "TOTAL" for row in rows):
        columns = [name for name in columns if name not in ("product", "product_scheme")]
    heads = [part for name in columns for part in _heads(name, labels)]
    return {
        "columns": heads,
        "numbers": [head in NUMBERS for head in heads],
        "rows": [[cell for name in columns for cell in _cells(row, name, labels)] for row in rows],
    }


def _heads(name: str, labels: Mapping[str, Mapping[str, str]]) -> list[str]:
    return [name, f"{name}_name"] if name in labels and name in NAMED else [name]


def _cells(row: Mapping[str, Any], name: str, labels: Mapping[str, Mapping[str, str]]) -> list[Any]:
    value = _plain(row.get(name), name)
    if name in labels and name in NAMED:
        return [value, labels[name].get(str(value), str(value))]
    return [value]


def _said(value: Any) -> bool:
    return value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))


def _plain(value: Any, name: str) -> Any:
    """JSON's own types; dollars without float noise, whole where they are whole."""
    if not _said(value):
        return None
    if name in NUMBERS:
        cents = round(float(value), 4)
        return int(cents) if cents.is_integer() else cents
    return str(value)[:10] if name == "known_from" else str(value)
