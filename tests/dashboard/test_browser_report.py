"""The page Report on paper: A4 sheets without a cut picture, light in the dark too; the ways to it and from it."""

from __future__ import annotations

import re

import pytest
from browsing import choose, open_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

#: The sheet cut into columns as high as a page leaves, 297 mm less both margins, at the scale of print: the
#: browser breaks columns by the rules by which it breaks pages, and says into how many pieces it cut a box. The scale
#: stays: a hairline is one pixel at any scale, so at another one a sheet holds some rows more or fewer.
PAGES_AS_COLUMNS = """
.report { columns: 816px; column-gap: 40px; column-fill: auto; height: calc(267mm / 0.84);
          width: 12800px !important; max-width: none !important; }
"""
A4_LEAVES = {"width": 687, "height": 1009}  # pixels: 182 mm by 267 mm
REPORTS = [
    "/report/AZE/LTU",
    *(
        pytest.param(path, marks=pytest.mark.slow)
        for path in (
            "/report/DEU?lang=ru",
            "/report/AZE/RUS?lang=az",
            "/report/AZE/TUR?mirror=1",
            "/report/RUS?lang=lt",
            "/report/ARM/RUS",
            "/report/AZE",
        )
    ),
]


@pytest.mark.parametrize("path", REPORTS)
def test_a_pdf_has_few_pages_and_no_picture_is_cut(page: Page, path: str):
    open_page(page, path)
    pages = sheets(page)
    assert 3 <= pages <= 6
    page.evaluate(
        "dispatchEvent(new Event('beforeprint'))"
    )  # as the printer does: pictures get the sheet's width
    page.emulate_media(media="print")
    page.set_viewport_size(A4_LEAVES)
    page.add_style_tag(content=PAGES_AS_COLUMNS)
    found = page.evaluate(
        """() => {
            const boxes = [...document.querySelectorAll('.report > *, .report .card, .report .card-plot, .headline')];
            const rects = boxes.map((box) => [...box.getClientRects()]);
            const left = document.querySelector('.report').getBoundingClientRect().x;
            const inside = (svg) => svg.getBoundingClientRect().right <= svg.closest('.card').getBoundingClientRect().right;
            return {
                columns: 1 + Math.max(...rects.flat().map((r) => Math.floor((r.right - left - 1) / (856 * 0.84)))),
                cut: boxes.filter((box, i) => rects[i].length > 1 && !box.matches('.grid')).map((box) => box.id || box.className),
                wide: [...document.querySelectorAll('.report .main-svg')].filter((svg) => !inside(svg)).length,
                drawn: document.querySelectorAll('.report .card-plot').length,
            };
        }"""
    )
    assert found["drawn"] >= 3
    assert (found["cut"], found["wide"], found["columns"]) == ([], 0, pages)


def sheets(page: Page) -> int:
    """How many pages the browser makes of it, at the paper and the margins of the style sheet."""
    made = page.pdf(format="A4", prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[([^\]]+)\]", made))
    assert len(boxes) == 1
    width, height = (float(side) for side in boxes.pop().split()[2:])
    assert (width, height) == pytest.approx((595.3, 841.9), abs=1)  # A4 in points
    return len(re.findall(rb"/Type /Page\b", made))


def test_paper_is_light_in_the_dark_and_without_controls(page: Page):
    page.emulate_media(color_scheme="dark")
    open_page(page, "/report/AZE/LTU")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.emulate_media(color_scheme="dark", media="print")
    for gone in (
        ".bar",
        ".page-foot",
        ".card-actions",
        ".card-extra",
        ".report-head button",
        ".card-note-screen",
    ):
        assert page.locator(gone).count()
        assert page.locator(f"{gone}:visible").count() == 0
    colours = page.evaluate(
        """() => ['body', '.card', '.facts td', '.report-text', '.xtick text'].map((which) => {
            const style = getComputedStyle(document.querySelector(which));
            return which.includes('text') && which !== '.report-text' ? style.fill
                : which === 'body' || which === '.card' ? style.backgroundColor : style.color;
        })"""
    )
    light = [sum(map(int, re.findall(r"\d+", colour)[:3])) > 384 for colour in colours]
    assert light == [True, True, False, False, False]


@pytest.mark.slow
@pytest.mark.parametrize("page", [(390, 844)], indirect=True, ids=["phone"])
def test_a_phone_prints_the_same_sheets(page: Page):
    open_page(page, "/report/AZE/LTU")
    narrow = page.locator("#card-bars .main-svg").first
    assert narrow.evaluate("svg => svg.getBoundingClientRect().width") < 390
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert narrow.evaluate("svg => svg.getBoundingClientRect().width") > 700
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_function(
        "document.querySelector('#card-bars .main-svg').getBoundingClientRect().width < 390"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_way_from_a_pair_keeps_what_is_chosen(page: Page):
    open_page(page, "/partner/LTU?period=2018&unit=thousand")
    page.get_by_role("link", name="Report to print").click()
    expect(page).to_have_url(re.compile(r"/report/AZE/LTU\?period=2018&unit=thousand$"))
    expect(page.locator("#report-text")).to_contain_text("22,062 thousand USD in 2018")
    expect(page).to_have_title("Trade report AZE-LTU | Bilateral")


@pytest.mark.slow
def test_economies_of_the_sentence_stand_in_the_path(page: Page):
    open_page(page, "/report/AZE/LTU")
    choose(page, "Whose trade", "Georgia")
    expect(page).to_have_url(re.compile(r"/report/GEO/LTU$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Georgia's turnover with Lithuania")
    choose(page, "With whom", "the world")
    expect(page).to_have_url(re.compile(r"/report/GEO$"))
    expect(
        page.get_by_role("navigation", name="Pages").get_by_role("link", name="Partner")
    ).to_have_attribute("href", "/partner?reporter=GEO")
    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="Print, or save as PDF").click()
    assert page.evaluate("window.asked")
