"""The European Central Bank's averages: recorded answers read, fetched from a service, preferred for euros."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Response
from projects import WTO, Cli, contents, small_root
from pytest_httpserver import HTTPServer
from services import Clock, asked_of, in_turn

from etl.live.run import ask_one
from etl.model import RawFile, Reading
from etl.paths import Paths
from etl.refresh import refresh
from etl.sources.fx_ecb import fx_ecb
from trade.errors import SourceChanged
from trade.store import Store

RECORDED = Path(__file__).with_name("recorded") / "fx_ecb"
MONTHLY = (RECORDED / "handmade_monthly.csv").read_text()
ASKED = "/data/EXR/M.USD.EUR.SP00.A"
COMEXT = "eurostat_comext/eurostat_comext_LT_total_two_vintages.csv"
RATES = "fx_hmrc/hmrc_monthly_units_per_gbp.csv"


def read(path: Path, known_on: date = date(2026, 11, 25)) -> Reading:
    return fx_ecb.read(RawFile(path, f"fx_ecb/{path.name}", "0" * 64, "u", known_on))


def test_the_recorded_monthly_series_is_read_whole():
    reading = read(RECORDED / "EXR_M.USD.EUR.SP00.A_generic21.xml")
    rates = {rate.month: rate.usd_per_unit for rate in reading.rates}
    assert len(rates) == 252 and not reading.passed
    assert (rates["1999-01"], rates["1999-03"]) == (1.16078, 1.088295652173913)
    assert reading.rates[0].known_on == "1999-02-01"


def test_recorded_days_are_no_months():
    reading = read(RECORDED / "EXR_D.USD.EUR.SP00.A_csvdata.csv")
    assert not reading.rates
    assert [(each.as_published, each.why) for each in reading.passed] == [
        ("1.1615", "no average of a month"),
        ("1.1622", "no average of a month"),
    ]


def test_a_month_that_has_not_ended_is_passed_over():
    reading = read(RECORDED / "handmade_monthly.csv", known_on=date(2024, 2, 20))
    assert [rate.month for rate in reading.rates] == ["2024-01"]
    assert [each.why for each in reading.passed] == ["a month that had not ended"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("OBS_VALUE", "VALUE", "the columns OBS_VALUE are missing"),
        ("M,USD,EUR", "M,AZN,EUR", "M.AZN.EUR.SP00.A was not expected"),
        ("2024-01", "2024-W1", "'2024-W1' is no month"),
        ("1.0905", "-1.0905", "'-1.0905' is no rate"),
        ("1.0905", "about 1", "row 2"),
    ],
)
def test_what_is_not_understood_stops_the_file(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "handmade.csv"
    path.write_text(MONTHLY.replace(old, new))
    with pytest.raises(SourceChanged, match=said):
        read(path)


@pytest.mark.parametrize("value", ["", "NaN"])
def test_no_value_is_no_rate(tmp_path: Path, value: str):
    path = tmp_path / "handmade.csv"
    path.write_text(MONTHLY.replace("1.0905", value))
    assert [rate.month for rate in read(path).rates] == ["2024-02"]


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_FX_ECB", httpserver.url_for(""))
    return small_root(tmp_path / "project", RATES, COMEXT, WTO)


def test_an_answer_is_archived_once_and_preferred_for_euros(paths: Paths, httpserver: HTTPServer):
    handmade = MONTHLY.replace("2024-01,1.0905", "2022-08,2.5")
    httpserver.expect_request(ASKED, headers={"If-None-Match": '"1"'}).respond_with_data("", 304)
    httpserver.expect_request(ASKED).respond_with_data(handmade, headers={"ETag": '"1"'})
    done = refresh(paths, ask=asked_of("fx_ecb"))
    assert done.exit_code == 0
    (row,) = Store(paths.processed / "current").rows(
        "SELECT value_usd, note FROM trade WHERE partner = 'BLR' AND flow = 'X' AND period = '2022-08'"
        " AND known_to IS NULL AND method = 'converted'"
    )
    assert row["value_usd"] == 158_833_736 * 2.5
    assert "2.500000 USD per EUR, the rate of the month by European Central Bank (fx_ecb)" in row["note"]
    again = refresh(paths, ask=asked_of("fx_ecb"))
    assert (again.exit_code, again.is_new) == (0, False)
    assert len(list((paths.raw / "fx_ecb").glob("EXR.*"))) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(
            Response("<html>Maintenance</html>"), "web page", id="a web page", marks=pytest.mark.slow
        ),
        pytest.param(Response(MONTHLY[:-4]), "cut short", id="cut short", marks=pytest.mark.slow),
        pytest.param(Response(MONTHLY.splitlines()[0] + "\n"), "there is no figure in it", id="no rows"),
        pytest.param(Response("", 500), "answered 500, 5 times", id="500", marks=pytest.mark.slow),
        pytest.param(Response("", 404), "no longer there", id="404"),
    ],
)
def test_a_faulty_answer_leaves_what_stands(
    paths: Paths, httpserver: HTTPServer, answer: Response, said: str
):
    httpserver.expect_request(ASKED).respond_with_handler(in_turn(Response(MONTHLY), answer))
    first = refresh(paths, ask=asked_of("fx_ecb"))
    assert first.exit_code == 0
    done = refresh(paths, ask=asked_of("fx_ecb"))
    assert (done.exit_code, done.folder) == (1, first.folder)
    assert said in " ".join(done.failures["fx_ecb"])
    assert Store(paths.processed / "current").rows("SELECT 1 FROM rates WHERE source = 'fx_ecb'")


def test_a_refused_answer_is_kept_out_of_sight(paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(ASKED).respond_with_data(MONTHLY.replace("OBS_VALUE", "VALUE"))
    asked = ask_one(paths, "fx_ecb", sleep=Clock().sleep)
    assert asked.outcome == "failed" and not asked.kept
    assert [path.parent.name for path in (paths.raw / "fx_ecb").rglob("EXR.*")] == [".refused"]


def test_one_small_question_is_shown_and_not_stored(cli: Cli, paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(ASKED, query_string="format=csvdata&startPeriod=2024-01").respond_with_data(
        MONTHLY
    )
    before = contents(paths.root)
    said = cli("try", "fx_ecb", root=paths)
    assert said.code == 0
    for words in (
        "Key: none is needed",
        "startPeriod=2024-01",
        "Read: 0 figures, 2 rates",
        "EUR 2024-01: 1.0905",
    ):
        assert words in said.out
    assert contents(paths.root) == before


@pytest.mark.parametrize(
    ("source", "said"), [("press", "press has no service"), ("fx_ec", "Did you mean 'fx_ecb'?")]
)
def test_what_cannot_be_asked_is_told(cli: Cli, paths: Paths, source: str, said: str):
    told = cli("try", source, root=paths)
    assert told.code == 2
    assert said in told.err


def test_the_command_asks_and_says_what_came(cli: Cli, paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(ASKED).respond_with_data(MONTHLY)
    said = cli("refresh", "fx_ecb", "wto_hs2", root=paths)
    assert said.code == 0
    assert "fx_ecb: 1 new file" in said.err
    assert "fx_ecb: nothing new" in cli("refresh", "fx_ecb", root=paths).err
