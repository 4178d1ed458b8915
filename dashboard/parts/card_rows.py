"""The figures of a card as a small table: what its table view shows and its CSV holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.texts import say

#: The columns in order, of which one that is empty or the same TOTAL everywhere is left out.
COLUMNS = (
    "period", "partner", "product", "flow", "contribution_points", "growth_percent", "index", "share", "growth", "value_usd", "low_usd", "high_usd", "as_published", "status", "revised",
    "method", "valuation", "partner_rule", "agency", "source", "reporter", "product_scheme", "frequency", "known_from", "before_usd", "figures", "size", "reason", "url",
)  # fmt: skip
NAMED = ("reporter", "partner", "flow", "product", "agency")
NUMBERS = (
    "value_usd", "low_usd", "high_usd", "before_usd", "figures", "size", "contribution_points", "growth_percent", "index", "share", "growth",
)  # fmt: skip
#: Decimals that are kept; points are so many that the parts still add up.
PLACES = {"contribution_points": 12}


def table(
    rows: Sequence[Mapping[str, Any]],
    labels: Mapping[str, Mapping[str, str]],
    lang: str = "en",
    own: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """``{"columns": names, "heads": the same for people, "numbers": [...], "open": the words
    of a link to a document, "rows": [[...]]}``.

    What differs from row to row stands first, what is the same in all comes last, and codes after
    everything, since their names are there. ``own``: columns of this table alone, by name, after the first.
    """
    own = own or {}
    named = {f"{name}_name": name for name in NAMED if name in labels}
    columns = [f"{name}_name" if f"{name}_name" in named else name for name in _used(rows)]
    columns += [name for name in _used(rows) if f"{name}_name" in columns]
    more = [name for name in own if any(_said(row.get(name)) for row in rows)]
    columns = [*columns[:1], *more, *columns[1:]]
    cells = {name: [_cell(row, name, named, labels) for row in rows] for name in columns}
    columns.sort(key=lambda name: (name in NAMED, len(set(cells[name])) < 2))
    return {
        "columns": columns,
        "heads": [own.get(name) or say(f"column.{name}", lang) for name in columns],
        "numbers": [name in NUMBERS or _is_numeric(cells[name], name in own) for name in columns],
        "open": say("card.document", lang),
        "rows": [[cells[name][i] for name in columns] for i in range(len(rows))],
    }


def _used(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    used = [name for name in COLUMNS if any(_said(row.get(name)) for row in rows)]
    if all(row.get("product") == "TOTAL" for row in rows):
        return [name for name in used if name not in ("product", "product_scheme")]
    return used


def _cell(
    row: Mapping[str, Any], column: str, named: Mapping[str, str], labels: Mapping[str, Mapping[str, str]]
) -> Any:
    if column not in named:
        return _plain(row.get(column), column)
    code = _plain(row.get(named[column]), named[column])
    return labels[named[column]].get(str(code), str(code))


def _is_numeric(cells: Sequence[Any], own: bool) -> bool:
    return own and all(isinstance(cell, int | float) for cell in cells if cell is not None)


def _said(value: Any) -> bool:
    return value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))


def _plain(value: Any, name: str) -> Any:
    """JSON's own types; dollars without float noise, whole where they are whole."""
    if not _said(value):
        return None
    if name in NUMBERS or isinstance(value, float):
        cents = round(float(value), PLACES.get(name, 4))
        return int(cents) if cents.is_integer() else cents
    return str(value)[:10] if name == "known_from" else str(value)
