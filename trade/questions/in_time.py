"""What is known of a pair, or of a reporter with the world, period by period."""

from __future__ import annotations

from datetime import date

from trade.answers import compose
from trade.filters import LATEST, REST, WORLD, Row, by_flow, derived_flows, filters, needed
from trade.selection import Selection
from trade.store import Store

#: The same trade seen from the other side.
OTHER_SIDE = {"X": "M", "M": "X", "T": "T", "B": "B"}


PRINTED = "method = 'published'"


def series(store: Store, asked: Selection) -> list[Row]:
    """All periods of one reporter with one partner (None: World), of every source, in order.

    All flows unless ``flow`` is given; turnover and balance are put together from exports and
    imports where the source prints none (``method`` says so). Filters: source, agency, scheme and
    product (TOTAL unless given), since, until, as_of.
    """
    wheres, values = filters(asked.but(partner=asked.partner or WORLD, period=None), total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY source, agency, flow, period_start, period_end, {REST}"
    return store.rows(compose(question, wheres, derived_flows(asked)), values)


def mirror(store: Store, asked: Selection) -> list[Row]:
    """The partner's own figures on the same trade, as ``series``, flows turned to the reporter's side.

    The partner's imports from the reporter answer to the reporter's exports: they come back with
    flow X, but with the partner in the column ``reporter``, whose statistics they are.
    """
    turned = asked.but(
        reporter=asked.partner or WORLD,
        partner=asked.reporter,
        flow=OTHER_SIDE.get(asked.flow or ""),
    )
    return [_turned(row) for row in series(store, turned)]


def _turned(row: Row) -> Row:
    flow = OTHER_SIDE[row["flow"]]
    if flow != "B":
        return {**row, "flow": flow}
    low, high = _negative(row["high_usd"]), _negative(row["low_usd"])
    return {**row, "flow": flow, "value_usd": _negative(row["value_usd"]), "low_usd": low, "high_usd": high}


def _negative(value: float | None) -> float | None:
    """None stays: a balance of figures in a currency that no rate is held for."""
    return None if value is None else -value


def printed(store: Store, asked: Selection) -> list[Row]:
    """What was published of a pair whoever reports it, the newest period first; nothing put together."""
    own = asked.but(partner=asked.partner or WORLD, flow=None, period=None, since=None, until=None)
    wheres, values = filters(own, total=True)
    either = "(reporter = $reporter AND partner = $partner OR reporter = $partner AND partner = $reporter)"
    others = tuple(where for where in wheres if "$reporter" not in where and "$partner" not in where)
    question = (
        "SELECT * FROM answers "
        f"ORDER BY period_end DESC, period_start DESC, source, agency, reporter, flow, {REST}"
    )
    return store.rows(compose(question, (either, *others, PRINTED), ()), values)


def coverage(store: Store, asked: Selection) -> list[Row]:
    """Which periods each source answers for: source, agency, frequency, period, its days, figures.

    For the reporter, and the partner, flow, scheme and product where given; newest period first.
    """
    wheres, values = filters(asked.but(period=None, source=None, agency=None), total=True)
    question = f"""
        SELECT source, agency, frequency, period, period_start, period_end, count(*) AS figures
        FROM answers {by_flow(asked, values)}
        GROUP BY source, agency, frequency, period, period_start, period_end
        ORDER BY period_end DESC, period_start, source, agency, frequency, period
    """
    return store.rows(compose(question, wheres, derived_flows(asked)), values)


def newest(store: Store, asked: Selection, limit: int = 8) -> list[Row]:
    """What was published last about the reporter (and partner, if given), newest first."""
    wheres, values = filters(asked.but(period=None, source=None, agency=None), total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY known_from DESC, period_end DESC, flow, rests_on LIMIT {int(limit)}"
    return store.rows(compose(question, (*wheres, PRINTED), ()), values)


def known_days(store: Store, asked: Selection, limit: int) -> list[date]:
    """The newest days on which a figure of the selection became the latest word, whenever that was."""
    wheres, values = filters(asked.but(period=None, as_of=None), total=True)
    told = " AND ".join(where for where in wheres if where != LATEST)
    rows = store.rows(
        f"SELECT DISTINCT known_from FROM trade WHERE {told} ORDER BY known_from DESC LIMIT {int(limit)}",
        values,
    )
    return [row["known_from"] for row in rows]


def same_cell(store: Store, asked: Selection) -> list[Row]:
    """What every source and agency says of one cell: reporter, partner, flow, period, product."""
    period = needed(asked.period)
    everyone = asked.but(source=None, agency=None, partner=asked.partner or WORLD, period=period)
    wheres, values = filters(everyone, total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY source, agency, flow, {REST}"
    return store.rows(compose(question, wheres, derived_flows(asked)), values)
