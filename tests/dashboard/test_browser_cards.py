"""What every card with a picture offers: table and files of exactly what it shows, where it is from."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import plotly.graph_objects as go
import pytest
from browsing import open_page, picture, shape_at
from playwright.sync_api import Browser, Locator, Page, expect
from plotly.io import from_json

pytestmark = pytest.mark.browser

#: One card of each kind of picture; the others where there is time.
CARDS = [
    ("/", "line"),
    ("/", "map"),
    ("/partner/LTU", "bars"),
    ("/sectors", "tiles"),
    *(pytest.param(path, card, marks=pytest.mark.slow) for path, card in (
        ("/", "partners"), ("/partner/LTU?mirror=1", "bars"), ("/partner/LTU", "balance"), ("/partner/LTU", "products"),
        ("/sectors", "lines"),
    )),
]  # fmt: skip
#: The values that a picture draws, in the unit of the page; the map draws powers of ten.
DRAWN = """plot => plot.data.flatMap(t => ({
    scatter: t.y, bar: t.orientation === "h" ? t.x : t.y, treemap: t.values,
    choropleth: (t.z || []).map(power => 10 ** power),
})[t.type] || []).filter(value => value !== null)"""


@pytest.mark.parametrize(("path", "card"), CARDS)
def test_every_card_gives_its_picture_in_every_form_and_the_same_figures_as_table_and_csv(
    page: Page, path: str, card: str, tmp_path: Path
):
    open_page(page, path)
    drawn: list[float] = picture(page, card).evaluate(DRAWN)
    section = page.locator(f"#card-{card}")
    assert saved(page, section, "PNG", tmp_path).startswith(b"\x89PNG")
    assert (tmp_path / "PNG").stat().st_size > 15_000
    vector = fromstring(saved(page, section, "SVG", tmp_path))
    title = section.locator("h2").inner_text()
    assert title.split()[0] in "".join(vector.itertext())
    figure = from_json(saved(page, section, "JSON", tmp_path).decode("utf-8"))
    assert isinstance(figure, go.Figure) and figure.data
    assert any("Source" in note.text for note in figure.layout.annotations)
    section.get_by_role("button", name=re.compile("^Table")).click()
    table = section.locator("table")
    expect(table).to_be_visible()
    text = saved(page, section, "CSV", tmp_path).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    shown: list[list[str]] = table.evaluate(
        "t => [...t.rows].map((row, i) => [...row.cells].map(cell => i ? cell.innerText : cell.title))"
    )
    assert rows[0] == shown[0]
    assert len(rows) == len(shown) > 2
    value = rows[0].index("value_usd")
    filed = [float(row[value]) for row in rows[1:]]
    seen = [float(row[value].replace(",", "").replace("\u2212", "-")) for row in shown[1:]]
    assert seen == pytest.approx(filed)
    assert drawn and all(
        any(one == pytest.approx(v / 1e6, rel=2e-4, abs=1e-7) for v in filed) for one in drawn
    )


def saved(page: Page, section: Locator, form: str, folder: Path) -> bytes:
    """Takes that form out of the menu and gives the bytes that are downloaded."""
    section.get_by_role("button", name=re.compile("^Download")).click()
    with page.expect_download() as download:
        section.get_by_role("button", name=re.compile(f"^{form}")).click()
    download.value.save_as(folder / form)
    return (folder / form).read_bytes()


def test_actions_are_reached_and_pressed_with_the_keyboard(page: Page):
    open_page(page, "/partner/LTU")
    picture(page, "bars")
    button = page.locator("#card-bars").get_by_role("button", name=re.compile("^Table"))
    page.get_by_label("Figures of the partner", exact=True).locator("visible=true").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#card-bars table")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("path", "card", "selector", "which", "said"),
    [
        (
            "/",
            "map",
            ".choroplethlayer path",
            "e.__data__.loc === 'BRA'",
            "Azerbaijan's turnover with Brazil",
        ),
        pytest.param(
            "/",
            "partners",
            ".barlayer .point path",
            "true",
            "Azerbaijan's turnover with",
            marks=pytest.mark.slow,
        ),
        ("/", "line", ".scatterlayer .points path", "true", "Azerbaijan's"),
        ("/partner/LTU", "products", ".treemaplayer path.surface", "true", "exports to Lithuania: Chemicals"),
    ],
)
def test_a_click_opens_where_it_comes_from_beside_the_picture(
    page: Page, path: str, card: str, selector: str, which: str, said: str
):
    open_page(page, path)
    middle = shape_at(page, card, selector, which)
    page.mouse.move(*middle)
    page.mouse.click(*middle)
    panel = page.locator(f"#card-{card} aside")
    for text in (said, "As printed" if card == "products" else "Document", "SHA-256", "Fetched", "copy"):
        expect(panel).to_contain_text(text)
    beside, plot = panel.bounding_box(), page.locator(f"#card-{card} .card-plot").bounding_box()
    assert beside and plot and plot["width"] > 500
    assert beside["x"] >= plot["x"] + plot["width"]


def test_a_clicked_tile_stays_among_the_others(page: Page):
    open_page(page, "/partner/LTU")
    tiles = page.locator("#card-products .treemaplayer path.surface")
    middle = shape_at(page, "products", ".treemaplayer path.surface", "true")
    before = tiles.count()
    page.mouse.click(*middle)
    expect(page.locator("#card-products aside")).to_be_visible()
    page.wait_for_timeout(900)  # plotly's zooming would take three quarters of a second
    assert tiles.count() == before > 3


def test_pictures_whose_library_does_not_come_say_so_and_are_drawn_on_the_next_page(
    browser: Browser, site: str
):
    page = browser.new_page(base_url=site)
    page.route("**/plotly.min.js*", lambda route: route.abort())
    page.goto("/partner/LTU")
    room = page.locator(".dash-graph").first
    expect(room).to_have_text("The server did not answer. Try again.")
    page.unroute("**/plotly.min.js*")
    page.get_by_role("link", name="Sectors").first.click()
    expect(page.locator("#card-tiles .plot-container")).to_be_visible()
    expect(page.locator("#card-tiles .dash-graph")).not_to_contain_text("The server did not answer.")
    page.close()
