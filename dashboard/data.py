"""The one store that all pages ask."""

from __future__ import annotations

import sys
import threading
from functools import cache

from trade.errors import TradeDataError
from trade.store import Store


@cache
def store() -> Store:
    return Store.at()


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
