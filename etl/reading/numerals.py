"""Numbers written in words before a word of magnitude: "twenty-five million", "двадцать пять миллионов"."""

from __future__ import annotations

from dataclasses import dataclass

from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token

#: Languages that put "ten" and a digit together: "on iki" is twelve.
_TEN_AND_ONE = frozenset({"az", "tr"})
#: Languages whose word for a hundred stands alone for one hundred.
_BARE_HUNDRED = frozenset({"az", "ru", "lt", "tr"})
#: "Several hundred", "two and a half", "three point five": what stands before spoils the number behind it.
_SPOILING = frozenset({"point", "half", "several", "few", "neçə", "несколько", "keli", "kelis"})


@dataclass(frozen=True)
class Numeral:
    """A number in words: its digits, how many tokens it takes, and the language of its words."""

    digits: str
    count: int
    language: str


def numeral(items: list[Token], place: int) -> Numeral | None:
    """The longest number in words that starts at ``place``; None where there is none or it is cut off."""
    if items[place].kind != "word" or _goes_before(items, place):
        return None
    found = [each for language in _languages(items[place]) if (each := _in(items, place, language))]
    return max(found, key=lambda each: each.count, default=None)


def _languages(token: Token) -> list[str]:
    return sorted(lexicon("cardinals").languages(token.text))


def _goes_before(items: list[Token], place: int) -> bool:
    """Whether a word before belongs to the same number, so that this is only its tail."""
    before = [token.text for token in items[max(place - 2, 0) : place]]
    if not before:
        return False
    return before[-1] in _SPOILING or before in (["half", "a"], ["and", "a"])


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
