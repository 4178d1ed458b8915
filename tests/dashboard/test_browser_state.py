"""The address holds everything: reload, back and forward show the same; mistakes are said in words."""

from __future__ import annotations

import re

import pytest
import requests
from browsing import open_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

#: Every word of every sentence; one is tried at each run, the rest where there is time.
WORDS = [
    ("/partner/RUS?agency=AZ-SCC", ["Which months"]),
    *(
        pytest.param(path, words, marks=pytest.mark.slow)
        for path, words in [
            ("/", ["Unit", "Whose trade", "First year", "Direction of trade", "Last year"]),
            (
                "/partner/LTU",
                ["Direction of trade", "First year", "Last year", "With whom", "Who reports it"],
            ),
            ("/sectors", ["With whom"]),
            ("/sectors", ["Unit", "By which classification", "Year", "Direction of trade"]),
            ("/revisions", ["Direction of trade", "As known on which day"]),
            ("/data", ["Direction of trade", "Which products", "Which period", "Who reports it"]),
        ]
    ),
]


@pytest.mark.parametrize(("path", "words"), WORDS)
def test_each_word_survives_reload_back_and_forward(page: Page, path: str, words: list[str]):
    open_page(page, path)
    heading = page.get_by_role("heading", level=1)
    seen = [(heading.inner_text(), page.url)]
    for word in words:
        page.locator(".sentence").get_by_label(word, exact=True).locator("visible=true").click()
        page.locator("[role=option]:visible:not([aria-selected=true])").first.click()
        expect(heading).not_to_have_text(seen[-1][0])
        expect(page).not_to_have_url(seen[-1][1])
        seen.append((heading.inner_text(), page.url))
    page.reload()
    expect(heading).to_have_text(seen[-1][0], timeout=20_000)
    for step, steps in ((page.go_back, seen[-2::-1]), (page.go_forward, seen[1:])):
        for text, address in steps:
            step()
            expect(heading).to_have_text(text)
            assert page.url == address


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/partner/ATA", "No loaded source has figures on Azerbaijan with Antarctica"),
        ("/?reporter=ATA", "No loaded source has figures on Antarctica with the world"),
        ("/partner/LTU?agency=NOBODY", "NOBODY has no figures on Azerbaijan with Lithuania; others have"),
        ("/partner/LTV", "no economy is called 'LTV'"),
        ("/?period=nonsense", "'nonsense' is not a period"),
        ("/?reporter=QQQ", "no economy is called 'QQQ'"),
        ("/checks?rule=words_vs_hand_valeu", "Did you mean 'words_vs_hand_value'"),
        ("/no/such/page", "There is no such page"),
        ("/?reporter=" + "A" * 3000, "it is longer than 2,000 characters"),
    ],
)
def test_what_cannot_be_shown_says_why(page: Page, path: str, said: str):
    open_page(page, path)
    expect(page.locator(".empty")).to_contain_text(said)
    expect(page.locator("main")).not_to_contain_text("source=&")


def test_an_unknown_economy_leads_to_those_that_may_be_meant(page: Page):
    open_page(page, "/partner/LTV")
    page.get_by_role("link", name="Lithuania (LTU)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("turnover with Lithuania")


@pytest.mark.parametrize("path", ["/", "/download/trade.csv"])
def test_a_query_of_a_million_characters_is_refused_at_once(site: str, path: str):
    assert requests.get(f"{site}/health", timeout=20).ok  # it has begun: the first to ask waits for that
    answer = requests.get(f"{site}{path}?reporter={'A' * 1_000_000}", timeout=5)
    assert answer.status_code in (400, 414)
    assert answer.elapsed.total_seconds() < 1
    assert requests.get(f"{site}/sources", timeout=5).ok


def test_light_and_dark_are_switched_by_a_named_button_and_remembered(page: Page):
    page.emulate_media(color_scheme="light")
    open_page(page, "/partner/LTU")
    scheme = page.locator("html")
    expect(scheme).to_have_attribute("data-scheme", "light")
    page.get_by_role("button", name="Switch between light and dark").click()
    expect(scheme).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(scheme).to_have_attribute("data-scheme", "dark")


def test_a_rule_leads_to_its_findings_and_back(page: Page):
    open_page(page, "/checks")
    page.get_by_role("link", name="The amount in the printed words is the one noted by hand").click()
    expect(page).to_have_url(re.compile(r"/checks\?rule=words_vs_hand_value&severity=error"))
    expect(page.locator("#card-rules tbody tr")).to_have_count(1)
    count = page.locator("#card-rules tbody .number").inner_text()
    expect(page.locator("#card-findings")).to_contain_text(f"{count} findings")
    expect(page.locator("#findings-grid .ag-center-cols-container .ag-row").first).to_be_visible()
    page.get_by_role("link", name="All rules").click()
    expect(page.locator("#card-rules tbody tr").nth(3)).to_be_visible()
