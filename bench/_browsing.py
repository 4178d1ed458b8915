"""What benchmarks in a browser share: the server on a port of its own, Debian's Chromium, when a page is whole."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from bench._measuring import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
#: What is still to come on a page: pictures and grids of which only the frame is there.
PENDING = ".dash-graph:not(:has(.main-svg)), .data-grid:not(:has(.ag-row))"


@contextmanager
def serving() -> Generator[str]:
    """The address of ``python app.py`` over the published data set."""
    running = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | {"PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    try:
        yield running.stdout.readline().split()[-1]
    finally:
        running.terminate()
        running.wait(timeout=20)


@contextmanager
def chromium() -> Generator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
