"""UN Comtrade asked in pieces that its answers hold whole; counted by the day, nothing fetched twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from handmade_comtrade import PAIR, TOTALS, ask, comtrade_root, rows_of, serve
from pytest_httpserver import HTTPServer

from etl.live.fetching import Fetching, fetching
from etl.live.settings import load
from etl.paths import Paths
from etl.registry import SOURCES
from etl.sources.un_comtrade.available import Dataset
from etl.sources.un_comtrade.door import Door
from etl.sources.un_comtrade.part import Part
from etl.sources.un_comtrade.wish import Wish


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    return comtrade_root(tmp_path / "project", monkeypatch, httpserver)


def test_every_question_is_pinned_to_one_row_a_cell(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    work = ask(paths, TOTALS)
    assert not work.errors
    assert [name for name, _ in work.read] == [
        f"A.AZE.{year}.X-M.all.TOTAL.{work.today}.json" for year in (2021, 2020)
    ]
    assert service.questions[0] == {
        "reporterCode": "31", "period": "2021", "flowCode": "X,M", "cmdCode": "TOTAL", "partner2Code": "0",
        "motCode": "0", "customsCode": "C00", "breakdownMode": "classic", "includeDesc": "true", "maxRecords": "500",
    }  # fmt: skip


def test_an_unchanged_data_set_costs_no_download(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    ask(paths, TOTALS)
    asked = len(service.questions)
    assert not ask(paths, TOTALS).kept and len(service.questions) == asked
    service.checksums["2020"] = -5
    work = ask(paths, TOTALS)
    assert [each["period"] for each in service.questions[asked:]] == ["2020"]
    assert not work.errors


def test_figures_are_known_since_their_release(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    ask(paths, TOTALS)
    service.checksums["2021"] = 7  # another state, released on the same day
    service.rows = [row | {"primaryValue": 5.0, "fobvalue": 5.0} for row in service.rows]
    work = ask(paths, TOTALS)
    added = (paths.raw / "un_comtrade" / "added.csv").read_text().splitlines()[1:]
    assert [line.split(",")[2] for line in added] == ["2022-05-03", f"{work.today}"]
    assert not work.errors


def test_an_answer_at_the_cap_is_asked_for_in_pieces(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2021"], "X M", [0, 268, 440], ["TOTAL"]), cap=6)
    work = ask(paths, TOTALS, cap=6)
    assert not work.errors
    assert [each["flowCode"] for each in service.questions] == ["X,M", "X", "M"]
    assert [count for _, count in work.read] == [3, 3]


def test_by_period_first_where_several_are_asked_for(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2019", "2020", "2021"], "X", [440], ["TOTAL"]), cap=3)
    work = ask(paths, PAIR | {"flows": ["X"]}, cap=3, periods=3)
    assert [each["period"] for each in service.questions] == ["2021,2020,2019", "2021,2020", "2019"]
    assert not work.errors and len(work.read) == 2
    assert not ask(paths, PAIR | {"flows": ["X"]}, cap=3, periods=3).kept and len(service.questions) == 3


def test_by_partner_and_by_product_until_whole_and_held_against_the_count(
    paths: Paths, httpserver: HTTPServer
):
    partners, products = [0, 4, 440, 894], ["01", "02", "27", "97"]
    service = serve(httpserver, rows_of(31, ["2021"], "X", partners, products), cap=3)
    work = ask(paths, TOTALS | {"flows": ["X"], "level": "AG2"}, cap=3, a_day=5000)
    assert not work.errors
    assert sum(count for _, count in work.read) == len(partners) * len(products)
    counted = [each for each in service.questions if "countOnly" in each]
    # the whole by its list of partners, then each of the four by its list of chapters
    assert [each.get("partnerCode", "") for each in counted] == ["0", "4", "440", "894", ""]
    assert all(len(each.url) <= 4096 for each in service.asked)
    asked = len(service.questions)
    assert not ask(paths, TOTALS | {"flows": ["X"], "level": "AG2"}, cap=3, a_day=5000).kept
    assert len(service.questions) == asked


def test_a_row_that_the_lists_do_not_reach_is_noticed(paths: Paths, httpserver: HTTPServer):
    serve(httpserver, rows_of(31, ["2021"], "X", [0, 4, 440, 894], ["TOTAL"]), cap=3, hidden=1)
    work = ask(paths, TOTALS | {"flows": ["X"]}, cap=3)
    assert "the service counts 5 rows, its pieces hold 4" in " ".join(work.errors)


def test_what_cannot_be_split_is_told(paths: Paths, httpserver: HTTPServer):
    serve(httpserver, rows_of(31, ["2021"], "X", [440], ["TOTAL"]) * 3, cap=3)
    work = ask(paths, PAIR | {"flows": ["X"]}, cap=3)
    assert "more rows came than one cell can have" in " ".join(work.errors) and not work.kept


@pytest.mark.parametrize("cap", [500, 100_000, 250_000])
def test_an_answer_at_any_cap_of_the_service_is_taken_for_cut_short(paths: Paths, cap: int):
    with fetching(paths, load(SOURCES / "un_comtrade")) as work:
        door = replace(Door.of(work), cap=1_000_000)
        found = type("Found", (), {"rows": range(cap), "count": cap})
        assert door.is_cut(found)  # type: ignore[arg-type]


def test_the_longest_list_of_products_fits_into_an_address():
    part = Part("AZE", "M", tuple(f"2021{month:02}" for month in range(1, 2)), ("RX",), ("440",), "AG6")
    pieces = part.split()
    assert sum(len(piece.products) for piece in pieces) > 6_000
    assert max(len(",".join(piece.products).replace(",", "%2C")) for piece in pieces) < 3_600


def test_the_questions_of_a_day_are_counted_over_runs(
    paths: Paths, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
):
    service = serve(httpserver, rows_of(31, ["2018", "2019", "2020", "2021"], "X M", [0], ["TOTAL"]))
    work = ask(paths, TOTALS, PAIR, a_day=3)  # one of them lists the data sets
    (said,) = work.errors
    assert "its 3 questions of" in said and "goes on where this one stopped" in said
    assert [each["period"] for each in service.questions] == ["2021", "2020"]
    assert len(ask(paths, TOTALS, a_day=3).errors) == 1 and len(service.asked) == 3
    monkeypatch.setattr(Fetching, "today", date(2099, 1, 1))
    assert not ask(paths, TOTALS, a_day=4).errors
    assert [each["period"] for each in service.questions[2:]] == ["2019", "2018"]


def test_no_more_than_twelve_periods_of_one_release_day_are_asked_for_at_once():
    wish = Wish.of(PAIR | {"frequency": "M"})
    due = {f"2020{month:02}": Dataset("s", date(2021, 1, 1)) for month in range(1, 13)}
    due |= {f"2021{month:02}": Dataset("s", date(2021, 1, 1)) for month in range(1, 3)}
    due |= {"202103": Dataset("s", date(2022, 1, 1))}
    assert [len(part.periods) for part in wish.parts(due, cap=100_000, most=12)] == [1, 12, 2]
    assert [len(part.periods) for part in wish.parts(due, cap=500, most=1)] == [1] * 15
