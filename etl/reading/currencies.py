"""The currency beside a number: "$19.12", "19.12 USD", "USD 19.12", "ABŞ dolları"."""

from __future__ import annotations

from dataclasses import dataclass

from etl.reading.compose import Part
from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token, is_year

DASHES = frozenset("-–—−")
#: "C$", "A$", "HK$": dollars of other countries.
OTHER_DOLLARS = frozenset({"c", "ca", "cad", "a", "au", "aud", "hk", "s", "sg", "nz", "nt", "r"})


@dataclass(frozen=True)
class Run:
    """Numbers and magnitude words that make one amount, and where they stand among the tokens."""

    parts: tuple[Part, ...]
    first: int  # index of its first token
    after: int  # index behind its last token
    #: where the number behind lends it: "from 15.1 to 19.8 million dollars"
    lent_currency: str | None = None


def currency_of(items: list[Token], run: Run) -> tuple[str | None, int, int]:
    """The currency and the span of tokens with it. Behind the number goes before in front of it."""
    behind, after = _currency_behind(items, run.after)
    front, first = _currency_in_front(items, run.first)
    bare_year = is_year(run.parts[0].digits) and len(run.parts) == 1 and run.parts[0].unit is None
    taken = behind and after < len(items) and items[after].kind == "number"
    if behind and not (taken and (front or bare_year)):
        return behind, first if front == behind else run.first, after
    if front:
        return front, first, run.after
    return None, run.first, run.after


def _currency_behind(items: list[Token], place: int) -> tuple[str | None, int]:
    while place < len(items) and is_filler(items[place]):
        place += 1
    count, found = lexicon("currencies").phrase([token.text for token in items[place : place + 2]])
    return (_one(found), place + count) if count else (None, place)


def _currency_in_front(items: list[Token], first: int) -> tuple[str | None, int]:
    place = first - 1
    while place >= 0 and items[place].text in DASHES and items[place].end == items[place + 1].start:
        place -= 1
    if place < 0:
        return None, first
    found = lexicon("currencies").meanings(items[place].text)
    if not found:
        return None, first
    letters = items[place - 1].text if place and items[place - 1].end == items[place].start else ""
    if items[place].text == "$" and letters in OTHER_DOLLARS:
        return "OTHER", place - 1
    if place and items[place].text == "$" and items[place - 1].text in {"us", "usd"}:
        place -= 1
    return _one(found), place


def _one(found: frozenset[str]) -> str | None:
    known = found - {"OTHER"}
    return next(iter(known)) if len(found) == 1 and known else "OTHER" if found else None


def is_filler(token: Token) -> bool:
    return token.text in {"-", ".", "'", "’"} or bool(lexicon("fillers").meanings(token.text))
