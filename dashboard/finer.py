"""Thousands of products of bulk data: one period whole and its largest products over time, never all of both."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.products import Detail, details
from dashboard.state import View
from trade import questions
from trade.bulk.tables import SCHEMES


def schemes(view: View) -> list[str]:
    """Classifications finer than chapters that the bulk data in use hold."""
    levels = {level for each in view.store.bulk for level in each.levels if level > 2}
    return [SCHEMES[level] for level in sorted(levels)]


def detail_of(view: View, found: Sequence[Detail], lines: int) -> list[Detail]:
    """The finer detail that is asked for: all products of its period, and over time the ``lines`` largest of them.

    ``found``: the chapters, which say what periods there are.
    """
    asked = view.asked
    if asked.scheme not in schemes(view):
        return []
    wanted = asked.flow if asked.flow in ("X", "M") else None
    bulk = {each.name for each in view.store.bulk}
    chapters = [each for each in found if each.source in bulk and wanted in (None, each.flow)]
    chapters = [each for each in chapters if asked.source in (None, each.source)]
    if not chapters:
        return []
    one = chapters[0]
    period = asked.period if asked.period in one.periods else one.newest
    every = asked.but(
        source=one.source, agency=one.agency, flow=one.flow, product=None, period=period, since=None
    )
    now = [row for row in questions.products(view.store, every) if row["seen_from"] == one.seen_from]
    largest = sorted(now, key=lambda row: -(row["value_usd"] or 0))[:lines]
    codes = dict.fromkeys([*(row["product"] for row in largest), *([asked.product] if asked.product else [])])
    past = [
        row
        for code in codes
        for row in questions.products(view.store, every.but(product=code, period=None))
        if row["seen_from"] == one.seen_from and row["period"] != period.text
    ]
    return details([*now, *past])
