"""The word for a flow that an amount of a sentence is of."""

from __future__ import annotations

from etl.reading.clause import Clauses, FlowWord
from etl.reading.lexicon import lexicon
from etl.reading.model import Amount, CannotTell
from etl.reading.picking import is_compared_with
from etl.reading.tokens import Token

CHANGES = frozenset({"by", "change"})


def flow_of(said: Clauses, amount: Amount) -> FlowWord | CannotTell | None:
    """The flow word of an amount; None where the sentence has none for it."""
    since = max((each.end for each in said.amounts if each.end <= amount.start), default=0)
    first = said.place(amount.start)
    own = [each for each in said.flows if said.items[each.first].start >= since and each.after <= first]
    behind = _flow_behind(said, amount)
    if behind and (not own or own[-1].flow == behind.flow):
        return behind
    if behind:
        return CannotTell((f"{own[-1].flow} or {behind.flow}: both are named beside it",))
    if len({each.flow for each in own}) > 1:
        return CannotTell(("several flows are named before it",))
    if own:
        return own[-1]
    return _inherited(said, amount)


def _inherited(said: Clauses, amount: Amount) -> FlowWord | CannotTell | None:
    """ "Was $19 million against $15 million", "rose from $15 million to $19 million": of the same flow."""
    before = [each for each in said.amounts if each.end <= amount.start]
    if not before:
        return None
    last = flow_of(said, before[-1])
    is_end = amount.role == "to" and before[-1].role in ("from", *CHANGES)
    if isinstance(last, FlowWord) and not (is_end or is_compared_with(amount, said.text)):
        return CannotTell(("it may be another thing than the flow named before",))
    return last


def _flow_behind(said: Clauses, amount: Amount) -> FlowWord | None:
    """ "$3.17 billion trade turnover"."""
    place = said.place(amount.end)
    for each in said.flows:
        if place <= each.first <= place + 3:
            between = said.items[place : each.first]
            if all(_is_trade(token, said.language) for token in between):
                return each
    return None


def _is_trade(token: Token, language: str) -> bool:
    return lexicon("prose").languages(token.text).get(language) in ("trade", "world")
