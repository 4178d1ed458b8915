"""The dashboard on a cluster, in a real browser: ``make test-cluster``."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from projects import ROOT

pytestmark = [pytest.mark.cluster, pytest.mark.browser]
SPARK = os.environ.get("SPARK_CONNECT", "127.0.0.1:15002")
#: Milliseconds for a page on cold tables: the first question alone takes Spark a quarter of a minute.
PATIENCE = 240_000


@pytest.fixture(scope="module")
def site(published: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"TRADE_STORE": f"spark://{SPARK}{published}", "HOST": "127.0.0.1", "PORT": str(port)}
    server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=os.environ | settings)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 120
        while server.poll() is None and time.monotonic() < until:
            try:
                urlopen(f"{address}/_dash-layout", timeout=120).close()
                break
            except URLError:
                time.sleep(0.3)
        yield address
    finally:
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
    ("path", "said"),
    [
        pytest.param("/?reporter=AZE&source=imf_dots&period=2018", "Azerbaijan", id="Overview"),
        pytest.param("/partner?reporter=AZE&partner=LTU", "Lithuania", id="Partner"),
    ],
)
def test_the_page_shows_figures_from_the_cluster(site: str, page: Page, path: str, said: str):
    page.goto(site + path, timeout=PATIENCE)
    expect(page.locator("h1").first).to_contain_text(said, timeout=PATIENCE)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=PATIENCE)
    assert re.search(r"\$\s?[\d.,]+", page.locator("main").inner_text())
