"""Economies, the groups they form, and what to suggest for one that nobody knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from trade.codelists.listed import Listed, names, plain, rows
from trade.errors import UnknownEconomy

Kind = Literal["economy", "former", "group", "residual", "world"]


@dataclass(frozen=True)
class Economy(Listed):
    """An economy (ISO 3166 alpha-3) or a group, residual or the world (a code with a digit).

    ``m49`` is the UN's number, three digits as text, empty for groups and residuals but the
    world. ``valid_from`` and ``valid_to`` are the first and last year of a former state.
    """

    m49: str
    kind: Kind
    valid_from: int | None
    valid_to: int | None
    other_names: tuple[str, ...]

    @property
    def is_group(self) -> bool:
        """Whether members of it may stand beside it, so that a sum must not hold both."""
        return self.kind in ("group", "world")


@dataclass(frozen=True)
class Membership:
    """One economy in one group; ``until`` is the first day on which it was no longer in it."""

    group: str
    member: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@cache
def economies() -> Mapping[str, Economy]:
    """All economies, former ones, groups and residuals by code; the world comes first."""
    return MappingProxyType({row["code"]: _economy(row) for row in rows("economies.csv")})


def economy(code: str, parameter: str = "partner") -> Economy:
    """The economy with that code, or with that whole name in any of the four languages.

    Letters of either case, with or without their marks. Raises UnknownEconomy, which names
    ``parameter`` and the codes of the likeliest meant, where no or more than one economy is called so.
    """
    found = economies().get(code.strip().upper())
    if found is not None:
        return found
    called = _spoken().get(plain(code), ())
    if len(called) != 1:
        raise UnknownEconomy(parameter, code, near(code))
    return economies()[called[0]]


def near(text: str, most: int = 3) -> tuple[str, ...]:
    """Codes whose code or one of whose names is, or else begins with or is close to, ``text``."""
    wanted, spoken = plain(text), _spoken()
    if not wanted or wanted in spoken:
        return spoken.get(wanted, ())[:most]
    begun = [name for name in spoken if len(wanted) > 2 and name.startswith(wanted)]
    close = get_close_matches(wanted, spoken, n=50, cutoff=0.66 if len(wanted) <= 3 else 0.7)
    if len(wanted) <= 3:  # all codes with two of the letters are as close: begin with the first ones
        close.sort(key=lambda name: _same_start(name, wanted), reverse=True)
    codes = [code for name in [*close[:1], *begun, *close[1:]] for code in spoken[name]]
    return tuple(dict.fromkeys(codes))[:most]


@cache
def members(group: str) -> tuple[Membership, ...]:
    """Who belongs to ``group`` and since when; empty where no membership is listed."""
    return tuple(
        Membership(row["group"], row["member"], date.fromisoformat(row["from"]), _day(row["to"]))
        for row in rows("groups.csv")
        if row["group"] == group
    )


def _economy(row: Mapping[str, str]) -> Economy:
    return Economy(
        code=row["code"],
        names=names(row),
        m49=row["m49"],
        kind=cast(Kind, row["kind"]),
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]) if row["valid_to"] else None,
        other_names=tuple(filter(None, row["other_names"].split("|"))),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _spoken() -> Mapping[str, tuple[str, ...]]:
    """Every code and name in plain letters -> the codes it may mean."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in economies().values():
        for text in (item.code, *item.names.values(), *item.other_names):
            if item.code not in found[plain(text)]:
                found[plain(text)].append(item.code)
    return {text: tuple(codes) for text, codes in found.items()}


def _same_start(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
