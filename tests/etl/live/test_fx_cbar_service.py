"""The Central Bank of Azerbaijan asked for handmade days: a backlog, faulty days, manats converted."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from flask import Request, Response
from handmade_cbar import FEBRUARY, handmade_answer, handmade_days, zipped
from projects import RAW, ROWS, Cli, contents, published, small_root
from pytest_httpserver import HTTPServer
from services import Clock, asked_of

from etl import archive, rates
from etl.live.fetching import Fetching
from etl.live.run import ask_one
from etl.paths import Paths
from etl.readings import keep
from etl.refresh import refresh
from trade.period import Period
from trade.store import Store

COMEXT = "eurostat_comext/eurostat_comext_LT_total_two_vintages.csv"
HMRC = "fx_hmrc/hmrc_monthly_units_per_gbp.csv"
TODAY = date(2026, 11, 25)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_FX_CBAR", httpserver.url_for("/currencies"))
    monkeypatch.setattr(Fetching, "today", date(2015, 4, 15))
    return small_root(tmp_path / "project", HMRC)


@pytest.fixture
def answers(httpserver: HTTPServer) -> dict[str, Response]:
    """The bank: all days as handmade_days has them, but for those put in here."""
    odd: dict[str, Response] = {}

    def answer(request: Request) -> Response:
        name = request.path.rpartition("/")[2]
        day = date(*(int(part) for part in reversed(name.removesuffix(".xml").split("."))))
        return odd.get(name) or Response(handmade_days(Period.month(day.year, day.month))[day])

    httpserver.expect_request(re.compile("/currencies/.*")).respond_with_handler(answer)
    return odd


def kept(paths: Paths) -> list[str]:
    return sorted(path.name for path in (paths.raw / "fx_cbar").glob("*.zip"))


def test_a_backlog_fills_from_its_end(paths: Paths, answers: dict[str, Response], httpserver: HTTPServer):
    assert not answers
    clock = Clock()
    first = ask_one(paths, "fx_cbar", sleep=clock.sleep, now=clock.now)
    assert (first.errors, first.requests) == ((), 31 + 28)
    assert clock.slept == [1.0] * 58
    assert kept(paths) == ["2015-02.2015-04-15.zip", "2015-03.2015-04-15.zip"]
    ask_one(paths, "fx_cbar", sleep=clock.sleep, now=clock.now)
    assert [name[:7] for name in kept(paths)] == ["2014-12", "2015-01", "2015-02", "2015-03"]
    assert len(httpserver.log) == 31 + 28 + 31 + 31


def test_a_month_in_manats_goes_by_the_bank_and_a_lari_by_others(tmp_path: Path):
    """No source prints manats so far: two months of trade in manats and one in laris are handmade."""
    february = zipped(tmp_path, handmade_days(FEBRUARY), "2015-02.zip")
    files = [
        (name, TODAY, archive.raw_file(path, path.name, archive.Days(TODAY, TODAY)))
        for name, path in (("fx_hmrc", RAW / HMRC), ("fx_cbar", february))
    ]
    with duckdb.connect() as db:
        db.execute(
            "CREATE TABLE observations AS SELECT * FROM (VALUES"
            " ('AZN', DATE '2015-02-01', DATE '2015-02-28'), ('GEL', DATE '2015-02-01', DATE '2015-02-28'),"
            " ('AZN', DATE '2015-02-01', DATE '2015-03-31')) AS rows(currency, period_start, period_end)"
        )
        rates.fill(db, keep(files, tmp_path / "readings"))
        said = dict(db.execute("SELECT (currency, month(period_end)), how FROM conversions").fetchall())
    bank, others = "by Central Bank of the Republic of Azerbaijan (fx_cbar)", "HM Revenue & Customs (fx_hmrc)"
    assert said["AZN", 2].endswith(f"the rate of the month {bank}") and "1.192051 USD" in said["AZN", 2]
    assert others in said["GEL", 2]
    assert bank.removeprefix("by ") in said["AZN", 3] and others in said["AZN", 3]


def test_the_rates_are_published(paths: Paths, answers: dict[str, Response]):
    assert not answers
    (paths.raw / COMEXT).write_bytes(published(COMEXT, ROWS))
    assert refresh(paths, ask=asked_of("fx_cbar")).exit_code == 0
    rows = Store(paths.processed / "current").rows(
        "SELECT currency, period, url, as_published FROM rates WHERE source = 'fx_cbar' ORDER BY period"
    )
    assert [(row["currency"], row["period"]) for row in rows] == [("AZN", "2015-02"), ("AZN", "2015-03")]
    assert rows[0]["url"].endswith("/currencies/28.02.2015.xml")
    assert rows[0]["as_published"] == "AZN per USD: 0.7862 (15 days), 1.05 (5 days)"


@pytest.mark.parametrize(
    ("answer", "said", "requests"),
    [
        pytest.param(Response("<html>home</html>"), "<html> where <ValCurs>", 10, id="home page"),
        pytest.param(Response("", 404), "no longer there", 10, id="404"),
        pytest.param(
            Response(handmade_answer(date(2014, 2, 10))), "those of 2014-02-10", 10, id="another day"
        ),
    ],
)
def test_a_faulty_day_leaves_its_month_for_later(
    paths: Paths, answers: dict[str, Response], answer: Response, said: str, requests: int
):
    answers["10.03.2015.xml"] = answer
    clock = Clock()
    asked = ask_one(paths, "fx_cbar", sleep=clock.sleep, now=clock.now)
    assert asked.requests == requests + 28
    assert said in " ".join(asked.errors)
    assert [name[:7] for name in kept(paths)] == ["2015-02"]
    ask_one(paths, "fx_cbar", sleep=clock.sleep, now=clock.now)
    assert [name[:7] for name in kept(paths)] == ["2014-12", "2015-01", "2015-02"]


def test_what_was_refused_is_set_aside(paths: Paths, answers: dict[str, Response]):
    answers["10.03.2015.xml"] = Response("<Rates/>")
    ask_one(paths, "fx_cbar", sleep=Clock().sleep)
    (refused,) = (paths.raw / "fx_cbar" / ".refused").glob("*.zip")
    with ZipFile(refused) as packed:
        assert packed.namelist()[-1] == "10.03.2015.xml" and packed.read("10.03.2015.xml") == b"<Rates/>"


def test_one_day_is_shown_and_not_stored(
    cli: Cli, paths: Paths, answers: dict[str, Response], httpserver: HTTPServer
):
    assert not answers
    before = contents(paths.root)
    said = cli("try", "fx_cbar", root=paths)
    assert (said.code, len(httpserver.log)) == (0, 1)
    assert "Read: 1.05 AZN for 1 USD on 2024-02-05, beside " in said.out
    assert contents(paths.root) == before
