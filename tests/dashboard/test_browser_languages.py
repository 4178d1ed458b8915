"""The pages in each language: no English left over, nothing wider than a phone, the switch keeps all."""

from __future__ import annotations

import re
import string

import pytest
from browsing import open_page, whole
from playwright.sync_api import Page, expect

from dashboard.language import NAMES
from dashboard.texts import DEFAULT, Message, messages, say

pytestmark = pytest.mark.browser

PATHS = ["/", "/partner/LTU?mirror=1", "/sectors", "/data?partner=LTU", "/revisions", "/checks", "/sources",
         "/partner/ATA", "/partner/LTV", "/report/AZE/LTU", "/no/such/page"]  # fmt: skip
#: Shorter pieces of a message may stand in the data too.
LONG = 14
#: What a reader sees or hears, but for what says itself to be in English, what publishers printed, and codes.
READ = """() => {
    const skip = '[lang=en], code, script, style, .ag-cell, .langs';
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement;
        if (parent && parent.checkVisibility() && !parent.closest(skip)) texts.push(walk.currentNode.data.trim());
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]'))
        if (one.checkVisibility() && !one.closest(skip))
            for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
                if (one.hasAttribute(name)) texts.push(one.getAttribute(name).trim());
    return texts.filter(Boolean);
}"""


def forms(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def english(lang: str) -> tuple[set[str], list[str]]:
    """Messages that another language words otherwise: whole ones, and long pieces between slots."""
    entire: set[str] = set()
    pieces: list[str] = []
    for name, message in messages(DEFAULT).items():
        own = set(forms(messages(lang).get(name, "")))
        for text in set(forms(message)) - own:
            parts = [part for part, *_ in string.Formatter().parse(text)]
            longest = max(parts, key=len)
            if parts == [text]:
                entire |= set(text.split("|"))
            if len(longest.strip()) >= LONG:
                pieces.append(longest.strip())
    return entire - {
        text for message in messages(lang).values() for form in forms(message) for text in form.split("|")
    }, pieces


def left_over(page: Page, lang: str) -> list[str]:
    entire, pieces = english(lang)
    texts: list[str] = page.evaluate(READ)
    return [text for text in texts if text in entire or any(piece in text for piece in pieces)]


#: One is walked at each run, the others where there is time: their messages are compared in test_texts.py.
LANGUAGES = [
    "lt",
    *(pytest.param(lang, marks=pytest.mark.slow) for lang in NAMES if lang not in (DEFAULT, "lt")),
]


@pytest.mark.parametrize("page", [(390, 844)], indirect=True, ids=["phone"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_speaks_the_language_and_fits_a_phone(page: Page, lang: str):
    for path in PATHS:
        open_page(page, f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert page.locator("html").get_attribute("lang") == lang
        assert not left_over(page, lang), path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        inside: list[str] = page.locator("a[href^='/']").evaluate_all("links => links.map(a => a.search)")
        others = len(NAMES) - 1
        assert sum(f"lang={lang}" not in search for search in inside) == others, path


def test_switching_keeps_what_is_selected_and_every_step_keeps_the_language(page: Page):
    open_page(page, "/partner/LTU?unit=thousand&flow=M")
    link = page.get_by_role("group", name="Language").get_by_role("link", name="LT: Lietuvių")
    expect(link).to_have_attribute("href", re.compile("unit=thousand"))
    link.focus()
    link.press("Enter")
    expect(page).to_have_url(re.compile(r"/partner/LTU\?unit=thousand&flow=M&lang=lt$"))
    whole(page)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(
        re.compile("^Azerbaidžanas: importas, partneris.*Lietuva.*tūkst. JAV dol")
    )
    assert page.locator("html").get_attribute("lang") == "lt"
    ticks = page.locator("#card-bars .ytick text").all_text_contents()
    assert any("\N{NO-BREAK SPACE}" in tick for tick in ticks), ticks
    page.locator(".sentence").get_by_label(say("word.unit", "lt"), exact=True).locator("visible=true").click()
    page.get_by_role("option", name=say("unit.billion", "lt"), exact=True).click()
    expect(page).to_have_url(re.compile(r"unit=billion&flow=M&lang=lt$"))
    page.get_by_role("navigation").get_by_role("link", name=say("nav.sectors", "lt")).click()
    expect(page).to_have_url(re.compile(r"/sectors\?unit=billion&lang=lt$"))
    expect(page).to_have_title(re.compile("^Sektoriai"))
    page.get_by_role("link", name="EN: English").click()
    expect(page).to_have_url(re.compile(r"/sectors\?unit=billion$"))
    expect(heading).to_contain_text("in billion US dollars")
