"""Which amount of a row's fragment is the row's figure, and what its document says of doubtful digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from etl.reading.evidence import Bounds, before_growth, borne_out, grown, in_currency, possible
from etl.reading.lexicon import read_rows
from etl.reading.model import Amount, CannotTell
from etl.reading.numbers import LOST, read_amounts
from etl.reading.roles import sign_words
from etl.reading.tokens import tokens
from etl.sources.press.rows import Row
from trade.period import Period
from trade.value import Value

SIZES = Path(__file__).with_name("sizes.csv")
WORLD = "WLD"
#: A country's whole trade in a month is never below this part of a generous year.
LEAST_PART = 2000
CHANGES = frozenset({"by", "change"})
EARLIER = frozenset({"from", "against"})
MONEY = frozenset({"USD", "EUR"})


@dataclass(frozen=True)
class Said:
    """What a row's words say by themselves: its amounts after the evidence, and its period."""

    row: Row
    amounts: tuple[Amount, ...]
    period: Period | CannotTell
    is_comparison: bool | None


@dataclass(frozen=True)
class Habits:
    """What the rows of one document show together: its words, its currencies, whether it loses magnitude words."""

    texts: Sequence[str]
    currencies: Sequence[str]
    is_spoilt: bool


def habits_of(rows: Sequence[Row]) -> Habits:
    """The habits of the document whose rows these are."""
    fragments = [row.cells["quote_fragment"] for row in rows]
    printed = [amount for fragment in fragments for amount in read_amounts(fragment)]
    return Habits(
        [*fragments, *(row.cells["growth_as_written"] for row in rows)],
        [*{amount.currency for amount in printed if amount.currency and amount.currency in MONEY}],
        any(LOST in amount.doubts for amount in printed),
    )


def read_row(row: Row, habits: Habits) -> tuple[Amount, ...]:
    """Amounts of the row's fragment, with what the habits of its document and plain size settle."""
    found = read_amounts(row.cells["quote_fragment"], habits.texts)
    bounds = bounds_of(row)
    signed = [possible(_signed(row, in_currency(each, habits.currencies)), bounds) for each in found]
    return tuple(_spoilt(each) if habits.is_spoilt else each for each in signed)


def _spoilt(amount: Amount) -> Amount:
    """Where a document loses magnitude words, none of its bare numbers can be trusted."""
    bare = all(each.exponent == 0 for each in amount.readings) and len(amount.readings) > 0
    return replace(amount, doubts=(*amount.doubts, LOST)) if bare and LOST not in amount.doubts else amount


def _signed(row: Row, amount: Amount) -> Amount:
    """Below zero where the words of a balance say so: "deficit", "negative"."""
    if row.flow != "B" or any(each.digits.startswith("-") for each in amount.readings):
        return amount
    words = sign_words(tokens(row.cells["quote_fragment"]))
    if "negative" in words and len(words) == 1:
        return amount.keeping(tuple(each.negative() for each in amount.readings))
    if len(words) > 1:
        return replace(amount, doubts=(*amount.doubts, "both a surplus and a deficit are named"))
    return amount


@cache
def _sizes() -> dict[str, Decimal]:
    return {row["code"]: Decimal(row["billion_usd"]).scaleb(9) for row in read_rows(SIZES)}


def bounds_of(row: Row) -> Bounds:
    """What the trade of these economies can be at all; wide, and only to refuse the absurd."""
    reporter, partner, product = row.key
    known = [_sizes()[code] for code in (reporter, partner) if code in _sizes()]
    whole = partner == WORLD and not product and row.flow != "B" and reporter in _sizes()
    return Bounds(
        least=_sizes()[reporter] / LEAST_PART if whole else Decimal(0),
        most=min(known, default=Decimal("5e13")),
    )


# -- which of several ----------------------------------------------------------------------


