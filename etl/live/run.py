"""Asks the publishers' services for what is new; what came of each source."""

from __future__ import annotations

import importlib
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from etl.live.fetching import Fetching, fetching
from etl.live.settings import load
from etl.paths import Paths
from etl.progress import Listener
from etl.registry import SOURCES
from trade.errors import TradeDataError, sentence

#: Services asked at the same time: each waits for its own pace.
AT_ONCE = 4
FETCH = "fetch.py"


@dataclass(frozen=True)
class Asked:
    """What came of asking one source: files that came new, and what went wrong."""

    source: str
    kept: tuple[str, ...]
    errors: tuple[str, ...]
    requests: int
    seconds: float

    @property
    def outcome(self) -> str:
        """``failed`` where anything went wrong, else ``new`` or ``unchanged``."""
        if self.errors:
            return "failed"
        return "new" if self.kept else "unchanged"


def live_sources() -> list[str]:
    """The sources that a service can be asked for."""
    return sorted(path.parent.name for path in SOURCES.glob(f"*/{FETCH}"))


def ask(paths: Paths, names: Sequence[str], told: Listener, **clock: Any) -> list[Asked]:
    """Asks those of the sources that can be asked, several at a time; one that fails stops no other."""
    live = [name for name in live_sources() if name in names]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(_told(pool.map(partial(ask_one, paths, **clock), live), told))


def _told(done: Iterator[Asked], told: Listener) -> Iterator[Asked]:
    for asked in done:
        told.asked(asked)
        yield asked


def ask_one(paths: Paths, name: str, **clock: Any) -> Asked:
    """Asks one source; whatever goes wrong is in the answer."""
    began = time.monotonic()
    kept: list[str] = []
    errors: list[str] = []
    requests = 0
    try:
        with fetching(paths, load(SOURCES / name), **clock) as work:
            kept, errors = work.kept, work.errors
            try:
                connector(name)(work)
            finally:
                requests = work.client.requests
    except (TradeDataError, OSError) as error:
        errors.append(sentence(error))
    except Exception as error:  # an answer that the connector was not made for must not stop the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        errors.append(
            f"its connector stumbled: {type(error).__name__}: {error} ({place.name}, line {place.lineno}). "
            f"The last good figures stay; the connector of {name} has a fault."
        )
    return Asked(
        name, tuple(kept), tuple(dict.fromkeys(errors)), requests, round(time.monotonic() - began, 3)
    )


def connector(name: str) -> Any:
    """The function ``fetch(work: Fetching) -> None`` of a source."""
    return importlib.import_module(f"etl.sources.{name}.fetch").fetch


__all__ = ["Asked", "Fetching", "ask", "ask_one", "connector", "live_sources"]
