"""The words of a period as atoms: one letter each, so that a pattern can be written over them.

M month, Y year, N number, O ordinal, Q quarter, H half, P "months", - to, & and, B between/from,
S same period, R reporting period, E a year earlier, T this year, L last year, V previous year, A as of,
Z since the beginning,
G past, X end, W term, K last month, U quarters, C "1Q", D "1H", F "9M"; ? a word that no list knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.reading.languages import languages
from etl.reading.lexicon import lexicon, lower
from etl.reading.tokens import is_year

_MEANINGS = {
    "quarter": "Q", "half": "H", "months": "P", "this_year": "T", "last_year": "L", "previous": "V",
    "same": "S", "reporting": "R", "earlier": "E", "until": "A", "through": "-", "between": "B",
    "and": "&", "beginning": "Z", "past": "G", "end": "X", "term": "W", "last_month": "K",
    "quarters": "U", "noise": "",
}  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv")
_SHORT = re.compile(
    r"\b(?:(?P<F>[0-9]{1,2})\s?[mм]|(?P<C>[1-4])\s?[qк]|[qtк](?P<C2>[1-4])|(?P<D>[12])\s?h|[hs](?P<D2>[12]))"
    r"(?:\s?(?P<year>(?:20)?[0-9]{2})|(?=\s|$))(?!\w)"
)
#: "Jan-Oct '18".
_SHORT_YEAR = re.compile(r"['’`]([0-5][0-9])\b")
#: "01-10/2018", "10/2018", "10.2018": months and a year, all in digits.
_IN_DIGITS = re.compile(
    r"(?<![0-9./-])(?:(?P<first>0?[1-9]|1[0-2])\s?[-–—]\s?)?(?P<last>0?[1-9]|1[0-2])[./](?P<year>20[0-9]{2})(?![0-9./-])"
)
_SUFFIX = re.compile(r"(?<=[0-9])\s?-?(?:ci|cı|cu|cü|го|й|м|х|st|nd|rd|th|er|ų|ais|aisiais|ųjų|nə|na|inə)\b")
_YEAR_MARK = re.compile(r"(?<=[0-9]{4})\s?m\b\.?")
_PIECE = re.compile(r"[0-9]+|[^\W\d_\u3040-\u9fff]+|[\u3040-\u9fff]|[-–—−]")


@dataclass(frozen=True)
class Atom:
    letter: str
    number: int
    text: str
    place: int


def atoms(words: str) -> list[Atom]:
    """Atoms of ``words`` in order, without those that say nothing."""
    text = _SUFFIX.sub("", _YEAR_MARK.sub(" ", _ordinal_days(lower(words))))
    text = _SHORT_YEAR.sub(r" 20\1", text)
    digits = _IN_DIGITS.search(text)
    short = _SHORT.search(text)
    if digits:
        found, rest = _in_digits(digits), text[: digits.start()] + " " + text[digits.end() :]
    elif short and not (short["F"] and is_year(short["F"])):
        found = _short(short)
        rest = text[: short.start()] + " " + text[short.end() :]
    else:
        found, rest = [], text
    pieces = _PIECE.findall(rest)
    return [atom for atom in [*found, *_walk(pieces, languages([words]))] if atom.letter]


def _ordinal_days(text: str) -> str:
    plain = re.sub(r"([0-9])(?:st|nd|rd|th)\b", r"\1", text)
    return re.sub(r"\byear-(on|over)-year\b", "a year earlier", plain)


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


def _walk(pieces: list[str], likely: frozenset[str]) -> list[Atom]:
    found: list[Atom] = []
    place = 0
    while place < len(pieces):
        count, letter, number = _one(pieces, place, likely)
        text = " ".join(pieces[place : place + count])
        found.append(Atom(letter, number, text, 100 + place))
        place += count
    return found


def _one(pieces: list[str], place: int, likely: frozenset[str]) -> tuple[int, str, int]:
    """How many pieces make the next atom, its letter and its number."""
    piece = pieces[place]
    if piece.isascii() and piece.isdigit():
        return 1, "Y" if is_year(piece) else "N" if int(piece) <= 31 else "?", int(piece)
    if piece in "-–—−":
        return 1, "-", 0
    if piece in _ROMAN and _is_part_of_year(pieces[place + 1 : place + 2]):
        return 1, "O", _ROMAN.index(piece) + 1
    return _word(pieces, place, likely)


def _word(pieces: list[str], place: int, likely: frozenset[str]) -> tuple[int, str, int]:
    """As ``_one``, for words: phrases first, then names of months and numbers, then single words."""
    count, meanings = lexicon("periods").phrase(pieces[place:], likely)
    if count > 1:
        return count, _letter(meanings), 0
    for name, letter in (("months", "M"), ("ordinals", "O"), ("cardinals", "N")):
        many, numbers = lexicon(name).phrase(pieces[place : place + 2], likely)
        if len(numbers) == 1 and (name == "months" or not count or _is_foreign(pieces[place], name, likely)):
            return many, letter, int(next(iter(numbers)))
    if count:
        return count, _letter(meanings), 0
    month = _nearly_a_month(pieces[place])
    return (1, "M", month) if month else (1, "?", 0)


def _is_foreign(piece: str, name: str, likely: frozenset[str]) -> bool:
    """Az "on ayında" (ten months) is no English "on"."""
    elsewhere = not likely & set(lexicon("periods").languages(piece))
    return elsewhere and bool(likely & set(lexicon(name).languages(piece)))


def _is_part_of_year(pieces: list[str]) -> bool:
    meanings = lexicon("periods").phrase(pieces)[1]
    return bool(meanings & {"quarter", "half"})


def _letter(meanings: frozenset[str]) -> str:
    """One letter; where languages differ, the one that carries a meaning wins over noise."""
    letters = {_MEANINGS[meaning] for meaning in meanings} - {""}
    if len(letters) > 1:
        return "~"
    return next(iter(letters), "")


def _nearly_a_month(word: str) -> int | None:
    """A month's name with one letter missing, added or changed: "дкабрь". None where two could be meant."""
    if len(word) < 6:
        return None
    near = {
        int(meaning)
        for form, by_language in lexicon("misprints").whole.items()
        for meaning in by_language.values()
        if _one_edit(word, form)
    }
    return next(iter(near)) if len(near) == 1 else None


def _one_edit(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1:
        return False
    short, long = sorted((one, two), key=len)
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same:] == long[same + 1 :] or short[same + 1 :] == long[same + 1 :]
