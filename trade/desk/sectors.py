"""The trade of a pair by product, in the words of each side: figure, share of the publisher's total, growth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from trade import pairs
from trade.desk.columns import BEFORE, CHANGE, NOW, SAID, columns
from trade.desk.rows import against, named, newest, period_of
from trade.desk.shares import share
from trade.indicators.basis import PRODUCTS
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store

COLUMNS = columns(
    "reporter_name", "partner_name", "flow_name", "product_name", *NOW, "share_percent", *BEFORE, *CHANGE, *SAID
)  # fmt: skip
_TOTAL = "TOTAL"


def rows(store: Store, asked: Selection) -> list[dict[str, Any]]:
    """A row a source, agency, direction and product, the partner's own figures on the same trade behind.

    In ``period``, else in the newest one that each publisher splits by product.
    """
    partner = asked.partner or WORLD
    sides = [(asked.reporter, partner)] + ([(partner, asked.reporter)] if partner != WORLD else [])
    found: list[dict[str, Any]] = []
    for side in sides:
        every = pairs.figures(store, asked.but(by="product"), [side])
        for _, own in groupby(every, key=lambda row: (row["source"], row["agency"])):
            found += _of_one(list(own), asked)
    return found


def _of_one(own: Sequence[Row], asked: Selection) -> Iterator[dict[str, Any]]:
    """The products of one publisher and side."""
    split = [row for row in own if row["product_scheme"] != _TOTAL]
    last = newest(row for row in split if asked.period in (None, period_of(row)))
    if last is None:
        return
    period = period_of(last)
    at = {_cell(row, period_of(row)): row for row in own}
    for row in split:
        if period_of(row) == period:
            before = at.get(_cell(row, period.same_period_before))
            total = at.get(_cell({**row, "product_scheme": _TOTAL, "product": _TOTAL}, period))
            compared = named(row, asked.lang) | against(row, before, asked.lang)
            yield share(compared, row, total, PRODUCTS, asked.lang)


def _cell(row: Row, period: Period) -> tuple[object, ...]:
    return row["flow"], row["product_scheme"], row["product"], row["currency"], period
