"""What a person does on the page Mirror, in a real browser against the real server and tables."""

from __future__ import annotations

import re

import pytest
from browsing import choose, open_page, picture
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_another_factor_parts_the_gap_anew_and_back_returns(page: Page):
    open_page(page, "/mirror")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(
            r"^Azerbaijan's exports of all goods to Lithuania as both sides report them, for Azerbaijan by .+"
        )
    )
    expect(page.locator("#card-summary")).to_contain_text("0.1420 million USD of the gap would be inside")
    choose(page, "What CIF is over FOB", "1.20 times")
    expect(page).to_have_url(re.compile(r"/mirror\?cif_fob=1\.2$"))
    expect(page.locator("#card-summary")).to_contain_text(
        "made imports 1.2 times exports, 0.4732 million USD"
    )
    expect(page.locator("#card-lines .ends")).to_contain_text("exports × 1.2")
    page.go_back()
    expect(page.locator("#card-summary")).to_contain_text("0.1420 million USD of the gap would be inside")


def test_a_figure_of_either_side_is_traced_to_its_print(page: Page):
    """Of 2015, in which the two are far apart."""
    open_page(page, "/mirror")
    for trace, said in (
        ("Azerbaijan: exports", "0.5129 million USD"),
        ("Lithuania: imports", "34.76 million USD"),
    ):
        at = picture(page, "lines").evaluate(
            """(plot, name) => {
                const points = plot.calcdata.find(each => each[0].trace.name === name);
                const year = points[points.length - 6], box = plot.querySelector('.nsewdrag').getBoundingClientRect();
                const { xaxis, yaxis } = plot._fullLayout;
                return [box.x + xaxis.c2p(year.x), box.y + yaxis.c2p(year.y)];
            }""",
            trace,
        )
        page.mouse.move(*at)
        page.mouse.click(*at)
        panel = page.locator("#card-lines aside")
        expect(panel).to_contain_text(said)
        panel.get_by_role("button", name="Close").click()
        expect(panel).to_have_count(0)


@pytest.mark.slow
def test_the_table_of_the_gap_holds_every_measure_with_its_bounds(page: Page):
    open_page(page, "/mirror")
    page.locator("#card-gap").get_by_role("button", name="Table").click()
    table = page.locator("#card-gap .card-table")
    expect(table.locator("thead")).to_contain_text("Symmetric difference, %, at least")
    expect(table.locator("tbody tr").first).to_contain_text("2020")
    expect(table.locator("tbody tr")).to_have_count(28)
