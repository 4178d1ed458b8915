"""The one store that all pages ask, and for each request the one version of the data set that it is answered from."""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

from flask import has_request_context, request

from trade import questions
from trade.errors import SourceUnavailable, TradeDataError
from trade.selection import Selection
from trade.store import Store

#: What pages ask whatever is selected.
COMMON = (questions.reporters, questions.sources, questions.revised_cells, questions.all_who_name_partners)
#: The name of a thread that asks it.
PREPARES = "bilateral-prepares"
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


@lru_cache(maxsize=1)
def _fixed(_version: str) -> Store:
    """All requests on one version share its store: what is remembered for a store is made once.

    That of a version before is gone with the last request that began on it.
    """
    fixed = _latest().fixed()
    # an end of the process waits for the engine in it, which aborts when it is left alone; not for a cluster
    threading.Thread(target=_prepare, args=(fixed,), name=PREPARES, daemon=fixed.folder is None).start()
    return fixed


def _prepare(fixed: Store) -> None:
    """Readers of a new version do not wait for what all of them ask. A cluster answers its first question slowest."""
    try:
        for ask in COMMON:
            ask(fixed)
    except TradeDataError as error:
        _say(error)


def forget() -> None:
    """The next question goes to the store that TRADE_STORE names then."""
    _latest.cache_clear()
    _fixed.cache_clear()


def introduce() -> None:
    """Says on standard error why no question can be answered now, if that is so; pages come up all the same."""
    try:
        _fixed(_latest().version)
    except TradeDataError as error:
        _say(error)


def _say(error: TradeDataError) -> None:
    print(error.sentence(), file=sys.stderr, flush=True)


def store_of(asked: Selection) -> Store:
    """The same store, with the bulk data sets that a selection names as its sources; BadSelection where there is none."""
    return store().over(asked.source, asked.other_source)
