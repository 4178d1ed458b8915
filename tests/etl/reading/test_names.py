"""Every name in the raw files has a code, and a name that has none is an error that helps."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from etl.reading.names import NameList
from trade.codelists import economies
from trade.errors import UnknownName

ROOT = Path(__file__).parents[3]
RAW = ROOT / "data/raw"
UNCTAD = RAW / "unctad_sitc/unctad_sitc_sections_aze_ltu_1995_2005_2015.csv"


def names(source: str) -> NameList:
    return NameList.load(ROOT / "etl/sources" / source / "names.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.slow
def test_every_name_of_the_imf_workbooks() -> None:
    printed: set[str] = set()
    for path in (RAW / "imf_dots").glob("*.xlsx"):
        book = CalamineWorkbook.from_path(str(path))
        for title in book.sheet_names:
            column = [str(row[1]) for row in book.get_sheet_by_name(title).to_python(skip_empty_area=False)]
            printed |= {column[3], *column[7:]}
    printed -= {"", "Memorandum Items"}
    codes = {name: names("imf_dots").code(name, file="f", locator="l") for name in printed}
    assert len(set(codes.values())) == len(printed) == len(names("imf_dots").codes)


@pytest.mark.parametrize("path", sorted((RAW / "wto_hs2").glob("*.csv")), ids=lambda path: path.name)
def test_every_area_of_the_wto_tables(path: Path) -> None:
    printed = {row[role] for row in rows(path) for role in ("reporter_code", "partner_code")}
    assert all(names("wto_hs2").code(area, file="f", locator="l") in economies() for area in printed)


@pytest.mark.parametrize(
    ("area", "code"),
    [("031", "AZE"), ("268", "GEO"), ("736", "SDN"), ("892", "SRB"), ("893", "MNE"), ("918", "G998")],
)
def test_areas_of_the_wto_that_are_not_plain_m49(area: str, code: str) -> None:
    assert names("wto_hs2").code(area, file="f", locator="l") == code


def test_every_name_of_the_unctad_table() -> None:
    printed = {row[role] for row in rows(UNCTAD) for role in ("exporter", "importer")}
    assert printed == set(names("unctad_sitc").codes)


def test_two_names_of_one_code_never_meet_in_a_year_of_the_unctad_table() -> None:
    """Indonesia2002 (1995) and Indonesia (2005, 2015); Sudan2011 (1995, 2005) and Sudan (2015)."""
    seen = defaultdict[tuple[str, str], set[str]](set)
    for row in rows(UNCTAD):
        for name in (row["exporter"], row["importer"]):
            seen[row["year"], names("unctad_sitc").codes[name]].add(name)
    assert {key: found for key, found in seen.items() if len(found) > 1} == {}


def test_an_unknown_name_says_where_and_what_to_do() -> None:
    with pytest.raises(UnknownName) as raised:
        names("imf_dots").code(
            " Azerbaidjan,  Rep. of ", file="imf_dots/DOTS_1.xlsx", locator="Exports, FOB!B12"
        )
    text = str(raised.value)
    for part in (
        "imf_dots/DOTS_1.xlsx", "Exports, FOB!B12", "'Azerbaidjan, Rep. of'", "'Azerbaijan, Rep. of' (AZE)",
        'add the line "Azerbaidjan, Rep. of",CODE to etl/sources/imf_dots/names.csv',
    ):  # fmt: skip
        assert part in text


def test_white_space_is_all_that_may_differ() -> None:
    listed = names("imf_dots")
    assert listed.code("\tAzerbaijan,\u00a0Rep.  of\n", file="f", locator="l") == "AZE"
    for other in ("AZERBAIJAN, REP. OF", "Azerbaijan", "Azerbaijan, Rep of", ""):
        with pytest.raises(UnknownName):
            listed.code(other, file="f", locator="l")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,code\nGeorgia,GEO\nGeorgia ,GEO\n", "'Georgia' stands twice"),
        ("name,code\nGeorgia,GRG\n", "'GRG' is no code"),
    ],
)
def test_a_bad_list_is_refused_with_its_row(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownName, match=f"names.csv, row .*{message}"):
        NameList.load(path)


def test_namibia_is_not_missing(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,code\nNA,NAM\n", encoding="utf-8")
    assert NameList.load(path).code("NA", file="f", locator="l") == "NAM"
