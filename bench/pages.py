"""The server's work for each page, and what a figure costs. Run it with ``python -m bench.pages``.

Chromium opens every page once; the requests that it makes are then repeated inside this process.
Prints the median and the 95th percentile of all work for one view of a page (at most 60 ms is the
promise) and of each kind of figure as a plain dict (at most 2 ms).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Request, sync_playwright

from app import make
from bench._measuring import ROOT, seconds_of
from dashboard.figures import dots, periods, ranking, timeline, treemap, waterfall, world

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
TIMES = 40
PAGES = (
    "/", "/?reporter=DEU&period=2018", "/?lang=az", "/partner/LTU", "/partner/LTU?mirror=1", "/partner/USA",
    "/sectors", "/sectors?partner=LTU", "/mirror", "/compare", "/compare?measure=share&multiples=1",
    "/compare?reporters=AZE,GEO,ARM&partner=LTU", "/data?partner=LTU", "/data", "/checks", "/sources",
    "/change?flow=X&period=2018&by=partner", "/change?reporter=RUS&by=product&period=2022", "/method",
    "/report/AZE/LTU",
)  # fmt: skip
Drawn = defaultdict[str, list[float]]


@dataclass(frozen=True)
class Asked:
    """One request of a page as the browser made it."""

    method: str
    path: str
    body: bytes | None
    kind: str | None


def main() -> None:
    drawn: Drawn = defaultdict(list)
    for module in (periods, timeline, treemap, ranking, waterfall, world, dots):
        _watch(module, drawn)
    server = make()
    recorded = _recorded()
    for page, requests in recorded.items():
        _measure(server, page, requests)
    for name, seconds in drawn.items():
        print(f"figure {name} ({len(seconds)} drawn): {_percentiles(seconds)}")


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


def _recorded() -> dict[str, list[Asked]]:
    """What the browser asks for on each page, without files that it keeps."""
    found: dict[str, list[Asked]] = {}
    running = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | {"PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    address = running.stdout.readline().split()[-1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in PAGES:
            asked = found.setdefault(path, [])
            page = browser.new_page(base_url=address)
            page.on("request", lambda request, asked=asked: _keep(request, asked))
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.close()
        browser.close()
    running.terminate()
    running.wait(timeout=20)
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

    view()
    print(f"page {page} ({len(requests)} requests): {_percentiles([seconds_of(view) for _ in range(TIMES)])}")


def _percentiles(seconds: list[float]) -> str:
    cuts = quantiles(seconds, n=20, method="inclusive")
    return f"p50 {1000 * cuts[9]:.1f} ms, p95 {1000 * cuts[18]:.1f} ms"


if __name__ == "__main__":
    main()
