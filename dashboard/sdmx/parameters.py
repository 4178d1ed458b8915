"""What the parameters of a request ask for, in either version."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from dashboard.sdmx.formats import Version
from trade.sdmx import keys, times
from trade.sdmx.components import ATTRIBUTES, BY_ID, COMPONENTS, TIME, VALUE, Component
from trade.sdmx.conditions import Filter
from trade.sdmx.errors import BadSyntax, NotOffered
from trade.sdmx.question import Asked

_IN_BOTH = ("format", "updatedAfter", "firstNObservations", "lastNObservations", "dimensionAtObservation")
_KNOWN: dict[tuple[Version, str], tuple[str, ...]] = {
    ("2.1", "data"): (*_IN_BOTH, "startPeriod", "endPeriod", "detail", "includeHistory", "asOf"),
    ("3.0", "data"): (*_IN_BOTH, "attributes", "measures", "includeHistory", "asOf"),
    ("2.1", "availability"): ("format", "startPeriod", "endPeriod", "updatedAfter", "mode", "references"),
    ("3.0", "availability"): ("format", "updatedAfter", "mode", "references"),
    ("2.1", "structure"): ("format", "references", "detail"),
    ("3.0", "structure"): ("format", "references", "detail"),
}
_FILTER = re.compile(r"c\[(\w{1,60})\]")
ACROSS = (TIME, "AllDimensions")


def known(version: Version, what: str, given: Mapping[str, str]) -> None:
    """BadSyntax where a parameter is none of those that are understood: none is passed over in silence."""
    allowed = _KNOWN[version, what]
    for name in given:
        if name not in allowed and not (version == "3.0" and what != "structure" and _FILTER.fullmatch(name)):
            raise BadSyntax(f"{name[:40]!r} is no parameter here.", todo=f"There are {', '.join(allowed)}.")


def once(args: MultiDict[str, str]) -> dict[str, str]:
    """The parameters of a request; BadSyntax where one is given twice: which was meant nobody knows."""
    for name, texts in args.lists():
        if len(texts) > 1:
            raise BadSyntax("it is given twice.", where=name[:40], todo="Give it once.")
    return args.to_dict()


def asked(key: str, given: Mapping[str, str]) -> Asked:
    """The question that a key and parameters put."""
    read = _reader(given)
    start, end = read("startPeriod", times.period), read("endPeriod", times.period)
    return Asked(
        keys=keys.keys(key),
        filters=_filters(given),
        start=start and start.start,
        end=end and end.end,
        updated_after=read("updatedAfter", times.day),
        as_of=read("asOf", times.day),
        history=read("includeHistory", _truth) or False,
        first=read("firstNObservations", _positive),
        last=read("lastNObservations", _positive),
        shown=_shown(given),
    )


def across(given: Mapping[str, str]) -> str:
    """The dimension at observation."""
    dimension = given.get("dimensionAtObservation", TIME)
    if dimension in ACROSS:
        return dimension
    if dimension in BY_ID:
        raise NotOffered(
            f"{dimension} is not offered.",
            where="dimensionAtObservation",
            todo=f"Write {' or '.join(ACROSS)}.",
        )
    raise BadSyntax(f"{dimension[:40]!r} is no dimension.", where="dimensionAtObservation")


def _reader(given: Mapping[str, str]) -> Callable[[str, Callable[[str, str], Any]], Any]:
    return lambda name, parse: parse(given[name], name) if given.get(name) else None


def _filters(given: Mapping[str, str]) -> tuple[Filter, ...]:
    found = [(match[1], text) for name, text in given.items() if (match := _FILTER.fullmatch(name))]
    return tuple(each for name, text in found for each in keys.filters(name, text))


def _truth(text: str, parameter: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise BadSyntax(f"{text[:40]!r} is neither true nor false.", where=parameter)
    return text.lower() == "true"


def _positive(text: str, parameter: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) == int(text):
        raise BadSyntax(f"{text[:40]!r} is no whole number above zero.", where=parameter)
    return int(text)


#: Roles of the components that stay besides dimensions, by the parameter ``detail`` of 2.1.
_DETAILS = {
    "full": ("time", "measure", "series", "observation"),
    "dataonly": ("time", "measure"),
    "serieskeysonly": (),
    "nodata": ("series",),
}


def _shown(given: Mapping[str, str]) -> tuple[Component, ...]:
    if "attributes" in given or "measures" in given:
        return _of_two(given.get("attributes", "dsd"), given.get("measures", "all"))
    detail = given.get("detail", "full")
    if detail not in _DETAILS:
        raise BadSyntax(
            f"{detail[:40]!r} is no such word.", where="detail", todo=f"Write {', '.join(_DETAILS)}."
        )
    return tuple(each for each in COMPONENTS if each.role == "dimension" or each.role in _DETAILS[detail])


def _of_two(attributes: str, measures: str) -> tuple[Component, ...]:
    """By the parameters ``attributes`` and ``measures`` of 3.0: without any of an observation series alone are left."""
    ids = _attributes(attributes)
    if measures == "all" or VALUE in measures.split(","):
        ids.add(VALUE)
    elif measures != "none":
        raise BadSyntax(
            f"{measures[:40]!r} is no measure.", where="measures", todo=f"Write all, none or {VALUE}."
        )
    if any(BY_ID[name].role in ("measure", "observation") for name in ids):
        ids.add(TIME)
    return tuple(each for each in COMPONENTS if each.role == "dimension" or each.id in ids)


def _attributes(text: str) -> set[str]:
    roles = {"dsd": ("series", "observation"), "all": ("series", "observation"), "series": ("series",)}
    roles |= {"obs": ("observation",), "none": (), "dataset": (), "msd": ()}
    found: set[str] = set()
    for word in text.split(","):
        own = {each.id for each in ATTRIBUTES if each.id == word or each.role in roles.get(word, ())}
        if not own and word not in roles:
            raise BadSyntax(
                f"{word[:40]!r} is no attribute.",
                where="attributes",
                todo=f"Write {', '.join(roles)} or attributes' ids.",
            )
        found |= own
    return found
