"""Years and year-to-date figures on one axis."""

from __future__ import annotations

import handmade

from dashboard.figures import periods
from dashboard.figures.rows import Look

LOOK = Look(names={"LTU": "Lithuania"})
YTD = handmade.row(period="2018-01..2018-10")


def _year(year: int) -> list[dict[str, object]]:
    return [row for flow, v in (("X", 2), ("M", 20), ("T", 22)) for row in handmade.years(flow, {year: v})]


def test_year_to_date_is_hatched_and_named():
    drawn = periods.figure([*_year(2017), *_year(2018), YTD], LOOK)
    turnover = next(trace for trace in drawn["data"] if trace["name"] == "turnover")
    assert turnover["x"] == ["2018-01..2018-10"]
    assert turnover["marker"]["pattern"]["shape"] == ["/"]
    label = drawn["layout"]["annotations"][0]
    assert (label["x"], label["text"]) == ("2018-01..2018-10", "Jan–Oct 2018")
    assert label["y"] == 19.12


def test_periods_stand_in_order_of_their_end_the_shorter_first():
    axis = periods.figure([*_year(2018), YTD, *_year(2017)], LOOK)["layout"]["xaxis"]
    assert axis["categoryarray"] == ["2017", "2018-01..2018-10", "2018"]


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
