"""Parts of years: years over one another, bands that end at gaps, twelve months, revisions as heat."""

from __future__ import annotations

from datetime import date

import handmade
import pytest

from dashboard.figures import axes, heat, style, timeline
from dashboard.figures.rows import Look
from dashboard.within import overlaid
from trade.period import Period

LOOK = Look()


def cumulative(year: int, *months: int) -> list[dict[str, object]]:
    return [
        handmade.row(period=Period.year_to_date(year, month).text, value_usd=month * 1e6) for month in months
    ]


def test_each_year_is_a_line_from_january_on_and_the_newest_has_the_colour():
    rows = [*cumulative(2018, 1, 2, 3), *cumulative(2016, *range(1, 13)), *cumulative(2017, *range(1, 13))]
    lines = overlaid(rows, LOOK, "X")
    assert [line.name for line in lines] == ["2016", "2017", "2018"]
    assert lines[-1].colour == style.flow_colour("X")
    assert len({line.colour for line in lines}) == 3
    drawn = timeline.figure(lines, LOOK, axis=axes.CALENDAR)["data"]
    assert drawn[0]["x"][0] == drawn[2]["x"][0] == "2000-01-01"
    assert drawn[0]["x"][-1] == "2000-12-01"
    assert drawn[2]["y"] == [1, 2, 3]


def test_without_parts_of_years_there_is_no_line():
    assert overlaid([], LOOK, "X") == []


@pytest.mark.parametrize("count", range(1, 9))
def test_any_number_of_years_has_a_colour_each(count: int):
    rows = [row for year in range(2010, 2010 + count) for row in cumulative(year, 1, 2)]
    lines = overlaid(rows, LOOK, "X")
    assert len({line.colour for line in lines}) == len(lines) == min(count, 6)


def test_only_the_newest_years_are_laid_over_one_another():
    rows = [row for year in range(2000, 2019) for row in cumulative(year, 1, 2, 3)]
    lines = overlaid(rows, LOOK, "M")
    assert [line.name for line in lines] == [str(year) for year in range(2013, 2019)]


def test_a_month_left_out_breaks_the_line_and_its_band():
    rows = [
        handmade.row(period=f"2018-{month:02}", flow="X", value_usd=2e6, low_usd=1e6, high_usd=4e6,
                     method="differenced")
        for month in (1, 2, 3, 6, 7)
    ]  # fmt: skip
    first, second, *lines = timeline.figure(timeline.by_flow(rows, LOOK), LOOK)["data"]
    assert [band["fill"] for band in (first, second)] == ["toself", "toself"]
    assert (len(first["x"]), len(second["x"])) == (6, 4)
    assert first["y"] == [4, 4, 4, 1, 1, 1]
    assert [line["line"]["dash"] for line in lines] == ["solid", "dash"]
    assert lines[-1]["y"] == [2, 2, 2, None, 2, 2]


def test_twelve_months_stand_where_they_end_and_follow_one_another():
    spans = ("2017-11..2018-10", "2017-12..2018-11", "2018", "2018-02..2019-01")
    rows = [handmade.row(period=span, flow="X", value_usd=1e6) for span in spans]
    trace = timeline.figure(timeline.by_flow(rows, LOOK), LOOK, axis=axes.TO_DAY)["data"][0]
    assert trace["x"] == ["2018-10-31", "2018-11-30", "2018-12-31", "2019-01-31"]
    assert trace["y"] == [1, 1, 1, 1]


def test_heat_has_a_column_a_period_and_a_row_a_day_the_first_below():
    rows = [
        handmade.row(period=period, known_from=day, size=size, figures=2, before_usd=1e6)
        for period, day, size in (
            ("2018", date(2019, 7, 1), 0.01), ("2018-01..2018-10", date(2019, 2, 1), 1e-9),
            ("2018", date(2020, 7, 1), 5.0),
        )
    ]  # fmt: skip
    drawn = heat.figure(rows, LOOK)
    (cells,) = drawn["data"]
    assert cells["z"] == [[-4, None], [None, -2], [None, 0]]
    assert drawn["layout"]["yaxis"]["ticktext"][0] == "1 February 2019"
    assert "2 revised, by 1.00" in cells["text"][1][1]
