"""Conditions on components, as ``c[COMPONENT]=`` puts them, and their SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from trade.period import Period
from trade.sdmx.components import Component

_COMPARED = {"eq": "=", "ne": "<>", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
#: Comparisons of text with a part of it.
PARTIAL = {
    "co": "contains({it}, {value})",
    "nc": "NOT contains({it}, {value})",
    "sw": "starts_with({it}, {value})",
    "ew": "ends_with({it}, {value})",
}
OPERATORS = (*_COMPARED, *PARTIAL)


@dataclass(frozen=True)
class Filter:
    """A condition on a component: true where any of ``values`` answers to ``operator``."""

    component: Component
    operator: str
    values: tuple[str | Period, ...]


def condition(asked: Filter, name: str, values: dict[str, Any]) -> str:
    """The condition as SQL. What is not there differs from every value."""
    parts: list[str] = []
    for number, value in enumerate(asked.values):
        if isinstance(value, Period):
            parts.append(_timed(asked.operator, value, f"{name}_{number}", values))
            continue
        values[f"{name}_{number}"] = value
        parts.append(_compared(asked.component, asked.operator, f"${name}_{number}"))
    joined = " AND " if asked.operator in ("ne", "nc") else " OR "
    return f"coalesce({joined.join(parts)}, {str(asked.operator in ('ne', 'nc')).lower()})"


def _timed(operator: str, period: Period, name: str, values: dict[str, Any]) -> str:
    sql = _TIMES[operator].format(start=f"${name}_start", end=f"${name}_end")
    ends = {f"{name}_start": period.start, f"{name}_end": period.end}
    values |= {end: day for end, day in ends.items() if f"${end}" in sql}
    return sql


_TIMES = {
    "eq": "(first_day = {start} AND last_day = {end})",
    "ne": "(first_day <> {start} OR last_day <> {end})",
    "ge": "(first_day >= {start})",
    "gt": "(first_day > {end})",
    "le": "(last_day <= {end})",
    "lt": "(last_day < {start})",
}


def _compared(component: Component, operator: str, value: str) -> str:
    if operator in PARTIAL:
        return PARTIAL[operator].format(it=component.id, value=value)
    kind = {"number": "DOUBLE", "day": "DATE"}.get(component.kind, "VARCHAR")
    return f"TRY_CAST({component.id} AS {kind}) {_COMPARED[operator]} CAST({value} AS {kind})"
