"""Exactly what is selected: the rows of the page Data and of files."""

from __future__ import annotations

from typing import Any

from trade.answers import compose
from trade.filters import Row, by_flow, derived_flows, filters
from trade.selection import Selection
from trade.store import Store


def table_query(asked: Selection) -> tuple[str, dict[str, Any]]:
    """The query of exactly what is selected, not yet in order, and its values: exports name the codes."""
    wheres, values = filters(asked, total=False)
    question = f"SELECT * FROM answers {by_flow(asked, values)}"
    return compose(question, wheres, derived_flows(asked)), values


def count(store: Store, asked: Selection) -> int:
    """How many rows are selected."""
    sql, values = table_query(asked)
    return int(store.rows(f"SELECT count(*) AS rows FROM ({sql})", values)[0]["rows"])


def has_other_rule(store: Store, asked: Selection) -> bool:
    """Whether something that is selected stands in ``trade`` by another partner rule too."""
    sql, values = table_query(asked)
    return bool(store.rows(f"SELECT 1 AS found FROM ({sql}) WHERE other_rule IS NOT NULL LIMIT 1", values))


def extent(store: Store, asked: Selection) -> list[Row]:
    """What there is on a selection by source: source, figures, first and last day; filters as of ``revisions``."""
    wheres, values = filters(asked, total=False)
    return store.rows(
        "SELECT source, count(*) AS figures, min(period_start) AS first, max(period_end) AS last "
        f"FROM trade WHERE {' AND '.join(wheres)} GROUP BY source ORDER BY source",
        values,
    )
