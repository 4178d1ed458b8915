"""The words of a period as atoms: one letter each, so that a pattern can be written over them.

M month, Y year, N number, O ordinal, Q quarter, H half, P "months", - to, & and, B between/from,
S same period, R reporting period, E a year earlier, T this year, L last year, V previous year, A as of,
Z since the beginning,
G past, X end, W term, K last month, U quarters, C "1Q", D "1H", F "9M", b since, J the same, I compared
with, u quarter or quarters, w the last of several, l the year before last; ? a word that no list knows.
"""

from __future__ import annotations

import re

from etl.reading.languages import languages
from etl.reading.lexicon import lexicon, lower
from etl.reading.shorthand import Atom, shorthand
from etl.reading.tokens import is_year

_MEANINGS = {
    "quarter": "Q", "half": "H", "months": "P", "this_year": "T", "last_year": "L", "previous": "V",
    "same": "S", "reporting": "R", "earlier": "E", "until": "A", "through": "-", "between": "B",
    "and": "&", "beginning": "Z", "past": "G", "end": "X", "term": "W", "last_month": "K",
    "quarters": "U", "since": "b", "alike": "J", "compared": "I", "some_quarters": "u", "final": "w",
    "before_last": "l", "noise": "",
}  # fmt: skip
_PARTS = frozenset({"quarter", "quarters", "some_quarters", "half"})
_ROMAN = ("i", "ii", "iii", "iv")
_SUFFIX = re.compile(
    r"(?<=[0-9])\s?-?(?:(?P<ordinal>ci|cı|cu|cü|го|й|м|st|nd|rd|th|er)|х|ų|ais|aisiais|ųjų|nə|na|inə)\b"
)
#: Stands behind digits whose ending makes them an ordinal: "3-го", "10-cu".
_ORDINAL = "º"
_RATE = re.compile(r"\byear-(on|over)-year\b")
_YEAR_MARK = re.compile(r"(?<=[0-9]{4})\s?m\b\.?")
_PIECE = re.compile(rf"[0-9]+{_ORDINAL}?|[^\W\d_\u3040-\u9fff]+|[\u3040-\u9fff]|[-–—−]")


def atoms(words: str) -> list[Atom]:
    """Atoms of ``words`` in order, without those that say nothing."""
    text = _RATE.sub("a year earlier", _YEAR_MARK.sub(" ", lower(words)))
    text = _SUFFIX.sub(lambda suffix: _ORDINAL if suffix["ordinal"] else "", text)
    found, rest = shorthand(text)
    pieces = _PIECE.findall(rest)
    return [atom for atom in [*found, *_walk(pieces, languages([words]))] if atom.letter]


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
    if piece[0].isdigit() and piece.endswith(_ORDINAL):
        piece = piece[:-1]
        if _names_part(pieces[place + 1 :], _PARTS | {"months"}):
            return 1, "O", int(piece)
    if piece.isascii() and piece.isdigit():
        return 1, "Y" if is_year(piece) else "N" if int(piece) <= 31 else "?", int(piece)
    if piece in "-–—−":
        return 1, "-", 0
    if piece in _ROMAN and _names_part(_behind_range(pieces, place + 1), _PARTS):
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


def _behind_range(pieces: list[str], place: int) -> list[str]:
    """What stands behind "-III" of "I-III кварталы", or at ``place`` where there is no such range."""
    ranges = place + 1 < len(pieces) and pieces[place] in "-–—−" and pieces[place + 1] in _ROMAN
    return pieces[place + 2 :] if ranges else pieces[place:]


def _names_part(pieces: list[str], parts: frozenset[str]) -> bool:
    return bool(lexicon("periods").phrase(pieces[:1])[1] & parts)


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
