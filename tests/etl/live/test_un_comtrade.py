"""UN Comtrade's answers read: recorded ones whole, handmade faults refused with their place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade_comtrade import RECORDED, handmade_answer, handmade_row

from etl.model import RawFile, Reading
from etl.reading.names import NameList
from etl.registry import recognise
from etl.sources.un_comtrade import un_comtrade
from trade.codelists import economies
from trade.errors import SourceChanged, TradeDataError

CHINA = "get_C_A_HS_CHN_2010_raw.json"


def read(path: Path) -> Reading:
    return un_comtrade.read(RawFile(path, f"un_comtrade/{path.name}", "0" * 64, "u", date(2024, 11, 15)))


def handmade(folder: Path, *rows: Any, **words: Any) -> Path:
    path = folder / "handmade.json"
    path.write_text(handmade_answer(rows, **words))
    return path


@pytest.mark.parametrize("name", [CHINA, "get_C_A_HS_CHN_ARG_DEU_2010.json"])
def test_a_recorded_answer_is_read_whole(name: str):
    reading = read(RECORDED / name)
    rows = {(row["partner"], row["flow"]): row for row in reading.figures.to_pylist()}
    assert len(reading.figures) == len(rows) == 4 and not reading.passed
    found = {key: (row["digits"], row["valuation"]) for key, row in rows.items()}
    assert found == {
        ("ARG", "M"): ("6804128143.0", "CIF"), ("ARG", "X"): ("6115764185.0", "FOB"),
        ("DEU", "M"): ("74251272075.0", "CIF"), ("DEU", "X"): ("68047133397.0", "FOB"),
    }  # fmt: skip
    first = rows["ARG", "X"]
    assert (first["reporter"], first["agency"], first["product"]) == ("CHN", "UNSD", "TOTAL")
    assert (first["period_start"], first["period_end"]) == (date(2010, 1, 1), date(2010, 12, 31))


def test_the_place_can_be_found_again():
    reading = read(RECORDED / CHINA)
    body: Any = json.loads((RECORDED / CHINA).read_text())
    for row in reading.figures.to_pylist():
        _, part, number, column = row["locator"].split("/")
        assert float(row["digits"]) == body[part][int(number)][column]


def test_a_recorded_empty_answer_has_no_figure():
    assert not len(read(RECORDED / "get_S_A_EB_empty.json").figures)


def test_a_file_is_recognised_by_its_form():
    for name in (CHINA, "get_C_A_HS_CHN_ARG_DEU_2010.json"):
        found = recognise(RECORDED / name)
        assert found and found.name == "un_comtrade"
    assert not un_comtrade.recognises(RECORDED / "401_invalid_key.json")


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"freqCode": "M", "period": "202206"}, "period_end", date(2022, 6, 30)),
        ({"reporterCode": 842}, "reporter", "USA"),
        ({"partnerCode": 490}, "partner", "R02"),
        ({"partnerCode": 0}, "partner", "W00"),
        ({"flowCode": "RX"}, "flow", "RX"),
        ({"isReported": False, "isAggregate": True}, "flow", "X"),
        ({"cmdCode": "27", "aggrLevel": 2}, "product_scheme", "HS"),
        ({"cmdCode": "2709", "aggrLevel": 4}, "product_scheme", "HS4"),
        ({"cmdCode": "080222", "aggrLevel": 6}, "product", "080222"),
        ({"cmdCode": "080222", "aggrLevel": 6}, "note", "by the edition HS 2007"),
        ({"fobvalue": None}, "valuation", "U"),
        ({"cifvalue": 6115764185.0}, "valuation", "U"),
    ],
)
def test_handmade_rows_are_read(tmp_path: Path, cells: dict[str, Any], column: str, expected: Any):
    (row,) = read(handmade(tmp_path, handmade_row(**cells))).figures.to_pylist()
    assert row[column] == expected


def test_digits_stay_as_printed(tmp_path: Path):
    path = handmade(tmp_path, handmade_row())
    path.write_text(
        path.read_text().replace('"primaryValue": 6115764185.0', '"primaryValue": 25042007312.550')
    )
    (row,) = read(path).figures.to_pylist()
    assert (row["digits"], row["as_published"]) == ("25042007312.550", "25042007312.550 US dollars")


def test_a_row_without_a_value_is_passed_over(tmp_path: Path):
    reading = read(handmade(tmp_path, handmade_row(primaryValue=None)))
    assert [(each.locator, each.why) for each in reading.passed] == [("/data/0/primaryValue", "no value")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"partner2Code": 156}, "/data/0/partner2Code: partner2Code is '156', not '0'"),
        ({"motCode": 1000}, "motCode is '1000'"),
        ({"customsCode": "C05"}, "customsCode is 'C05'"),
        ({"typeCode": "S"}, "typeCode is 'S'"),
        ({"flowCode": "DX"}, "the flow 'DX' is not one of"),
        ({"partnerCode": 998}, "/data/0/partnerCode: the name '998' has no code"),
        ({"period": "202001"}, "'202001' is no period of the frequency 'A'"),
        ({"freqCode": "Q"}, "no period of the frequency 'Q'"),
        ({"classificationCode": "S3"}, "the classification 'S3' is none of"),
        ({"cmdCode": "2709", "aggrLevel": 2}, "no HS code of level 2 is called '2709'"),
        ({"cmdCode": "77", "aggrLevel": 2}, "no HS code of level 2 is called '77'"),
        ({"primaryValue": "about 1"}, "'about 1' is no number"),
        ({"primaryValue": 9e15}, "more than the whole world trades"),
    ],
)
def test_what_is_not_understood_stops_the_file(tmp_path: Path, cells: dict[str, Any], said: str):
    with pytest.raises(TradeDataError) as caught:
        read(handmade(tmp_path, handmade_row(**cells)))
    assert said in str(caught.value) and "un_comtrade/handmade.json" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(handmade_answer([], error="Bad period"), "the service says: Bad period", id="an error"),
        pytest.param("<html>Sorry</html>", "no answer of UN Comtrade", id="a web page"),
        pytest.param(handmade_answer([handmade_row()])[:-9], "no answer of UN Comtrade", id="cut short"),
        pytest.param(handmade_answer(["x"]), "no list of rows", id="no rows"),
        pytest.param(handmade_answer([{"typeCode": "C"}]), "are missing", id="no columns"),
        pytest.param('{"count": NaN, "data": [], "error": ""}', "no answer of UN Comtrade", id="no number"),
    ],
)
def test_another_form_is_refused(tmp_path: Path, text: str, said: str):
    path = tmp_path / "handmade.json"
    path.write_text(text)
    with pytest.raises(SourceChanged, match=said):
        read(path)


def test_every_reporter_of_the_recorded_list_has_a_code():
    names = NameList.load(un_comtrade.NAMES)
    listed = json.loads((RECORDED / "Reporters.json").read_text(encoding="utf-8-sig"))["results"]
    alive = [row for row in listed if row.get("entryExpiredDate", "9999") >= "1988"]
    assert [row["text"] for row in alive if not names.knows(str(row["id"]))] == []
    differ = {
        names.codes[str(row["id"])]
        for row in alive
        if "entryExpiredDate" not in row
        and not row["isGroup"]
        and (meant := economies()[names.codes[str(row["id"])]]).m49
        and int(meant.m49) != row["id"]
    }
    assert differ == {"USA", "FRA", "IND", "NOR", "CHE"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("842", "USA"), ("251", "FRA"), ("699", "IND"), ("579", "NOR"), ("757", "CHE"), ("492", "R09"),
        ("412", "XKX"), ("899", "R00"), ("837", "R837"), ("838", "R838"), ("839", "R06"), ("97", "G998"),
    ],
)  # fmt: skip
def test_numbers_of_its_own_are_known_by_table(number: str, code: str):
    assert NameList.load(un_comtrade.NAMES).codes[number] == code
