"""Grids and tables: what stands first, how high, what they say, on a wide screen and on a phone."""

from __future__ import annotations

import csv
import io

import pytest
import requests
from browsing import open_page
from playwright.sync_api import Locator, Page, expect

from dashboard.parts.grid import FIRST

pytestmark = pytest.mark.browser

PHONE = pytest.mark.parametrize("page", [(390, 844)], indirect=True, ids=["phone"])
HEADS = [
    "Whose trade",
    "Partner",
    "Direction",
    "Product",
    "Period",
    "Value, USD",
    "At least",
    "At most",
    "As printed",
    "Source",
]


def heads(page: Page) -> list[str]:
    """What stands over the columns in view, from the left."""
    cells = page.locator(".data-grid .ag-header-cell:has(.ag-header-cell-text)")
    expect(cells.first).to_be_visible(timeout=20_000)
    found: list[tuple[float, str]] = cells.evaluate_all(
        "cells => cells.map(c => [c.getBoundingClientRect(), c]).filter(([b]) => b.x < innerWidth - 60)"
        ".map(([b, c]) => [b.x, c.innerText.trim()])"
    )
    return [text for _, text in sorted(found) if text]


def first_row(page: Page) -> list[str]:
    row = page.locator(".data-grid .ag-center-cols-container [row-index='0'] .ag-cell")
    expect(row.first).to_be_visible()
    return row.all_inner_texts()


def test_the_grid_begins_as_its_file_and_fills_the_screen(page: Page, site: str):
    open_page(page, "/data")
    assert heads(page)[: len(HEADS)] == HEADS
    text = requests.get(f"{site}/download/trade.csv?partner=LTU", timeout=20).text
    names, first = list(csv.reader(io.StringIO(text, newline="")))[:2]
    assert names[:6] == ["reporter_name", "partner_name", "flow_name", "product_name", "period", "value_usd"]
    shown = first_row(page)
    assert shown[:5] == first[:5]
    assert shown[5].replace(",", "") == first[5]
    box = page.locator(".data-grid").bounding_box()
    assert box and box["height"] > 600
    assert box["y"] + box["height"] <= 900


@PHONE
def test_on_a_phone_the_grid_begins_with_period_and_value(page: Page):
    open_page(page, "/data")
    assert heads(page)[:3] == ["Period", "Value, USD", "Direction"]


@PHONE
@pytest.mark.parametrize(
    "lang", ["lt", *(pytest.param(lang, marks=pytest.mark.slow) for lang in ("en", "az", "ru"))]
)
def test_on_a_phone_no_digit_of_a_period_or_a_value_is_off_the_screen(page: Page, lang: str):
    open_page(page, f"/data?lang={lang}")
    cells = page.locator(".ag-row :is([col-id=period], [col-id=value_usd])")
    off = "cells => cells.filter(c => c.getBoundingClientRect().right > innerWidth || c.scrollWidth > c.clientWidth)"
    assert cells.count() > 10
    assert cells.evaluate_all(f"cells => ({off})(cells).map(c => c.innerText)") == []


@pytest.mark.slow
def test_a_column_says_what_it_means(page: Page):
    open_page(page, "/data")
    page.locator(".data-grid .ag-header-cell", has_text="At least").hover()
    expect(page.locator(".ag-tooltip")).to_have_text("The least that the printed digits allow")


def test_figures_in_print_are_listed_with_their_words(page: Page):
    open_page(page, "/partner/LTU")
    row = page.locator("#card-printed tbody tr", has_text="Jan–Oct 2018")
    expect(row).to_contain_text("was $19.12 million in January-October 2018")
    expect(row).to_contain_text("State Customs Committee of Azerbaijan")
    expect(page.locator("#card-printed tbody a[href^=http]").first).to_be_visible()


def test_sources_list_their_files_and_lead_to_their_findings(page: Page):
    open_page(page, "/sources")
    card = page.locator("#source-russia_fcs")
    card.locator("summary").click()
    expect(card.locator("details tbody tr").first).to_contain_text("kB")
    card.get_by_role("link", name="errors and warnings").click()
    expect(page.locator("#card-rules tbody tr").first).to_contain_text("Federal Customs Service of Russia")


@pytest.mark.parametrize("path", ["/", "/partner/LTU"])
def test_the_first_screen_holds_sentence_four_numbers_and_a_whole_picture(page: Page, path: str):
    open_page(page, path)
    expect(page.locator(".headline")).to_have_count(4)
    footer = page.locator(".card footer").first.bounding_box()
    assert footer and footer["y"] + footer["height"] <= 900


