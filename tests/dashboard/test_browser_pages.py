"""What a person does on the pages, in a real browser against the real server and tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import choose, click_bar, open_page, picture
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = [
    "/", "/partner/LTU", "/sectors", "/mirror", "/compare", "/data?partner=LTU", "/revisions", "/checks", "/sources",
    "/change?flow=X&period=2018", "/method", "/report/AZE/LTU",
    # another look of a page, where there is time
    *(pytest.param(path, marks=pytest.mark.slow) for path in (
        "/sectors?partner=LTU", "/compare?reporters=AZE,GEO,ARM&partner=LTU&multiples=1", "/change?reporter=RUS&by=product",
    )),
]  # fmt: skip
PHONE = pytest.mark.parametrize("page", [(390, 844)], indirect=True, ids=["phone"])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_readable_by_all_in_light_in_the_dark_and_on_a_phone(page: Page, path: str):
    page.emulate_media(color_scheme="light")
    open_page(page, path)
    expect(page.locator("main")).not_to_contain_text("could not be drawn")
    assert page.evaluate(JUMPED) < 0.02
    assert not grave(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    assert not grave(page, runOnly=["cat.color"])  # in the dark nothing but colours is other
    page.set_viewport_size({"width": 390, "height": 844})
    _fits_a_phone(page)


#: How much of the screen moves by how much of it while the page comes, as browsers measure it.
JUMPED = """() => {
    const seen = new PerformanceObserver(() => {});
    seen.observe({ type: "layout-shift", buffered: true });
    return seen.takeRecords().reduce((sum, each) => sum + each.value, 0);
}"""


def grave(page: Page, **options: Any) -> list[Any]:
    """What axe finds serious or critical on the page: rule and the first elements."""
    axe: Any = Axe()
    asked = options | {"resultTypes": ["violations"]}
    found: list[dict[str, Any]] = axe.run(page, options=asked).response["violations"]
    return [
        (rule["id"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
@PHONE
def test_a_phone_that_opens_a_page_never_scrolls_sideways(page: Page, path: str):
    open_page(page, path)
    _fits_a_phone(page)


def _fits_a_phone(page: Page) -> None:
    """It scrolls down only, and no cell is cut."""
    page.wait_for_function("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cut: list[str] = page.locator(".facts :is(th, td):visible").evaluate_all(
        "cells => cells.map(c => [c.getBoundingClientRect(), c.innerText])"
        ".filter(([b]) => b.width > 2 && b.right > innerWidth + 1).map(([, text]) => text)"
    )
    assert not cut


def test_the_sentence_says_what_is_shown(page: Page):
    open_page(page, "/partner/LTU")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^Azerbaijan's turnover with Lithuania, .+ in million US dollars, as reported by .+$")
    )
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_changed_word_changes_address_and_page_and_back_returns(page: Page):
    open_page(page, "/partner/LTU")
    choose(page, "Unit", "thousand US dollars")
    expect(page).to_have_url(re.compile(r"/partner/LTU\?unit=thousand$"))
    expect(page.locator(".headline-unit").first).to_contain_text("thousand USD")
    choose(page, "Direction of trade", "imports")
    expect(page).to_have_url(re.compile(r"flow=M"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/partner/LTU\?unit=thousand$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("turnover")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("imports")


def test_another_partner_is_another_page(page: Page):
    open_page(page, "/")
    choose(page, "With whom", "Lithuania")
    expect(page).to_have_url(re.compile(r"/partner/LTU$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lithuania")
    picture(page, "bars")


def test_a_word_can_be_changed_with_the_keyboard_alone(page: Page):
    open_page(page, "/partner/LTU")
    word = page.locator(".sentence").get_by_label("Unit", exact=True).locator("visible=true")
    word.focus()
    word.press("Enter")
    word.press("ArrowDown")
    word.press("Enter")
    expect(page).to_have_url(re.compile(r"unit=billion"))


def test_the_starting_figure_is_hatched_and_traced_to_its_words(page: Page):
    open_page(page, "/partner/LTU?since=2014")
    plot = picture(page, "bars")
    expect(plot).to_contain_text("Jan–Oct")
    points = plot.evaluate("p => p.data.map(t => [t.name, t.customdata.map(c => c[8]), t.y])")
    turnover = next(trace for trace in points if trace[0] == "turnover")
    assert 19.12 in turnover[2]
    click_bar(page, "bars", "turnover", turnover[1].index("2018-01..2018-10"))
    panel = page.locator("#card-bars aside")
    expect(panel).to_contain_text("19.12 million USD")
    expect(panel).to_contain_text("$19.12 million")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)


def test_the_map_is_drawn_from_this_server(page: Page):
    with page.expect_response(re.compile(r"/shapes/\w+/world_50m\.json")) as shapes:
        open_page(page, "/")
    assert shapes.value.ok
    assert picture(page, "map").locator(".choroplethlayer path").count() > 50


def test_mirror_figures_are_a_switch(page: Page):
    open_page(page, "/partner/LTU")
    picture(page, "bars")
    page.locator("#card-bars").get_by_label("Figures of the partner", exact=True).locator(
        "visible=true"
    ).click()
    page.get_by_role("option", name="shown as hollow markers").click()
    expect(page).to_have_url(re.compile("mirror=1"))
    expect(page.locator("#card-bars .legend")).to_contain_text("exports: Lithuania")


def test_a_mistake_in_the_address_is_said_in_words(page: Page):
    page.goto("/?reporter=AZR")
    expect(page.locator("main")).to_contain_text("no economy is called 'AZR'")
    expect(page.locator("main")).to_contain_text("Did you mean")


def test_what_is_not_loaded_says_so(page: Page):
    open_page(page, "/partner/TUV?reporter=VUT&since=2014")
    expect(page.locator("main")).to_contain_text(re.compile("No loaded source|not reported|million USD"))


def test_a_single_year_is_named_once(page: Page):
    open_page(page, "/partner/RUS?agency=AZ-SCC&period=2024-01..2024-04")
    expect(page.get_by_role("heading", level=1)).to_contain_text("January-April, 2024, in million")


def test_without_partners_the_page_says_so_and_draws_no_empty_map(page: Page):
    open_page(page, "/?source=press&agency=AZ-SCC&period=2026-01")
    expect(page.locator("#card-partners .empty")).to_contain_text("names no partners for January 2026")
    expect(page.locator("#card-map")).to_have_count(0)
