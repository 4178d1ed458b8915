"""The Central Bank of Azerbaijan's daily rates: recorded days read, handmade months averaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from handmade_cbar import BEFORE, FEBRUARY, RECORDED, handmade_answer, handmade_days, zipped
from projects import RAW

from etl import registry
from etl.model import RawFile, Reading
from etl.sources.fx_cbar import fx_cbar
from etl.sources.fx_cbar.bulletin import read_bulletin
from trade.errors import SourceChanged
from trade.period import Period

HMRC = "fx_hmrc/hmrc_monthly_units_per_gbp.csv"
TODAY = date(2026, 11, 25)


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
