"""A walk over every page in every language: every control, every file, and pictures of what was seen.

``make screens`` runs it and leaves the pictures in ``build/screens``: wide, on a tablet, on a phone, and
in the dark. The page of a test fails on any word in the console and on any request to another host.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from browsing import open_page, picture, whole
from playwright.sync_api import Locator, Page, expect

from dashboard.texts import say

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
PAGES = {
    "overview": "/", "overview-flows": "/?map=flows", "partner": "/partner/LTU", "partner-mirror": "/partner/LTU?mirror=1",
    "sectors": "/sectors", "sectors-pair": "/sectors?partner=LTU", "compare": "/compare",
    "compare-multiples": "/compare?multiples=1&measure=share", "mirror": "/mirror",
    "change": "/change?flow=X&period=2018&by=partner", "data": "/data?partner=LTU",
    "revisions": "/revisions", "checks": "/checks", "sources": "/sources", "method": "/method",
    "report": "/report/AZE/LTU",
}  # fmt: skip
LANGUAGES = ("en", "az", "lt", "ru")
WIDTHS = {"wide": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}
CASES = pytest.mark.parametrize(
    ("name", "lang"), [(name, lang) for name in PAGES for lang in LANGUAGES], ids=str
)
#: Headings of a page that cannot be drawn; where there is only nothing to show, the page says why.
MISTAKES = ("app.error_title", "app.unknown_economy")


def address(name: str, lang: str) -> str:
    path = PAGES[name]
    return path if lang == "en" else f"{path}{'&' if '?' in path else '?'}lang={lang}"


@CASES
def test_every_page_is_seen(page: Page, name: str, lang: str):
    SCREENS.mkdir(parents=True, exist_ok=True)
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        open_page(page, address(name, lang))
        for place in page.locator(".grid-place").all():  # a grid is made when it is seen
            place.scroll_into_view_if_needed()
            expect(place.locator(".ag-row").first).to_be_attached()
        for scheme in ("light", "dark") if width == "wide" else ("light",):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
            page.screenshot(path=SCREENS / f"{name}-{lang}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= across


@CASES
def test_every_word_leads_to_a_whole_page(page: Page, name: str, lang: str):
    open_page(page, address(name, lang))
    words = page.locator(".sentence input[aria-label]:visible").evaluate_all(
        "found => found.map(each => each.getAttribute('aria-label'))"
    )
    for word in words:
        open_page(page, address(name, lang))
        heading = page.locator("h1").first.inner_text()
        field = page.locator(".sentence").get_by_label(word, exact=True).locator("visible=true").first
        field.click()
        option = page.locator("[role=option]:visible:not([aria-selected=true])").first
        option.click()
        if field.evaluate("field => !!field.closest('.word-several')"):
            page.keyboard.press("Escape")
            page.locator("main").click(
                position={"x": 2, "y": 2}
            )  # what is ticked counts when the field is left
        expect(page.locator("h1").first).not_to_have_text(heading)
        whole(page)
        for mistake in MISTAKES:
            expect(page.locator("main")).not_to_contain_text(say(mistake, lang))
        assert page.locator("main :is(.card, .empty, .data-grid)").count(), f"{word}: {page.url}"


@CASES
def test_every_card_gives_what_it_shows(page: Page, name: str, lang: str, tmp_path: Path):
    open_page(page, address(name, lang))
    cards = page.locator("section.card:has(.dash-graph)").evaluate_all(
        "found => found.map(each => each.id.replace('card-', ''))"
    )
    for card in cards:
        picture(page, card)
        section = page.locator(f"#card-{card}")
        pressed(section, card, "table")
        table = section.locator(".card-table table")
        expect(table).to_be_visible()
        shown: list[list[str]] = table.evaluate(
            "t => [...t.rows].map((row, i) => [...row.cells].map(cell => i ? cell.innerText : cell.title))"
        )
        filed = list(
            csv.reader(io.StringIO(taken(page, section, card, "csv", tmp_path).decode(), newline=""))
        )
        assert filed[0] == shown[0] and len(filed) == len(shown) > 1, card
        pressed(section, card, "table")
        assert taken(page, section, card, "png", tmp_path).startswith(b"\x89PNG")
        assert b"<svg" in taken(page, section, card, "svg", tmp_path)[:200]
        go.Figure(json.loads(taken(page, section, card, "json", tmp_path)))
        for way in ("cite", "embed"):
            pressed(section, card, way)
            panel = section.locator(".card-panel aside")
            expect(panel).to_be_visible()
            panel.locator("[id*=panel-close]").click()
            expect(panel).to_have_count(0)


def pressed(section: Locator, card: str, act: str) -> None:
    """Presses the button of that name; one that stands in a menu is looked for there."""
    button = section.locator(f"button[id*='{act}-button']")
    if not button.is_visible():
        section.locator(f".menu:has(button[id*='{act}-button']) > .menu-button").click()
    button.click()


def taken(page: Page, section: Locator, card: str, form: str, folder: Path) -> bytes:
    with page.expect_download() as download:
        pressed(section, card, form)
    download.value.save_as(folder / f"{card}.{form}")
    return (folder / f"{card}.{form}").read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_files_of_a_selection_are_one_another_and_the_screen(page: Page, lang: str, tmp_path: Path):
    open_page(page, address("data", lang))
    files: dict[str, Path] = {}
    for href in page.locator("main a[href*='/download/']").evaluate_all("all => all.map(a => a.href)"):
        found = re.search(r"/download/\w+\.(\w+)", href)
        assert found
        files[found[1]] = tmp_path / f"trade.{found[1]}"
        files[found[1]].write_bytes(page.request.get(href).body())
    assert set(files) == {"csv", "xlsx", "parquet", "zip"}
    with zipfile.ZipFile(files["zip"]) as packed:
        inside = next(name for name in packed.namelist() if name.endswith(".csv"))
        assert packed.read(inside) == files["csv"].read_bytes()
    plain = pd.read_csv(files["csv"])
    frames = [pd.read_parquet(files["parquet"]), pd.read_excel(files["xlsx"], engine="calamine")]
    for frame in frames:
        assert list(frame["value_usd"]) == pytest.approx(list(plain["value_usd"]), nan_ok=True)
        assert [str(each) for each in frame["period"]] == [str(each) for each in plain["period"]]
    shown = page.locator(".data-grid .ag-row[row-index='0'] [col-id='as_published']")
    expect(shown.first).to_have_text(str(plain["as_published"][0]))


def test_every_link_of_every_page_leads_somewhere(page: Page, site: str):
    found: set[str] = set()
    for path in PAGES.values():
        open_page(page, path)
        found |= set(page.locator("a[href]").evaluate_all("all => all.map(a => a.href.split('#')[0])"))
    ours = sorted(link for link in found if link.startswith(site))
    assert len(ours) > 20
    failed = [link for link in ours if page.request.head(link).status >= 400]
    assert not failed
