"""The partners of a reporter in one period: figure, share of the publisher's total, rank, growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trade import pairs
from trade.codelists import economies
from trade.desk.columns import BEFORE, CHANGE, NOW, SAID, columns
from trade.desk.rows import FLOWS, against, named, newest, period_of
from trade.desk.shares import share
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store

COLUMNS = columns(
    "reporter_name", "partner_name", "rank", "flow_name", *NOW, "share_percent", *BEFORE, *CHANGE, *SAID
)
_ECONOMIES = ("economy", "former")


def rows(store: Store, asked: Selection) -> list[dict[str, Any]]:
    """Every partner of each publisher, the largest first within its direction; groups and the world among them.

    In ``period``, else in the newest one for which that publisher names several partners.
    """
    return [
        row
        for flow in ([asked.flow] if asked.flow else FLOWS)
        for publisher, period in periods(store, asked.but(flow=flow, by=None))
        for row in _of_one(store, asked.but(flow=flow, by=None, **publisher), period)
    ]


def periods(store: Store, asked: Selection) -> Iterator[tuple[dict[str, str], Period]]:
    """Each publisher that names several partners, with the period that it is asked for."""
    listed = pairs.splits(store, asked)
    for source, agency in dict.fromkeys((row["source"], row["agency"]) for row in listed):
        own = [row for row in listed if (row["source"], row["agency"]) == (source, agency)]
        row = newest(row for row in own if asked.period in (None, period_of(row)))
        if row is not None:
            yield {"source": source, "agency": agency}, period_of(row)


def _of_one(store: Store, asked: Selection, period: Period) -> Iterator[dict[str, Any]]:
    before = period.same_period_before
    found = pairs.figures(store, asked, [(asked.reporter, None)], [period, before])
    at = {(row["partner"], row["currency"], period_of(row)): row for row in found}
    now = sorted((row for row in found if period_of(row) == period), key=_size, reverse=True)
    ranks = _ranks(now)
    for row in now:
        whole = at.get((WORLD, row["currency"], period))
        compared = named(row, asked.lang) | against(
            row, at.get((row["partner"], row["currency"], before)), asked.lang
        )
        yield share(compared, row, whole, ("partner",), asked.lang) | {
            "rank": ranks.get((row["currency"], row["partner"]))
        }


def _size(row: Row) -> float:
    return row["value_usd"] if row["value_usd"] is not None else float("-inf")


def _ranks(now: Sequence[Row]) -> Mapping[tuple[str, str], int]:
    """Places of economies, by currency; those with equal figures share one."""
    ranks: dict[tuple[str, str], int] = {}
    for row in now:
        if row["value_usd"] is not None and economies()[row["partner"]].kind in _ECONOMIES:
            larger = sum(
                economies()[each["partner"]].kind in _ECONOMIES
                and each["currency"] == row["currency"]
                and _size(each) > _size(row)
                for each in now
            )
            ranks[row["currency"], row["partner"]] = larger + 1
    return ranks
