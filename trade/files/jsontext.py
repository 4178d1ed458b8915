"""Rows as JSON objects written by the engine: numbers to the last digit as in the CSV, days as ISO text.

What is not known is null, and so is what JSON has no number for (infinity, not a number).
"""

from __future__ import annotations

from trade.csvtext import Columns, plain_number
from trade.tables import Kind


def lines(sql: str, columns: Columns) -> str:
    """The query of one column, ``line``: each row of ``sql`` as ``,\\n{...}``."""
    members = ", ".join(
        f"'{',' if place else ''}\"{name}\":', {_value(name, kind)}"
        for place, (name, kind) in enumerate(columns)
    )
    return f"SELECT concat(',', chr(10), '{{', {members}, '}}') AS line FROM ({sql})"


def _value(name: str, kind: Kind) -> str:
    """The SQL of a value of JSON."""
    if kind == "number":
        return f"CASE WHEN isfinite({name}) THEN {plain_number(name)} ELSE 'null' END"
    if kind in ("integer", "boolean"):
        return f"coalesce(CAST({name} AS VARCHAR), 'null')"
    if kind == "code":
        return f"coalesce('\"' || CAST({name} AS VARCHAR) || '\"', 'null')"
    return f"coalesce(CAST(to_json(CAST({name} AS VARCHAR)) AS VARCHAR), 'null')"
