"""Which numbers of a text are money, of which sign, and what makes their reading unsafe."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from etl.reading.compose import Part
from etl.reading.currencies import DASHES, Run
from etl.reading.lexicon import lexicon
from etl.reading.model import Printed
from etl.reading.rates import is_quantity, is_rate
from etl.reading.roles import flow_before
from etl.reading.runs import SHORT
from etl.reading.tokens import Token, is_year

#: A bare "$5,720" is more often a lost "thousand" than five thousand dollars of trade between two states.
LEAST_BARE = Decimal(100_000)
#: Twice what the world exports in a year: no amount of trade.
MOST = Decimal("5e13")
LOST = "no magnitude word, and too small or too exact for whole units of the currency"
HEADED = "a magnitude word stands before it like a heading and may be its unit"
RANGE = "a range, not a number"
RATE = "for one unit or one day or on average, not a total"
ABSURD = "more than the whole world trades"
#: "−" is no dash; it is only ever printed for a minus.
MINUS_SIGN = "−"


def is_no_money(items: list[Token], run: Run, currency: str | None) -> bool:
    """Whether the number counts something else, or may do so."""
    if _counts_something(items, run.after):
        return True
    if currency:
        return False
    if run.parts[-1].unit is None and len(run.parts) == 1:
        return not _is_long(run.parts[0])
    return items[run.after - 1].text in SHORT or _noun_behind(items, run.after)


def _counts_something(items: list[Token], place: int) -> bool:
    """Whether a unit of quantity, a percent sign or "times" stands behind the number."""
    while place < len(items) and items[place].text in {"-", ".", "–"}:
        place += 1
    return is_quantity(items, place)


def _is_long(part: Part) -> bool:
    """ "25 818 860": whole units of a currency that is named elsewhere."""
    return sum(not c.isdigit() for c in part.digits) >= 2 and len(part.digits) >= 9


def _noun_behind(items: list[Token], place: int) -> bool:
    """Whether a word that is no known word of these texts follows: it may be what is counted."""
    if place >= len(items) or items[place].kind != "word":
        return False
    word = items[place].text
    known = ("common", "roles", "flows", "fillers", "months", "periods", "links")
    return not any(lexicon(name).meanings(word) for name in known)


# -- sign ----------------------------------------------------------------------------------


def is_below_zero(items: list[Token], first: int, number: int) -> bool:
    """ "(-535 M EUR)", "a balance of -$45 million", "minus 45": other dashes are punctuation.

    ``first`` is the first token of the amount, ``number`` that of its digits.
    """
    before = [token.text for token in items[max(first - 2, 0) : number]]
    if any(a == "(" and b in DASHES for a, b in pairwise(before)):
        return True
    if any(_links(token.text, "minus") for token in items[max(first - 1, 0) : number]):
        return True
    place = next((i for i in range(max(first - 1, 0), number) if items[i].text in DASHES), None)
    if place is None or items[place].end != items[place + 1].start:
        return False
    return items[place].text == MINUS_SIGN or (place > 0 and _leads_to_minus(items, place))


def _leads_to_minus(items: list[Token], dash: int) -> bool:
    """ "Was -45", "trade balance: -45", "saldo -45": a dash that does not touch what stands before it."""
    before = items[dash - 1]
    if before.text == ":":
        return flow_before(items, dash) == "B"
    named = "B" in lexicon("flows").meanings(before.text) and before.end < items[dash].start
    words = " ".join(token.text for token in items[max(dash - 2, 0) : dash])
    return named or any(_links(before.text, each) for each in ("to be", "towards")) or _links(words, "to be")


def _links(word: str, meaning: str) -> bool:
    return meaning in lexicon("links").meanings(word)


# -- doubts --------------------------------------------------------------------------------


def doubts_of(
    items: list[Token], run: Run, span: tuple[int, int], readings: Sequence[Printed]
) -> tuple[str, ...]:
    """What makes even a single reading unsafe; ``span`` is the amount's first token and the one behind it."""
    found = (
        (LOST, _is_bare_and_small(run, readings) or _rest_is_cut_off(run)),
        (HEADED, _is_headed(items, run)),
        (RANGE, _is_range(items, run)),
        (RATE, is_rate(items, run, *span)),
        (ABSURD, bool(readings) and all(abs(each.value.point) > MOST for each in readings)),
    )
    return tuple(doubt for doubt, holds in found if holds)


def _is_bare_and_small(run: Run, readings: Sequence[Printed]) -> bool:
    bare = len(run.parts) == 1 and run.parts[0].unit is None
    return bare and any(_looks_lost(each) for each in readings)


def _looks_lost(reading: Printed) -> bool:
    number = Decimal(reading.digits)
    return abs(number) < LEAST_BARE or "." in reading.digits


def _is_headed(items: list[Token], run: Run) -> bool:
    """ "Exports (US$ thousand): 19,458,630": a bare number behind a magnitude that no number stands before."""
    bare = len(run.parts) == 1 and run.parts[0].unit is None
    if not bare:
        return False
    before = items[: run.first]
    return any(
        token.kind == "word" and token.text not in SHORT and place and not _counted(items, place)
        for place, token in enumerate(before)
        if lexicon("magnitudes").meanings(token.text)
    )


def _counted(items: list[Token], place: int) -> bool:
    """Whether a number, in digits or in a word, stands before the magnitude word at ``place``."""
    near = items[place - 2 : place] if items[place - 1].text == "-" else items[place - 1 : place]
    return any(_is_number(token) for token in near)


def _is_number(token: Token) -> bool:
    lists = ("cardinals", "halves", "halves_behind", "magnitudes")
    return token.kind == "number" or any(lexicon(name).meanings(token.text) for name in lists)


def _rest_is_cut_off(run: Run) -> bool:
    """ "1 billion 219": a rest without its own magnitude word."""
    if len(run.parts) < 2 or run.parts[-1].unit is not None:
        return False
    return (run.parts[-2].unit or 0) > 3 and len(run.parts[-1].digits) <= 3


def _is_range(items: list[Token], run: Run) -> bool:
    if run.first < 2:
        return False
    dash, before = items[run.first - 1], items[run.first - 2]
    return dash.text in DASHES and before.kind == "number" and not is_year(before.text)
