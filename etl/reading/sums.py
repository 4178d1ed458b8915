"""What amounts of one sentence tell of one another: exports and imports make up turnover and balance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from etl.reading.model import Amount, Printed
from etl.reading.sharing import CHANGES


def settled_by_sums(amounts: Sequence[Amount]) -> list[Amount]:
    """``amounts``, with the only readings under which exports and imports fit turnover or balance.

    "630,854 mln USD (exports 88.8 mln, imports 542.0 mln)": the comma is a decimal mark.
    """
    settled = list(amounts)
    for whole in ("T", "B"):
        places = [_only_place(settled, flow) for flow in ("X", "M", whole)]
        if None in places or all(each.is_clear for each in settled):
            continue
        known = [place for place in places if place is not None]
        fitting = [
            each for each in product(*(settled[place].readings for place in known)) if _fits(whole, *each)
        ]
        if len(fitting) == 1:
            for place, reading in zip(known, fitting[0], strict=True):
                settled[place] = settled[place].keeping((reading,))
    return settled


def _only_place(amounts: Sequence[Amount], flow: str) -> int | None:
    """Where the one level of ``flow`` stands; None where it has none, several, or they differ in currency."""
    places = [place for place, each in enumerate(amounts) if each.flow == flow and each.role not in CHANGES]
    one_currency = len({each.currency for each in amounts}) == 1
    return places[0] if len(places) == 1 and one_currency else None


def _fits(whole: str, exports: Printed, imports: Printed, total: Printed) -> bool:
    if whole == "T":
        return (exports.value + imports.value).overlaps(total.value)
    balance = exports.value - imports.value
    return balance.overlaps(total.value) or balance.overlaps(total.negative().value)
