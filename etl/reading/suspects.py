"""Words and figures around an amount that may make it something else than the trade of two economies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from etl.reading.clause import Clauses, FlowWord
from etl.reading.lexicon import lexicon
from etl.reading.model import Amount

#: How many unknown words before a flow word, or behind an amount, are looked at.
BEFORE, BEHIND = 4, 4
STOPS = frozenset({",", ".", ";", ":", ")", "("})
_KNOWN = ("common", "links", "fillers", "roles", "periods", "months", "ordinals", "signs")
_UNSAFE = frozenset({"forecast", "part"})


def is_listed(said: Clauses, amount: Amount) -> bool:
    """ "$1.576bn, $547.4m, and $347.1m respectively": amounts with nothing but "and" between them."""
    if any("respectively" in lexicon("links").languages(token.text).values() for token in said.items):
        return True
    gaps = [(one.end, two.start) for one, two in pairwise(said.amounts) if amount in (one, two)]
    return any(_is_mere_and(said, start, end) for start, end in gaps)


def stands_behind_by(said: Clauses, amount: Amount) -> bool:
    """ "Exceeded the level of 2016 by $3 million"."""
    place = said.place(amount.start) - 1
    return place >= 0 and lexicon("roles").languages(said.items[place].text).get(said.language) == "by"


def _is_mere_and(said: Clauses, start: int, end: int) -> bool:
    between = said.items[said.place(start) : said.place(end)]
    return all(
        token.text == "," or lexicon("prose").languages(token.text).get(said.language) == "and"
        for token in between
    )


def unknown_words(said: Clauses, flow: FlowWord, amount: Amount) -> list[str]:
    """Words around a flow word and an amount that may make the amount something else."""
    first, after = said.place(amount.start), said.place(amount.end)
    start, end = min(flow.first, first), max(flow.after, after)
    since = max((said.place(each.end) for each in said.amounts if each.end <= amount.start), default=0)
    between = [place for place in range(start, end) if not flow.first <= place < flow.after]
    places = [*_before(said, start, since), *between, *_behind(said, end), *_behind(said, flow.after)]
    found = [place for place in dict.fromkeys(places) if not _is_known(said, place)]
    return [said.items[place].text for place in sorted(found)]


def _before(said: Clauses, start: int, since: int) -> Iterator[int]:
    """The nearest words before ``start`` that nothing covers, up to a "that"."""
    left = BEFORE
    for place in range(start - 1, since - 1, -1):
        token = said.items[place]
        if lexicon("prose").languages(token.text).get(said.language) == "that":
            return
        if token.kind != "sign" and place not in said.covered:
            yield place
            left -= 1
        if not left:
            return


def _behind(said: Clauses, end: int) -> Iterator[int]:
    for place in range(end, min(end + BEHIND, len(said.items))):
        if said.items[place].text in STOPS:
            return
        yield place


def _is_known(said: Clauses, place: int) -> bool:
    token = said.items[place]
    if place in said.covered or token.kind == "sign":
        return True
    if token.kind == "number":
        behind = said.items[place + 1].text if place + 1 < len(said.items) else ""
        return behind == "%" or behind in _RATES
    meaning = lexicon("prose").languages(token.text).get(said.language)
    if meaning:
        return meaning not in _UNSAFE
    return any(said.language in lexicon(name).languages(token.text) for name in _KNOWN)


_RATES = frozenset(
    {"percent", "per", "times", "faiz", "dəfə", "процента", "процентов", "процент", "раза", "раз", "proc", "procento",
     "procentų", "kartus", "karto"}
)  # fmt: skip
