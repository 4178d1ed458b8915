"""Comext's formats: recorded and quoted answers read, and what stops a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import printed
import pytest
from py7zr import SevenZipFile

from etl.model import RawFile, Reading
from etl.sources.eurostat_comext import bulk, codes, eurostat_comext
from trade.errors import SourceChanged, TradeDataError, UnknownName
from trade.period import Period

RECORDED = Path(__file__).with_name("recorded") / "eurostat_comext"
TSV = "DS-045409_DE_US_M_2026-06_07.tsv"
JSON = "DS-045409_EU27_US_TOTAL_2024-01_02_jsonstat.json"
CSV, DAT = "unproven_sdmx_csv_excerpt.csv", "unproven_full_v2_202402_excerpt.dat"
HEAD = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
UPDATE = "15/09/26 11:00:00"


def of_file(path: Path) -> Reading:
    assert eurostat_comext.recognises(path)
    return eurostat_comext.read(RawFile(path, path.name, "0" * 64, "u", date(2026, 11, 25)))


def of_rows(tmp_path: Path, *rows: str, dataset: str = "DS-045409") -> Reading:
    path = tmp_path / "handmade.csv"
    path.write_text(HEAD + "".join(f"ESTAT:{dataset}(1.0),{UPDATE},{row}\n" for row in rows))
    return of_file(path)


def told(reading: Reading, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in printed.figures(reading)]


def test_the_recorded_tsv_is_read_whole():
    reading = of_file(RECORDED / TSV)
    assert told(reading, "product_scheme", "product", "period", "digits", "locator") == [
        ("HS", "01", "2026-06", "1235161", "row 2, 2026-06"),
        ("HS", "01", "2026-07", "1131631", "row 2, 2026-07"),
        ("HS4", "0101", "2026-06", "105434", "row 3, 2026-06"),
        ("HS4", "0101", "2026-07", "55153", "row 3, 2026-07"),
        ("HS6", "010121", "2026-07", "52403", "row 4, 2026-07"),
    ]
    assert [(each.locator, each.why) for each in reading.passed] == [("row 4, 2026-06", "not available")]


def test_of_a_file_without_a_day_of_update_months_must_have_ended_when_it_came():
    file = RawFile(RECORDED / TSV, TSV, "0" * 64, "u", date(2026, 7, 1), retrieved=date(2026, 7, 20))
    reading = eurostat_comext.read(file)
    assert {row["period"] for row in printed.figures(reading)} == {"2026-06"}
    assert printed.reasons(reading)["a period that had not ended"] == 3


def test_the_recorded_json_has_its_values_in_the_right_cells():
    reading = of_file(RECORDED / JSON)
    assert told(reading, "reporter", "partner", "flow", "period", "as_published", "locator") == [
        ("G998", "USA", "M", "2024-01", "28417786122 EUR", "/value/2"),
        ("G998", "USA", "M", "2024-02", "27944902670 EUR", "/value/3"),
    ]
    assert told(reading, "known_on", "valuation", "partner_rule")[0] == (date(2026, 9, 15), "CIF", "origin")


def test_the_quoted_csv_holds_years_and_quantities():
    reading = of_file(RECORDED / CSV)
    assert told(reading, "reporter", "partner", "period", "digits", "partner_rule", "known_on") == [
        ("DEU", "VNM", "2024", "32313884", "origin", date(2026, 9, 15)),
        ("DEU", "W00", "2024", "39919520", "unknown", date(2026, 9, 15)),
    ]
    assert [each.why for each in reading.passed] == ["a quantity: the tables here hold values"] * 2


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("M,GR,NA,TOTAL,2,VALUE_IN_EUROS,2026-01,5,", {"reporter": "GRC", "partner": "NAM"}),
        ("M,LT,XS,27,1,VALUE_IN_EUROS,2026-01,5,", {"partner": "SRB", "product_scheme": "HS"}),
        ("M,LT,XK,98,1,VALUE_IN_EUROS,2026-01,5,", {"partner": "XKX", "product": "98"}),
        ("M,LT,XI,TOTAL,1,VALUE_IN_EUROS,2026-01,5,", {"partner": "XI1", "partner_rule": "unknown"}),
        ("M,LT,XU,TOTAL,1,VALUE_IN_EUROS,2026-01,5,", {"partner": "XU1", "partner_rule": "origin"}),
        ("M,LT,DE,TOTAL,1,VALUE_IN_EUROS,2026-01,5,", {"partner_rule": "consignment"}),
        ("M,LT,GB,TOTAL,1,VALUE_IN_EUROS,2019-12,5,", {"partner_rule": "consignment"}),
        ("M,LT,GB,TOTAL,1,VALUE_IN_EUROS,2020-02,5,", {"partner_rule": "origin"}),
        ("M,LT,DE,TOTAL,1,VALUE_IN_EUROS,2003-02,5,", {"partner_rule": "unknown", "valuation": "U"}),
        ("M,LT,DE,TOTAL,2,VALUE_IN_EUROS,2026-01,5,", {"partner_rule": "destination", "valuation": "FOB"}),
        (
            "M,LT,EXT_EU27_2020,TOTAL,1,VALUE_IN_EUROS,2026-01,5,",
            {"partner": "E02", "partner_rule": "origin"},
        ),
        ("M,LT,EU27_2020,TOTAL,1,VALUE_IN_EUROS,2026-01,5,", {"partner_rule": "consignment"}),
        ("M,LT,QZ,TOTAL,2,VALUE_IN_EUROS,2026-01,5,", {"partner": "QZ1", "confidentiality": "C"}),
        ("M,LT,QW,TOTAL,2,VALUE_IN_EUROS,2026-01,5,", {"partner": "QW1", "confidentiality": "F"}),
        ("M,LT,QR,TOTAL,1,VALUE_IN_EUROS,2026-01,5,", {"partner": "QR1", "partner_rule": "consignment"}),
        ("M,AT,AZ,39XXXXXX,2,VALUE_IN_EUROS,2026-01,5,", {"product_scheme": "CN8", "confidentiality": "C"}),
        ("M,FR,CS,TOTAL,2,VALUE_IN_EUROS,1991-01,5,", {"partner": "CSK"}),
        ("M,FR,CS,TOTAL,2,VALUE_IN_EUROS,2005-01,5,", {"partner": "SCG"}),
        ("A,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2025,5,", {"period": "2025"}),
        ("M,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2026-01,5.10,p", {"digits": "5.10", "status": "P"}),
        ("M,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2026-01,0,e", {"digits": "0", "status": "E"}),
        ("M,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2026-01,7,bu", {"status": "U", "note": "break in time series"}),
        ("M,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2026-01,7,c", {"confidentiality": "C"}),
    ],
)
def test_codes_and_flags(tmp_path: Path, row: str, wanted: dict[str, str]):
    (figure,) = printed.figures(of_rows(tmp_path, row))
    assert {name: figure[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("M,LT,AZ,27,2,SUPPLEMENTARY_QUANTITY,2026-01,5,", "a quantity: the tables here hold values"),
        ("M,LT,AZ,27,2,VALUE_IN_EUROS,2026-01,,", "not available"),
        ("M,LT,AZ,27,2,VALUE_IN_EUROS,2026-01,:,C", "confidential"),
        ("M,LT,AZ,27,2,VALUE_IN_EUROS,2026-09,5,", "a period that had not ended"),
        ("A,LT,AZ,27,2,VALUE_IN_EUROS,2026,5,", "a period that had not ended"),
    ],
)
def test_what_is_passed_over(tmp_path: Path, row: str, why: str):
    reading = of_rows(tmp_path, row)
    assert [each.why for each in reading.passed] == [why] and not len(reading.figures)


def test_of_the_wider_data_set_members_of_the_union_are_passed_over(tmp_path: Path):
    end = "AZ,TOTAL,1,VALUE_EUR,2026-01,5,"
    rows = ("M,LT," + end, "M,EU27_2020," + end, "M,TR," + end, "M,GB," + end)
    reading = of_rows(tmp_path, *rows, dataset="DS-059341")
    assert told(reading, "reporter", "valuation", "partner_rule") == [
        ("TUR", "U", "unknown"),
        ("GBR", "U", "unknown"),
    ]
    assert {each.why for each in reading.passed} == {
        "a member of the Union: its trade is read from DS-045409"
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (CSV, "OBS_VALUE", "OBS_VALUE,EMBARGO", r"unknown \['EMBARGO'\]"),
        (CSV, "flow", "flows", r"missing \['flow'\]"),
        (CSV, "DS-045409", "DS-018995", "DS-018995.*is not known"),
        (CSV, "VALUE_IN_EUROS", "VALUE_EUR", "row 3: DS-045409 has no indicator 'VALUE_EUR'"),
        (CSV, "QUANTITY_IN_100KG", "QUANTITY_IN_TONS", "row 2: DS-045409 has no indicator"),
        (CSV, "15/09/26", "2026-09-15", "is no time of an update"),
        (CSV, "A,DE", "Q,DE", "'2024' at the frequency 'Q'"),
        (CSV, ",2024,", ",2024-01,", "'2024-01' at the frequency 'A'"),
        (CSV, ",VN,", ",VX,", "row 2, partner: the name 'VX' has no code"),
        (CSV, ",1,V", ",3,V", "no flow '3'"),
        (CSV, "030462", "03046", "no product has the code '03046'"),
        (CSV, "32313884", "32,313,884", "12 cells where the heading has 10"),
        (CSV, "32313884", "about 32", "'about 32' is no number"),
        (CSV, "113481.95\n", "11", "cut short"),
        (TSV, ": ", "n.a. ", "row 4, 2026-06: 'n.a. ' is no value"),
        (TSV, ": ", ":x ", "the flag 'x' is not known"),
        (TSV, "\t1131631", "", "1 values where the heading has"),
        (TSV, "52403\r\n", "52", "cut short"),
        (TSV, "VALUE_IN_EUROS", "VALUE_IN_DOLLARS", "no indicator 'VALUE_IN_DOLLARS'"),
        (JSON, '"version": "2.0", "class"', '"version": "3.0", "class"', "version 3.0 is not known"),
        (JSON, '"size": [2,', '"size": [3,', "not of the size"),
        (JSON, '"id": ["freq"', '"id": ["often"', "KeyError"),
        (JSON, '{"2": 2', '{"4": 2', "a value 4 beyond the last cell"),
        (JSON, '"updated": "2026-09-15', '"updated": "today', "ValueError"),
        (DAT, "QUANTITY_KG", "QUANTITY_T", "missing"),
        (DAT, ",202402,65", ",202403,65", "PERIOD '202402' was not expected"),
        (DAT, ",202402,", ",202452,", "PERIOD '202452' was not expected"),
        (DAT, ",1606,89,0\n", ",16", "cells where the heading has 18"),
        (DAT, ",89,0\n", ",89,0", "the last line has no end"),
    ],
)
def test_what_is_not_known_stops_the_file(tmp_path: Path, name: str, old: str, new: str, said: str):
    path = tmp_path / f"handmade{Path(name).suffix}"
    text = (RECORDED / name).read_bytes().decode()
    changed = new.join(text.rsplit(old, 1)) if name == DAT and "\n" in old else text.replace(old, new)
    assert changed != text
    path.write_bytes(changed.encode())
    with pytest.raises((SourceChanged, UnknownName), match=said):
        eurostat_comext.read(RawFile(path, path.name, "0" * 64, "u", date(2026, 11, 25)))


def test_a_json_with_lists_and_flags(tmp_path: Path):
    body = json.loads((RECORDED / JSON).read_text())
    body["value"] = [None, None, 1.50, None]
    body["status"] = {"2": "p", "3": "c"}
    body["dimension"]["time"]["category"]["index"] = ["2024-01", "2024-02"]
    path = tmp_path / "handmade.json"
    path.write_text(json.dumps(body))
    reading = of_file(path)
    assert told(reading, "digits", "status") == [("1.5", "P")]
    assert [(each.locator, each.why) for each in reading.passed] == [("/value/3", "confidential")]


def packed(folder: Path, member: str, text: str) -> Path:
    path = folder / "handmade.7z"
    with SevenZipFile(path, "w") as archive:
        archive.writestr(text, member)
    return path


def test_the_quoted_monthly_rows(tmp_path: Path):
    file = RawFile(RECORDED / DAT, DAT, "0" * 64, "u", date(2026, 11, 25))
    rows = printed.figures(bulk.read(file, [("AT", "AD")]))
    assert len(rows) == 13
    assert [(row["product"], row["digits"]) for row in rows if row["confidentiality"] == "C"] == [
        ("39XXXXXX", "89")
    ]
    assert {(row["reporter"], row["partner"], row["flow"], row["period"]) for row in rows} == {
        ("AUT", "AND", "X", "2024-02")
    }


def test_a_packed_month_keeps_the_pairs_of_the_setting_and_counts_the_others(tmp_path: Path):
    text = (RECORDED / DAT).read_text()
    row = text.splitlines()[1].replace("AT,AD", "LT,AZ")
    other = row.replace(",2,1,NO_SU", ",2,3,NO_SU").replace(",65,65,", ",40,40,")
    reading = of_file(packed(tmp_path, "full_v2_202402.dat", f"{text}{row}\n{other}\n"))
    assert told(reading, "reporter", "partner", "digits", "as_published", "locator", "note") == [
        (
            "LTU",
            "AZE",
            "105",
            "65 + 40 EUR",
            "rows 15, 16",
            "sum of 2 rows, which the file parts by procedure",
        )
    ]
    assert [(each.locator, each.as_published) for each in reading.passed] == [("rows 2-16", "13 rows")]


@pytest.mark.parametrize(
    ("member", "change", "said"),
    [
        ("full_v2_202401.dat", str, "PERIOD '202402' was not expected. Known: 202401"),
        ("full_v2_202452.dat", str, "the archive holds full_v2_202452.dat"),
        ("full_partxixu_202402.dat", str, "the archive holds full_partxixu"),
        ("full_v2_202402.dat", lambda text: text.replace("AT,AD,E", "AT,AZ,Z"), "TRADE_TYPE 'Z'"),
    ],
)
def test_another_archive_is_refused(tmp_path: Path, member: str, change: Callable[[str], str], said: str):
    with pytest.raises(TradeDataError, match=said):
        of_file(packed(tmp_path, member, change((RECORDED / DAT).read_text())))


def test_an_archive_cut_short_is_refused(tmp_path: Path):
    path = packed(tmp_path, "full_v2_202402.dat", (RECORDED / DAT).read_text())
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceChanged, match="cannot be unpacked"):
        of_file(path)


def test_every_code_of_an_area_is_known_and_stands_for_one():
    found = [codes.area(each, Period.month(2026, 1), "f", "l") for each in codes.AREAS.codes]
    shared = {code for code in found if found.count(code) > 1}
    assert shared == {"MNE", "PSE", "SCG", "TLS"}  # Comext gave these a new code in the course of time


@pytest.mark.parametrize(
    ("mark", "wanted"), [("", "F"), ("F", "F"), ("C", "C"), ("N", "the confidentiality 'N' is not known")]
)
def test_a_column_of_confidentiality(tmp_path: Path, mark: str, wanted: str):
    path = tmp_path / "handmade.csv"
    row = f"ESTAT:DS-045409(1.0),{UPDATE},M,LT,AZ,TOTAL,2,VALUE_IN_EUROS,2026-01,5,,{mark}\n"
    path.write_text(HEAD.replace("OBS_FLAG", "OBS_FLAG,CONF_STATUS") + row)
    if mark == "N":
        with pytest.raises(SourceChanged, match=wanted):
            of_file(path)
    else:
        assert told(of_file(path), "confidentiality") == [(wanted,)]
