"""Keys and filters as addresses of SDMX write them."""

from __future__ import annotations

import re

from trade.period import Period
from trade.sdmx import times
from trade.sdmx.components import BY_ID, DIMENSIONS, Component
from trade.sdmx.conditions import OPERATORS, PARTIAL, Filter
from trade.sdmx.errors import BadSyntax
from trade.sdmx.question import Key

_FILTER = re.compile(rf"(?:(?P<operator>{'|'.join(OPERATORS)}):)?(?P<values>.+)", re.DOTALL)
_AND = re.compile(rf"[+ ](?=(?:{'|'.join(OPERATORS)}):)")
_CODE = re.compile(r"[A-Za-z0-9_@$-]+")
_EVERY = ("", "*", "all")
#: More is no key that anybody writes, and would make a question that takes long to read.
_MOST = 50


def keys(text: str) -> tuple[Key, ...]:
    """The keys of a path: codes in the order of the dimensions, dots between; ``+`` or, nothing or ``*`` any.

    Several keys stand with commas between. None where everything is asked for.
    """
    if text in _EVERY:
        return ()
    listed = text.split(",")
    if len(listed) > _MOST:
        raise BadSyntax(f"{len(listed)} keys are too many.", where="key", todo=f"Ask for {_MOST} at a time.")
    return tuple(_key(each) for each in listed)


def _key(text: str) -> Key:
    parts = text.split(".")
    if len(parts) != len(DIMENSIONS):
        raise BadSyntax(
            f"{text[:80]!r} has {len(parts)} parts.",
            where="key",
            todo=f"A key has {len(DIMENSIONS)}: {'.'.join(dimension.id for dimension in DIMENSIONS)}; leave free what may be any.",
        )
    return {
        dimension.id: () if part in _EVERY else tuple(_code(code, dimension) for code in part.split("+"))
        for dimension, part in zip(DIMENSIONS, parts, strict=True)
    }


def _code(text: str, dimension: Component) -> str:
    if not _CODE.fullmatch(text):
        raise BadSyntax(f"{text[:40]!r} is no code.", where=dimension.id, todo="Write codes such as AZE+LTU.")
    return text


def filters(component_id: str, text: str) -> tuple[Filter, ...]:
    """The conditions of ``c[COMPONENT]=``: values with commas between, an operator before them, ``+`` for and."""
    component = BY_ID.get(component_id)
    if component is None:
        raise BadSyntax(
            "the structure has no such component.",
            where=f"c[{component_id[:40]}]",
            todo=f"It has {', '.join(BY_ID)}.",
        )
    # an address says + for a blank, too
    return tuple(_filter(component, part) for part in _AND.split(text))


def _filter(component: Component, text: str) -> Filter:
    found = _FILTER.fullmatch(text)
    if not found:
        raise BadSyntax(
            "nothing is asked for.", where=f"c[{component.id}]", todo="Write c[FREQ]=A,M or ge:2018."
        )
    operator = found["operator"] or "eq"
    values = tuple(found["values"].split(","))
    if len(values) > _MOST:
        raise BadSyntax(
            f"{len(values)} values are too many.", where=f"c[{component.id}]", todo=f"Give {_MOST} at most."
        )
    return Filter(component, operator, tuple(_value(component, operator, value) for value in values))


def _value(component: Component, operator: str, text: str) -> str | Period:
    where = f"c[{component.id}]"
    if component.kind == "time":
        if operator in PARTIAL:
            raise BadSyntax(
                f"time cannot be compared by {operator}.", where=where, todo="Use eq, ne, lt, le, gt or ge."
            )
        return times.period(text, where)
    if component.kind == "day" and operator not in PARTIAL:
        return str(times.day(text, where))
    if component.kind == "number" and operator not in PARTIAL:
        try:
            return str(float(text))
        except ValueError:
            raise BadSyntax(f"{text[:40]!r} is no number.", where=where) from None
    return text
