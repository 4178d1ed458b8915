"""The map of flows: places from the map itself, width by value, direction of the goods."""

from __future__ import annotations

import handmade
import pytest

from dashboard.figures import flowmap, style
from dashboard.figures.places import places
from dashboard.figures.rows import Look
from trade.codelists import economies

#: Areas of the map that no code list names: their status is disputed, and no figure is about them alone.
DISPUTED = {"XAC", "XAP", "XBT", "XHT", "XIT", "XJK"}
NO_SHAPE = {"IOT", "SMR", "UMI", "VAT", "WLF", "XKX"}
HANDMADE = [
    handmade.row(flow="X", partner="ITA", value_usd=8e9),
    handmade.row(flow="X", partner="LTU", value_usd=4e9),
    handmade.row(flow="X", partner="SMR", value_usd=3e9),
    handmade.row(flow="M", partner="ITA", value_usd=1e6),
]


def test_every_shape_is_an_economy_with_a_number_of_m49():
    assert (
        set(places()) - DISPUTED
        == {code for code, item in economies().items() if item.kind == "economy"} - NO_SHAPE
    )
    assert all(economies()[code].m49 for code in set(places()) - DISPUTED)


def test_a_line_is_as_wide_as_its_figure_and_of_the_colour_of_its_direction():
    rows = [
        row for flow in "XM" for row in flowmap.largest([r for r in HANDMADE if r["flow"] == flow], "AZE")
    ]
    lines = flowmap.figure(rows, Look())["data"]
    assert [row["partner"] for row in rows] == ["ITA", "LTU", "ITA"]
    assert [line["line"]["width"] for line in lines] == [9.0, 4.5, 0.8]
    assert [line["marker"]["color"] for line in lines] == [style.flow_colour(flow) for flow in "XXM"]
    assert [line["showlegend"] for line in lines] == [True, False, True]


def test_exports_leave_the_reporter_and_imports_come_to_it():
    out, _, back = flowmap.figure([row for row in HANDMADE if row["partner"] != "SMR"], Look())["data"]
    home, away = places()["AZE"], places()["ITA"]
    assert [(line["lon"][0], line["lat"][0]) for line in (out, back)] == [home, away]
    assert 180 < out["marker"]["angle"] % 360 < 360  # westward
    assert 0 < back["marker"]["angle"] < 180


@pytest.mark.parametrize(("reporter", "partner"), [("JPN", "USA"), ("USA", "JPN"), ("NZL", "CHL")])
def test_a_line_takes_the_shorter_way_round(reporter: str, partner: str):
    row = handmade.row(flow="X", reporter=reporter, partner=partner)
    lon = flowmap.figure([row], Look())["data"][0]["lon"]
    assert abs(lon[-1] - lon[0]) < 180


def test_who_has_no_place_has_no_flows():
    assert flowmap.largest(HANDMADE, "SMR") == []
    assert flowmap.largest(HANDMADE, "G998") == []