def tab_into_the_grid(page: Page) -> Locator:
    """By the tabulator from the link before it, once the grid takes part in it; what has the focus from then on."""
    page.locator("#download-trade-zip").focus()
    expect(page.locator(".data-grid .ag-tab-guard-top").first).to_have_attribute("tabindex", "0")
    page.keyboard.press("Tab")
    focus = page.locator(":focus")
    expect(focus).to_have_attribute("role", "columnheader")
    return focus


def test_a_grid_is_one_stop_of_the_tabulator_with_arrows_inside(page: Page):
    open_page(page, "/data")
    focus = tab_into_the_grid(page)
    page.keyboard.press("Tab")
    expect(page.locator(".page-foot :focus")).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".data-grid :focus")).to_have_count(1)
    tab_into_the_grid(page)
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    expect(focus).to_have_attribute("role", "gridcell")
    expect(focus).to_have_attribute("col-id", "flow_name")
    expect(focus).to_have_css("outline-width", "2px")
    page.keyboard.press("Tab")
    expect(page.locator(".page-foot :focus")).to_have_count(1)


def test_a_filter_is_reached_and_left_by_keyboard(page: Page):
    open_page(page, "/data")
    focus = tab_into_the_grid(page)
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("imports")
    flows = page.locator(".ag-cell[col-id=flow_name]")
    expect(flows.filter(has_text="Exports")).to_have_count(0)
    expect(flows.first).to_have_text("Imports")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    expect(focus).to_have_attribute("role", "gridcell")


def test_a_grid_below_the_window_is_made_when_it_is_seen(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, "/checks")
    place = page.get_by_role("group", name="Each finding")
    expect(place).to_have_attribute("data-later", "")
    assert not any("ag_grid" in address for address in asked)
    place.focus()  # as the tabulator does: what has the focus comes into sight
    expect(page.locator("#findings-grid .ag-cell").first).to_be_visible()
    expect(page.locator("#findings-grid [role=columnheader]").first).to_be_focused()


def test_a_grid_sorts_and_filters_all_rows_though_few_come_with_the_page(page: Page, site: str):
    open_page(page, "/data?partner=ITA")
    text = requests.get(f"{site}/download/trade.csv?partner=ITA", timeout=20).text
    values = [float(row["value_usd"] or "nan") for row in csv.DictReader(io.StringIO(text, newline=""))]
    least = min(values)
    assert least not in values[:FIRST]
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", str(FIRST + 2))
    page.get_by_role("columnheader", name="Value, USD").click()
    expect(grid).to_have_attribute("aria-rowcount", str(len(values) + 2))
    least_shown = f"{least:,.0f}".replace("-", "\N{MINUS SIGN}")
    expect(page.locator("[row-index='0'] [col-id=value_usd]")).to_have_text(least_shown)


def test_rows_that_do_not_come_are_told_and_asked_for_again(page: Page):
    open_page(page, "/data?partner=RUS")
    page.route("**/rows/**", lambda route: route.fulfill(body="no rows"))
    page.get_by_role("columnheader", name="Value, USD").hover()
    expect(page.locator(".grid-said")).to_have_text("The server did not answer. Try again.")
    page.unroute("**/rows/**")
    page.get_by_role("columnheader", name="Period").hover()
    expect(page.locator(".grid-said")).to_be_empty()


#: Heads that do not fit: each column is brought into sight first, for those out of it are not drawn.
CUT = """async () => {
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const api = window.dash_ag_grid.getApi(document.querySelector('.data-grid').id), cut = [];
    for (const column of api.getAllGridColumns()) {
        api.ensureColumnVisible(column);
        await drawn();
        const head = document.querySelector(`.ag-header-cell[col-id="${column.getColId()}"] .ag-header-cell-text`);
        if (head.scrollWidth > head.clientWidth || head.scrollHeight > head.closest('.ag-header-cell').clientHeight) cut.push(head.innerText);
    }
    return cut;
}"""


@PHONE
@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("/revisions?reporter=RUS", "lt"),
        *(
            pytest.param(path, lang, marks=pytest.mark.slow)
            for path in ("/revisions?reporter=RUS", "/data?partner=LTU", "/checks?severity=note")
            for lang in ("en", "az", "lt", "ru")
        ),
    ],
)
def test_no_head_of_a_grid_is_cut(page: Page, path: str, lang: str):
    open_page(page, f"{path}&lang={lang}")
    page.locator(".grid-place").scroll_into_view_if_needed()
    expect(page.locator(".ag-cell").first).to_be_visible()
    assert page.evaluate(CUT) == []
