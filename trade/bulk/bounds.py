"""Which values a question leaves open: read off the conditions that stand over ``trade`` in its SQL.

Bounds are a promise to read enough, never to read less: the conditions themselves stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from sqlglot import exp

#: Under which the source that is looked at stands among the values of a question.
_SOURCE = "the source that is looked at"
#: Columns whose values are of use to whoever reads less.
NARROWING = frozenset(
    {
        "source", "agency", "reporter", "partner", "flow", "product_scheme", "product", "currency", "frequency",
        "period_start", "period_end", "method",
    }
)  # fmt: skip
#: Of each column all values that it may have; one that is not named may have any.
Allowed = dict[str, frozenset[Any]]


@dataclass(frozen=True)
class Bounds:
    """What rows may be: ``allowed`` and ``not_`` by column; ``ends`` after ``since`` and ``begins`` before ``until``."""

    allowed: Mapping[str, frozenset[Any]] = field(default_factory=dict[str, frozenset[Any]])
    not_: Mapping[str, frozenset[Any]] = field(default_factory=dict[str, frozenset[Any]])
    since: date | None = None
    until: date | None = None
    #: Whether rows are wanted that are no longer the latest word, which bulk data do not hold.
    outdated: bool = False

    def may_be(self, column: str, value: Any) -> bool:
        """Whether a row with that value can be wanted."""
        if value in self.not_.get(column, ()):
            return False
        return column not in self.allowed or value in self.allowed[column]


def bounds(conditions: exp.Expr | None, values: Mapping[str, Any], source: str = "") -> Bounds:
    """The bounds of a WHERE with its values, for rows of that source; all columns in it are those of ``trade``."""
    values = {**values, _SOURCE: source}
    parts = list(conditions.flatten()) if isinstance(conditions, exp.And) else [conditions]
    allowed: Allowed = {}
    not_: Allowed = {}
    since, until, outdated = None, None, False
    for part in parts:
        if part is None:
            continue
        allowed = _both(allowed, _allowed(part, values))
        for column, refused in _refused(part, values).items():
            not_[column] = not_.get(column, frozenset()) | refused
        if isinstance(part, exp.GTE) and _column(part.this) == "period_end":
            since = _day(part.expression, values)
        if isinstance(part, exp.LTE) and _column(part.this) == "period_start":
            until = _day(part.expression, values)
        outdated = outdated or _asks_for_outdated(part)
    return Bounds(allowed, not_, since, until, outdated)


def _both(one: Allowed, other: Allowed) -> Allowed:
    return {
        column: one[column] & other[column]
        if column in one and column in other
        else one.get(column, other.get(column, frozenset()))
        for column in one.keys() | other.keys()
    }


def _allowed(part: exp.Expr, values: Mapping[str, Any]) -> Allowed:
    """The values that one condition allows; none named where it allows any."""
    part = part.unnest()
    if isinstance(part, exp.And):
        found: Allowed = {}
        for each in part.flatten():
            found = _both(found, _allowed(each, values))
        return found
    if isinstance(part, exp.Or):
        sides = [_allowed(each, values) for each in part.flatten() if not _is_of_others(each, values)]
        if not sides:
            return {"source": frozenset()}
        common = set(sides[0]).intersection(*sides[1:])
        return {column: frozenset().union(*(side[column] for side in sides)) for column in common}
    return _listed(part, values)


def _listed(part: exp.Expr, values: Mapping[str, Any]) -> Allowed:
    """The values that a condition names one by one."""
    if isinstance(part, exp.EQ):
        return _named(_column(part.this), [_value(part.expression, values)])
    if isinstance(part, exp.In) and part.expressions:
        return _named(_column(part.this), [_value(each, values) for each in part.expressions])
    if isinstance(part, exp.ArrayContains):
        listed = _value(part.this, values)
        if isinstance(listed, list | tuple):
            return _named(_column(part.expression), list(cast("list[Any]", listed)))
    return {}


def _refused(part: exp.Expr, values: Mapping[str, Any]) -> Allowed:
    part = part.unnest()
    if isinstance(part, exp.NEQ):
        return _named(_column(part.this), [_value(part.expression, values)])
    if isinstance(part, exp.Not):
        return (
            _allowed(part.this, values) if isinstance(part.this.unnest(), exp.In | exp.ArrayContains) else {}
        )
    return {}


def _is_of_others(part: exp.Expr, values: Mapping[str, Any]) -> bool:
    """Whether a condition leaves no row of the source that is looked at."""
    source = values[_SOURCE]
    if not source:
        return False
    if source in _refused(part, values).get("source", frozenset()):
        return True
    return source not in _allowed(part, values).get("source", frozenset({source}))


def _asks_for_outdated(part: exp.Expr) -> bool:
    """``known_to IS NOT NULL``"""
    return (
        isinstance(part, exp.Not)
        and isinstance(part.this, exp.Is)
        and _column(part.this.this) == "known_to"
        and isinstance(part.this.expression, exp.Null)
    )


def _named(column: str, listed: list[Any]) -> Allowed:
    return {column: frozenset(listed)} if column in NARROWING and _UNKNOWN not in listed else {}


#: What only the engine can tell.
_UNKNOWN = object()


def _column(expression: exp.Expr) -> str:
    return expression.name if isinstance(expression, exp.Column) else ""


def _value(expression: exp.Expr, values: Mapping[str, Any]) -> Any:
    if isinstance(expression, exp.Placeholder):
        return values.get(expression.name, _UNKNOWN)
    if isinstance(expression, exp.Literal) and expression.is_string:
        return expression.name
    return _UNKNOWN


def _day(expression: exp.Expr, values: Mapping[str, Any]) -> date | None:
    found = _value(expression, values)
    return found if isinstance(found, date) else None
