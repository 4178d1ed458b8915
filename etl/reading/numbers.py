"""Amounts of money as people print them: "$19.12 million", "1304 thousand 272.59 USD", "47 milyon 587 min".

Percentages, multiples, tonnages, years and counts are never taken for money. What the print leaves open
stays open in ``Amount.readings``; ``etl.reading.evidence`` may settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from etl.reading.compose import Part, compose, follows
from etl.reading.currencies import DASHES, Run, currency_of
from etl.reading.languages import Marks, languages, marks
from etl.reading.lexicon import lexicon
from etl.reading.model import Amount, Printed
from etl.reading.roles import flow_before, role_before
from etl.reading.tokens import Token, is_year, tokens

#: A bare "$5,720" is more often a lost "thousand" than five thousand dollars of trade between two states.
LEAST_BARE = Decimal(100_000)
LOST = "no magnitude word, and too small or too exact for whole units of the currency"
RANGE = "a range, not a number"
#: A comma that can only be a decimal mark: "16,91%", "6,24 bln", "0,140".
DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|0,\d+)(?![\d,]|\.\d)")
_SHORT = frozenset({"m", "b", "k", "t"})
_TENS = ("ty", "hundred", "point", "half", "and", "hundreds")


def read_amounts(text: str, neighbours: Iterable[str] = ()) -> list[Amount]:
    """Amounts of money in ``text``, in order of print.

    ``neighbours`` are other words of the same document; they help to tell its language.
    """
    items = tokens(text)
    styles = styles_of(text, neighbours)
    found: list[Amount] = []
    place = 0
    while place < len(items):
        run = _run(items, place)
        if run is None:
            place += 1
            continue
        amount = _amount(text, items, run, styles)
        if amount:
            found.append(amount)
        place = run.after
    return found


def styles_of(text: str, neighbours: Iterable[str] = ()) -> tuple[Marks, ...]:
    """The marks of the languages that ``text`` may be in, after the habit of its document."""
    document = [text, *neighbours]
    likely = languages([text])
    if len(likely) != 1:
        likely = (likely & languages(document)) or likely
    styles = {marks()[language] for language in likely}
    if any(DECIMAL_COMMA.search(each) for each in document):
        styles = {Marks(style.decimal + ",", style.groups.replace(",", "")) for style in styles}
    return tuple(sorted(styles, key=repr))


# -- numbers and their magnitude words -----------------------------------------------------


def _run(items: list[Token], start: int) -> Run | None:
    """Number, magnitude, number, magnitude ... from ``start`` on, as far as they make one amount."""
    parts: list[Part] = []
    place = after = start
    while place < len(items):
        part, place = _part(items, place)
        if part is None or (parts and not _goes_on(parts[-1], part)):
            break
        parts.append(part)
        after = place
        if part.unit is None:
            break
    return Run(tuple(parts), start, after) if parts else None


def _goes_on(before: Part, part: Part) -> bool:
    return follows(before, part) and not (part.unit is None and is_year(part.digits))


def _part(items: list[Token], place: int) -> tuple[Part | None, int]:
    digits = _digits(items, place)
    if digits is None:
        return None, place
    unit, after = _magnitude(items, place + 1)
    if items[place].kind == "word" and unit is None:
        return None, place
    return Part(digits, unit), after


def _digits(items: list[Token], place: int) -> str | None:
    token = items[place]
    if token.kind == "number":
        return token.text
    number = lexicon("cardinals").languages(token.text).get("en")
    before = items[place - 1].text if place else ""
    return None if number is None or before.endswith(_TENS) else number


def _magnitude(items: list[Token], place: int) -> tuple[int | None, int]:
    words = [token.text for token in items[place : place + 2]]
    if not words or items[place].kind != "word" or _is_year_mark(items, place):
        return None, place
    count, found = lexicon("magnitudes").phrase(words)
    if len(found) != 1:
        return None, place
    after = place + count
    if after < len(items) and items[after].text == "." and after + 1 < len(items):
        after += 1
    return int(next(iter(found))), after


def _is_year_mark(items: list[Token], place: int) -> bool:
    """Lithuanian "2018 m." is the year 2018, not 2018 million."""
    token, before = items[place], items[place - 1]
    return token.text in _SHORT and is_year(before.text) and token.start > before.end


# -- currency, sign and what is no money ---------------------------------------------------


def _amount(text: str, items: list[Token], run: Run, styles: tuple[Marks, ...]) -> Amount | None:
    currency, first, after = currency_of(items, run)
    if _counts_something(items, run.after) or _is_no_money(items, run, currency):
        return None
    readings = compose(run.parts, styles)
    if _in_brackets_below_zero(items, first, run.first):
        readings = tuple(each.negative() for each in readings)
    return Amount(
        text=text[items[first].start : items[after - 1].end],
        readings=readings,
        currency=currency,
        start=items[first].start,
        end=items[after - 1].end,
        role=role_before(items, first),
        flow=flow_before(items, first),
        doubts=_doubts(items, run, readings),
    )


def _counts_something(items: list[Token], place: int) -> bool:
    """Whether a unit of quantity, a percent sign or "times" stands behind the number."""
    while place < len(items) and items[place].text in {"-", ".", "–"}:
        place += 1
    words = [token.text for token in items[place : place + 3]]
    return lexicon("quantities").phrase(words)[0] > 0


def _is_no_money(items: list[Token], run: Run, currency: str | None) -> bool:
    last = run.parts[-1]
    if currency:
        return False
    if last.unit is None and len(run.parts) == 1:
        return not _is_long(run.parts[0])
    short = items[run.after - 1].text in _SHORT
    return short or _noun_behind(items, run.after)


def _is_long(part: Part) -> bool:
    """ "25 818 860": whole units of a currency that is named elsewhere."""
    return sum(not c.isdigit() for c in part.digits) >= 2 and len(part.digits) >= 9


def _noun_behind(items: list[Token], place: int) -> bool:
    """Whether a word that is no known word of these texts follows: it may be what is counted."""
    if place >= len(items) or items[place].kind != "word":
        return False
    word = items[place].text
    known = ("common", "roles", "flows", "fillers", "months", "periods")
    return not any(lexicon(name).meanings(word) for name in known)


def _in_brackets_below_zero(items: list[Token], first: int, number: int) -> bool:
    """Only "(-535 M EUR)" or "(-$535 million)" is below zero; a dash elsewhere is punctuation."""
    before = [token.text for token in items[max(first - 2, 0) : number]]
    return any(a == "(" and b in DASHES for a, b in pairwise(before))


def _doubts(items: list[Token], run: Run, readings: tuple[Printed, ...]) -> tuple[str, ...]:
    doubts: list[str] = []
    only = run.parts[0] if len(run.parts) == 1 else None
    if only and only.unit is None and any(_looks_lost(each) for each in readings):
        doubts.append(LOST)
    if len(run.parts) > 1 and run.parts[-1].unit is None and (run.parts[-2].unit or 0) > 3:
        rest = run.parts[-1].digits
        if len(rest) <= 3:
            doubts.append(LOST)
    if _is_range(items, run):
        doubts.append(RANGE)
    return tuple(doubts)


def _looks_lost(reading: Printed) -> bool:
    number = Decimal(reading.digits)
    return number < LEAST_BARE or "." in reading.digits


def _is_range(items: list[Token], run: Run) -> bool:
    if run.first < 2:
        return False
    dash, before = items[run.first - 1], items[run.first - 2]
    return dash.text in DASHES and before.kind == "number" and not is_year(before.text)
