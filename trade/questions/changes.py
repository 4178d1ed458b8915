"""What publishers said otherwise later, and what they said anew."""

from __future__ import annotations

from typing import Any

from trade import revised
from trade.filters import AS_OF, LATEST, Row, filters
from trade.selection import Selection
from trade.store import Store


def revisions(store: Store, asked: Selection, limit: int | None = None) -> list[Row]:
    """The figures that their publisher changed, the largest change first: columns of ``revised.COLUMNS``.

    Each with its first and its latest value, and the days between them. A figure repeated with other
    digits is none. Filters: reporter, partner (all unless given), flow, source, agency, scheme and
    product (all), since, until, period; with ``as_of`` only what was public by then.
    """
    sql, values = revisions_query(asked)
    most = f" LIMIT {int(limit)}" if limit is not None else ""
    return store.small.rows(f"SELECT * FROM ({sql}) ORDER BY {revised.ORDER}{most}", values)


def revisions_query(asked: Selection) -> tuple[str, dict[str, Any]]:
    """The query of ``revisions``, not yet in order, and its values."""
    wheres, values = _said_by(asked)
    return revised.cells(wheres), values


def revision_steps(store: Store, asked: Selection) -> list[Row]:
    """How much was revised of each period on each day: figures, mean size of change, the largest of them."""
    wheres, values = _said_by(asked)
    return store.small.rows(revised.steps(wheres), values)


def revision_means(store: Store, asked: Selection) -> list[Row]:
    """The mean revision of each source and agency: from the first to the latest value."""
    wheres, values = _said_by(asked)
    return store.small.rows(revised.means(wheres), values)


def news(store: Store, asked: Selection, limit: int, skipped: int = 0) -> list[Row]:
    """New and revised figures, the newest first: columns of ``trade`` and what stood before (``revised.news``).

    Filters as of ``revisions``.
    """
    wheres, values = _said_by(asked)
    return store.small.rows(f"{revised.news(wheres)} LIMIT {int(limit)} OFFSET {int(skipped)}", values)


def revised_cells(store: Store) -> list[Row]:
    """Every printed figure that its publisher changed: what names its cell, and ``revised_on``, when it first did."""
    return store.small.rows(revised.first_days())


def revised_reporters(store: Store) -> list[Row]:
    """Whose figures were revised: reporter, revised."""
    return store.small.rows(revised.reporters())


def _said_by(asked: Selection) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Conditions for all words on the selection up to ``as_of``, the latest or not."""
    wheres, values = filters(asked, total=False)
    known = tuple("known_from <= $as_of" if where == AS_OF else where for where in wheres if where != LATEST)
    if asked.flow:
        return (*known, "flow = $flow"), values | {"flow": asked.flow}
    return known, values
