"""What a person does on the pages Change and Method."""

from __future__ import annotations

import re

import pytest
from browsing import choose, open_page, picture
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_base_and_the_parts_are_words_of_the_sentence(page: Page):
    open_page(page, "/change?flow=X&period=2018&by=partner")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^Change in Azerbaijan's exports by partner, whole years, from 2017 to 2018, in million")
    )
    choose(page, "Compared with which year", "2015")
    expect(page).to_have_url(re.compile(r"against=2015"))
    expect(page.locator("#waterfall-title")).to_contain_text("from 2015 to 2018")
    choose(page, "Last year", "2014")
    expect(page).not_to_have_url(re.compile(r"against="))
    expect(page.locator("#waterfall-title")).to_contain_text("from 2013 to 2014")


def test_a_bar_opens_both_figures_and_the_table_shows_every_part(page: Page):
    open_page(page, "/change?flow=X&period=2018&by=partner")
    middle = picture(page, "waterfall").evaluate(
        """(plot) => {
            const { xaxis, yaxis } = plot._fullLayout;
            const box = plot.querySelector('.nsewdrag').getBoundingClientRect();
            return [box.x + xaxis.d2p(plot.data[0].x[0] / 2), box.y + yaxis.d2p(0)];
        }"""
    )
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    panel = page.locator("#card-waterfall aside")
    expect(panel).to_contain_text("Azerbaijan's exports to Israel, 2018")
    expect(panel.locator(".provenance-steps li")).to_have_count(2)
    page.locator("#card-waterfall").get_by_role("button", name="Table").click()
    table = page.locator("#card-waterfall .card-table")
    expect(table.locator("tbody tr")).to_have_count(125)
    expect(table).to_contain_text("In none of the parts")


@pytest.mark.slow
def test_the_card_leads_to_its_place_on_the_page_method(page: Page):
    open_page(page, "/change?flow=X&period=2018&by=partner")
    page.get_by_role("link", name="How contributions come about").click()
    expect(page).to_have_url(re.compile(r"/method#contribution$"))
    expect(page.locator("#contribution")).to_be_in_viewport()
    expect(page.locator("#figures")).not_to_be_in_viewport()


@pytest.mark.slow
def test_the_footer_leads_to_the_page_method(page: Page):
    open_page(page, "/")
    page.get_by_role("contentinfo").get_by_role("link", name=re.compile("Method")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How every number comes about")
