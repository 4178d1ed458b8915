"""Tables of Azerbaijan's State Statistical Committee as described; no real copy was at hand: handmade books."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import printed
import pytest
from handmade_books import Rows, handmade_book
from projects import RAW, Cli, small_root
from refreshing import values

from etl.model import Reading
from etl.refresh import refresh
from etl.registry import source
from trade.errors import SourceChanged, TradeDataError

NAME = "az_ssc"
#: Made up in the form that is described; no publisher's figures.
TOTALS: Rows = [
    ["Foreign trade, million US dollars"],
    ["", 1995, 2000, 2001, "2002*"],
    ["Trade turnover", 12.5, 30, 31.0, 33.5],
    ["Export", 7.5, 20, "...", 22.25],
    ["Import", 5.0, "10,0", 11, "11,25*"],
    ["Balance", 2.5, 10, "...", 11],
    ["* estimate"],
]
PARTNERS: Rows = [
    ["Export by countries, thousand US dollars"],
    ["Countries", "", "", 1994, 1995, 1996],
    ["Total", "", "", 150.5, "1\u00a0234,5", 4],
    ["Lithuania", "", "", 100.5, "-", "0.0"],
    ["Türkiyə", "", "", 50, 1234.5, "4*"],
]
XT001, XT008 = "xt001.xlsx", "xt008_1en.xlsx"


def read(tmp_path: Path, file: str, rows: Rows) -> Reading:
    (tmp_path / "handmade").mkdir(exist_ok=True)
    book = handmade_book(tmp_path / "handmade" / file, {"handmade": rows})
    assert source(NAME).recognises(book)
    return printed.read_as(NAME, book)


def said(reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in printed.figures(reading)]


def changed(rows: Rows, row: int, column: int, content: Any) -> Rows:
    made = [list(cells) for cells in rows]
    made[row][column] = content
    return made


def test_handmade_totals(tmp_path: Path):
    reading = read(tmp_path, XT001, TOTALS)
    assert said(reading, "flow", "period", "digits", "exponent", "valuation", "status") == [
        ("T", "1995", "12.5", 6, "U", "A"), ("T", "2000", "30", 6, "U", "A"), ("T", "2001", "31", 6, "U", "A"),
        ("T", "2002", "33.5", 6, "U", "E"),
        ("X", "1995", "7.5", 6, "FOB", "A"), ("X", "2000", "20", 6, "FOB", "A"), ("X", "2002", "22.25", 6, "FOB", "E"),
        ("M", "1995", "5", 6, "CIF", "A"), ("M", "2000", "10.0", 6, "CIF", "A"), ("M", "2001", "11", 6, "CIF", "A"),
        ("M", "2002", "11.25", 6, "CIF", "E"),
        ("B", "1995", "2.5", 6, "U", "A"), ("B", "2000", "10", 6, "U", "A"), ("B", "2002", "11", 6, "U", "E"),
    ]  # fmt: skip
    assert printed.reasons(reading) == {"missing": 2}
    assert {row[:3] for row in said(reading, "reporter", "partner", "agency")} == {("AZE", "W00", "AZ-SSC")}


def test_handmade_partners(tmp_path: Path):
    reading = read(tmp_path, XT008, PARTNERS)
    assert said(reading, "partner", "period", "flow", "digits", "exponent", "status") == [
        ("W00", "1994", "X", "150.5", 3, "A"), ("W00", "1995", "X", "1234.5", 3, "A"), ("W00", "1996", "X", "4", 3, "A"),
        ("LTU", "1994", "X", "100.5", 3, "A"), ("LTU", "1996", "X", "0.0", 3, "A"),
        ("TUR", "1994", "X", "50", 3, "A"), ("TUR", "1995", "X", "1234.5", 3, "A"), ("TUR", "1996", "X", "4", 3, "E"),
    ]  # fmt: skip
    assert printed.reasons(reading) == {"none": 1}


@pytest.mark.parametrize(
    ("file", "rows", "place", "words"),
    [
        (XT001, changed(TOTALS, 0, 0, "Foreign trade"), "B3", "the unit of this figure cannot be told"),
        (XT001, changed(TOTALS, 0, 0, "Foreign trade, million manats"), "B3", "the unit of this figure"),
        (XT001, changed(TOTALS, 3, 0, "Services"), "B4", "the flow of this figure cannot be told"),
        (XT001, changed(TOTALS, 1, 3, "a year"), "D3", "no period can be told from 'a year'"),
        (XT001, changed(TOTALS, 2, 2, "n/a"), "C3", "'n/a' is no number and no known sign"),
        (XT001, [*TOTALS, ["", "", 7]], "A8", "figures stand in a row without a label"),
        (XT008, changed(PARTNERS, 3, 0, "Lithuanien"), "A4", "the name 'Lithuanien' has no code"),
        (XT008, changed(PARTNERS, 3, 1, 1993), "B4", "'1993' is a number, and"),
        (XT008, changed(PARTNERS, 0, 0, "Exports and imports, thousand US dollars"), "D3", "the flow of this figure"),
    ],
)  # fmt: skip
def test_handmade_what_is_not_as_described_stops_the_file(
    tmp_path: Path, file: str, rows: Rows, place: str, words: str
):
    with pytest.raises(TradeDataError) as raised:
        read(tmp_path, file, rows)
    assert f"az_ssc/{file}, handmade!{place}" in str(raised.value)
    assert words in str(raised.value)


def test_handmade_a_withdrawn_table_is_a_web_page(tmp_path: Path):
    page = tmp_path / "xt001.xls"
    page.write_text("\n<html><body>handmade: the page is not found</body></html>")
    assert not source(NAME).recognises(page)
    with pytest.raises(SourceChanged, match="this is a web page, not a workbook"):
        printed.read_as(NAME, page)


def test_a_source_without_files_is_no_failure(tmp_path: Path):
    assert [path.name for path in (RAW / NAME).iterdir()] == ["origin.toml"]
    paths = small_root(tmp_path, "georgia_geostat/FTrade_1995-2024.xlsx")
    done = refresh(paths)
    assert (done.exit_code, done.failures) == (0, {})
    again = refresh(paths, [NAME])
    assert (again.exit_code, again.failures) == (0, {})


def test_handmade_files_can_be_added_one_vintage_after_another(tmp_path: Path, cli: Cli):
    paths = small_root(tmp_path / "root", "georgia_geostat/FTrade_1995-2024.xlsx")
    refresh(paths)
    book = handmade_book(tmp_path / XT001, {"handmade": TOTALS})
    added = cli("add", book, "--known-on", "2026-11-20", root=paths)
    assert added.code == 0, added.err
    assert (paths.raw / NAME / XT001).read_bytes() == book.read_bytes()
    handmade_book(book, {"handmade": changed(TOTALS, 3, 1, 7.25)})
    later = cli("add", book, "--known-on", "2026-11-21", root=paths)
    assert later.code == 0, later.err
    asked = f"source = '{NAME}' AND flow = 'X' AND period = '1995' ORDER BY known_from"
    assert values(paths, asked) == [7_500_000, 7_250_000]
