"""The dashboard on a cluster, in a real browser: ``make test-cluster``."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from projects import ROOT

pytestmark = [pytest.mark.cluster, pytest.mark.browser]
SPARK = os.environ.get("SPARK_CONNECT", f"127.0.0.1:{os.environ.get('SPARK_CONNECT_PORT', '15002')}")
#: Milliseconds for a page on cold tables: the first question alone takes Spark a quarter of a minute.
PATIENCE = 240_000


@pytest.fixture(scope="module")
def sites(published: Path) -> Iterator[tuple[str, str]]:
    """The dashboard over the file, and over the cluster."""
    running: list[subprocess.Popen[bytes]] = []
    addresses: list[str] = []
    for store in (f"duckdb:{published}", f"spark://{SPARK}{published}"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"TRADE_STORE": store, "HOST": "127.0.0.1", "PORT": str(port)}
        running.append(subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=os.environ | settings))
        addresses.append(f"http://127.0.0.1:{port}")
        until = time.monotonic() + 120
        while running[-1].poll() is None and time.monotonic() < until:
            with suppress(URLError):
                urlopen(f"{addresses[-1]}/_dash-layout", timeout=120).close()
                break
    yield addresses[0], addresses[1]
    for server in running:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = browser.new_page()
        opened.set_default_timeout(PATIENCE)
        yield opened
        browser.close()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/?reporter=AZE&source=imf_dots&period=2018", id="Overview"),
        pytest.param("/partner?reporter=AZE&partner=LTU", id="Partner"),
    ],
)
def test_the_page_says_the_same_from_the_cluster(sites: tuple[str, str], page: Page, path: str):
    here, elsewhere = sites
    page.goto(here + path, wait_until="networkidle")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    said = page.locator("main").inner_text()
    assert len(re.findall(r"\d[\d,.]+", said)) > 50
    page.goto(elsewhere + path)
    same = "said => document.querySelector('main')?.innerText === said"
    page.wait_for_function(same, arg=said, timeout=PATIENCE)
