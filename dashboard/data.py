"""The one store that all pages ask, and for each request the one version of the data set that it is answered from."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from flask import has_request_context, request

from trade.errors import SourceUnavailable, TradeDataError
from trade.selection import Selection
from trade.store import Store

#: Where a request keeps its store.
KEPT = "bilateral.store"


def store() -> Store:
    """Within a request its own, so that no answer mixes versions; elsewhere one that follows every publish."""
    return of_request(request.environ) if has_request_context() else _latest()


def of_request(environ: dict[str, Any]) -> Store:
    """The store on the version in use when the request first asked; before the first publish one that says so."""
    if KEPT not in environ:
        environ[KEPT] = _latest()
        with suppress(SourceUnavailable):
            environ[KEPT] = _fixed(_latest().version)
    return environ[KEPT]


@cache
def _latest() -> Store:
    return Store.at()


@lru_cache(maxsize=2)
def _fixed(_version: str) -> Store:
    """All requests on one version share its store: what is remembered for a store is made once."""
    return _latest().fixed()


def forget() -> None:
    """The next question goes to the store that TRADE_STORE names then."""
    _latest.cache_clear()
    _fixed.cache_clear()


def introduce() -> None:
    """Says on standard error why no question can be answered now, if that is so; pages come up all the same.

    A cluster is asked a first question meanwhile: it is the slowest, and no reader has to wait for it.
    """
    try:
        elsewhere = store().folder is None
    except TradeDataError as error:
        _say(error)
    else:
        if elsewhere:
            threading.Thread(target=_ask, daemon=True).start()


def _ask() -> None:
    try:
        store().rows("SELECT count(*) AS counted FROM sources")
    except TradeDataError as error:
        _say(error)


def _say(error: TradeDataError) -> None:
    print(error.sentence(), file=sys.stderr, flush=True)


def store_of(asked: Selection) -> Store:
    """The same store, with the bulk data sets that a selection names as its sources; BadSelection where there is none."""
    return store().over(asked.source, asked.other_source)
