"""The hand-made reading against the printed words: which value and period stand, and what to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from etl.reading.model import Amount, CannotTell, Printed
from etl.sources.press.amounts import MONEY, Said, choose
from etl.sources.press.rows import Hand, Row, check_possible
from trade.period import Period
from trade.value import Value

UNIT = "half a unit below and one unit above the last printed digit"


@dataclass(frozen=True)
class Remark:
    """A finding before it has a place: rule, severity, what was expected and found, in a sentence."""

    identity: str
    severity: str
    expected: str
    found: str
    message: str
    tolerance: str = "none"


@dataclass(frozen=True)
class Judged:
    """What stands of one row; ``printed`` or ``period`` is None where neither words nor hand tell."""

    printed: Printed | None = None
    currency: str = "USD"
    period: Period | None = None
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def agrees(self) -> bool:
        return all(remark.severity != "error" for remark in self.remarks)


def judge(said: Said) -> Judged:
    """Value and period of a row. Raises BadCell for cells that cannot be used."""
    hand = said.row.hand
    value = _value_from_words(said) if hand is None else _value_checked(said, hand)
    period, remarks = _period(said)
    return Judged(value.printed, value.currency, period, (*value.remarks, *remarks, *_garbled(said.row)))


# -- value ---------------------------------------------------------------------------------


def _value_from_words(said: Said) -> Judged:
    chosen = choose(said)
    if isinstance(chosen, CannotTell):
        identity = "words_ambiguous" if said.amounts else "words_unreadable"
        quote = said.row.cells["quote_fragment"]
        remark = Remark(
            identity, "error", "one clear value", quote,
            f"The words do not tell the value and nobody read it by hand: {chosen}.",
        )  # fmt: skip
        return Judged(remarks=(remark,))
    printed = chosen.readings[0]
    check_possible(printed.value.point, said.row.flow, "quote_fragment")
    return Judged(printed, chosen.currency or "USD")


def _value_checked(said: Said, hand: Hand) -> Judged:
    own = Printed(hand.digits, hand.exponent)
    match = _agreeing(said.amounts, hand)
    blank = _blank_usd(hand)
    if match is None:
        return Judged(own, hand.currency, remarks=(*blank, _disagreement(said, hand)))
    amount, reading = match
    open_ended = len(amount.readings) > 1
    remarks = (*blank, _ambiguous(amount, hand)) if open_ended else blank
    if hand.amount < 0 <= Decimal(reading.digits):
        remarks = (*remarks, _sign_not_printed(said.row, hand))
        reading = reading.negative()
    return Judged(reading, hand.currency, remarks=remarks)


def _agreeing(amounts: Sequence[Amount], hand: Hand) -> tuple[Amount, Printed] | None:
    """The amount and reading that hold the hand-made value; the nearest where several do."""
    found = [
        (amount, reading)
        for amount in amounts
        for reading in amount.readings
        if amount.currency in {None, hand.currency} and _holds(reading, hand)
    ]
    return min(found, key=lambda each: abs(abs(each[1].value.point) - abs(hand.amount)), default=None)


def _holds(reading: Printed, hand: Hand) -> bool:
    """A sign that the words lack may come from the hand, but not the other way round."""
    if reading.value.contains(hand.amount):
        return True
    return hand.amount < 0 and reading.value.contains(-hand.amount)


def _disagreement(said: Said, hand: Hand) -> Remark:
    expected = _shown(hand)
    quote = said.row.cells["quote_fragment"]
    readable = [each for each in said.amounts if each.readings]
    if not readable:
        return Remark(
            "words_unreadable", "note", expected, quote,
            "No amount can be read from the words; the hand-made reading stands.",
        )  # fmt: skip
    listed = "; ".join(_alternatives(each) for each in readable)
    return Remark(
        "words_vs_hand_value", "error", expected, listed,
        f"The words say {listed}, the hand-made reading {expected}.", UNIT,
    )  # fmt: skip


def _ambiguous(amount: Amount, hand: Hand) -> Remark:
    return Remark(
        "words_ambiguous", "note", _shown(hand), _alternatives(amount),
        f"{amount.text!r} may be read in several ways; the hand-made reading stands.", UNIT,
    )  # fmt: skip


def _sign_not_printed(row: Row, hand: Hand) -> Remark:
    return Remark(
        "words_ambiguous", "note", _shown(hand), row.cells["quote_fragment"],
        "The fragment prints no sign; the hand-made one stands.",
    )  # fmt: skip


def _blank_usd(hand: Hand) -> tuple[Remark, ...]:
    """The two hand-made columns must say the same, and dollars must not be left blank."""
    if hand.currency != "USD" or hand.usd == hand.amount:
        return ()
    found = "nothing" if hand.usd is None else f"{hand.usd:,f}"
    return (
        Remark(
            "hand_value_vs_hand_usd", "error", f"{hand.amount:,f}", found,
            f"By value and unit it is {hand.amount:,f} USD, but value_usd holds {found}.",
        ),
    )  # fmt: skip


def _shown(hand: Hand) -> str:
    return f"{hand.amount:,f} {hand.currency}"


def _alternatives(amount: Amount) -> str:
    values = " or ".join(_point(each.value) for each in amount.readings)
    return f"{values} {amount.currency if amount.currency in MONEY else amount.currency or '(no currency)'}"


def _point(value: Value) -> str:
    return f"{value.point:,f}"


# -- period and note -----------------------------------------------------------------------


def _period(said: Said) -> tuple[Period | None, tuple[Remark, ...]]:
    hand, words = said.row.hand_period, said.period
    printed = said.row.cells["period_as_written"]
    if isinstance(words, Period):
        if hand in {None, words}:
            return words, ()
        message = f"{printed!r} reads as {words}, the hand-made period is {hand}."
        return hand, (Remark("words_vs_hand_period", "error", str(hand), str(words), message),)
    if hand is None:
        message = f"The words {printed!r} do not tell the period and nobody read it by hand: {words}."
        return None, (Remark("words_unreadable", "error", "one period", printed, message),)
    message = f"The words {printed!r} do not tell the period ({words}); the hand-made one stands."
    return hand, (Remark("words_unreadable", "note", str(hand), printed, message),)


def _garbled(row: Row) -> tuple[Remark, ...]:
    if "garbled" not in row.cells["note"].lower():
        return ()
    message = f"Marked garbled: {row.cells['note']}"
    return (Remark("garbled", "error", "words as first printed", row.cells["quote_fragment"], message),)
