"""Time lines: gaps, dashes, bands, labels."""

from __future__ import annotations

from itertools import pairwise

import handmade

from dashboard.figures import ends, style, timeline
from dashboard.figures.rows import Look

LOOK = Look()


def test_a_missing_year_breaks_the_line():
    lines = timeline.by_flow(handmade.years("X", {2014: 1, 2015: 2, 2017: 3}), LOOK)
    trace = timeline.figure(lines, LOOK)["data"][0]
    assert trace["y"] == [1, 2, None, 3]
    assert trace["connectgaps"] is False


def test_derived_stretches_are_dashed_and_published_ones_solid():
    rows = handmade.years("T", {2014: 1, 2015: 2}) + handmade.years("T", {2016: 3}, method="from_parts")
    solid, dashed = timeline.figure(timeline.by_flow(rows, LOOK), LOOK)["data"]
    assert (solid["line"]["dash"], solid["y"]) == ("solid", [1, 2, None])
    assert (dashed["line"]["dash"], dashed["y"]) == ("dash", [None, 2, 3])


def test_an_interval_that_matters_is_a_pale_band():
    rows = handmade.years("T", {2014: 1, 2015: 2}, low_usd=0.9e6, high_usd=1.2e6)
    band = timeline.figure(timeline.by_flow(rows, LOOK), LOOK)["data"][0]
    assert band["fill"] == "toself"
    assert band["y"] == [1.2, 1.2, 0.9, 0.9]


def test_an_interval_that_does_not_matter_is_not_drawn():
    rows = handmade.years("T", {2014: 1, 2015: 2})
    assert [trace["type"] for trace in timeline.figure(timeline.by_flow(rows, LOOK), LOOK)["data"]] == [
        "scatter"
    ]


def test_every_point_carries_where_it_comes_from():
    trace = timeline.figure(timeline.by_flow(handmade.years("X", {2014: 1, 2015: 2}), LOOK), LOOK)["data"][0]
    assert trace["customdata"][0][:2] == ["handmade", "+12 -7"]


def test_names_at_the_ends_do_not_overlap():
    rows = [row for flow in ("X", "M", "T") for row in handmade.years(flow, {2014: 10, 2015: 10.01})]
    heights = [at for _, at in ends.placed(timeline.by_flow(rows, LOOK), LOOK)]
    assert all(b - a >= ends.LABEL_GAP * 0.99 for a, b in pairwise(heights))
    assert heights[0] >= ends.TOP - 1


def test_a_saved_picture_has_the_names_too():
    lines = timeline.by_flow(handmade.years("X", {2014: 1, 2015: 2}), LOOK)
    saved = timeline.figure(lines, LOOK)["layout"]["meta"]["png"]
    assert [label["text"] for label in saved["annotations"]] == ["<b>exports</b>"]


def test_colours_belong_to_flows_not_to_their_order():
    one = timeline.by_flow(handmade.years("M", {2014: 1}), LOOK)[0].colour
    both = timeline.by_flow(handmade.years("X", {2014: 1}) + handmade.years("M", {2014: 1}), LOOK)
    assert [line.colour for line in both if line.name == "imports"] == [one]


def test_no_two_lines_of_one_picture_are_of_one_colour():
    codes = ["27", "15", "39", "03", "51"]
    colours = style.code_colours(codes)
    assert len(set(colours.values())) == len(codes)
    assert colours["27"] == style.code_colour("27")


def test_a_single_part_of_a_year_is_named_below_its_point():
    lines = timeline.by_flow([handmade.row(flow="X", period="2024-01..2024-10")], LOOK)
    axis = timeline.figure(lines, LOOK)["layout"]["xaxis"]
    assert axis["ticktext"] == ["Jan–Oct 2024"]
    assert axis["range"][0] < axis["tickvals"][0] < axis["range"][1]
