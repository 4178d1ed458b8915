"""The server's work for each page, and what a figure costs. Run it with ``python -m bench.pages``.

Chromium opens every page once; the requests that it makes are then repeated inside this process.
Prints the median and the 95th percentile of all work for one view of a page (at most 60 ms is the
promise), first while the store remembers nothing, as after a publish, then as later visitors find it;
and of each kind of figure as a plain dict (at most 2 ms).

``--source NAME`` opens the pages that have a source in their sentence with that one chosen, such as a bulk data set
of the store that ``TRADE_STORE`` names: ``TRADE_STORE=duckdb:FOLDER python -m bench.pages --source baci_hs92_v202601``.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Request

from app import make
from bench._browsing import chromium, serving
from bench._measuring import percentiles, seconds_of
from dashboard.data import store
from dashboard.figures import dots, periods, ranking, timeline, treemap, waterfall, world

TIMES = 40
PAGES = (
    "/", "/?reporter=DEU&period=2018", "/?lang=az", "/partner/LTU", "/partner/LTU?mirror=1", "/partner/USA",
    "/sectors", "/sectors?partner=LTU", "/mirror", "/compare", "/compare?measure=share&multiples=1",
    "/compare?reporters=AZE,GEO,ARM&partner=LTU", "/data?partner=LTU", "/data", "/checks", "/sources",
    "/change?flow=X&period=2018&by=partner", "/change?reporter=RUS&by=product&period=2022", "/method",
    "/report/AZE/LTU",
)  # fmt: skip
#: Of those the ones that are about one source.
OF_A_SOURCE = tuple(
    path
    for path in PAGES
    if path.split("?")[0] not in ("/checks", "/sources", "/method") and "reporter" not in path
)
Drawn = defaultdict[str, list[float]]


@dataclass(frozen=True)
class Asked:
    """One request of a page as the browser made it."""

    method: str
    path: str
    body: bytes | None
    kind: str | None


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
    recorded = _recorded(pages)
    for page, requests in recorded.items():
        _measure(server, page, requests)
    for name, seconds in drawn.items():
        print(f"figure {name} ({len(seconds)} drawn): {percentiles(seconds)}")


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


def _recorded(pages: Sequence[str]) -> dict[str, list[Asked]]:
    """What the browser asks for on each page, without files that it keeps."""
    found: dict[str, list[Asked]] = {}
    with serving() as address, chromium() as browser:
        for path in pages:
            asked = found.setdefault(path, [])
            page = browser.new_page(base_url=address)
            page.on("request", lambda request, asked=asked: _keep(request, asked))
            page.goto(path)
            page.locator("#_pages_content h1").first.wait_for(state="attached")
            page.wait_for_load_state("networkidle")
            page.close()
    return found


def _keep(request: Request, asked: list[Asked]) -> None:
    if request.resource_type not in {"document", "fetch", "xhr"}:
        return
    place = urlsplit(request.url)
    path = f"{place.path}?{place.query}" if place.query else place.path
    asked.append(Asked(request.method, path, request.post_data_buffer, request.headers.get("content-type")))


def _measure(server: Flask, page: str, requests: list[Asked]) -> None:
    client = server.test_client()

    def view() -> None:
        for each in requests:
            answer = client.open(each.path, method=each.method, data=each.body, content_type=each.kind)
            if answer.status_code >= 400:
                raise SystemExit(f"{each.path} answered {answer.status}")

    def first_view() -> float:
        store().forget()
        return seconds_of(view)

    view()
    first = percentiles([first_view() for _ in range(TIMES)])
    later = percentiles([seconds_of(view) for _ in range(TIMES)])
    print(f"page {page} ({len(requests)} requests): first {first}; later {later}")


if __name__ == "__main__":
    main()
