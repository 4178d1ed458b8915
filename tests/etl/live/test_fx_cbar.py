"""The Central Bank of Azerbaijan's daily rates: recorded days read, months averaged, fetched, preferred for manats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from flask import Request, Response
from projects import RAW, ROWS, Cli, contents, published, small_root
from pytest_httpserver import HTTPServer
from services import Clock, asked_of

from etl import archive, rates, registry
from etl.live.fetching import Fetching
from etl.live.run import ask_one
from etl.model import RawFile, Reading
from etl.paths import Paths
from etl.readings import keep
from etl.refresh import refresh
from etl.sources.fx_cbar import fx_cbar
from etl.sources.fx_cbar.bulletin import read_bulletin
from trade.errors import SourceChanged
from trade.period import Period
from trade.store import Store

RECORDED = Path(__file__).with_name("recorded") / "fx_cbar"
COMEXT = "eurostat_comext/eurostat_comext_LT_total_two_vintages.csv"
HMRC = "fx_hmrc/hmrc_monthly_units_per_gbp.csv"
TODAY = date(2026, 11, 25)
FEBRUARY = Period.month(2015, 2)
#: The official rate before and after the devaluation of Saturday 21 February 2015; the days are handmade.
BEFORE, AFTER = "0.7862", "1.05"


def handmade_answer(day: date, manats: str = "1.7", nominal: str = "1") -> str:
    """An answer in the recorded form."""
    recorded = (RECORDED / "05.09.2026_trimmed.xml").read_text(encoding="utf-8")
    dollar = f"<Value>{manats}</Value>"
    return (
        recorded.replace("04.09.2026", f"{day:%d.%m.%Y}")
        .replace("<Value>1.7</Value>", dollar)
        .replace("<Nominal>1</Nominal>", f"<Nominal>{nominal}</Nominal>")
    )


def handmade_days(month: Period) -> dict[date, str]:
    """Answers to all days of a month; a weekend has the rates of the Friday before."""
    found: dict[date, str] = {}
    for day in fx_cbar.all_days(month):
        own = day - timedelta(days=max(0, day.weekday() - 4))
        found[day] = handmade_answer(own, BEFORE if own < date(2015, 2, 21) else AFTER)
    return found


def zipped(folder: Path, answers: Mapping[date, str], name: str = "handmade.zip") -> Path:
    with ZipFile(folder / name, "w") as packed:
        for day, text in answers.items():
            packed.writestr(f"{day:%d.%m.%Y}.xml", text)
    return folder / name


def read(path: Path, known_on: date = TODAY) -> Reading:
    assert fx_cbar.recognises(path)
    return fx_cbar.read(RawFile(path, f"fx_cbar/{path.name}", "0" * 64, "u", known_on))


@pytest.mark.parametrize(
    ("file", "asked", "day", "manats", "passed"),
    [
        ("05.08.2026_trimmed.xml", date(2026, 8, 5), date(2026, 8, 5), "1.7", ["XAU", "EUR", "RUB"]),
        ("05.09.2026_trimmed.xml", date(2026, 9, 5), date(2026, 9, 4), "1.7", ["XAU", "RUB"]),
        ("26.11.1993_trimmed.xml", date(1993, 11, 26), date(1993, 11, 25), "118", ["XAU"]),
    ],
)
def test_recorded_answers(file: str, asked: date, day: date, manats: str, passed: list[str]):
    found = read_bulletin((RECORDED / file).read_bytes(), asked, file)
    assert (found.day, found.nominal, found.manats) == (day, "1", manats)
    assert [code for code, _, _ in found.others] == passed


def test_a_metal_without_a_value_is_passed_over():
    found = read_bulletin((RECORDED / "26.11.1993_trimmed.xml").read_bytes(), date(1993, 11, 26), "")
    assert found.others == (("XAU", "", "no rate"),)


def test_a_month_is_the_mean_of_the_days_with_rates_of_their_own(tmp_path: Path):
    reading = read(zipped(tmp_path, handmade_days(FEBRUARY)))
    (rate,) = reading.rates
    assert (rate.currency, rate.month, rate.known_on) == ("AZN", "2015-02", "2015-03-01")
    assert rate.usd_per_unit == pytest.approx((15 / 0.7862 + 5 / 1.05) / 20, rel=1e-12)
    assert rate.as_published == "AZN per USD: 0.7862 (15 days), 1.05 (5 days)"
    assert rate.locator == "20 of 28 answers, USD"
    repeated = [each.locator for each in reading.passed if each.why == fx_cbar.REPEATED]
    assert len(repeated) == 8 and repeated[0] == "01.02.2015.xml"


def test_a_rate_for_more_than_one_dollar_is_divided(tmp_path: Path):
    days = {day: handmade_answer(day, "170", "100") for day in fx_cbar.all_days(FEBRUARY)}
    (rate,) = read(zipped(tmp_path, days)).rates
    assert rate.usd_per_unit == 1 / 1.7
    assert rate.as_published == "AZN per USD: 170 for 100 (28 days)"


def test_a_month_that_has_not_ended_gives_no_rate(tmp_path: Path):
    reading = read(zipped(tmp_path, handmade_days(FEBRUARY)), known_on=date(2015, 2, 28))
    assert not reading.rates
    assert "a month that had not ended" in {each.why for each in reading.passed}


Answers = dict[date, str]
TENTH = date(2015, 2, 10)


def instead(text: str) -> Callable[[Answers], Answers]:
    return lambda days: days | {TENTH: text}


def swapped(old: str, new: str) -> Callable[[Answers], Answers]:
    return lambda days: days | {TENTH: days[TENTH].replace(old, new)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda days: {day: days[day] for day in days if day != TENTH}, "missing: 2015-02-10", id="gap"),
        pytest.param(lambda days: days | {date(2015, 3, 1): days[TENTH]}, "its rates are those of", id="two months"),
        pytest.param(
            lambda days: dict.fromkeys(days, handmade_answer(date(2015, 1, 31))), "its rates are those of", id="old"
        ),
        pytest.param(instead(handmade_answer(date(2015, 2, 11))), "its rates are those of 2015-02-11", id="tomorrow's"),
        pytest.param(
            instead(handmade_answer(date(2015, 2, 9), "0.7")), "0.7 AZN per USD, and 0.7862 in another", id="two rates"
        ),
        pytest.param(instead("<!DOCTYPE html><html></html>"), "10.02.2015.xml: this is no XML", id="web page"),
        pytest.param(
            instead('<!DOCTYPE a [<!ENTITY e "x">]><ValCurs Date="10.02.2015">&e;</ValCurs>'), "no XML", id="entity"
        ),
        pytest.param(instead("<Rates/>"), "<Rates> where <ValCurs> was expected", id="root"),
        pytest.param(swapped("Value>", "Worth>"), "Nominal, Name, Worth was not expected", id="value renamed"),
        pytest.param(swapped("ValType", "Type"), "in <Type>", id="type renamed"),
        pytest.param(swapped('"RUB"', '"USD"'), "the dollar stands in it 2 times", id="two dollars"),
        pytest.param(swapped('"USD"', '"XXX"'), "the dollar stands in it 0 times", id="no dollar"),
        pytest.param(swapped(BEFORE, ""), "'' is no number", id="empty"),
        pytest.param(swapped(BEFORE, "0,7862"), "'0,7862' is no number", id="comma"),
        pytest.param(swapped(BEFORE, "0"), "is no rate", id="zero"),
        pytest.param(swapped("<Nominal>1</Nominal>", "<Nominal>1 t.u.</Nominal>"), "is no rate", id="nominal"),
        pytest.param(swapped("10.02.2015", "2015-02-10"), "its Date '2015-02-10' is no day", id="date"),
    ],
)  # fmt: skip
def test_what_is_not_understood_stops_the_file(
    tmp_path: Path, change: Callable[[Answers], Answers], said: str
):
    with pytest.raises(SourceChanged, match=said):
        read(zipped(tmp_path, change(handmade_days(FEBRUARY))))


def test_old_manats_stop_the_file(tmp_path: Path):
    with pytest.raises(SourceChanged, match="old manats"):
        read(zipped(tmp_path, handmade_days(Period.month(2005, 12))))


def test_too_few_days_stop_the_file(tmp_path: Path):
    days = fx_cbar.all_days(FEBRUARY)
    answers = {day: handmade_answer(day.replace(day=1 + (day.day - 1) // 14 * 14)) for day in days}
    with pytest.raises(SourceChanged, match="only 2 days of 2015-02"):
        read(zipped(tmp_path, answers))


def test_other_zips_are_not_recognised(tmp_path: Path):
    path = tmp_path / "handmade.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "")
    assert not fx_cbar.recognises(path)
    assert not fx_cbar.recognises(RAW / HMRC)
    found = registry.recognise(zipped(tmp_path, handmade_days(FEBRUARY), "february.zip"))
    assert found and found.name == "fx_cbar"


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


def test_one_month_is_shown_and_not_stored(
    cli: Cli, paths: Paths, answers: dict[str, Response], monkeypatch: pytest.MonkeyPatch
):
    assert not answers
    monkeypatch.setattr(Fetching, "today", TODAY)
    monkeypatch.setattr("etl.live.client.time.sleep", Clock().sleep)
    before = contents(paths.root)
    said = cli("try", "fx_cbar", root=paths)
    assert said.code == 0
    assert "AZN 2024-02: 0.952381 USD (AZN per USD: 1.05 (21 days))" in said.out
    assert contents(paths.root) == before
