"""What benchmarks in a browser share: the server on a port of its own, Debian's Chromium, when a page is whole,
and what pages ask the server for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from bench._measuring import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
#: What is still to come on a page: pictures and grids of which only the frame is there. A grid far below is made later.
PENDING = ".dash-graph:not(:has(.main-svg)), .grid-place:not([data-later]):not(:has(.ag-row))"
#: Every page once, as people come to it.
PAGES = (
    "/", "/?reporter=DEU&period=2018", "/?lang=az", "/partner/LTU", "/partner/LTU?mirror=1", "/partner/USA",
    "/sectors", "/sectors?partner=LTU", "/mirror", "/compare", "/compare?measure=share&multiples=1",
    "/compare?reporters=AZE,GEO,ARM&partner=LTU", "/data?partner=LTU", "/data", "/checks", "/sources",
    "/change?flow=X&period=2018&by=partner", "/change?reporter=RUS&by=product&period=2022", "/method",
    "/report/AZE/LTU",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One request of a page as the browser made it; ``page`` is the address that it came from."""

    page: str
    method: str
    path: str
    body: bytes | None
    kind: str | None


@contextmanager
def serving(**settings: str) -> Generator[str]:
    """The address of ``python app.py`` over the published data set, with settings of its own."""
    with process(**settings) as (address, _):
        yield address


@contextmanager
def process(*command: str, **settings: str) -> Generator[tuple[str, int]]:
    """The same, or another ``python`` command, with the number of the process that watches over the workers."""
    running = subprocess.Popen(
        [sys.executable, *(command or ("app.py",))],
        cwd=ROOT,
        env=os.environ | {"PORT": "0"} | settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    try:
        yield running.stdout.readline().split()[-1], running.pid
    finally:
        running.terminate()
        running.wait(timeout=20)


@contextmanager
def chromium() -> Generator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def recorded(site: str, pages: Sequence[str] = PAGES) -> dict[str, list[Asked]]:
    """What the browser asks for on each page, without files that it keeps."""
    found: dict[str, list[Asked]] = {}
    with chromium() as browser:
        for path in pages:
            asked = found.setdefault(path, [])
            page = browser.new_page(base_url=site)
            page.on("request", lambda request, path=path, asked=asked: _keep(request, path, asked))
            page.goto(path)
            page.locator("#_pages_content h1").first.wait_for(state="attached")
            page.wait_for_load_state("networkidle")
            page.close()
    return found


def _keep(request: Request, page: str, asked: list[Asked]) -> None:
    if request.resource_type not in {"document", "fetch", "xhr"}:
        return
    place = urlsplit(request.url)
    path = f"{place.path}?{place.query}" if place.query else place.path
    kind = request.headers.get("content-type")
    asked.append(Asked(page, request.method, path, request.post_data_buffer, kind))
