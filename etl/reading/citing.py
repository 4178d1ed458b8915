"""Whose figure it is by the words around it: the agency cited and the economies named with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.reading.clause import Clauses, FlowWord
from etl.reading.marks import Marked, marked
from etl.reading.model import Amount, CannotTell
from etl.reading.suspects import STOPS
from etl.reading.whose import NAMESAKES, Named
from trade.codelists import agencies
from trade.period import Period


@dataclass(frozen=True)
class Known:
    """What the article so far, and its agencies as a whole, tell a sentence."""

    published: Period | None
    #: the last period that the paragraph states, and whether it is that of the sentence before
    about: Period | None
    goes_on: bool
    economies: Sequence[str]
    #: all agencies that the article cites
    agencies: frozenset[str]
    is_alone: bool


@dataclass(frozen=True)
class Cited:
    code: str | None
    note: str = ""


# -- whose statistics ----------------------------------------------------------------------


def cited_in(said: Clauses, known: Known) -> Cited | CannotTell:
    """The agency of the sentence, else the only one that the article cites."""
    here = {each.code for each in said.agencies}
    if len(here) > 1:
        return CannotTell((f"several agencies are cited: {', '.join(sorted(here))}",))
    if here:
        return _known_agency(said, here.pop(), all(each.ending != "named" for each in said.agencies))
    if said.says("cite"):
        return CannotTell(("what is cited for it is no agency of the list",))
    if len(known.agencies) == 1 and "" not in known.agencies:
        return Cited(next(iter(known.agencies)), "the agency is cited elsewhere in the article")
    return Cited(None) if not known.agencies else CannotTell(("the article cites several agencies",))


def _known_agency(said: Clauses, code: str, is_bare: bool) -> Cited | CannotTell:
    if not code:
        return CannotTell(("the agency cited is of another country than the list knows by that name",))
    namesakes = {each.code for each in said.economies} & NAMESAKES - {agencies()[code].country}
    if is_bare and namesakes:
        return CannotTell((f"whether the agency is that of {', '.join(sorted(namesakes))}",))
    return Cited(code)


# -- which economies -----------------------------------------------------------------------


def named_with(said: Clauses, amount: Amount, flow: FlowWord, known: Known, cited: Cited) -> Named:
    every = marked(said.items, said.economies, said.language)
    codes = list(dict.fromkeys(each.code for each in every))
    if said.says("pair"):
        is_them = len(known.economies) == 2 and set(codes) <= set(known.economies)
        every += [Marked(code, "with", -1) for code in known.economies if code not in codes and is_them]
        codes = list(known.economies) if is_them else []
    near = _near(said, amount, flow, every)
    alone = known.is_alone and not said.says("pair")
    return Named(codes, near, every, cited.code, said.is_of_world, known.economies, alone, not cited.note)


def _near(said: Clauses, amount: Amount, flow: FlowWord, every: Sequence[Marked]) -> list[Marked]:
    """Those between the amount before and the next amount, flow word or comma."""
    first, after = said.place(amount.start), said.place(amount.end)
    since = max((said.place(each.end) for each in said.amounts if each.end <= amount.start), default=0)
    next_flows = [each.first for each in said.flows if each.first > max(after - 1, flow.first)]
    next_amounts = [said.place(each.start) for each in said.amounts if each.start >= amount.end]
    stops = [
        place for place in range(max(after, flow.after), len(said.items)) if said.items[place].text in STOPS
    ]
    until = min([*next_flows, *next_amounts, *stops, len(said.items)])
    return [each for each in every if min(since, first) <= each.first < until]