def choose(said: Said) -> Amount | CannotTell:
    """The amount that the words make the row's figure, with one clear reading, or why none is."""
    amounts = [each for each in said.amounts if each.currency in MONEY]
    if not amounts:
        return CannotTell((_why_none(said.amounts),))
    levels = [each for each in amounts if each.role not in CHANGES]
    if not levels:
        return CannotTell(("the words give a change, not a level",))
    chosen = levels[0] if len(levels) == 1 else _by_flow(said, levels) or _by_time(said, levels)
    if chosen is None:
        return CannotTell((f"{len(levels)} amounts and no word that picks one",))
    return _clear(chosen)


def _why_none(amounts: Sequence[Amount]) -> str:
    return "the currency is not told, or neither USD nor EUR" if amounts else "no amount of money"


def _clear(amount: Amount) -> Amount | CannotTell:
    if amount.doubts:
        return CannotTell(amount.doubts)
    if len(amount.readings) > 1:
        listed = " or ".join(f"{each.digits} x 10^{each.exponent}" for each in amount.readings)
        return CannotTell((f"{amount.text!r} may be {listed}",))
    return amount if amount.readings else CannotTell((f"{amount.text!r} is malformed or out of all bounds",))


def _by_flow(said: Said, levels: Sequence[Amount]) -> Amount | None:
    named = [each.flow for each in levels]
    if None in named or len(set(named)) != len(named):
        return None
    return next((each for each in levels if each.flow == said.row.flow), None)


def _by_time(said: Said, levels: Sequence[Amount]) -> Amount | None:
    """ "From 203.2 to 1.9": the first is the earlier one, if the row says which of the two it is."""
    if said.is_comparison is None or len(levels) != 2:
        return None
    earlier = [each for each in levels if each.role in EARLIER]
    if len(earlier) != 1:
        return None
    later = next(each for each in levels if each is not earlier[0])
    return earlier[0] if said.is_comparison else later


# -- what the rest of the document bears out -----------------------------------------------


def with_document(said: Said, others: Iterable[Said]) -> Said:
    """``said`` with the readings that sums and growth of the same document single out."""
    if all(each.is_clear for each in said.amounts):
        return said
    expected = list(_expected(said, [each for each in others if each.row is not said.row]))
    return replace(said, amounts=tuple(borne_out(each, expected) for each in said.amounts))


def adds_up(said: Said, others: Sequence[Said]) -> bool:
    """Whether the rows on the same trade and days make this figure by exports, imports and turnover."""
    value = _only(said)
    parts = {each.row.flow: _only(each) for each in others if _same_months(said, each)}
    return value is not None and any(value.overlaps(sum_) for sum_ in _identities(said.row.flow, parts))


def _expected(said: Said, others: Sequence[Said]) -> Iterable[Value]:
    parts = {each.row.flow: _only(each) for each in others if _same_months(said, each)}
    yield from _identities(said.row.flow, parts)
    for each in others:
        yield from _by_growth(said, each)


def _same_months(one: Said, two: Said) -> bool:
    return isinstance(one.period, Period) and one.period == two.period and one.row.key == two.row.key


def _only(said: Said) -> Value | None:
    chosen = choose(said)
    return chosen.value if isinstance(chosen, Amount) else None


def _identities(flow: str, parts: dict[str, Value | None]) -> Iterable[Value]:
    exports, imports, turnover = parts.get("X"), parts.get("M"), parts.get("T")
    if flow == "T" and exports and imports:
        yield exports + imports
    if flow == "X" and turnover and imports:
        yield turnover - imports
    if flow == "M" and turnover and exports:
        yield turnover - exports
    if flow == "B" and exports and imports:
        yield exports - imports


def _by_growth(said: Said, other: Said) -> Iterable[Value]:
    if said.row.key != other.row.key or said.row.flow != other.row.flow:
        return
    if not isinstance(said.period, Period) or not isinstance(other.period, Period):
        return
    value = _only(other)
    if value is None or value.point <= 0:
        return
    if said.period == other.period.same_period_before and other.row.growth:
        before = before_growth(value, other.row.growth)
        yield from [before] if before else []
    if other.period == said.period.same_period_before and said.row.growth:
        yield grown(value, said.row.growth)
