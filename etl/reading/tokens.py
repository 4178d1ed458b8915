"""A text cut into numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from etl.reading.lexicon import lower

Kind = Literal["number", "word", "sign"]
BLANK = " \u00a0\u202f\u2009"

#: Groups of digits joined by one mark each; a blank joins only a group of exactly three.
_NUMBER = rf"[0-9]+(?:[.,'’][0-9]+|[{BLANK}][0-9]{{3}}(?![0-9]))*"
#: "USD 1, 118 bln": a blank slipped in behind the mark; only straight after a currency.
_SLIPPED = r"(?:(?<=[$€] )|(?<=(?:usd|eur) )|(?<=[$€]))[0-9]{1,3}, [0-9]{3}(?:\.[0-9]+)?(?=\s?[^\W\d])"
_TOKEN = re.compile(
    rf"(?P<number>{_SLIPPED}|{_NUMBER})"
    r"|(?P<word>[\u3040-\u30ff]+|[\u4e00-\u9fff]|[^\W\d_\u3040-\u30ff\u4e00-\u9fff]+)"
    r"|(?P<sign>\S)"
)
#: "9M2020", "1H17", "Q1 2022", "2022-07-01": dates, whose digits are no amounts.
_DATES = re.compile(
    r"\b(?:[0-9]{1,2}\s?[MmHhQq]\s?(?:20)?[0-9]{2}|[HhQqSsTt][1-4]\s?(?:20)?[0-9]{2}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:19|20)[0-9]{2})\b"
)
_YEAR_THEN = re.compile(rf"(?:19|20)[0-9]{{2}}[{BLANK}]")


@dataclass(frozen=True)
class Token:
    """``text`` in lower case; ``start`` and ``end`` are places in the original text."""

    kind: Kind
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """All tokens of ``text`` in order; short forms of dates are left out."""
    plain = _DATES.sub(lambda found: " " * len(found[0]), lower(text))
    found: list[Token] = []
    place = 0
    while match := _TOKEN.search(plain, place):
        token = _token(match)
        found.append(token)
        place = token.end
    return found


def _token(match: re.Match[str]) -> Token:
    kind: Kind = "number" if match["number"] else "word" if match["word"] else "sign"
    text, start = match[0], match.start()
    if kind == "number" and _YEAR_THEN.match(text):
        text = text[:4]
    return Token(kind, text, start, start + len(text))


def is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1990 <= int(text) <= 2059
