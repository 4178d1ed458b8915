"""Numbers written in words before a word of magnitude: "twenty-five million", "двадцать пять миллионов".

With halves: "half a billion", "two and a half million", "полтора миллиона", "полмиллиарда", "du su puse".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token

#: Languages that put "ten" and a digit together: "on iki" is twelve.
_TEN_AND_ONE = frozenset({"az", "tr"})
#: Languages whose word for a hundred stands alone for one hundred.
_BARE_HUNDRED = frozenset({"az", "ru", "lt", "tr"})
#: "Several hundred", "three point five", "quarter of a": what stands before spoils the number behind it.
_SPOILING = frozenset({"point", "half", "several", "few", "neçə", "несколько", "keli", "kelis", "quarter"})


@dataclass(frozen=True)
class Numeral:
    """A number in words: its digits, how many tokens it takes, and the language of its words.

    ``unit`` is the power of ten of a magnitude inside its own last word ("полмиллиарда": 9), else None.
    """

    digits: str
    count: int
    language: str
    unit: int | None = None


def numeral(items: list[Token], place: int) -> Numeral | None:
    """The longest number in words that starts at ``place``; None where there is none or it is cut off."""
    if items[place].kind != "word" or _goes_before(items, place):
        return None
    found = [each for language in _languages(items[place]) if (each := _in(items, place, language))]
    found = [_with_half(items, place, each) for each in found] + _halves(items, place)
    return max(found, key=lambda each: each.count, default=None)


def half_behind(items: list[Token], place: int) -> tuple[int, frozenset[str]]:
    """How many tokens at ``place`` mean "and a half", and in which languages."""
    for count in (3, 2, 1):
        found = lexicon("halves_behind").languages(_phrase(items, place, count))
        if found:
            return count, frozenset(found)
    return 0, frozenset()


def _with_half(items: list[Token], place: int, number: Numeral) -> Numeral:
    count, known = half_behind(items, place + number.count)
    if number.language not in known:
        return number
    return replace(number, digits=f"{number.digits}.5", count=number.count + count)


def _halves(items: list[Token], place: int) -> list[Numeral]:
    """ "Half a", "pusantro", "полмиллиарда" at ``place``, in each language that knows it."""
    for count in (2, 1):
        found = lexicon("halves").languages(_phrase(items, place, count))
        if found:
            return [_half(meaning, count, language) for language, meaning in found.items()]
    return []


def _half(meaning: str, count: int, language: str) -> Numeral:
    digits, _, unit = meaning.partition("e")
    return Numeral(digits, count, language, int(unit) if unit else None)


def _phrase(items: list[Token], place: int, count: int) -> str:
    return " ".join(token.text for token in items[place : place + count])


def _languages(token: Token) -> list[str]:
    return sorted(lexicon("cardinals").languages(token.text))


def _goes_before(items: list[Token], place: int) -> bool:
    """Whether a word before belongs to the same number, so that this is only its tail."""
    before = [token.text for token in items[max(place - 2, 0) : place]]
    if not before:
        return False
    return before[-1] in _SPOILING or before in (["half", "a"], ["and", "a"], ["quarter", "of"])


def _in(items: list[Token], place: int, language: str) -> Numeral | None:
    total, room, after = 0, 1000, place
    while after < len(items):
        number = _number(items[after], language)
        if number is None:
            step = _joiner(items, after, language) if after > place else 0
            if not step:
                break
            after += step
            continue
        added = _added(total, number, room, language)
        if added is None:
            return None
        total, room = added
        after += 1
    return Numeral(str(total), after - place, language) if total else None


def _number(token: Token, language: str) -> int | None:
    found = lexicon("cardinals").languages(token.text).get(language) if token.kind == "word" else None
    return int(found) if found else None


def _joiner(items: list[Token], place: int, language: str) -> int:
    """ "Twenty-five", "one hundred and five": a hyphen or an "and" with a number behind it."""
    joins = items[place].text == "-" or (language == "en" and items[place].text == "and")
    behind = place + 1 < len(items) and _number(items[place + 1], language) is not None
    return 1 if joins and behind else 0


def _added(total: int, number: int, room: int, language: str) -> tuple[int, int] | None:
    """The total with ``number`` behind it and what still has room; None where they do not go together."""
    if number == 100 and 0 < total < 10:
        return total * 100, 100
    if number >= room or (number == 100 and language not in _BARE_HUNDRED):
        return None
    if number >= 100:
        return total + number, 100
    if number >= 20 or (number == 10 and language in _TEN_AND_ONE):
        return total + number, 10
    return total + number, 1
