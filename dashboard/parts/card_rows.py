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
    raw = {name: [row.get(name) for row in rows] for name in (*COLUMNS, *own)}
    used = [name for name in COLUMNS if _differs_from_nothing(raw[name])]
    if all(product == "TOTAL" for product in raw["product"]):
        used = [name for name in used if name not in ("product", "product_scheme")]
    cells: dict[str, list[Any]] = {}
    for name in used:
        cells[name] = _plain(raw[name], name)
        if name in labels and name in NAMED:
            cells[f"{name}_name"] = [labels[name].get(str(code), str(code)) for code in cells[name]]
    named = [f"{name}_name" if f"{name}_name" in cells else name for name in used]
    columns = named + [name for name in used if f"{name}_name" in cells]
    more = [name for name in own if _differs_from_nothing(raw[name])]
    cells |= {name: _plain(raw[name], name) for name in more}
    columns = [*columns[:1], *more, *columns[1:]]
    columns.sort(key=lambda name: (name in NAMED, len(set(cells[name])) < 2))
    return {
        "columns": columns,
        "heads": [own.get(name) or say(f"column.{name}", lang) for name in columns],
        "numbers": [name in NUMBERS or _is_numeric(cells[name], name in own) for name in columns],
        "open": say("card.document", lang),
        "rows": [list(row) for row in zip(*(cells[name] for name in columns), strict=True)],
    }


def _differs_from_nothing(values: Sequence[Any]) -> bool:
    return any(map(_said, values))


def _is_numeric(cells: Sequence[Any], own: bool) -> bool:
    return own and all(isinstance(cell, int | float) for cell in cells if cell is not None)


def _said(value: Any) -> bool:
    return value is not None and value != "" and not (isinstance(value, float) and math.isnan(value))


def _plain(values: Sequence[Any], name: str) -> list[Any]:
    """JSON's own types; dollars without float noise, whole where they are whole; days without their hours."""
    places, end = PLACES.get(name, 4), 10 if name == "known_from" else None
    return [
        None
        if not _said(value)
        else _number(value, places)
        if name in NUMBERS or isinstance(value, float)
        else str(value)[:end]
        for value in values
    ]


def _number(value: Any, places: int) -> int | float:
    cents = round(float(value), places)
    return int(cents) if cents.is_integer() else cents
