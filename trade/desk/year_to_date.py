"""Year to date against the same months of the year before, of every publisher and direction of a pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from trade import questions
from trade.desk.columns import BEFORE, CHANGE, NOW, SAID, columns
from trade.desk.rows import against, kind, named, newest, period_of
from trade.errors import BadSelection
from trade.period import Period
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store

COLUMNS = columns("reporter_name", "partner_name", "flow_name", *NOW, *BEFORE, *CHANGE, *SAID)


def rows(store: Store, asked: Selection) -> list[dict[str, Any]]:
    """A row a source, agency and direction: up to the end of ``period``, else the newest figure of each.

    A whole year stands there only where it was asked for or where it is a publisher's newest, says so in
    ``kind_name``, and comes after all years to date. BadSelection for a period that no year to date leads to.
    """
    wanted = asked.period and leading_to(asked.period)
    every = questions.series(store, asked.but(period=None, since=None, until=None))
    found = [
        named(now, asked.lang) | against(now, _before(now, own), asked.lang)
        for own in _by_publisher(every)
        if (now := _now(own, wanted)) is not None
    ]
    return sorted(found, key=lambda row: kind(period_of(row)) == "A")


def leading_to(period: Period) -> Period:
    """January to the last month of a period: ``2018-01..2018-10`` for ``2018-10``."""
    if not period.is_whole_months or period.start.year != period.end.year:
        raise BadSelection(
            "period", f"no year to date leads to {period}.", todo="Write 2018-10 or 2018-01..2018-10."
        )
    return Period.year_to_date(period.end.year, period.end.month)


def _by_publisher(every: Sequence[Row]) -> Iterator[list[Row]]:
    for _, own in groupby(every, key=lambda row: (row["source"], row["agency"], row["flow"])):
        yield list(own)


def _now(own: Sequence[Row], wanted: Period | None) -> Row | None:
    cumulative = [row for row in own if period_of(row).is_year_to_date]
    return newest(row for row in cumulative if wanted in (None, period_of(row)))


def _before(now: Row, own: Sequence[Row]) -> Row | None:
    """The same months a year before on the same basis; else what comes nearest, which is then refused."""
    same = period_of(now).same_period_before
    near = [row for row in own if period_of(row) == same] or [
        row
        for row in own
        if row["frequency"] == "A" and row["period_start"] == same.start and row["value_usd"] is not None
    ]
    basis = ("currency", "valuation", "partner_rule")
    return max(near, key=lambda row: [row[name] == now[name] for name in basis], default=None)
