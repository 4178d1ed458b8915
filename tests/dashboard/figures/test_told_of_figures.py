"""What pictures say besides their lines: events, letters, and themselves in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import handmade
import plotly.graph_objects as go
import pytest

from dashboard.figures import events, periods, ranking, spoken, timeline
from dashboard.figures.axes import IN_TIME
from dashboard.figures.rows import Look, span
from trade.annotations import Event
from trade.period import Period
from trade.selection import LANGUAGES

LOOK = Look(names={"LTU": "Lithuania", "DEU": "Germany"})
YEARS = handmade.years("X", {2013: 5, 2014: 9, 2015: 2, 2016: 3})


def event(day: str) -> Event:
    return Event(
        date.fromisoformat(day), frozenset({"AZE"}), {lang: "hand-made" for lang in LANGUAGES}, "nobody", ""
    )


def drawn(rows: list[dict[str, Any]], *days: str) -> dict[str, Any]:
    lines = timeline.by_flow(rows, LOOK)
    places = {span(row): IN_TIME.at(row) for row in rows}
    return events.marked(timeline.figure(lines, LOOK), events.placed(map(event, days), places))


def test_events_stand_at_the_year_they_fall_in_and_share_a_label_where_they_would_touch():
    made = drawn(
        handmade.years("X", dict.fromkeys(range(1995, 2021), 4)),
        "2004-05-01",
        "2015-02-21",
        "2015-12-21",
        "1990-01-01",
    )
    go.Figure(made)
    assert [line["x0"] for line in made["layout"]["shapes"]] == ["2004-01-01", "2015-01-01"]
    assert [(label["x"], label["text"]) for label in made["layout"]["annotations"]] == [
        ("2004-01-01", "1"), ("2015-01-01", "2–3"),
    ]  # fmt: skip


def test_a_label_at_the_end_of_the_picture_leans_inwards():
    labels = drawn(YEARS, "2013-03-01", "2016-03-01")["layout"]["annotations"]
    assert [label["xanchor"] for label in labels] == ["left", "right"]


def test_an_event_is_drawn_at_the_shortest_period_that_holds_it():
    places = {Period.parse("2015"): 1.0, Period.parse("2015-02"): 2.0}
    assert [each.at for each in events.placed([event("2015-02-21"), event("2015-03-01")], places)] == [
        2.0,
        1.0,
    ]


def test_letters_and_squares_mark_what_differs_from_the_rest():
    rows = [*YEARS[:2], YEARS[2] | {"status": "P"}, YEARS[3] | {"revised": "r", "status": "E"}]
    made = timeline.figure(timeline.by_flow(rows, LOOK), LOOK)
    go.Figure(made)
    line, letters = made["data"]
    assert line["marker"]["symbol"] == ["circle", "circle", "square", "square"]
    assert (letters["mode"], letters["text"], letters["y"]) == ("text", ["p", "er"], [2, 3])


def test_letters_that_all_share_are_not_repeated_at_each_point():
    made = timeline.figure(timeline.by_flow([row | {"status": "E"} for row in YEARS], LOOK), LOOK)
    assert len(made["data"]) == 1


def test_letters_stand_over_bars_and_beside_the_months_of_part_of_a_year():
    part = handmade.row(period="2017-01..2017-10", flow="X", value_usd=1e6, status="P")
    more = handmade.years("X", {year: 4 for year in range(2007, 2013)})
    made = periods.figure([*more, *YEARS[:3], YEARS[3] | {"revised": "r"}, part], LOOK)
    go.Figure(made)
    assert {label["text"] for label in made["layout"]["annotations"]} == {"Jan–Oct 2017 p", "r"}


def test_a_line_is_told_by_its_newest_highest_and_lowest_figure_and_where_it_went():
    gap = [row for row in YEARS if row["period"] != "2014"]
    derived = [row | {"method": "differenced"} if row["period"] == "2016" else row for row in gap]
    said = spoken.summary(timeline.figure(timeline.by_flow(derived, LOOK), LOOK))
    assert said == (
        "exports: newest figure 3.000 million USD [d] (2016), below the first, 5.000 million USD (2013); "
        "highest 5.000 million USD (2013), lowest 2.000 million USD (2015)."
    )


def test_years_to_date_are_told_apart_from_whole_years_and_from_other_months():
    parts = [handmade.row(period=f"{year}-01..{year}-{month}", flow="X", value_usd=1e6)
             for year, month in ((2014, "10"), (2015, "10"), (2016, "04"))]  # fmt: skip
    said = spoken.summary(periods.figure([*YEARS, *parts], LOOK))
    assert said.count("exports:") == 3
    assert "lowest 2.000 million USD (2015)" in said


def test_what_is_in_no_order_of_time_is_told_by_its_ends():
    rows = [handmade.row(partner=code, value_usd=usd) for code, usd in (("DEU", 5e6), ("LTU", 2e6))]
    assert spoken.summary(ranking.figure(rows, LOOK)) == (
        "2 figures; largest: Germany, 5.000; smallest: Lithuania, 2.000."
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_tells_the_same_figures(lang: str):
    look = Look(lang=lang, names=LOOK.names)
    said = spoken.summary(timeline.figure(timeline.by_flow(YEARS, look), look), lang)
    assert [year for year in ("2013", "2014", "2015", "2016") if year in said] == [
        "2013",
        "2014",
        "2015",
        "2016",
    ]


def test_nothing_drawn_is_told_as_nothing():
    assert spoken.summary(timeline.figure([], LOOK)) == ""
