"""The search box as a person uses it: by keyboard, on a phone, without losing the state."""

from __future__ import annotations

import re

import pytest
from browsing import open_page, whole
from playwright.sync_api import Page, expect
from test_browser_pages import PHONE, grave

pytestmark = pytest.mark.browser


def test_the_keyboard_alone_finds_a_partner_and_keeps_the_state(page: Page):
    open_page(page, "/?unit=thousand&lang=lt")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Ieškoti šalių, prekių, sektorių ir puslapių")
    expect(box).to_be_focused()
    page.keyboard.type("Литва")
    expect(page.get_by_role("option")).to_have_count(2)
    assert not grave(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-1")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/partner/LTU\?unit=thousand&lang=lt$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lietuva")
    expect(page.locator("#content")).to_be_focused()
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_page_with_a_grid_is_loaded_with_its_scripts(page: Page):
    open_page(page, "/method")
    page.get_by_role("combobox", name="Search").fill("vodka")
    page.get_by_role("option").first.click()
    whole(page)
    expect(page).to_have_url(re.compile("/data.*product=vodka"))
    expect(page.locator(".ag-center-cols-container .ag-row").first).to_be_visible()


@PHONE
def test_on_a_phone_it_takes_the_width_and_escape_closes_it(page: Page):
    open_page(page, "/method")
    box = page.get_by_role("combobox", name="Search")
    box.fill("qqqqqq")
    expect(page.locator("#search-said")).to_contain_text("Nothing is called so")
    box.fill("pharma")
    expect(page.get_by_role("option").first).to_contain_text("Pharmaceuticals")
    found = page.locator(".search-found").bounding_box()
    assert found and found["x"] >= 0 and 350 < found["width"] <= 390 - found["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box.press("Escape")
    expect(page.locator(".search-found")).to_be_hidden()
    expect(box).to_have_value("")
