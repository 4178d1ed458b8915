"""What a person waits for in a browser. Run it with ``python -m bench.browser``; ``--weights`` asks for bytes alone and
writes them into ``bench/RESULTS.md``.

For each page: bytes over the wire on a fresh browser (at most 1.1 MB is the promise) and on the second
view (60 kB); from the click on an option to the frame in which what is on the screen is drawn (p95 at most 200 ms); and Lighthouse's scores
with its desktop preset (performance 90, accessibility 100, best practices 95), where npm's ``npx`` is
there to fetch it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from bench._browsing import CHROMIUM, FLAGS, PENDING, chromium, serving
from bench._measuring import at_most, percentiles
from bench._sections import put

PAGES = (
    "/", "/partner/LTU", "/sectors", "/compare", "/mirror", "/change?flow=X&period=2018&by=partner", "/data?partner=LTU",
    "/revisions", "/checks", "/sources", "/method",
)  # fmt: skip
CLICKED = ("/", "/partner/LTU", "/sectors", "/compare", "/mirror")
TIMES = 20
LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices")
WHOLE = f"() => document.querySelector('h1') && !document.querySelector({PENDING!r})"
#: Pictures that are not yet as they shall be.
UNDONE = ".dash-graph--pending, .dash-graph:not(:has(.main-svg))"
#: Milliseconds from the last click to the frame in which all that is on the screen is in the other unit.
DRAWN = f"""unit => new URLSearchParams(location.search).get('unit') === unit
    && document.querySelector('h1').innerText !== window.wasCalled
    && ![...document.querySelectorAll({UNDONE!r})].some(picture => {{
        const {{ top, bottom }} = picture.getBoundingClientRect();
        return bottom > 0 && top < window.innerHeight;
    }})
    && performance.now() - window.clicked"""
REMEMBER = """window.addEventListener("click", () => {
    window.clicked = performance.now();
    window.wasCalled = document.querySelector("h1")?.innerText;
}, true)"""


def main() -> None:
    with serving() as address:
        with chromium() as browser:
            found = {path: _weights(browser, address, path) for path in PAGES}
            for path, (first, second) in found.items():
                first_view, second_view = (
                    at_most(first / 1000, 1_100, "kB"),
                    at_most(second / 1000, 60, "kB", 1),
                )
                print(f"page {path}: first view {first_view}, second {second_view}")
            if "--weights" in sys.argv:
                return put("pages", "\n".join(_table(found)))
            for path in CLICKED:
                print(f"page {path}: click to drawn {percentiles(_clicks(browser, address, path), 200)}")
        for path in PAGES:
            print(f"page {path}: {_lighthouse(address + path)}")


def _table(found: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    yield "# Cost of a page\n"
    yield f"Bytes over the wire in Chromium, written by `python -m bench.browser --weights` on {datetime.now(UTC):%Y-%m-%d}: on a fresh"
    yield "browser, which must fetch scripts too (at most 1.1 MB is the promise), and on the second view (at most 60 kB).\n"
    yield "| page | first view, kB | second view, kB | |\n|---|---|---|---|"
    for path, (first, second) in found.items():
        holds = first <= 1_100_000 and second <= 60_000
        yield f"| `{path}` | {first / 1000:.0f} | {second / 1000:.1f} | {'pass' if holds else '**short**'} |"


def _weights(browser: Browser, address: str, path: str) -> tuple[float, float]:
    """Bytes that travelled for the first and for the second view."""
    context = browser.new_context(base_url=address)
    weights = _weight(context, path), _weight(context, path)
    context.close()
    return weights


def _weight(context: BrowserContext, path: str) -> float:
    page = context.new_page()
    travelled: list[float] = []
    network: Any = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: travelled.append(event["encodedDataLength"]))
    page.goto(path)
    page.wait_for_function(WHOLE)
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(travelled)


def _clicks(browser: Browser, address: str, path: str) -> list[float]:
    """Seconds of each change of the unit, to and fro."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    context.add_init_script(REMEMBER)
    page = context.new_page()
    page.goto(path)
    page.wait_for_function(WHOLE)
    names = {"thousand": "thousand US dollars", "million": "million US dollars"}
    seconds = [_click(page, unit, names[unit]) for _ in range(TIMES // 2) for unit in names]
    context.close()
    return seconds


def _click(page: Page, unit: str, name: str) -> float:
    page.get_by_role("group", name="What is shown").get_by_label("Unit").locator("visible=true").click()
    page.get_by_role("option", name=name, exact=True).click()
    return page.wait_for_function(DRAWN, arg=unit).json_value() / 1000


def _lighthouse(address: str) -> str:
    """The three scores, 0 to 100; an outside program, fetched by npm on its first use."""
    if shutil.which("npx") is None:
        return "Lighthouse was not run: npx (Debian's package npm) is not there"
    done = subprocess.run(
        [
            "npx", "--yes", LIGHTHOUSE, address, "--preset=desktop", "--quiet", "--output=json",
            f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={' '.join(['--headless=new', *FLAGS])}",
        ],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        return f"Lighthouse ended with {done.returncode}: {done.stderr.strip()[-200:]}"
    found: dict[str, Any] = json.loads(done.stdout)["categories"]
    return "Lighthouse " + ", ".join(f"{name} {round(100 * found[name]['score'])}" for name in CATEGORIES)


if __name__ == "__main__":
    main()
