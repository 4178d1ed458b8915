"""The one store that all pages ask."""

from __future__ import annotations

from functools import cache

from trade.store import Store


@cache
def store() -> Store:
    return Store.at()


@cache
def background() -> Store:
    """The same for files: however large one is, pages have the other cores and an engine of their own."""
    return store().in_background()
