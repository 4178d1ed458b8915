"""The page Change: its figures against the store's, its waterfall, and what it refuses."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard import change_tables, changed
from dashboard.application import create
from dashboard.change_words import Said
from dashboard.changed import Changed
from dashboard.figures import waterfall
from trade import questions
from trade.errors import BadSelection
from trade.indicators.declared import INDICATORS
from trade.selection import Selection
from trade.store import Store

#: What is asked for, the base that is chosen, a part of it. Whole years, a year to date, other bases, products.
CASES = {
    "flow=X&period=2018": ("2017", "ITA"),
    "flow=M&period=2018&against=2015": ("2015", "TUR"),
    "period=2019": ("2018", "ITA"),
    "reporter=RUS&flow=X&period=2017-01..2017-09": ("2016-01..2016-09", "CHN"),
    "reporter=RUS&flow=M&by=product&period=2022": ("2021", "27"),
    "partner=LTU&flow=X&by=product&period=2015": ("2005", "3"),
}
EACH = pytest.mark.parametrize("query", CASES)


@pytest.fixture(scope="session", autouse=True)
def _application() -> None:
    """Pages can be imported once there is an application."""
    create()


def found_of(store: Store, query: str) -> Changed:
    asked = Selection.from_query(query)
    view = changed.resolve(store, asked.but(flow=asked.flow or "T", by=asked.by or "partner"))
    assert view.asked.period is not None
    return changed.measured(view)


def page_of(name: str) -> Any:
    return import_module(f"dashboard.pages.{name}")


def shown(store: Store, query: str) -> str:
    """All that the page says, as it travels."""
    return json.dumps(
        page_of("change").draw(store, Selection.from_query(query)), cls=PlotlyJSONEncoder, ensure_ascii=False
    )


@EACH
def test_the_parts_are_the_figures_of_the_store(store: Store, query: str):
    found, (base, code) = found_of(store, query), CASES[query]
    assert found.base.text == base
    asked = found.view.asked
    part = next(part for part in found.parts if part.code == code)
    cell = asked.but(by=None, against=None, scheme=found.scheme or None)
    cell = cell.but(product=code) if found.scheme else cell.but(partner=code)
    values = {row["period"]: row["value_usd"] for row in questions.series(store, cell)}
    totals = {row["period"]: row["value_usd"] for row in found.totals if row["flow"] == found.view.flow}
    now, before = values[found.period.text], values[base]
    assert part.now and part.before and part.growth
    assert (float(part.now.value.point), float(part.before.value.point)) == pytest.approx((now, before))
    assert float(part.points) == pytest.approx(100 * (now - before) / totals[base])
    assert float(part.growth.point) == pytest.approx(now / before - 1)
    assert float(found.total.points) == pytest.approx(100 * (totals[found.period.text] / totals[base] - 1))


@EACH
def test_the_waterfall_adds_up_exactly_and_nothing_is_dropped(store: Store, query: str):
    found = found_of(store, query)
    steps = Said(found).steps()
    assert [step.kind for step in steps[-2:]] == ["residual", "total"]
    assert sum((step.points for step in steps[:-1]), Decimal(0)) == steps[-1].points == found.total.points
    assert len(found.drawn) + len(found.rest) == len(found.parts)
    assert bool(found.rest) == any(step.kind == "rest" for step in steps)
    parts = [part.code for part in (*found.parts, *found.one_sided)]
    assert len(parts) == len(set(parts)) == len(found.measures) - 2
    lines = list(change_tables.lines(Said(found)))
    assert [line.points for line in lines] == [step.points for step in steps]


@EACH
def test_each_bar_begins_where_the_one_before_ended(store: Store, query: str):
    (bars,) = waterfall.figure(Said(found_of(store, query)).steps(), "X", "points")["data"]
    ends = [base + length for base, length in zip(bars["base"], bars["x"], strict=True)]
    assert bars["base"][0] == bars["base"][-1] == 0
    assert bars["base"][1:-1] == pytest.approx(ends[:-2])
    assert ends[-1] == pytest.approx(ends[-2])


@EACH
def test_the_file_holds_every_part_and_adds_up(store: Store, query: str):
    rows = change_tables.rows(Said(found_of(store, query)))
    points = [row["contribution_points"] for row in rows]
    assert sum(each for each in points[:-1] if each is not None) == pytest.approx(points[-1], abs=1e-9)
    assert all(row["reason"] for row in rows[:-2] if row["contribution_points"] is None)


def test_bars_carry_where_both_figures_come_from(store: Store):
    step = Said(found_of(store, "flow=X&period=2018")).steps()[0]
    origin: list[str] = list(step.origin)
    assert len(questions.provenance(store, origin[1])) == 2
    assert origin[-1] == "2018"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("reporter=ARM&source=armenia_armstat&flow=M&period=2019", "gives no total for 2019"),
        ("reporter=LTU&flow=M&by=product", "parts added up are none"),
        ("flow=X&period=1992&source=imf_dots", "gives no total for 1991"),
        ("flow=X&by=product", "No loaded source splits Azerbaijan's exports to the world by sector"),
        ("flow=X&period=2030", "does not split 2030 into parts"),
    ],
)
def test_what_cannot_be_measured_says_why(store: Store, query: str, words: str):
    text = shown(store, query)
    assert words in text
    assert '"dcc.Graph"' not in text and "js-plotly" not in text


@pytest.mark.parametrize(
    ("query", "words"),
    [("period=2018&against=2018", "2018 is not before 2018"), ("by=period", "by partner or by product")],
)
def test_a_wrong_address_is_refused_in_words(store: Store, query: str, words: str):
    with pytest.raises(BadSelection, match=words):
        shown(store, query)


def test_without_a_period_the_newest_that_has_the_base_is_taken(store: Store):
    assert found_of(store, "flow=X&against=2015").period.text == "2020"
    armenia = found_of(store, "reporter=ARM&source=armenia_armstat&flow=M").period
    assert armenia.frequency != "R"
    found = found_of(store, "flow=X&by=product&partner=LTU&against=1995")
    assert (found.period.text, found.base.text) == ("2015", "1995")


def test_the_title_says_the_finding(store: Store):
    text = shown(store, "flow=X&period=2018")
    assert (
        "Azerbaijan's exports to the world grew by 27.0\u00a0% from 2017 to 2018: Israel added most" in text
    )
    assert "exports FOB" in text and "/method#contribution" in text


def test_every_rule_and_indicator_has_an_anchor(store: Store):
    page: Any = json.loads(json.dumps(page_of("method").draw(store, Selection()), cls=PlotlyJSONEncoder))
    text = json.dumps(page)
    for anchor in [
        *page_of("method").RULES,
        page_of("method").STATUS_ANCHOR,
        *(each.code for each in INDICATORS),
    ]:
        assert f'"id": "{anchor}"' in text and f'"href": "#{anchor}"' in text
    assert all(each.formula in text.replace("\\u00b2", "") for each in INDICATORS)
