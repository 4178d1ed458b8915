"""What a person does on the page Compare, in a real browser against the real server and tables."""

from __future__ import annotations

import re

import pytest
from browsing import choose, open_page, picture
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
FOUR = "/compare?partners=LTU,LVA,EST,POL"


def many(page: Page) -> Locator:
    """The field of the word that takes several."""
    return page.locator(".sentence").get_by_label("With whom, several", exact=True).locator("visible=true")


def ends(page: Page) -> list[str]:
    return page.locator("#card-compared .ends li").all_inner_texts()


def test_partners_are_added_and_taken_away_with_the_keyboard_alone(page: Page):
    open_page(page, "/compare?partners=LTU,LVA")
    picture(page, "compared")
    field = many(page)
    field.focus()
    field.press_sequentially("Estonia")
    field.press("ArrowDown")
    field.press("Enter")
    field.press("Tab")
    expect(page).to_have_url(re.compile(r"partners=LTU,LVA,EST$"))
    expect(page.locator("#card-compared .ends li")).to_have_count(3)
    assert sorted(ends(page)) == ["Estonia", "Latvia", "Lithuania"]
    many(page).focus()
    many(page).press("Backspace")
    many(page).press("Tab")
    expect(page).to_have_url(re.compile(r"partners=LTU,LVA$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lithuania, Latvia and Estonia")


def test_measure_scale_and_small_charts_are_in_the_address(page: Page):
    open_page(page, FOUR)
    choose(page, "What is compared", "as an index")
    expect(page.locator("#card-compared header")).to_contain_text("= 100")
    picture(page, "compared")
    for word, option, said in (
        ("Scale", "logarithmic", "scale=log"),
        ("One chart or several", "in small charts", "multiples=1"),
    ):
        page.locator("#card-compared").get_by_label(word, exact=True).locator("visible=true").click()
        page.get_by_role("option", name=option, exact=True).click()
        expect(page).to_have_url(re.compile(said))
        expect(page.locator("#card-compared .switches")).to_contain_text(option)
    expect(page).to_have_url(re.compile("measure=index"))
    plot = picture(page, "compared")
    expect(plot.locator(".annotation")).to_have_count(4)
    assert plot.evaluate("p => Object.keys(p.layout).filter(k => k.startsWith('yaxis')).length") == 4
    assert plot.evaluate("p => p.layout.yaxis4.type") == "log"


def test_nine_partners_are_refused_in_a_sentence(page: Page):
    page.goto("/compare?partners=LTU,LVA,EST,ITA,TUR,RUS,CHN,DEU,GEO")
    expect(page.locator("main")).to_contain_text("9 are asked for; more than 8 lines cannot be told apart")
