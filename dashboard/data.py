"""The one store that all pages ask."""

from __future__ import annotations

from functools import cache

from trade.selection import Selection
from trade.store import Store


@cache
def store() -> Store:
    return Store.at()


def store_of(asked: Selection) -> Store:
    """The same store, with the bulk data sets that a selection names as its sources; BadSelection where there is none."""
    return store().over(asked.source, asked.other_source)
