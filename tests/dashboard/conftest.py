"""What tests of the dashboard share: the real server over the real tables, and a watched browser.

This folder is importable from here on (``import handmade``).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parents[2]
# one process answers wherever a test does not say otherwise: what a process counts can be counted on
os.environ.setdefault("WEB_CONCURRENCY", "1")
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    # fewer processes, and scripts as they are compiled first: what a test asks of a page is soon over
    "--process-per-site",
    "--in-process-gpu",
    "--js-flags=--no-opt --no-maglev",
]


@pytest.fixture(scope="session")
def address(published: Path) -> str:
    """Address of the published data set."""
    return os.environ.get("TRADE_STORE", f"duckdb:{published}")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Starts ``python app.py`` over a store, with settings of its own, and gives its address."""
    running: list[subprocess.Popen[str]] = []

    def start(store: str, **settings: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=os.environ | {"TRADE_STORE": store, "PORT": str(port), "HOST": "127.0.0.1"} | settings,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert process.stdout is not None
        assert "127.0.0.1" in process.stdout.readline()
        _listening(port)
        return f"http://127.0.0.1:{port}"

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=20)


def _listening(port: int) -> None:
    """Returns when the server takes connections; each refused attempt costs next to nothing."""
    for _ in range(200_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def site(serve: Callable[[str], str], address: str) -> str:
    return serve(address)


@pytest.fixture(scope="session")
def playing() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playing: Playwright) -> Iterator[Browser]:
    opened = playing.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def context(
    playing: Playwright, site: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """One reader's browser with a profile on disk: from the third page on even its scripts need no compiling."""
    opened = playing.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=CHROMIUM, args=FLAGS, base_url=site
    )
    yield opened
    opened.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """The reader's one tab, left as it was found: one more for each test costs as much as the page in it."""
    opened = context.pages[0]
    yield opened
    opened.evaluate("localStorage.clear()")  # what the page remembers is no other test's affair
    opened.unroute_all()
    opened.emulate_media(media="null", color_scheme="null")
    opened.mouse.move(0, 0)
    opened.goto("about:blank")


@pytest.fixture(params=[(1440, 900)])
def page(tab: Page, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that fails its test on any error of the console and any request to another host."""
    width, height = request.param
    tab.set_viewport_size({"width": width, "height": height})
    trouble: list[str] = []

    def said(message: ConsoleMessage) -> None:
        """All trouble but the status of the page itself, which is no trouble where it is a mistake."""
        own_status = message.location["url"] == tab.url and "responded with a status" in message.text
        if message.type in ("error", "warning") and not own_status:
            trouble.append(message.text)

    def failed(error: Error) -> None:
        trouble.append(str(error))

    def outside(asked: Request) -> None:
        if not asked.url.startswith((site, "data:", "blob:")):
            trouble.append(f"request to {asked.url}")

    watching = {"console": said, "pageerror": failed, "request": outside}
    for event, watch in watching.items():
        tab.on(event, watch)
    yield tab
    for event, watch in watching.items():
        tab.remove_listener(event, watch)
    assert not trouble, "\n".join(trouble)
