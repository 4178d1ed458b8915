"""WITS on this machine: asked year by year; only news is kept, no figures are no mistake."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from flask import Request, Response
from projects import Cli, small_root
from pytest_httpserver import HTTPServer
from services import Clock
from test_wits import ANSWER, DIMENSIONS, YEAR, put

from etl.live.run import Asked, ask_one
from etl.paths import Paths

NOTHING = "<message:Error><com:Text>NoRecordsFound</com:Text></message:Error>"
OF_2018 = "/datasource/tradestats-trade/reporter/AZE/year/2018/partner/all/product/all/indicator/XPRT-TRD-VL"
EVERY = re.compile("/datasource/tradestats-trade/.*")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_WITS", httpserver.url_for(""))
    return small_root(tmp_path / "project")


def as_asked(request: Request, prepared: str = "2026-01-01T00:00:00") -> Response:
    """The recorded answer made one to this question; there is nothing after 2021."""
    said = request.path.split("/")
    asked = dict(zip(said[3::2], said[4::2], strict=True))
    if int(asked["year"]) > 2021:
        return Response(NOTHING, 404)
    words = json.loads(ANSWER)
    put("header", "prepared", value=prepared)(words)
    put(*DIMENSIONS, 1, "values", 0, "id", value=asked["reporter"])(words)
    put(*DIMENSIONS, 4, "values", 0, "id", value=asked["indicator"])(words)
    put(*YEAR, value=asked["year"])(words)
    if asked["partner"] != "all":
        put(*DIMENSIONS, 2, "values", 0, "id", value=asked["partner"])(words)
    return Response(json.dumps(words))


def ask(paths: Paths) -> Asked:
    clock = Clock()
    return ask_one(paths, "wits", sleep=clock.sleep, now=clock.now)


def test_each_year_is_asked_and_only_news_is_kept(paths: Paths, httpserver: HTTPServer):
    prepared = ["2026-01-01T00:00:00"]
    httpserver.expect_request(EVERY, query_string="format=JSON").respond_with_handler(
        lambda request: as_asked(request, prepared[0])
    )
    first = ask(paths)
    assert first.errors == ()
    years = date.today().year - 2018
    assert first.requests == 2 * 2 * years and len(first.kept) == 2 * 2 * 4
    assert first.kept[0].startswith("AZE.2018.ALL.ALL.XPRT-TRD-VL.")
    prepared[0] = "2026-02-02T00:00:00"
    assert ask(paths).outcome == "unchanged"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(
            ('<wits:error code="1">Invalid</wits:error>', 200), "a mistake: <wits:error", id="mistake"
        ),
        pytest.param(("<html>Maintenance</html>", 200), "no SDMX-JSON", id="a web page"),
        pytest.param((ANSWER[:-9], 200), "no SDMX-JSON", id="cut short"),
        pytest.param((ANSWER, 200), "the reporter USA, which was not asked for", id="another reporter"),
        pytest.param((ANSWER.replace('"USA"', '"AZE"'), 200), "the flow M, which was not", id="another flow"),
        pytest.param(
            (ANSWER.replace('"USA"', '"AZE"').replace("MPRT", "XPRT"), 200), "the period 2017", id="year"
        ),
        pytest.param(("<html>Not found</html>", 404), "no longer there", id="404"),
    ],
)
def test_a_faulty_answer_is_told_and_the_others_are_kept(
    paths: Paths, httpserver: HTTPServer, answer: tuple[str, int], said: str
):
    httpserver.expect_request(OF_2018).respond_with_data(*answer)
    httpserver.expect_request(EVERY).respond_with_handler(as_asked)
    done = ask(paths)
    (error,) = done.errors
    assert said in error
    assert len(done.kept) == 2 * 2 * 4 - 1


def test_one_small_question_is_shown(cli: Cli, paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(EVERY).respond_with_handler(as_asked)
    said = cli("try", "wits", root=paths)
    assert said.code == 0
    assert "reporter/AZE/year/2021/partner/LTU/product/Total/indicator/XPRT-TRD-VL?format=JSON" in said.out
    assert "reporter AZE, partner LTU, flow X" in said.out and "1 requests." in said.out
