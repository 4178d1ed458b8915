"""What a person does with a page, for tests in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

#: What is still to come on a page: pictures and grids of which only the frame is there. A grid far below is made later.
PENDING = ".dash-graph:not(:has(.main-svg)), .grid-place:not([data-later]):not(:has(.ag-row))"


def open_page(page: Page, path: str) -> None:
    page.goto(path, wait_until="commit")
    whole(page)


def whole(page: Page) -> None:
    """All of the page is drawn: its heading comes with its cards, pictures and rows follow.

    Asked at every frame: asking less often costs half a second a page.
    """
    drawn = "pending => document.querySelector('h1') && !document.querySelector(pending)"
    page.wait_for_function(drawn, arg=PENDING, timeout=20_000)


def choose(page: Page, word: str, option: str) -> None:
    """Change a word of the sentence as a person does: click it, click the option."""
    page.get_by_role("group", name="What is shown").get_by_label(word, exact=True).locator(
        "visible=true"
    ).click()
    page.get_by_role("option", name=option, exact=True).click()


def picture(page: Page, card: str) -> Locator:
    drawn = page.locator(f"#card-{card} .js-plotly-plot .main-svg").first
    expect(drawn).to_be_visible(timeout=20_000)
    return page.locator(f"#card-{card} .js-plotly-plot")


def click_bar(page: Page, card: str, trace: str, number: int) -> None:
    """Click in the middle of a bar, found by its trace and place."""
    middle = picture(page, card).evaluate(
        """(plot, [name, number]) => {
            const trace = plot.calcdata.find(points => points[0].trace.name === name);
            const { _length, c2p } = plot._fullLayout.yaxis;
            const bar = trace[number];
            const box = plot.querySelector('.nsewdrag').getBoundingClientRect();
            return [box.x + plot._fullLayout.xaxis.c2p(bar.p), box.y + plot._fullLayout.yaxis.c2p(bar.s / 2)];
        }""",
        [trace, number],
    )
    page.mouse.move(*middle)
    page.mouse.click(*middle)


def shape_at(page: Page, card: str, selector: str, which: str) -> tuple[float, float]:
    """The middle of a drawn shape, brought into view; ``which`` is a condition on the element ``e``."""
    picture(page, card)
    middle: list[float] = page.evaluate(
        f"""([card, selector]) => {{
            const shapes = [...document.querySelectorAll(`#card-${{card}} ${{selector}}`)];
            const shape = shapes.find((e) => {which});
            shape.scrollIntoView({{ block: "center" }});
            const box = shape.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }}""",
        [card, selector],
    )
    return middle[0], middle[1]
