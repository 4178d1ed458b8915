"""Periods in short: "9M2020", "1H17", "Q1-Q3 2020", "01-10/2018", "Jan-Oct '18"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.reading.tokens import is_year

_SHORT = re.compile(
    r"(?:\b|(?<=20[0-9]{2}))(?:(?P<F>[0-9]{1,2})\s?[mм]|(?P<C>[1-4])\s?[qк]|[qtк](?P<C2>[1-4])|(?P<D>[12])\s?h|[hs](?P<D2>[12]))"
    r"(?:\s?(?P<year>(?:20)?[0-9]{2})|(?=\s|$))(?!\w)"
)
#: "Jan-Oct '18".
_SHORT_YEAR = re.compile(r"['’`]([0-5][0-9])\b")
#: "01-10/2018", "10/2018", "10.2018": months and a year, all in digits.
_IN_DIGITS = re.compile(
    r"(?<![0-9./-])(?:(?P<first>0?[1-9]|1[0-2])\s?[-–—]\s?)?(?P<last>0?[1-9]|1[0-2])[./](?P<year>20[0-9]{2})(?![0-9./-])"
)
#: "Q1-Q3 2020", "1Q-3Q".
_SHORT_RANGE = re.compile(
    r"\b[qк]?(?P<first>[1-4])[qк]?\s?[-–—]\s?(?:[qк](?P<C>[1-4])|(?P<C2>[1-4])[qк])(?:\s?(?P<year>20[0-9]{2}))?(?!\w)"
)


@dataclass(frozen=True)
class Atom:
    letter: str
    number: int
    text: str
    place: int


def shorthand(text: str) -> tuple[list[Atom], str]:
    """The atoms of the short form that ``text`` (lower case) holds, and the text without it."""
    text = _SHORT_YEAR.sub(r" 20\1", text)
    for pattern, make in ((_SHORT_RANGE, _quarters), (_IN_DIGITS, _in_digits), (_SHORT, _short)):
        found = pattern.search(text)
        if found and not _is_year_mark(found):
            return make(found), text[: found.start()] + " " + text[found.end() :]
    return [], text


def _is_year_mark(found: re.Match[str]) -> bool:
    return found.re is _SHORT and bool(found["F"]) and is_year(found["F"])


def _quarters(match: re.Match[str]) -> list[Atom]:
    last = int(match["C"] or match["C2"])
    found = [
        Atom("C", int(match["first"]), match[0], 0),
        Atom("-", 0, match[0], 0),
        Atom("C", last, match[0], 1),
    ]
    return [*found, Atom("Y", int(match["year"]), match["year"], 2)] if match["year"] else found


def _short(match: re.Match[str]) -> list[Atom]:
    found = [
        Atom(letter, int(match[group]), match[0], 0)
        for letter, group in (("F", "F"), ("C", "C"), ("C", "C2"), ("D", "D"), ("D", "D2"))
        if match[group]
    ]
    if match["year"]:
        found.append(Atom("Y", _full_year(match["year"]), match["year"], 1))
    return found


def _in_digits(match: re.Match[str]) -> list[Atom]:
    months = [int(match[group]) for group in ("first", "last") if match[group]]
    found = [Atom("M", month, match[0], place) for place, month in enumerate(months)]
    range_mark = [Atom("-", 0, match[0], 0)] if len(months) == 2 else []
    return [*found[:1], *range_mark, *found[1:], Atom("Y", int(match["year"]), match[0], 2)]


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
