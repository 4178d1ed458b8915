"""What a person passes on of a card: its link, its citation, the card itself in a frame; events seen or not."""

from __future__ import annotations

import json
import re

import pytest
from browsing import open_page, picture, whole
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
PAIR = "/partner/LTU?since=2000"


def pressed(page: Page, card: str, menu: str, item: str) -> Locator:
    """Opens a menu of the card with the keyboard, presses an item, and gives the card."""
    section = page.locator(f"#card-{card}")
    section.get_by_role("button", name=re.compile(f"^{menu}")).focus()
    page.keyboard.press("Enter")
    section.get_by_role("button", name=re.compile(f"^{item}")).click()
    return section


def test_a_menu_opens_walks_and_closes_by_keyboard_and_traps_nobody(page: Page):
    open_page(page, PAIR)
    section = page.locator("#card-bars")
    opener, png = (section.get_by_role("button", name=re.compile(f"^{name}")) for name in ("Download", "PNG"))
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(png).to_be_focused()
    page.keyboard.press("Escape")
    expect(png).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(5):  # past all four forms and out of the menu
        page.keyboard.press("Tab")
    expect(png).to_be_hidden()
    expect(section.get_by_role("button", name=re.compile("^Share"))).to_be_focused()


def test_a_link_is_copied_said_to_be_and_leads_to_the_card(page: Page, site: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    open_page(page, PAIR)
    section = pressed(page, "balance", "Share", "Copy link")
    expect(section.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{site}/partner/LTU?since=2000#card-balance"
    page.goto("about:blank")
    open_page(page, link)
    expect(page.locator("#card-balance")).to_be_in_viewport()


def test_a_citation_names_publisher_version_and_link_and_closes_by_escape(page: Page, site: str):
    open_page(page, PAIR)
    panel = pressed(page, "balance", "Share", "Cite").locator(".card-panel aside")
    expect(panel).to_be_focused()
    data = page.request.get(f"{site}/health").json()["data"]
    plain, bibtex, csl = (panel.locator("pre").nth(place) for place in range(3))
    for text in ("International Monetary Fund", data, f"{site}/partner/LTU?since=2000#card-balance"):
        expect(plain).to_contain_text(text)
    expect(bibtex).to_contain_text("author = {{International Monetary Fund}}")
    (item,) = json.loads(csl.inner_text())
    assert item["author"] == [{"literal": "International Monetary Fund"}] and item["version"] == data
    expect(panel.get_by_role("button", name=re.compile("^copy"))).to_have_count(3)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator("#card-balance").get_by_role("button", name=re.compile("^Share"))).to_be_focused()


def test_the_line_that_embeds_shows_the_card_alone_with_its_source_and_the_way_back(page: Page, site: str):
    open_page(page, PAIR)
    said = pressed(page, "balance", "Share", "Embed").locator(".card-panel pre").inner_text()
    address = re.findall(r'src="([^"]+)"', said)[0].replace("&amp;", "&")
    assert address == f"{site}/partner/LTU?since=2000&embed=1&card=balance"
    page.route(f"{site}/holder", lambda route: route.fulfill(body=said, content_type="text/html"))
    page.goto(f"{site}/holder")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#card-balance .main-svg").first).to_be_visible(timeout=20_000)
    expect(frame.locator("#card-balance")).to_contain_text("Source: International Monetary Fund")
    expect(frame.locator("section.card")).to_have_count(1)
    expect(frame.get_by_role("navigation")).to_have_count(0)
    whole_page = frame.get_by_role("link", name="The whole page")
    expect(whole_page).to_have_attribute("href", f"{site}/partner/LTU?since=2000#card-balance")
    expect(whole_page).to_have_attribute("target", "_blank")


@pytest.mark.slow
@pytest.mark.parametrize("page", [(390, 844)], indirect=True)
def test_an_embedded_page_has_no_navigation_and_a_card_that_is_not_there_is_said_to_be(page: Page):
    open_page(page, "/sectors?embed=1")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("#card-tiles")).to_be_visible()
    page.goto("/sectors?embed=1&card=nothing")
    expect(page.get_by_text("This page has no chart “nothing”.")).to_be_visible()


@pytest.mark.parametrize(
    "page", [(1440, 900), pytest.param((390, 844), marks=pytest.mark.slow)], indirect=True
)
def test_events_are_switched_on_in_the_address_and_stand_apart(page: Page):
    open_page(page, "/partner/LTU")
    switch = page.locator("#card-bars").get_by_role("button", name=re.compile("^Events"))
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    page.wait_for_url("**/partner/LTU?notes=1")
    expect(page.locator("#card-bars .card-events li")).not_to_have_count(0)
    whole(page)
    listed = page.locator("#card-bars .card-events")
    expect(listed).to_contain_text("1 May 2004: Ten states join the EU, Lithuania among them")
    expect(listed.get_by_role("link", name="Council Decision 2014/509/EU")).to_be_visible()
    boxes: list[list[float]] = picture(page, "bars").evaluate(
        """plot => [...plot.querySelectorAll(".annotation-text")].map(e => e.getBoundingClientRect())
            .map(box => [box.left, box.right, box.top, box.bottom])"""
    )
    card = page.locator("#card-bars").bounding_box()
    assert card and all(
        card["x"] <= left and right <= card["x"] + card["width"] for left, right, _, _ in boxes
    )
    apart = [a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
             for i, a in enumerate(boxes) for b in boxes[:i]]  # fmt: skip
    assert apart and all(apart)
    page.locator("#card-bars").get_by_role("button", name=re.compile("^Events")).click()
    page.wait_for_url("**/partner/LTU")


def test_a_picture_is_described_in_words(page: Page):
    open_page(page, "/?lang=lt")
    figure = page.locator("#card-line [role=figure]")
    expect(figure).to_have_accessible_description(
        re.compile("Mln. JAV dolerių.*eksportas: naujausias skaičius")
    )
