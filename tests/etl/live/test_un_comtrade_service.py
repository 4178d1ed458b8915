"""UN Comtrade asked: split at its cap, counted by the day, nothing fetched twice, nothing taken that was not asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Response
from handmade_comtrade import RECORDED, Comtrade, handmade_answer, handmade_row, rows_of
from projects import Cli, contents, small_root
from pytest_httpserver import HTTPServer
from services import Clock, asked_of, in_turn

from etl.live.fetching import Fetching, fetching
from etl.live.settings import load
from etl.paths import Paths
from etl.refresh import refresh
from etl.registry import SOURCES
from etl.sources.un_comtrade.door import Door
from etl.sources.un_comtrade.fetch import fetch
from etl.sources.un_comtrade.part import Part
from trade.store import Store

PREVIEW, DATASETS = "/public/v1/preview/C/A/HS", "/public/v1/getDA/C/A/HS"
ANYWHERE = re.compile("/.*")
KEY = "handmade-secret-0123456789"
TOTALS = {
    "reporter": "AZE", "partners": "all", "frequency": "A", "years": "2015..", "flows": ["X", "M"], "level": "TOTAL",
}  # fmt: skip
PAIR = TOTALS | {"partners": ["LTU"]}
Ask = Callable[..., Fetching]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_UN_COMTRADE", httpserver.url_for(""))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    return small_root(tmp_path / "project")


@pytest.fixture
def ask(paths: Paths) -> Ask:
    """One run with these asks; ``own`` changes lines of [own] for either door."""

    def run(*asks: dict[str, Any], **own: int) -> Fetching:
        settings = load(SOURCES / "un_comtrade")
        doors = {kind: {**words, **own} for kind, words in settings.own.items()}
        clock = Clock()
        with fetching(
            paths, replace(settings, asks=asks, own=doors), sleep=clock.sleep, now=clock.now
        ) as work:
            fetch(work)
            return work

    return run


@pytest.fixture
def serve(httpserver: HTTPServer) -> Callable[..., Comtrade]:
    def start(*args: Any, **words: Any) -> Comtrade:
        service = Comtrade(*args, **words)
        httpserver.expect_request(ANYWHERE).respond_with_handler(service)
        return service

    return start


def test_every_question_is_pinned_to_one_row_a_cell(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    work = ask(TOTALS)
    assert not work.errors
    assert [name for name, _ in work.read] == [
        f"A.AZE.{year}.X-M.all.TOTAL.{work.today}.json" for year in (2021, 2020)
    ]
    assert service.questions[0] == {
        "reporterCode": "31", "period": "2021", "flowCode": "X,M", "cmdCode": "TOTAL", "partner2Code": "0",
        "motCode": "0", "customsCode": "C00", "breakdownMode": "classic", "includeDesc": "true", "maxRecords": "500",
    }  # fmt: skip


def test_an_unchanged_data_set_costs_no_download(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    ask(TOTALS)
    asked = len(service.questions)
    assert not ask(TOTALS).kept and len(service.questions) == asked
    service.checksums["2020"] = -5
    work = ask(TOTALS)
    assert [each["period"] for each in service.questions[asked:]] == ["2020"]
    assert not work.errors


def test_figures_are_known_since_their_release(ask: Ask, serve: Callable[..., Comtrade], paths: Paths):
    service = serve(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    ask(TOTALS)
    service.checksums["2021"] = 7  # another state, released on the same day
    service.rows = [row | {"primaryValue": 5.0, "fobvalue": 5.0} for row in service.rows]
    work = ask(TOTALS)
    added = (paths.raw / "un_comtrade" / "added.csv").read_text().splitlines()[1:]
    assert [line.split(",")[2] for line in added] == ["2022-05-03", f"{work.today}"]
    assert not work.errors


def test_an_answer_at_the_cap_is_asked_for_in_pieces(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2021"], "X M", [0, 268, 440], ["TOTAL"]), cap=6)
    work = ask(TOTALS, cap=6)
    assert not work.errors
    assert [each["flowCode"] for each in service.questions] == ["X,M", "X", "M"]
    assert [count for _, count in work.read] == [3, 3]


def test_by_period_first_where_several_are_asked_for(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2019", "2020", "2021"], "X", [440], ["TOTAL"]), cap=3)
    work = ask(PAIR | {"flows": ["X"]}, cap=3, periods=3)
    assert [each["period"] for each in service.questions] == ["2021,2020,2019", "2021,2020", "2019"]
    assert not work.errors and len(work.read) == 2
    assert not ask(PAIR | {"flows": ["X"]}, cap=3, periods=3).kept and len(service.questions) == 3


def test_by_partner_and_by_product_until_whole_and_held_against_the_count(
    ask: Ask, serve: Callable[..., Comtrade]
):
    partners, products = [0, 4, 440, 894], ["01", "02", "27", "97"]
    service = serve(rows_of(31, ["2021"], "X", partners, products), cap=3)
    work = ask(TOTALS | {"flows": ["X"], "level": "AG2"}, cap=3, a_day=5000)
    assert not work.errors
    assert sum(count for _, count in work.read) == len(partners) * len(products)
    counted = [each for each in service.questions if "countOnly" in each]
    # the whole by its list of partners, then each of the four by its list of chapters
    assert [each.get("partnerCode", "") for each in counted] == ["0", "4", "440", "894", ""]
    assert all(len(each.url) <= 4096 for each in service.asked)
    asked = len(service.questions)
    assert not ask(TOTALS | {"flows": ["X"], "level": "AG2"}, cap=3, a_day=5000).kept
    assert len(service.questions) == asked


def test_a_row_that_the_lists_do_not_reach_is_noticed(ask: Ask, serve: Callable[..., Comtrade]):
    serve(rows_of(31, ["2021"], "X", [0, 4, 440, 894], ["TOTAL"]), cap=3, hidden=1)
    work = ask(TOTALS | {"flows": ["X"]}, cap=3)
    assert "the service counts 5 rows, its pieces hold 4" in " ".join(work.errors)


def test_what_cannot_be_split_is_told(ask: Ask, serve: Callable[..., Comtrade]):
    serve(rows_of(31, ["2021"], "X", [440], ["TOTAL"]) * 3, cap=3)
    work = ask(PAIR | {"flows": ["X"]}, cap=3)
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


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"reporterCode": 440}, "the reporter LTU, which was not asked for"),
        ({"partnerCode": 268}, "the partner GEO, which was not asked for"),
        ({"flowCode": "RX"}, "the flow RX, which was not asked for"),
        ({"period": "2020"}, "the period 2020, which was not asked for"),
        ({"period": "202101", "freqCode": "M"}, "the period 2021-01, which was not asked for"),
        ({"cmdCode": "27", "aggrLevel": 2}, "the product_scheme HS, which was not asked for"),
        ({"motCode": 1000}, "motCode is '1000'"),
        ({"partner2Code": 156}, "partner2Code is '156'"),
    ],
)
def test_a_row_that_was_not_asked_for_refuses_the_answer(
    ask: Ask, serve: Callable[..., Comtrade], paths: Paths, cells: dict[str, Any], said: str
):
    right = {"reporterCode": 31, "partnerCode": 440, "period": "2021"}
    serve(
        rows_of(31, ["2021"], "X M", [440], ["TOTAL"]), others=[handmade_row(**right | cells, refYear=2021)]
    )
    work = ask(PAIR)
    assert said in " ".join(work.errors) and not work.kept
    assert [path.parent.name for path in (paths.raw / "un_comtrade").rglob("A.*")] == [".refused"]


def test_a_part_that_is_refused_stops_no_other(ask: Ask, serve: Callable[..., Comtrade]):
    rows = rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"])
    serve([row | ({"motCode": 1} if row["period"] == "2021" else {}) for row in rows])
    work = ask(TOTALS)
    assert len(work.errors) == 1 and len(work.kept) == 1


def test_no_trade_is_no_figure_and_remembered(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2021"], "X M", [0, 268], ["TOTAL"]))
    for _ in range(2):
        work = ask(PAIR)
        assert not work.errors and not work.kept
    assert len(service.questions) == 1


def test_nothing_at_all_of_a_period_that_is_listed_is_an_error(ask: Ask, serve: Callable[..., Comtrade]):
    service = serve(rows_of(31, ["2021"], "DX", [0], ["TOTAL"]))
    assert "lists data of this period and gives none" in " ".join(ask(TOTALS).errors)
    ask(TOTALS)
    assert len(service.questions) == 2


def test_the_questions_of_a_day_are_counted_over_runs(
    ask: Ask, serve: Callable[..., Comtrade], paths: Paths, monkeypatch: pytest.MonkeyPatch
):
    service = serve(rows_of(31, ["2018", "2019", "2020", "2021"], "X M", [0], ["TOTAL"]))
    work = ask(TOTALS, PAIR, a_day=3)  # one of them lists the data sets
    (said,) = work.errors
    assert "its 3 questions of" in said and "goes on where this one stopped" in said
    assert [each["period"] for each in service.questions] == ["2021", "2020"]
    assert len(ask(TOTALS, a_day=3).errors) == 1 and len(service.asked) == 3
    monkeypatch.setattr(Fetching, "today", date(2099, 1, 1))
    assert not ask(TOTALS, a_day=4).errors
    assert [each["period"] for each in service.questions[2:]] == ["2019", "2018"]


def test_the_key_is_in_a_header_and_nowhere_else(
    ask: Ask, serve: Callable[..., Comtrade], paths: Paths, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COMTRADE_KEY", KEY)
    service = serve(rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    work = ask(TOTALS)
    assert [urlsplit(each.url).path for each in service.asked] == [
        "/data/v1/getDa/C/A/HS",
        "/data/v1/get/C/A/HS",
    ]
    assert service.questions[0]["period"] == "2021,2020" and service.questions[0]["maxRecords"] == "100000"
    assert all(each.headers["Ocp-Apim-Subscription-Key"] == KEY for each in service.asked)
    assert KEY not in " ".join(each.url for each in service.asked)
    assert not work.errors and len(work.kept) == 1
    assert [name for name, text in contents(paths.root).items() if KEY.encode() in text] == []


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("401_invalid_key.json", 401, "invalid subscription key"),
        ("401_missing_key.json", 401, "missing subscription key"),
        ("404_resource_not_found.json", 404, "Resource not found"),
        ("429_rate_limit.json", 429, "answered 429, 5 times: Rate limit is exceeded"),
    ],
)
def test_recorded_refusals_are_told_in_words(
    ask: Ask, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, name: str, status: int, said: str
):
    monkeypatch.setenv("COMTRADE_KEY", KEY)
    body = (RECORDED / name).read_text()
    headers = json.loads((RECORDED / "429_rate_limit.headers.json").read_text())["headers"]
    wait = {"Retry-After": headers["Retry-After"]} if status == 429 else {}
    httpserver.expect_request(ANYWHERE).respond_with_data(body, status, headers=wait)
    (error,) = ask(TOTALS).errors
    assert said in error and KEY not in error


def test_too_many_at_once_is_waited_for(ask: Ask, httpserver: HTTPServer):
    service = Comtrade(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    wait = Response((RECORDED / "429_rate_limit.json").read_text(), 429, headers={"Retry-After": "1"})
    httpserver.expect_request(DATASETS).respond_with_handler(service)
    httpserver.expect_oneshot_request(PREVIEW).respond_with_response(wait)
    httpserver.expect_request(PREVIEW).respond_with_handler(service)
    work = ask(TOTALS)
    assert not work.errors and len(work.kept) == 1
    assert work.memory.get("asked without_key")["requests"] == 3


def test_an_error_inside_an_answer_is_an_error(ask: Ask, httpserver: HTTPServer, paths: Paths):
    service = Comtrade(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    httpserver.expect_request(DATASETS).respond_with_handler(service)
    httpserver.expect_request(PREVIEW).respond_with_data(handmade_answer([], error="Invalid period"))
    work = ask(TOTALS)
    assert "the service says: Invalid period" in " ".join(work.errors) and not work.kept
    assert work.memory.get("A.AZE.2021.X-M.all.TOTAL") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"datasetChecksum": None}, ""),
        ({"reporterCode": 440}, "the reporter 440 was not asked for"),
        ({"lastReleased": "May"}, "'May' is no day of release"),
        ({"lastReleased": None}, ""),
    ],
)
def test_the_list_of_data_sets_is_checked(
    ask: Ask, httpserver: HTTPServer, change: dict[str, Any], said: str
):
    service = Comtrade(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    listed = {
        "datasetCode": 20031202101182100, "period": 2021, "reporterCode": 31, "datasetChecksum": 1,
        "lastReleased": "2022-05-03T19:12:39.83",
    }  # fmt: skip
    httpserver.expect_request(DATASETS).respond_with_handler(
        in_turn(Response(handmade_answer([listed | change])))
    )
    httpserver.expect_request(PREVIEW).respond_with_handler(service)
    work = ask(TOTALS)
    assert said in " ".join(work.errors) and bool(work.errors) == bool(said)
    if not said:
        state = work.memory.get("A.AZE.2021.X-M.all.TOTAL")["state"]
        assert state.startswith("20031202101182100:")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reporter": "XYZ"}, "no number for 'XYZ'"),
        ({"years": "since 2015"}, "years are written"),
        ({"flows": ["X", "DX"]}, "X+DX"),
        ({"level": "AG8"}, "AG8"),
        ({"frequency": "Q"}, "Q, X+M"),
    ],
)
def test_an_ask_with_unknown_words_is_told_before_anything_is_asked(
    ask: Ask, change: dict[str, Any], said: str
):
    (error,) = ask(TOTALS | change).errors
    assert said in error and "live.toml" in error


def test_an_ask_that_lacks_a_word_is_told(ask: Ask):
    (error,) = ask({"reporter": "AZE"}).errors
    assert "'partners' is missing in an ask" in error


def test_a_refresh_brings_it_into_the_tables(paths: Paths, serve: Callable[..., Comtrade]):
    serve(
        rows_of(31, ["2021", "202401"], "X M RX", [0, 440, 490], ["TOTAL"])
        + rows_of(31, ["2021"], "X M", [440], ["27"])
        + rows_of(440, ["2021"], "X M", [0, 31], ["TOTAL"])
    )
    done = refresh(paths, ask=asked_of("un_comtrade"))
    assert done.exit_code == 0, done.failures
    rows = Store(paths.processed / "current").rows(
        "SELECT flow, period, product, known_from::VARCHAR AS known FROM trade"
        " WHERE reporter = 'AZE' AND partner = 'LTU' AND source = 'un_comtrade' ORDER BY ALL"
    )
    assert {(row["flow"], row["period"], row["product"]) for row in rows} == {
        ("X", "2021", "TOTAL"), ("M", "2021", "TOTAL"), ("RX", "2021", "TOTAL"), ("X", "2021", "27"),
        ("M", "2021", "27"), ("X", "2024-01", "TOTAL"), ("M", "2024-01", "TOTAL"),
    }  # fmt: skip
    assert {row["known"] for row in rows} == {"2022-05-03"}
    again = refresh(paths, ask=asked_of("un_comtrade"))
    assert (again.exit_code, again.is_new) == (0, False)


def test_one_small_question_is_shown_and_not_stored(cli: Cli, paths: Paths, serve: Callable[..., Comtrade]):
    serve(rows_of(31, ["2021"], "X M", [440], ["TOTAL"]))
    before = contents(paths.root)
    said = cli("try", "un_comtrade", root=paths)
    assert said.code == 0
    assert "COMTRADE_KEY is not set; asked without" in said.out and "Read: 2 figures" in said.out
    assert contents(paths.root) == before
