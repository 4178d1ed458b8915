"""The one store that all pages ask."""

from __future__ import annotations

from functools import cache

from trade.store import Store


@cache
def store() -> Store:
    return Store.at()
