"""One amount of one sentence as a figure of trade: sides, agency, period and number, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from etl.reading.citing import Known, cited_in, named_with
from etl.reading.clause import Clauses, FlowWord
from etl.reading.flowing import CHANGES, flow_of
from etl.reading.lexicon import lexicon, lower
from etl.reading.model import Amount, CannotTell, Printed
from etl.reading.periods import Setting
from etl.reading.picking import period_of
from etl.reading.roles import sign_words
from etl.reading.suspects import is_listed, stands_behind_by, unknown_words
from etl.reading.whens import When
from etl.reading.whose import NOBODY, Sides, sides
from trade.period import Period

MONEY = frozenset({"USD", "EUR"})


@dataclass(frozen=True)
class Told:
    """A figure; ``start`` and ``end`` are the places in its sentence of the words that tell it."""

    sides: Sides
    agency: str
    period: Period
    printed: Printed
    currency: str
    start: int
    end: int
    notes: tuple[str, ...] = ()
    #: whether the words give it as a bound or a guess
    is_rough: bool = False


@dataclass(frozen=True)
class Other:
    """An amount that is no figure of trade, and why."""

    why: str


def state(said: Clauses, amount: Amount, known: Known) -> Told | Other | CannotTell:
    """What ``amount`` is in its sentence."""
    flow = flow_of(said, amount)
    if flow is None:
        return Other("money, and no word for trade in its sentence")
    if amount.role in CHANGES or stands_behind_by(said, amount):
        return Other("a change, not a level")
    if _is_same_again(said, amount):
        return Other("the same in another currency")
    doubt = _doubt(said, amount, flow)
    if doubt:
        return doubt
    assert isinstance(flow, FlowWord)
    return _of_flow(said, amount, flow, known)


def _of_flow(said: Clauses, amount: Amount, flow: FlowWord, known: Known) -> Told | CannotTell:
    cited = cited_in(said, known)
    if isinstance(cited, CannotTell):
        return cited
    found = sides(flow.flow, named_with(said, amount, flow, known, cited))
    if isinstance(found, CannotTell):
        return found
    period, when = period_of(
        amount, said.text, said.amounts, said.whens, Setting(known.published, _about(said, known))
    )
    if isinstance(period, CannotTell):
        return period
    printed = _number(said, amount, found.flow)
    if isinstance(printed, CannotTell):
        return printed
    start, end = _span(said, amount, flow, when)
    carried = "" if when else "the period is that of the sentence before"
    bound = _bound(said, amount)
    notes = (cited.note, carried, f"printed with {bound!r}" if bound else "")
    return Told(
        found, cited.code or NOBODY, period, printed, str(amount.currency), start, end,
        tuple(filter(None, notes)), bool(bound),
    )  # fmt: skip


# -- what keeps it from being a figure -----------------------------------------------------


def _is_same_again(said: Clauses, amount: Amount) -> bool:
    """ "$1.86 million (AZN 3.16 million)"."""
    before = [each for each in said.amounts if each.end <= amount.start]
    between = said.text[before[-1].end : amount.start].strip() if before else ""
    return between == "(" and before[-1].currency != amount.currency


def _doubt(said: Clauses, amount: Amount, flow: FlowWord | CannotTell) -> CannotTell | None:
    """Why the amount cannot be taken for the flow, None where nothing speaks against it."""
    if isinstance(flow, CannotTell):
        return flow
    why = _unclear(amount) or _unsafe(said, amount, flow)
    return CannotTell((why,)) if why else None


def _unclear(amount: Amount) -> str:
    if amount.doubts:
        return "; ".join(amount.doubts)
    if len(amount.readings) != 1:
        readings = " or ".join(f"{each.digits} x 10^{each.exponent}" for each in amount.readings)
        return f"the number may be {readings}" if readings else "a malformed number"
    if amount.currency not in MONEY:
        return f"its currency is {amount.currency or 'not told'}: only USD and EUR are taken"
    return ""


def _unsafe(said: Clauses, amount: Amount, flow: FlowWord) -> str:
    forecast = next(said.saying("forecast"), "")
    if forecast:
        return f"{forecast!r}: no statement of what was"
    if is_listed(said, amount):
        return "one of several amounts in a row: which is whose"
    unknown = unknown_words(said, flow, amount)
    return f"beside it stands {', '.join(map(repr, unknown))}: perhaps not all trade" if unknown else ""


def _number(said: Clauses, amount: Amount, flow: str) -> Printed | CannotTell:
    """The number with the sign that the words of a balance give it."""
    printed = amount.readings[0]
    is_signed = printed.digits.startswith("-")
    if flow != "B":
        return CannotTell(("below zero, and only a balance can be",)) if is_signed else printed
    words = sign_words(list(said.items))
    if is_signed:
        return printed
    if len(words) != 1:
        return CannotTell(
            ("a balance without a word for surplus or deficit" if not words else "both signs are named",)
        )
    return printed.negative() if "negative" in words else printed


def _bound(said: Clauses, amount: Amount) -> str:
    """The words before an amount that make it a bound or a guess: "more than", "nearly"."""
    before = lower(said.text[: amount.start]).split()
    tails = (" ".join(before[-count:]) for count in (2, 1))
    return next((words for words in tails if said.language in lexicon("bounds").languages(words)), "")


# -- period and place ----------------------------------------------------------------------


def _about(said: Clauses, known: Known) -> Period | None:
    """The period to lean on; without any words of time only where the sentence before states it."""
    return known.about if said.whens or (known.goes_on and not said.says("time")) else None


def _span(said: Clauses, amount: Amount, flow: FlowWord, when: When | None) -> tuple[int, int]:
    places = [*said.economies, *said.agencies, flow]
    starts = [said.items[each.first].start for each in places]
    ends = [said.items[each.after - 1].end for each in places]
    times = [when] if when else []
    starts += [amount.start, *(each.start for each in times)]
    ends += [amount.end, *(each.end for each in times)]
    return min(starts), max(ends)
