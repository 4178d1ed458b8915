"""The server's work for each page, and what a figure costs. Run it with ``python -m bench.pages``.

Chromium opens every page once; the requests that it makes are then repeated inside this process.
Prints the median and the 95th percentile of all work for one view of a page (at most 60 ms is the
promise): first of a selection that nobody asked for since the last publish; drawn anew from what the store remembers; then as
later visitors find it; and of each kind of figure as a plain dict (at most 2 ms).

``--source NAME`` opens the pages that have a source in their sentence with that one chosen, such as a bulk data set
of the store that ``TRADE_STORE`` names: ``TRADE_STORE=duckdb:FOLDER python -m bench.pages --source baci_hs92_v202601``.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import Flask

from app import make
from bench._browsing import PAGES, Asked, recorded, serving
from bench._measuring import percentiles, seconds_of
from dashboard.data import COMMON, store
from dashboard.figures import dots, periods, ranking, timeline, treemap, waterfall, world
from dashboard.remembered import Remembered

TIMES = 40
#: The pages that are about one source.
OF_A_SOURCE = tuple(
    path
    for path in PAGES
    if path.split("?")[0] not in ("/checks", "/sources", "/method") and "reporter" not in path
)
Drawn = defaultdict[str, list[float]]
#: Milliseconds that the server may work for a page, and that a figure may take.
WORK, FIGURE = 60, 2


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--source", default="", help="the source that is chosen on every page")
    source = words.parse_args().source
    pages = PAGES
    if source:
        pages = tuple(f"{path}{'&' if '?' in path else '?'}source={source}" for path in OF_A_SOURCE)
    drawn: Drawn = defaultdict(list)
    for module in (periods, timeline, treemap, ranking, waterfall, world, dots):
        _watch(module, drawn)
    server = make()
    with serving() as address:
        asked = recorded(address, pages)
    for page, requests in asked.items():
        _measure(server, page, requests)
    for name, seconds in drawn.items():
        print(f"figure {name} ({len(seconds)} drawn): {percentiles(seconds, FIGURE)}")


def _watch(module: Any, drawn: Drawn) -> None:
    """Every figure that the module makes leaves its seconds in ``drawn``."""
    whole: Callable[..., Any] = module.figure

    @wraps(whole)
    def figure(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        made = whole(*arguments, **named)
        drawn[module.__name__.rpartition(".")[2]].append(time.perf_counter() - began)
        return made

    module.figure = figure


def _measure(server: Flask, page: str, requests: list[Asked]) -> None:
    client = server.test_client()

    def view() -> None:
        for each in requests:
            answer = client.open(each.path, method=each.method, data=each.body, content_type=each.kind)
            if answer.status_code >= 400:
                raise SystemExit(f"{each.path} answered {answer.status}")

    def first_view() -> float:
        store().forget()
        for ask in COMMON:
            ask(store())
        return seconds_of(view)

    remembering = cast("Remembered", server.wsgi_app)
    server.wsgi_app = remembering.application
    view()
    first = percentiles([first_view() for _ in range(TIMES)], WORK)
    drawn = percentiles([seconds_of(view) for _ in range(TIMES)], WORK)
    server.wsgi_app = remembering
    view()
    later = percentiles([seconds_of(view) for _ in range(TIMES)], WORK)
    print(f"page {page} ({len(requests)} requests): first {first}; drawn anew {drawn}; later {later}")


if __name__ == "__main__":
    main()
