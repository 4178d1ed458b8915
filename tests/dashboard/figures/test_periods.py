"""Years and year-to-date figures on one axis."""

from __future__ import annotations

from itertools import pairwise

import handmade

from dashboard.figures import bars, periods
from dashboard.figures.rows import Look

LOOK = Look(names={"LTU": "Lithuania"})
YTD = handmade.row(period="2018-01..2018-10")


def _year(year: int) -> list[dict[str, object]]:
    return [row for flow, v in (("X", 2), ("M", 20), ("T", 22)) for row in handmade.years(flow, {year: v})]


def test_year_to_date_is_hatched_and_named():
    drawn = periods.figure([*(row for year in range(2014, 2019) for row in _year(year)), YTD], LOOK)
    turnover = next(trace for trace in drawn["data"] if trace["name"] == "turnover")
    assert [point[-1] for point in turnover["customdata"]] == ["2018-01..2018-10"]
    assert turnover["marker"]["pattern"]["shape"] == ["/"]
    label = drawn["layout"]["annotations"][0]
    assert (label["x"], label["text"]) == (turnover["x"][0], "Jan–Oct 2018")
    assert label["y"] == 19.12


def test_a_part_of_a_year_stands_beside_its_year_and_both_are_named():
    drawn = periods.figure([*_year(2018), YTD, *_year(2017)], LOOK)
    exports = next(trace for trace in drawn["data"] if trace["name"] == "exports")
    part = next(trace for trace in drawn["data"] if trace["name"] == "turnover")["x"][0]
    assert exports["x"][0] < part < exports["x"][1]
    assert exports["x"][1] - part > bars.WIDTH
    axis = drawn["layout"]["xaxis"]
    assert dict(zip(axis["tickvals"], axis["ticktext"], strict=True))[exports["x"][1]] == "2018"


def test_names_over_bars_never_touch_on_a_phone():
    years = [row for year in range(1992, 2021) for row in _year(year)]
    parts = [handmade.row(period=f"{year}-01..{year}-04") for year in range(2014, 2026)]
    layout = periods.figure([*years, *parts], LOOK)["layout"]
    low, high = layout["xaxis"]["range"]
    places = [label["x"] for label in layout["annotations"]]
    assert len(places) > 5
    assert all((b - a) / (high - low) * 330 >= 15 for a, b in pairwise(places))


def test_turnover_never_stands_on_its_own_parts():
    drawn = periods.figure(_year(2018), LOOK)
    assert [trace["name"] for trace in drawn["data"]] == ["exports", "imports"]


def test_an_interval_that_matters_gets_whiskers():
    wide = handmade.row(period="2018-01..2018-10", low_usd=18_000_000.0, high_usd=20_000_000.0)
    trace = periods.figure([wide], LOOK)["data"][0]
    assert trace["error_y"]["array"] == [0.88]
    assert trace["error_y"]["arrayminus"] == [1.12]


def test_mirror_figures_are_hollow():
    marks = periods.figure(
        _year(2018), LOOK, mirrored=[handmade.row(flow="X", reporter="LTU", period="2018")]
    )
    trace = marks["data"][-1]
    assert trace["marker"]["symbol"] == "circle-open"
    assert trace["name"] == "exports: Lithuania"


def test_beside_mirror_figures_each_direction_has_its_own_bar_under_its_marker():
    marks = periods.figure(
        _year(2018), LOOK, mirrored=[handmade.row(flow="X", reporter="LTU", period="2018")]
    )
    at = {trace["name"]: trace["x"][0] for trace in marks["data"]}
    assert at["exports"] == at["exports: Lithuania"] < at["imports"]


def test_a_few_bars_are_named_below_and_do_not_fill_the_picture():
    drawn = periods.figure([handmade.row(period=f"{year}-01..{year}-04") for year in (2021, 2022)], LOOK)
    axis = drawn["layout"]["xaxis"]
    assert axis["ticktext"] == ["Jan–Apr<br>2021", "Jan–Apr<br>2022"]
    assert not drawn["layout"]["annotations"]
    assert bars.WIDTH / (axis["range"][1] - axis["range"][0]) < 0.15


def test_the_legend_says_which_bars_are_a_part_of_a_year():
    drawn = periods.figure([*_year(2018), YTD], LOOK)
    assert [(words, form) for words, _, form in periods.legend(drawn, "en")] == [
        ("exports", "solid"),
        ("imports", "solid"),
        ("turnover", "solid"),
        ("part of a year", "hatched"),
    ]
