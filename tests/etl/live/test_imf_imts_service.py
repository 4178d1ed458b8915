"""The IMF's service on this machine: asked by reporter and frequency; what is not an answer is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Request, Response
from projects import Cli, small_root
from pytest_httpserver import HTTPServer
from services import Clock
from test_imf_imts import HEAD, QUOTED, RECORDED, ROW

from etl.live.run import Asked, ask_one
from etl.paths import Paths

ASKED = "/data/dataflow/IMF.STA/IMTS/+/AZE.XG_FOB_USD+MG_CIF_USD.*.A"
AZE_LTU = ROW.replace("FRA", "AZE").replace("USA", "LTU")


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_IMF_IMTS", httpserver.url_for(""))
    return small_root(tmp_path / "project")


def as_asked(request: Request) -> Response:
    """One row that is what the key and the filter ask for."""
    reporter, _, _, frequency = request.path.rpartition("/")[2].split(".")
    since = request.args["c[TIME_PERIOD]"].removeprefix("ge:")
    cells = ROW.replace("FRA", reporter).replace(",A,2022,", f",{frequency},{since},")
    return Response(f"{HEAD}\n{cells}\n")


def ask(paths: Paths) -> Asked:
    clock = Clock()
    return ask_one(paths, "imf_imts", sleep=clock.sleep, now=clock.now)


def test_each_question_is_asked_and_kept(paths: Paths, httpserver: HTTPServer):
    as_csv = {"Accept": "application/vnd.sdmx.data+csv;version=2.0.0"}
    for reporter in ("AZE", "LTU"):
        for frequency, since in (("A", "2015"), ("M", "2020-M01")):
            httpserver.expect_request(
                ASKED.replace("AZE", reporter).removesuffix("A") + frequency,
                query_string=f"c%5BTIME_PERIOD%5D=ge%3A{since}",
                headers=as_csv,
            ).respond_with_handler(as_asked)
    first = ask(paths)
    assert first.errors == () and first.requests == 4
    kept = [name.split(".2")[0] for name in first.kept]
    assert kept == ["IMTS.AZE.ALL.A", "IMTS.AZE.ALL.M", "IMTS.LTU.ALL.A", "IMTS.LTU.ALL.M"]
    assert ask(paths).outcome == "unchanged"


UNKNOWN_204 = json.loads((RECORDED / "sdmx30_dataflow_unknown_204.json").read_text())


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param((UNKNOWN_204["text"], UNKNOWN_204["status_code"]), "knows no data set IMTS", id="204"),
        pytest.param((HEAD + "\n", 200), "there is no figure in it", id="no rows"),
        pytest.param((f"{HEAD}\n{ROW.replace('56004917567', '')}\n", 200), "no figure came", id="metadata"),
        pytest.param((QUOTED, 200), "reporter FRA, which was not asked for", id="another reporter"),
        pytest.param(
            (f"{HEAD}\n{AZE_LTU.replace('2022', '2012')}\n", 200), "the period 2012", id="too early"
        ),
        pytest.param(
            (f"{HEAD}\n{AZE_LTU.replace('A,2022', 'Q,2022-Q1')}\n", 200), "the period 2022-Q1", id="frequency"
        ),
        pytest.param((f"{HEAD}\n{AZE_LTU}", 200), "cut short", id="cut short"),
        pytest.param(("<html>Sign in</html>", 200), "web page", id="a web page"),
        pytest.param(("", 404), "no longer there", id="404"),
    ],
)
def test_a_faulty_answer_is_told_and_kept_out_of_sight(
    paths: Paths, httpserver: HTTPServer, answer: tuple[str, int], said: str
):
    httpserver.expect_request(ASKED).respond_with_data(*answer)
    done = ask(paths)
    assert done.outcome == "failed" and not done.kept
    assert said in done.errors[0]


def test_one_small_question_is_shown(cli: Cli, paths: Paths, httpserver: HTTPServer):
    path = ASKED.replace("*", "LTU")
    httpserver.expect_request(path, query_string="c%5BTIME_PERIOD%5D=ge%3A2022").respond_with_data(
        f"{HEAD}\n{AZE_LTU}\n"
    )
    said = cli("try", "imf_imts", root=paths)
    assert said.code == 0
    assert "Read: 1 figures" in said.out and "reporter AZE, partner LTU, flow M" in said.out
