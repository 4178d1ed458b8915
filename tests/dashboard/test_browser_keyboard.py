"""By keyboard alone: the skip link, a focus that is seen, no place to be caught in; and what meets a first visitor."""

from __future__ import annotations

import pytest
from browsing import open_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATHS = [
    "/",
    *(pytest.param(path, marks=pytest.mark.slow) for path in (
        "/sectors?scheme=HS&product=30", "/partner/LTU", "/compare", "/mirror", "/change", "/data?partner=LTU", "/revisions", "/checks", "/sources", "/method",
    )),
]  # fmt: skip
#: What has the focus: what it is, whether an outline or a ring is drawn, and whether it lies on the screen. The ring
#: of a word may be drawn around all of it.
FOCUSED = """() => {
    const e = document.activeElement, own = getComputedStyle(e), box = e.getBoundingClientRect();
    const frame = e.closest('.word');
    const around = frame ? getComputedStyle(frame) : own;
    const ring = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
    const seen = ring(own) || ring(around) || [...e.querySelectorAll('*')].some((c) => ring(getComputedStyle(c)));
    return [e === document.body ? '' : (window.tabs ??= new Map()).get(e) ?? window.tabs.set(e, window.tabs.size + 1).get(e),
        seen, box.bottom > 0 && box.top < innerHeight, e.outerHTML.slice(0, 160)];
}"""
MOST = 400


@pytest.mark.parametrize("path", PATHS)
def test_tab_goes_through_the_whole_page_and_is_always_seen(page: Page, path: str):
    open_page(page, path)
    page.evaluate("document.activeElement.blur()")
    visited: list[int] = []
    unseen: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        number, ring, on_screen, what = page.evaluate(FOCUSED)
        if not number or (visited and number == 1):
            break
        if visited.count(number) > 1:
            pytest.fail(f"caught at {what}")
        visited.append(number)
        if not (ring and on_screen):
            unseen.append(what)
    else:
        pytest.fail("the end of the page is not reached")
    assert len(visited) > 20
    assert not unseen


def test_the_first_tab_skips_to_the_content(page: Page):
    open_page(page, "/method")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    "lang", ["en", *(pytest.param(lang, marks=pytest.mark.slow) for lang in ("az", "lt", "ru"))]
)
def test_a_first_visitor_sees_three_views_and_the_first_chart_whole(page: Page, lang: str):
    open_page(page, f"/?lang={lang}")
    expect(page.locator(".first-time a")).to_have_count(3)
    expect(page.locator(".first-time a").first).to_contain_text("19.12" if lang in ("en",) else "19,12")
    assert page.locator("#card-line").evaluate("card => card.getBoundingClientRect().bottom") <= 900
    page.locator(".first-time a").first.click()
    expect(page.locator(".headline-value").first).to_contain_text("19.12" if lang == "en" else "19,12")
    expect(page.locator(".first-time")).to_have_count(0)
