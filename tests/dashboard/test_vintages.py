"""As known on a day, and what was revised since: hand-made cumulative figures in two vintages."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import handmade_data
import pytest
import requests
from browsing import choose, click_bar, open_page, picture
from playwright.sync_api import Browser, BrowserContext, Page, expect

from trade import questions
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

BEFORE, THEN = "2019-02-19", "2019-06-01"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handmade_data.build(tmp_path_factory.mktemp("handmade"))


@pytest.fixture(scope="module")
def vintages(made: Path) -> Store:
    return Store(made)


@pytest.fixture(scope="module")
def site(made: Path, serve: Callable[[str], str]) -> str:
    """Here the pages are over the hand-made data."""
    return serve(f"duckdb:{made}")


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> BrowserContext:
    opened = browser.new_context(base_url=site)
    opened.new_page()
    return opened


def asked(query: str) -> Selection:
    return Selection.from_query(f"reporter=AZE&{query}")


def test_a_revised_figure_has_its_first_and_its_latest_value(vintages: Store):
    (row,) = questions.revisions(vintages, asked("partner=LTU&flow=X&period=2018"))
    first, latest = (
        handmade_data.cumulative("X", "LTU", 2018, revised=known)[-1] * 1e6 for known in (False, True)
    )
    assert (row["first_usd"], row["latest_usd"]) == pytest.approx((first, latest))
    assert row["change_usd"] == pytest.approx(latest - first)
    assert row["change"] == pytest.approx(latest / first - 1)
    assert (row["vintages"], row["days"]) == (2, 365)
    assert (row["first_known"], row["latest_known"]) == (handmade_data.FIRST, handmade_data.SECOND)
    assert row["first_as_published"] != row["latest_as_published"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 48),  # exports and imports with two partners, twelve months to date of 2018
        ("partner=LTU", 24),
        ("partner=LTU&flow=X", 12),
        ("partner=LTU&flow=X&until=2017", 0),
        (f"as_of={THEN}", 0),  # the second file was not yet public
        ("source=press", 0),
    ],
)
def test_revisions_follow_the_selection(vintages: Store, query: str, count: int):
    assert len(questions.revisions(vintages, asked(query))) == count
    assert sum(row["revised"] for row in questions.revision_means(vintages, asked(query))) == count
    assert sum(row["figures"] for row in questions.revision_steps(vintages, asked(query))) == count


def test_more_digits_are_no_revision(store: Store):
    rows = questions.revisions(store, Selection.from_query("reporter=KAZ&source=kazakhstan_bns"))
    assert rows == []  # the world's turnover of 2019 has two decimals more in the file of 2021
    more = "SELECT count(*) AS found FROM trade WHERE source = 'kazakhstan_bns' AND known_to IS NOT NULL"
    assert store.rows(more)[0]["found"] > 0


def test_a_press_figure_that_was_mended_is_a_revision(store: Store):
    (row,) = questions.revisions(store, Selection.from_query("partner=C00&flow=X&source=press"))
    assert (row["first_usd"], row["latest_usd"], row["days"]) == (1.5e9, 809.8e6, 1)


def test_every_question_answers_as_known_on_the_day(vintages: Store):
    then = asked(f"partner=LTU&as_of={THEN}")
    rows = questions.series(vintages, then)
    assert {str(row["known_from"]) for row in rows} == {"2019-02-20"}
    assert max(row["period_end"].year for row in rows) == 2018
    (cell,) = questions.same_cell(vintages, then.but(flow="X", period=Period.year(2018)))
    assert cell["value_usd"] == pytest.approx(
        handmade_data.cumulative("X", "LTU", 2018, revised=False)[-1] * 1e6
    )
    assert questions.series(vintages, asked(f"partner=LTU&as_of={BEFORE}")) == []
    derived = [row for row in rows if row["method"] == "differenced" and row["period"] == "2018-10"]
    assert {row["flow"] for row in derived} == {"X", "M", "T", "B"}


def test_days_to_choose_are_those_on_which_something_changed(vintages: Store):
    days = questions.known_days(vintages, asked("partner=LTU"), 10)
    assert days == [handmade_data.SECOND, handmade_data.FIRST]


@pytest.mark.parametrize("path", ["trade.csv", "revisions.csv"])
def test_files_hold_what_was_known_then(site: str, path: str):
    query = f"reporter=AZE&partner=LTU&flow=X&as_of={THEN}"
    then = requests.get(f"{site}/download/{path}?{query}", timeout=20)
    now = requests.get(f"{site}/download/{path}?{query.partition('&as_of')[0]}", timeout=20)
    assert now.status_code == 200
    if path == "revisions.csv":
        assert (then.status_code, len(list(csv.DictReader(now.text.splitlines())))) == (404, 12)
        return
    assert f"_{THEN}.csv" in then.headers["Content-Disposition"]
    known = [{row["known_from"] for row in csv.DictReader(said.text.splitlines())} for said in (then, now)]
    assert known == [{"2019-02-20"}, {"2019-02-20", "2020-02-20"}]


@pytest.mark.browser
def test_a_chart_can_be_seen_as_known_on_a_day(page: Page):
    open_page(page, "/partner/LTU?period=2018")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("as known today")
    exports = page.locator(".headline", has_text="Exports").locator(".headline-value")
    expect(exports).to_contain_text("16.53")
    choose(page, "As known on which day", "as known on 20 February 2019")
    expect(page).to_have_url(re.compile("as_of=2019-02-20"))
    expect(exports).to_contain_text("15.98")
    expect(page.locator("#card-bars footer")).to_contain_text("as known on 20 February 2019")
    picture(page, "cumulative")
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as known on 20 February 2019")


@pytest.mark.browser
def test_a_click_opens_the_figure_of_that_day(page: Page):
    open_page(page, f"/partner/LTU?period=2018&flow=X&as_of={THEN}")
    plot = picture(page, "twelve")
    assert plot.evaluate("p => p.data.some(t => t.line && t.line.dash === 'dash')")
    page.locator("#card-to-date").scroll_into_view_if_needed()
    click_bar(page, "to-date", "exports", 1)
    panel = page.locator("#card-to-date aside")
    expect(panel).to_contain_text("20 February 2019")
    expect(panel).not_to_contain_text("no longer in the data")


@pytest.mark.slow
@pytest.mark.browser
def test_before_anything_was_public_the_page_says_so(page: Page):
    open_page(page, f"/partner/LTU?as_of={BEFORE}")
    expect(page.locator("main")).to_contain_text("was public by 19 February 2019")
    choose(page, "As known on which day", "as known today")
    picture(page, "bars")


@pytest.mark.browser
def test_revisions_show_periods_by_days_sources_and_each_figure(page: Page):
    open_page(page, "/revisions")
    expect(picture(page, "heat")).to_contain_text("20 February 2020")
    expect(page.locator("#card-means")).to_contain_text("48")
    expect(page.locator("#revisions-grid .ag-center-cols-container [row-index='0']")).to_contain_text("2018")
    expect(page.locator("#download-revisions-csv")).to_have_attribute("href", re.compile("revisions.csv"))


@pytest.mark.slow
@pytest.mark.browser
def test_without_revisions_the_page_names_whose_figures_have_some(page: Page):
    open_page(page, f"/revisions?as_of={THEN}")
    expect(page.locator("main")).to_contain_text("No figure of this selection")
    page.get_by_role("link", name="Azerbaijan: 48").click()
    picture(page, "heat")
