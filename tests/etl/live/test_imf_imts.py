"""The IMF's trade by partner: a recorded answer adds up, quoted ones are read by name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from etl.model import RawFile, Reading
from etl.sources.imf_imts import imf_imts
from trade.codelists import economies
from trade.errors import SourceChanged, UnknownName
from trade.period import Period

RECORDED = Path(__file__).with_name("recorded") / "imf_imts"
LAOS = RECORDED / "imts_lao_2019_exports.xml"
QUOTED = (RECORDED / "quoted_sdmx30.csv").read_text()
HEAD, ROW = QUOTED.splitlines()


def read(path: Path) -> Reading:
    return imf_imts.read(RawFile(path, f"imf_imts/{path.name}", "0" * 64, "u", date(2026, 11, 25)))


def values(reading: Reading) -> dict[str, int]:
    rows = reading.figures.select(["partner", "digits"]).to_pylist()
    return {row["partner"]: int(row["digits"]) for row in rows}


def handmade(folder: Path, *rows: str) -> Path:
    path = folder / "handmade.csv"
    path.write_text("\n".join((HEAD, *rows, "")))
    return path


def periods(reading: Reading) -> set[str]:
    rows = reading.figures.select(["period_start", "period_end"]).to_pylist()
    return {Period(row["period_start"], row["period_end"]).text for row in rows}


def test_the_recorded_answer_adds_up_to_the_dollar():
    reading = read(LAOS)
    laos = values(reading)
    assert len(laos) == 105
    assert {each.why for each in reading.passed} == {imf_imts.NO_FIGURE} and len(reading.passed) == 20
    assert (
        laos["W00"]
        == 5_809_346_166
        == sum(value for code, value in laos.items() if not economies()[code].is_group)
    )
    (first,) = reading.figures.slice(0, 1).to_pylist()
    assert first["exponent"] == 0 and first["valuation"] == "FOB" and first["partner_rule"] == "destination"


@pytest.mark.parametrize(
    ("group", "partners"),
    [
        ("C00", "ARM KAZ RUS"),
        ("GX170", "GIB POL RUS SRB TUR"),
        ("F97", "ARE EGY OMN QAT SAU YEM"),
        ("GX440", "ARE EGY OMN QAT SAU YEM PAK SDN"),
        ("F1", "CAF CMR EGY GIN KEN MDG MOZ NAM NGA SDN SWZ TZA ZAF"),
        ("A10", "ARG BHS BLZ BRA CHL COL CRI CUW FLK GTM MEX PAN PER TTO URY"),
        ("F07", "PRK"),
    ],
)
def test_a_group_is_what_its_code_here_means(group: str, partners: str):
    laos = values(read(LAOS))
    assert laos[group] == sum(laos[code] for code in partners.split())


def test_quoted_answers_are_read_by_the_names_of_their_columns():
    older = values(read(RECORDED / "quoted_sdmx21.csv"))
    assert older["W00"] and older["G163"]
    (row,) = read(RECORDED / "quoted_sdmx30.csv").figures.to_pylist()
    said = {name: row[name] for name in ("reporter", "partner", "flow", "valuation", "digits", "exponent")}
    assert said == {
        "reporter": "FRA", "partner": "USA", "flow": "M", "valuation": "CIF",
        "digits": "56004917567", "exponent": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "printed", "text"),
    [
        ("M", "2025-M01", "2025-01"),
        ("Q", "2025-Q4", "2025-Q4"),
        ("A", "2025", "2025"),
        ("A", "2025-A1", "2025"),
    ],
)
def test_periods(tmp_path: Path, frequency: str, printed: str, text: str):
    row = ROW.replace(",A,2022,", f",{frequency},{printed},")
    assert periods(read(handmade(tmp_path, row))) == {text}


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("56004917567", "", imf_imts.NO_FIGURE),
        ("56004917567", "NaN", imf_imts.NO_FIGURE),
        ("FRA,MG_CIF_USD,USA,A,2022,56004917567", ",MG_CIF_USD,,,,", imf_imts.NO_FIGURE),
        ("MG_CIF", "MG_FOB", imf_imts.LEFT_OUT["MG_FOB_USD"]),
        ("MG_CIF", "TBG", imf_imts.LEFT_OUT["TBG_USD"]),
    ],
)
def test_what_is_passed_over(tmp_path: Path, old: str, new: str, left: str):
    reading = read(handmade(tmp_path, ROW.replace(old, new)))
    assert not len(reading.figures)
    assert [each.why for each in reading.passed] == [left]


@pytest.mark.parametrize(
    ("cells", "status", "note"),
    [
        ("M,OL,", "A", None),
        ("M,OL,e", "E", None),
        ("SCC,,", "E", "derived by the IMF from the partner's figures"),
    ],
)
def test_estimates_are_marked(tmp_path: Path, cells: str, status: str, note: str | None):
    (row,) = read(handmade(tmp_path, ROW.removesuffix(",,") + cells)).figures.to_pylist()
    assert (row["status"], row["note"]) == (status, note)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("USA", "G995", r"row 2, COUNTERPART_COUNTRY.*'G995' has no code.*names\.csv"),
        ("FRA", "XYZ", "row 2, COUNTRY"),
        ("MG_CIF_USD", "MG_CIF_EUR", "row 2, INDICATOR.*'MG_CIF_EUR' is no known indicator"),
        ("567,6,", "567,3,", "row 2, SCALE.*'3' where '6' was expected"),
        ("567,6,,,,,,", "567,6,,,,,EUR,", "'EUR' where 'USD' was expected"),
        ("567,6,,,,,", "567,6,,,,FOB,", "'FOB' where 'CIF' was expected"),
        (",R,", ",D,", "row 2, ACTION"),
        (",A,2022", ",M,2022", "'2022' is no period of the frequency 'M'"),
        ("2022", "2022-S1", "'2022-S1' is no period"),
        ("56004917567", "56 billion", "row 2, OBS_VALUE.*'56 billion' is no number"),
        ("56004917567", "56004917567000000", "more than the whole world trades"),
        ("IMTS(1.0.0)", "DIP(1.0.0)", "row 2, STRUCTURE_ID.*another data set"),
        ("COUNTERPART_COUNTRY", "PARTNER", "the columns COUNTERPART_COUNTRY are missing"),
        ("STRUCTURE_ID", "STRUCTURE_NAME", "neither of the columns DATAFLOW and STRUCTURE_ID"),
        (",,\n", ",,X\n", "'X' is no known status"),
    ],
)  # fmt: skip
def test_what_is_not_understood_stops_the_file(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "handmade.csv"
    changed = QUOTED.replace(old, new) if old in HEAD else f"{HEAD}\n{(ROW + chr(10)).replace(old, new)}"
    path.write_text(changed)
    with pytest.raises((SourceChanged, UnknownName), match=said):
        read(path)


def test_other_answers_of_the_service_are_refused(tmp_path: Path):
    other = tmp_path / "handmade.xml"
    other.write_text("<Series/>")
    with pytest.raises(SourceChanged, match="does not name IMF"):
        read(other)
    json_form = tmp_path / "recorded_json_of_another_data_set.csv"
    json_form.write_text(json.loads((RECORDED / "sdmx30_data_WHDREO_one.json").read_text())["text"])
    assert not imf_imts.recognises(json_form)
    with pytest.raises(SourceChanged, match="OBS_VALUE are missing"):
        read(json_form)
