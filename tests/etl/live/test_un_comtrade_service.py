"""UN Comtrade asked: nothing is taken that was not asked for, refusals are told, the key stays in its header."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Response
from handmade_comtrade import (
    PAIR,
    RECORDED,
    TOTALS,
    Comtrade,
    ask,
    comtrade_root,
    handmade_answer,
    handmade_row,
    rows_of,
    serve,
)
from projects import Cli, contents
from pytest_httpserver import HTTPServer
from services import asked_of, in_turn

from etl.paths import Paths
from etl.refresh import refresh
from trade.store import Store

PREVIEW, DATASETS = "/public/v1/preview/C/A/HS", "/public/v1/getDA/C/A/HS"
ANYWHERE = re.compile("/.*")
KEY = "handmade-secret-0123456789"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    return comtrade_root(tmp_path / "project", monkeypatch, httpserver)


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
    paths: Paths, httpserver: HTTPServer, cells: dict[str, Any], said: str
):
    right = {"reporterCode": 31, "partnerCode": 440, "period": "2021"}
    serve(
        httpserver,
        rows_of(31, ["2021"], "X M", [440], ["TOTAL"]),
        others=[handmade_row(**right | cells, refYear=2021)],
    )
    work = ask(paths, PAIR)
    assert said in " ".join(work.errors) and not work.kept
    assert [path.parent.name for path in (paths.raw / "un_comtrade").rglob("A.*")] == [".refused"]


def test_a_part_that_is_refused_stops_no_other(paths: Paths, httpserver: HTTPServer):
    rows = rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"])
    serve(httpserver, [row | ({"motCode": 1} if row["period"] == "2021" else {}) for row in rows])
    work = ask(paths, TOTALS)
    assert len(work.errors) == 1 and len(work.kept) == 1


def test_no_trade_is_no_figure_and_remembered(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2021"], "X M", [0, 268], ["TOTAL"]))
    for _ in range(2):
        work = ask(paths, PAIR)
        assert not work.errors and not work.kept
    assert len(service.questions) == 1


def test_nothing_at_all_of_a_period_that_is_listed_is_an_error(paths: Paths, httpserver: HTTPServer):
    service = serve(httpserver, rows_of(31, ["2021"], "DX", [0], ["TOTAL"]))
    assert "lists data of this period and gives none" in " ".join(ask(paths, TOTALS).errors)
    ask(paths, TOTALS)
    assert len(service.questions) == 2


def test_the_key_is_in_a_header_and_nowhere_else(
    paths: Paths, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COMTRADE_KEY", KEY)
    service = serve(httpserver, rows_of(31, ["2020", "2021"], "X M", [0, 440], ["TOTAL"]))
    work = ask(paths, TOTALS)
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
    paths: Paths, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, name: str, status: int, said: str
):
    monkeypatch.setenv("COMTRADE_KEY", KEY)
    body = (RECORDED / name).read_text()
    headers = json.loads((RECORDED / "429_rate_limit.headers.json").read_text())["headers"]
    wait = {"Retry-After": headers["Retry-After"]} if status == 429 else {}
    httpserver.expect_request(ANYWHERE).respond_with_data(body, status, headers=wait)
    (error,) = ask(paths, TOTALS, PAIR).errors  # once, not for each ask
    assert said in error and KEY not in error


def test_too_many_at_once_is_waited_for(paths: Paths, httpserver: HTTPServer):
    service = Comtrade(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    wait = Response((RECORDED / "429_rate_limit.json").read_text(), 429, headers={"Retry-After": "1"})
    httpserver.expect_request(DATASETS).respond_with_handler(service)
    httpserver.expect_oneshot_request(PREVIEW).respond_with_response(wait)
    httpserver.expect_request(PREVIEW).respond_with_handler(service)
    work = ask(paths, TOTALS)
    assert not work.errors and len(work.kept) == 1
    assert work.memory.get("asked without_key")["requests"] == 3


def test_an_error_inside_an_answer_is_an_error(paths: Paths, httpserver: HTTPServer):
    service = Comtrade(rows_of(31, ["2021"], "X M", [0], ["TOTAL"]))
    httpserver.expect_request(DATASETS).respond_with_handler(service)
    httpserver.expect_request(PREVIEW).respond_with_data(handmade_answer([], error="Invalid period"))
    work = ask(paths, TOTALS)
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
    paths: Paths, httpserver: HTTPServer, change: dict[str, Any], said: str
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
    work = ask(paths, TOTALS)
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
    paths: Paths, httpserver: HTTPServer, change: dict[str, Any], said: str
):
    (error,) = ask(paths, TOTALS | change).errors
    assert said in error and "live.toml" in error


def test_an_ask_that_lacks_a_word_is_told(paths: Paths, httpserver: HTTPServer):
    (error,) = ask(paths, {"reporter": "AZE"}).errors
    assert "'partners' is missing in an ask" in error


def test_a_refresh_brings_it_into_the_tables(paths: Paths, httpserver: HTTPServer):
    serve(
        httpserver,
        rows_of(31, ["2021", "202401"], "X M RX", [0, 440, 490], ["TOTAL"])
        + rows_of(31, ["2021"], "X M", [440], ["27"])
        + rows_of(440, ["2021"], "X M", [0, 31], ["TOTAL"]),
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


def test_one_small_question_is_shown_and_not_stored(paths: Paths, httpserver: HTTPServer, cli: Cli):
    serve(httpserver, rows_of(31, ["2021"], "X M", [440], ["TOTAL"]))
    before = contents(paths.root)
    said = cli("try", "un_comtrade", root=paths)
    assert said.code == 0
    assert "COMTRADE_KEY is not set; asked without" in said.out and "Read: 2 figures" in said.out
    assert contents(paths.root) == before
