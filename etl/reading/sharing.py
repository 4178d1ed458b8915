"""What neighbouring amounts share: "from 15.1 to 19.8 million dollars", "exports and imports ... respectively".

A magnitude word, a currency or the names of flows may be printed once for several numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from etl.reading.compose import Part
from etl.reading.currencies import DASHES, Run, currency_of
from etl.reading.lexicon import lexicon
from etl.reading.model import Amount
from etl.reading.money import RANGE
from etl.reading.tokens import Token, is_year

#: Numbers that share a magnitude word are of one size; "from $800 to $1.2 million" is something else.
FARTHEST = 20
CHANGES = frozenset({"by", "change"})


# -- magnitude words -----------------------------------------------------------------------


def lent(items: list[Token], found: Sequence[Run]) -> list[Run]:
    """``found``, each bare number with the magnitude word that the next number lends it."""
    runs = list(found)
    for place in range(len(runs) - 2, -1, -1):
        runs[place] = _with_unit(items, runs[place], runs[place + 1])
    return runs


def _with_unit(items: list[Token], run: Run, behind: Run) -> Run:
    bare, lender = _only(run), _only(behind)
    if bare is None or lender is None or bare.unit is not None or lender.unit is None:
        return run
    if not _lends(items, run, behind) or not _one_size(bare.digits, lender.digits):
        return run
    currency = currency_of(items, behind)[0] or behind.lent_currency
    return replace(run, parts=(Part(bare.digits, lender.unit),), lent_currency=currency)


def _only(run: Run) -> Part | None:
    return run.parts[0] if len(run.parts) == 1 else None


def _lends(items: list[Token], run: Run, behind: Run) -> bool:
    """ "From A to B million", "A and B million respectively", "13.1 and 8.2 billion": nothing else."""
    joint = _joint(items[run.after : behind.first])
    if joint is None or is_year(run.parts[0].digits):
        return False
    if joint == "towards":
        return bool(_before(items, currency_of(items, run)[1]) & {"from", "between"})
    exact = all(not each.parts[0].digits.isdigit() for each in (run, behind))
    return exact or any(_link(token.text, "respectively") for token in items)


def _one_size(one: str, two: str) -> bool:
    numbers = [Decimal(text.replace(",", ".").split(" ")[0].split(".")[0] or "0") + 1 for text in (one, two)]
    return max(numbers) <= FARTHEST * min(numbers)


def _joint(between: Sequence[Token]) -> str | None:
    """What joins two numbers: "and", "towards", or None where anything else stands between them."""
    words = [token.text for token in between if not _is_currency(token)]
    if len(words) == 2 and words[0] == "," and _link(words[1], "and"):
        return "and"
    if len(words) != 1:
        return None
    if _link(words[0], "towards"):
        return "towards"
    return "and" if words[0] == "," or _link(words[0], "and") else None


def _is_currency(token: Token) -> bool:
    return bool(lexicon("currencies").meanings(token.text)) or token.text == "us"


def _before(items: list[Token], place: int) -> frozenset[str]:
    if place == 0:
        return frozenset()
    word = items[place - 1].text
    return lexicon("roles").meanings(word) | lexicon("links").meanings(word)


def _link(word: str, meaning: str) -> bool:
    return meaning in lexicon("links").meanings(word)


# -- amounts -------------------------------------------------------------------------------


def settled_together(items: list[Token], found: Sequence[Amount]) -> list[Amount]:
    """``found`` with what neighbours tell of one another: ranges, a currency printed once, flows in order."""
    amounts = list(found)
    for place in reversed(range(len(amounts) - 1)):
        amounts[place : place + 2] = _pair(items, amounts[place], amounts[place + 1])
    for first, after in _lists(items, amounts):
        amounts[first:after] = _in_order(items, amounts[first:after])
    return amounts


def _pair(items: list[Token], one: Amount, two: Amount) -> list[Amount]:
    between = _between(items, one, two)
    touching = not between or _joint(between) is not None
    if one.currency is None and two.currency and (touching or _only_flows(between)):
        one = replace(one, currency=two.currency)
    if _is_conversion(one, two, between):
        two = replace(two, role=one.role, flow=one.flow)
    if _is_range(items, one, between):
        return [replace(each, doubts=(*each.doubts, RANGE)) for each in (one, two)]
    return [one, two]


def _only_flows(between: Sequence[Token]) -> bool:
    """ "Import 31.5 mln, export 12.1 mln dollars": marks and flows, nothing else."""
    return all(_is_mark_or_flow(token) for token in between)


def _is_mark_or_flow(token: Token) -> bool:
    if token.text in {",", ";", ":", *DASHES} or _link(token.text, "and"):
        return True
    return len(lexicon("flows").meanings(token.text)) == 1


def _is_conversion(one: Amount, two: Amount, between: Sequence[Token]) -> bool:
    """ "USD 1.86 million (AZN 3.16 million)": one thing in two currencies."""
    bracketed = [token.text for token in between] == ["("]
    return bracketed and bool(one.currency and two.currency) and one.currency != two.currency


def _is_range(items: list[Token], one: Amount, between: Sequence[Token]) -> bool:
    """ "Between A and B", "A - B", "from 5 to 6 billion" where nothing moved."""
    before = _before(items, next(i for i, token in enumerate(items) if token.start >= one.start))
    joint = _joint(between)
    if "between" in before and joint:
        return True
    if joint == "towards":
        from_one_to_other = one.role == "from" and (_is_exact(one) or any(_moved(token) for token in items))
        return one.role not in CHANGES and not from_one_to_other
    return len(between) == 1 and between[0].text in DASHES


def _is_exact(amount: Amount) -> bool:
    """ "$30.2 billion": nobody gives the ends of a range with decimals."""
    return all("." in each.digits for each in amount.readings)


def _moved(token: Token) -> bool:
    return "moved" in lexicon("roles").meanings(token.text)


def _between(items: list[Token], one: Amount, two: Amount) -> list[Token]:
    return [token for token in items if one.end <= token.start and token.end <= two.start]


def _lists(items: list[Token], amounts: Sequence[Amount]) -> list[tuple[int, int]]:
    """Amounts that follow one another with nothing but commas and "and" between: first, after."""
    joined = [_joint(_between(items, one, two)) == "and" for one, two in pairwise(amounts)]
    found: list[tuple[int, int]] = []
    first = 0
    for place in range(len(amounts)):
        if place == len(joined) or not joined[place]:
            found += [(first, place + 1)] if place > first else []
            first = place + 1
    return found


def _in_order(items: list[Token], group: Sequence[Amount]) -> list[Amount]:
    """Each amount with the flow that stands in its place: "exports and imports were A and B"."""
    named = _flows_before(items, group[0].start)
    if len(named) != len(group) or len(set(named)) != len(named):
        return [replace(each, flow=None) for each in group] if len(named) > 1 else list(group)
    return [replace(each, flow=flow) for each, flow in zip(group, named, strict=True)]


def _flows_before(items: list[Token], start: int) -> list[str]:
    """Flows named in one row before ``start``: nothing but an "and", a comma or a word between them."""
    found: list[tuple[int, str]] = []
    for place, token in enumerate(items):
        flows = lexicon("flows").meanings(token.text)
        if token.end <= start and len(flows) == 1:
            near = not found or place - found[-1][0] <= 3
            found = [*(found if near else []), (place, next(iter(flows)))]
    return [flow for _, flow in found]
