"""The words of a period taken apart: months, a year, "same period", whatever the article's date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from etl.reading.atoms import atoms
from etl.reading.model import CannotTell
from etl.reading.shorthand import Atom
from etl.reading.spans import SPANS


@dataclass(frozen=True)
class Phrase:
    """What a phrase says by itself.

    ``kind`` is "months" (``first`` to ``last``), "ending" (``first`` months up to month ``last``), "year",
    "days" (from (month, day) to (month, day)), or one that leans on the period the text is about: "same"
    (the period it is compared with), "same_slice" (that one, of ``last`` months), "reporting", "earlier"
    (a year before), "previous" (the year before).
    ``year`` is the printed one; ``year_word`` is "this", "last", "before_last" or "previous" where only a
    word is printed. ``compared`` says that "compared with", "than" or the like stands beside it.
    """

    kind: str
    first: int = 1
    last: int = 12
    year: int | None = None
    year_word: str | None = None
    days: tuple[tuple[int, int, int | None], ...] = ()
    compared: bool = False

    @property
    def is_comparison(self) -> bool:
        """Whether it names what something is compared with, rather than what a text is about."""
        return self.compared or self.kind in {"same", "same_slice", "earlier", "previous"}


_YEAR = r"(?:B?[YTLlV])"
#: Patterns over one letter an atom (see ``etl.reading.atoms``): the first that fits the whole phrase is it.
_PATTERNS: tuple[tuple[str, str], ...] = tuple(
    (name, pattern.replace("{y}", _YEAR))
    for name, pattern in (
        ("days", r"[Bb]?MN(?:Y)?-MN(?:Y|T)?"),
        ("days", r"(?:Y|T)?[Bb]?NM(?:Y)?-NM(?:Y|T)?"),
        ("until", r"A(?:NM|ON?M|MN|MO)(?:Y|T|L)?"),
        ("until", r"{y}?(?:NM|MN)A|(?:NM|MN){y}A"),
        ("ending", r"NP-MN?{y}"),
        ("month_range", r"{y}?[Bb]?{y}?M-M{y}?P?{y}?"),
        ("month_range", r"{y}?B{y}?M&M{y}?P?{y}?"),
        ("two_months", r"{y}?M&?M{y}?P?{y}?"),
        ("one_month", r"{y}?M{y}?P?{y}?"),
        ("quarter", r"{y}?(?:O|N)[Qu]{y}?|O{y}Q|{y}?Q(?:O|N){y}?|{y}?C{y}?"),
        ("quarter_range", r"{y}?[ON]-[ON][QU]{y}?|{y}?C-C{y}?"),
        ("last_slice", r"w[QH]B?[YLl]|[YLl]w[QH]|w[YLl][QH]"),
        ("half", r"{y}?(?:O|N)H{y}?|O{y}H|{y}?H(?:O|N){y}?|{y}?D{y}?"),
        ("months", r"{y}?O?NP{y}?|O?N{y}P|{y}?NOP{y}?|{y}?ONP{y}?|{y}?FO?{y}?"),
        ("past_months", r"GNP[YT]|[YT]GNP"),
        ("quarters", r"{y}?O?NU{y}?|{y}?ON[Uu]{y}?|N{y}U"),
        ("last_month", r"K"),
        ("reporting_year", r"RY"),
        ("same", r"SY|SL|SV|LS|VS|YS|RL|LR|J[YLV]|[YLV]J"),
        ("same_slice", r"J(?:NP|[PQH])[YLV]|[YLV]J(?:NP|[PQH])"),
        ("term", r"{y}?OW{y}?"),
        ("reporting", r"R"),
        ("earlier", r"E"),
        ("year", r"{y}|XY"),
    )
)


_BRACKETS = re.compile(r"\(([^()]*)\)")


#: "The year to October 2018", "до октября" are no October; a dash, French "au" or Italian "a" say nothing.
_SAY_NOTHING_FIRST = frozenset({*"-–—−", "à", "au", "a"})
_RATE = re.compile(r"\b(?:year[- ](?:on|over)[- ]year|y-?o-?y|y/y)\b", re.IGNORECASE)


def understand(words: str) -> Phrase | CannotTell:
    """The phrase that ``words`` make, or why they make none."""
    whole = _understand(words)
    if isinstance(whole, CannotTell) and _RATE.search(words):
        whole = _understand(_RATE.sub(" ", words))
    brackets = _BRACKETS.search(words)
    if isinstance(whole, Phrase) or not brackets:
        return whole
    inside, outside = _understand(brackets[1]), _understand(_BRACKETS.sub(" ", words))
    return outside if _say_the_same(inside, outside) else whole


def _say_the_same(one: Phrase | CannotTell, two: Phrase | CannotTell) -> bool:
    """Whether "(January - June)" only repeats "first half"."""
    if isinstance(one, CannotTell) or isinstance(two, CannotTell):
        return False
    return one.kind == two.kind == "months" and (one.first, one.last) == (two.first, two.last)


def _understand(words: str) -> Phrase | CannotTell:
    everything = atoms(words)
    found = [atom for atom in everything if atom.letter != "I"]
    unknown = [atom.text for atom in found if atom.letter == "?"]
    if unknown:
        return CannotTell((f"unknown words: {', '.join(unknown)}",))
    letters = "".join(atom.letter for atom in found)
    letters = letters.lstrip("-") if found and found[0].text in _SAY_NOTHING_FIRST else letters
    for name, pattern in _PATTERNS:
        if re.fullmatch(pattern, letters):
            made = _make(name, found)
            compared = isinstance(made, Phrase) and len(found) < len(everything)
            return replace(made, compared=True) if compared else made
    return CannotTell(("no period that the words name",) if letters else ("no words",))


def _make(name: str, found: list[Atom]) -> Phrase | CannotTell:
    years = {atom.number for atom in found if atom.letter == "Y"}
    words = [_YEAR_WORDS[atom.letter] for atom in found if atom.letter in _YEAR_WORDS]
    if name == "days":
        return _days(found)
    if len(years) + len(words) > 1:
        return CannotTell(("more than one year is named",))
    return _with_year(name, found, next(iter(years), None), next(iter(words), None))


def _with_year(name: str, found: list[Atom], year: int | None, word: str | None) -> Phrase | CannotTell:
    if name == "reporting_year":
        return Phrase("reporting", year=year)
    if name in {"reporting", "earlier", "same", "term", "last_month"}:
        return Phrase(name, year=year, year_word=word)
    if name == "year":
        return Phrase("previous") if word == "previous" else Phrase("year", year=year, year_word=word)
    span = SPANS[name](found)
    if span is None:
        return CannotTell(("months that do not go together",))
    if name == "until":
        return _until(span, year, word)
    kind = name if name in {"ending", "same_slice"} else "months"
    return Phrase(kind, *span, year=year, year_word=word)


_YEAR_WORDS = {"T": "this", "L": "last", "l": "before_last", "V": "previous"}


def _until(span: tuple[int, int], year: int | None, word: str | None) -> Phrase | CannotTell:
    """ "By 1st December 2010" is January-November 2010; by 1 January it is the year before."""
    day, month = span
    if day != 1:
        return CannotTell(("a day that ends no month",))
    if month > 1:
        return Phrase("months", 1, month - 1, year=year, year_word=word)
    if year is None:
        return CannotTell(("as of 1 January of a year that is not printed",))
    return Phrase("year", year=year - 1)


def _days(found: list[Atom]) -> Phrase | CannotTell:
    points: list[tuple[int, int, int | None]] = []
    for one, two in pairwise(atom for atom in found if atom.letter in "MN"):
        if {one.letter, two.letter} == {"M", "N"} and len(points) < 2 and _starts_pair(found, one):
            month, day = (one, two) if one.letter == "M" else (two, one)
            points.append((month.number, day.number, _year_behind(found, two)))
    this = "this" if any(atom.letter == "T" for atom in found) else None
    return Phrase("days", days=tuple(points), year_word=this)


def _starts_pair(found: list[Atom], atom: Atom) -> bool:
    return [each for each in found if each.letter in "MN"].index(atom) % 2 == 0


def _year_behind(found: list[Atom], atom: Atom) -> int | None:
    place = found.index(atom) + 1
    return found[place].number if place < len(found) and found[place].letter == "Y" else None
