"""A column in the words of others' standards: Frictionless Table Schema, CSV on the Web."""

from __future__ import annotations

from typing import Any

from trade.tables import Column, Kind

#: Kinds of columns in the words of Frictionless Table Schema.
TYPES: dict[Kind, str] = {
    "text": "string", "code": "string", "integer": "integer", "number": "number",
    "date": "date", "timestamp": "datetime", "boolean": "boolean",
}  # fmt: skip


def frictionless(column: Column, meaning: str = "", title: str = "") -> dict[str, Any]:
    """A field of a Table Schema; ``meaning`` in place of the declared one, and a title, where given."""
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = [code for code, _ in column.codes]
    return {
        "name": column.name,
        "type": TYPES[column.kind],
        **({"title": title} if title else {}),
        "description": meaning or column.meaning,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def csvw(column: Column, meaning: str, label: str) -> dict[str, Any]:
    """A column of a CSVW table; its ``titles`` are what stands in the first row."""
    return {
        "name": column.name,
        "titles": column.name,
        "rdfs:label": label,
        "dc:description": meaning,
        "datatype": TYPES[column.kind],
        "required": column.required,
        **({"schema:unitText": column.unit} if column.unit else {}),
    }
