"""The periods that a sentence names, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from etl.reading.lexicon import lexicon, lower
from etl.reading.model import Amount
from etl.reading.phrases import Phrase, understand
from etl.reading.tokens import is_year

LONGEST = 9
A_DAY = "a day, not a period"
_WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*\.?")
_JOIN = re.compile(r"\s*(?:[-–—−]\s*)?|\s*,\s*(?=(?:19|20)[0-9]{2})|-(?=[cıiun])")
#: "Since 2018", "by 2018", "after 2018", "2015-2018": no period of a figure ends or begins so.
_OPEN = re.compile(
    r"(?:\b(?:since|after|before|until|till|by|from|to|next|с|до|после|к|nuo|iki|po|prieš)\s+(?:the\s+)?(?:end\s+of\s+)?|[0-9]\s?[-–—/]\s?)$"
)
_OPEN_BEHIND = re.compile(r"^\s?[-–—/]\s?[0-9]|^\s*(?:-?ci ildən|-?cu ildən|-?dən|-?dan)\b")
_DAY = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th|-[^\W\d_]+)?\s+(?:of\s+)?$")
_DAY_BEHIND = re.compile(r"^\s*[0-9]{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:[-–]|months|mėn))")
#: A bare number is a year where words say so.
_SAYS_YEAR = re.compile(r"\b(?:in|for|during|of|throughout|over|year|calendar)\s+(?:the\s+)?(?:year\s+)?$")
_YEAR_BEHIND = re.compile(r"^(?:\s?-?(?:ci|cı|cu|cü))?\s*(?:il|г\.|г\b|год|m\.|metais|metų)")
_COMPARED = re.compile(
    r"(?:compared (?:to|with)|than|against|versus|from|over|on|по сравнению с|к|против|чем|palyginti su|nei|negu)"
    r"\s+(?:in\s+|for\s+|в\s+|за\s+)?(?:the\s+|that of\s+)*$"
)
_COMPARED_BEHIND = re.compile(r"^\s*(?:ilə\s+)?(?:nisbətən|müqayisədə)")


@dataclass(frozen=True)
class When:
    """One phrase of a period at ``start`` to ``end`` of its sentence."""

    phrase: Phrase
    start: int
    end: int
    #: what keeps it from being the period of a figure
    doubt: str = ""
    #: whether the sentence only compares with it
    is_measure: bool = False

    @property
    def is_other(self) -> bool:
        """Whether it leans on the period that the text is about: "the same period of last year"."""
        return self.phrase.is_comparison


def whens(text: str, amounts: Sequence[Amount]) -> list[When]:
    """All periods that a sentence names, in order; the digits of its amounts are none."""
    plain = list(lower(text))
    for amount in amounts:
        plain[amount.start : amount.end] = "\0" * (amount.end - amount.start)
    return _phrases("".join(plain))


def _phrases(text: str) -> list[When]:
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[When] = []
    place = 0
    while place < len(words):
        after, phrase = _longest(text, words, place)
        if phrase:
            end = words[after - 1][1]
            end -= text[end - 1] == "."
            found.append(_judged(text, phrase, words[place][0], end))
        place = max(after, place + 1)
    return found


def _longest(text: str, words: Sequence[tuple[int, int]], place: int) -> tuple[int, Phrase | None]:
    """The longest phrase that begins at a word, as far as words of a period go, without empty ends."""
    if not _says(text[slice(*words[place])]):
        return place, None
    last = place + 1
    while last < min(place + LONGEST, len(words)) and _joined(text, words, last):
        last += 1
    for after in range(last, place, -1):
        phrase = understand(text[words[place][0] : words[after - 1][1]])
        if isinstance(phrase, Phrase):
            return _tight(text, words, (place, after), phrase), phrase
    return place, None


def _tight(text: str, words: Sequence[tuple[int, int]], span: tuple[int, int], phrase: Phrase) -> int:
    """The end of a phrase without words that add nothing to it."""
    place, after = span
    while after > place + 1 and phrase == understand(text[words[place][0] : words[after - 2][1]]):
        after -= 1
    return after


def _joined(text: str, words: Sequence[tuple[int, int]], place: int) -> bool:
    return bool(_JOIN.fullmatch(text[words[place - 1][1] : words[place][0]]))


@cache
def _says(word: str) -> bool:
    """Whether a phrase may begin with the word: it is no mere "in" or "of"."""
    plain = word.strip(".-")
    if any(c.isdigit() for c in plain):
        return True
    parts = plain.split("-")
    lists = ("months", "ordinals", "cardinals")
    if any(lexicon(name).languages(part) for name in lists for part in parts):
        return True
    if lexicon("periods").languages(plain) and lexicon("periods").meanings(plain) != frozenset({"noise"}):
        return True
    return any(form.startswith(f"{plain} ") for form in lexicon("periods").whole)


def _judged(text: str, phrase: Phrase, start: int, end: int) -> When:
    before, behind = text[max(start - 40, 0) : start], text[end : end + 20]
    doubt = ""
    if _OPEN.search(before) or _OPEN_BEHIND.search(behind):
        doubt = "it only begins or ends what is meant"
    elif _DAY.search(before) or _DAY_BEHIND.search(behind):
        doubt = A_DAY
    elif is_year(text[start:end]) and not (_SAYS_YEAR.search(before) or _YEAR_BEHIND.search(behind)):
        doubt = "a number that may be no year"
    measure = phrase.compared or bool(_COMPARED.search(before) or _COMPARED_BEHIND.search(behind))
    return When(phrase, start, end, doubt, measure)
