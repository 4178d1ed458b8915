"""Sheets read by layouts: handmade books, each with one oddity that the sheets of publishers have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from handmade_books import Rows, handmade_book

from etl.model import RawFile, Reading
from etl.reading import sheets
from etl.reading.layout import Layouts
from trade.errors import TradeDataError
from trade.period import Period

LAYOUTS = r"""
published = 'Published: (?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})'

[usual]
reporter = ["=GEO"]
agency = ["=GE-GEOSTAT"]
product = ["=TOTAL"]
unit = ["title"]
marks = { "*" = "P" }

[names]
partner = "names.csv"

[words.unit]
"3 USD" = 'thousand dollars'
"6 USD" = 'million dollars'

[words.flow]
X = '^exports'
M = '^imports'

[words.period]
"\\1" = '(\d{4})'

[[pass_sheets]]
words = '^cover$'
why = "a cover"

[[table]]
name = "by partner"
heads = ['^partner', '^exports', '^imports']
head_rows = 2
flow = ["column"]
period = ["column"]
partner = ["row A"]
pass_rows = [{ words = '^city of', why = "a city" }]
pass_columns = [{ words = 'rank', why = "a rank" }]

[[table]]
name = "by month"
heads = ['^month$', '^exports']
head_rows = 1
flow = ["column"]
period = ["row", "title"]
partner = ["=W00"]
growth = 'growth'
zeros_wait = true
"""
NAMES = "name,code\nTotal,W00\nLithuania,LTU\nАзербайджан,AZE\nВСЕГО,W00\n"

HEADS: Rows = [
    ["Trade, thousand dollars"],
    ["Partner", "Exports", "", "Imports", ""],
    ["", 2022, 2023, 2022, 2023],
]
LITHUANIA = ["Lithuania", 1.5, 2.5, 3.5, 4.5]
#: partner, flow, period, digits, status of that row
READ = [
    ("LTU", "X", "2022", "1.5", "A"), ("LTU", "X", "2023", "2.5", "A"),
    ("LTU", "M", "2022", "3.5", "A"), ("LTU", "M", "2023", "4.5", "A"),
]  # fmt: skip
MONTHS: Rows = [["By month, 2023, million dollars"], ["Month", "Exports"], ["January", 5.5]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a source that nobody publishes: its layouts and names."""
    made = tmp_path / "etl" / "sources" / "handmade"
    made.mkdir(parents=True)
    (made / "layouts.toml").write_text(LAYOUTS, encoding="utf-8")
    (made / "names.csv").write_text(NAMES, encoding="utf-8")
    return made


def read(folder: Path, rows: Rows, others: dict[str, Rows] | None = None, **made: Any) -> Reading:
    book = handmade_book(folder / "handmade.xlsx", {"Sheet": rows, **(others or {})}, **made)
    return sheets.read(RawFile(book, "handmade/handmade.xlsx", "0" * 64, "u", date(2024, 5, 6)), folder)


def told(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    return [
        (row["partner"], row["flow"], Period(row["period_start"], row["period_end"]).text, row["digits"], row["status"])
        for row in reading.figures.to_pylist()
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "made"),
    [
        pytest.param([*HEADS, LITHUANIA], {}, id="plain"),
        pytest.param(
            [*HEADS, LITHUANIA], {"merged": [("B2:C2", "Exports"), ("D2:E2", "Imports"), ("A2:A3", "Partner")]},
            id="merged heads",
        ),
        pytest.param([*HEADS, LITHUANIA], {"hidden_rows": [3], "hidden_columns": [2, 4]}, id="hidden"),
        pytest.param([*HEADS, ["Lithuania", "1,5", "2.5", " 3,5 ", "4.5"]], {}, id="numbers as text"),
        pytest.param([*HEADS, [" Lithuania\u00a0", 1.5, 2.5, 3.5, 4.5]], {}, id="no-break space in a name"),
        pytest.param([*HEADS, ["Lithuania 2", 1.5, 2.5, 3.5, 4.5]], {}, id="footnote behind a name"),
        pytest.param(
            [HEADS[0], ["Partner", "Exports1", "", "Imports ²", ""], HEADS[2], LITHUANIA], {}, id="footnote behind a head"
        ),
        pytest.param(
            [HEADS[0], ["Partner", "Exports", "", "Imports of goods"], HEADS[2], LITHUANIA], {}, id="more words in a head"
        ),
        pytest.param([*HEADS, LITHUANIA, [], ["1 without gold"], ["* preliminary"]], {}, id="notes below"),
        pytest.param([[], ["", "a note"], *HEADS, [], ["of which:"], LITHUANIA], {}, id="rows between"),
        pytest.param([*HEADS, ["Total", "-", "…", "...", "x"], LITHUANIA], {}, id="a row of signs alone"),
    ],
)  # fmt: skip
def test_handmade_the_same_table(folder: Path, rows: Rows, made: dict[str, Any]):
    assert told(read(folder, rows, **made)) == READ


@pytest.mark.parametrize(
    ("printed", "digits", "status"),
    [
        ("1 376,4", "1376.4", "A"), ("1\u00a0234\u00a0567", "1234567", "A"), ("1\u202f234,50", "1234.50", "A"),
        (1376.4000000000001, "1376.4", "A"), (194.79999999999998, "194.8", "A"), ("-0,5", "-0.5", "A"),
        ("0.0", "0.0", "A"), (0, "0", "A"), ("12,5*", "12.5", "P"), ("12.5 *", "12.5", "P"), (1e-5, "1e-05", "A"),
    ],
)  # fmt: skip
def test_handmade_numbers(folder: Path, printed: str | float, digits: str, status: str):
    (found,) = told(read(folder, [*HEADS, ["Total", printed]]))
    assert found == ("W00", "X", "2022", digits, status)


@pytest.mark.parametrize("sign", ["-", "–", "…", "...", "x", "c", ":"])
def test_handmade_signs_are_passed_over_by_name(folder: Path, sign: str):
    reading = read(folder, [*HEADS, ["Total", 1, sign]])
    assert [(each.locator, each.as_published) for each in reading.passed] == [("Sheet!C4", sign)]


def test_handmade_letters_set_apart_and_other_alphabets(folder: Path):
    reading = read(folder, [*HEADS, ["В С Е Г О", 1], ["Азербайджан", 2]])
    assert [row[0] for row in told(reading)] == ["W00", "AZE"]


def test_handmade_a_star_behind_a_head_marks_its_column(folder: Path):
    heads = [*HEADS[:2], ["", 2022, "2023*", 2022, "2023*"]]
    assert [row[-1] for row in told(read(folder, [*heads, LITHUANIA]))] == ["A", "P", "A", "P"]


def test_handmade_two_tables_in_one_sheet(folder: Path):
    reading = read(folder, [*HEADS, LITHUANIA, [], *MONTHS])
    assert told(reading) == [*READ, ("W00", "X", "2023-01", "5.5", "A")]
    assert reading.tables == ["Sheet: by partner", "Sheet: by month"]
    assert {row["exponent"] for row in reading.figures.to_pylist()[:4]} == {3}
    assert reading.figures.to_pylist()[4]["exponent"] == 6


def test_handmade_what_a_layout_passes_over(folder: Path):
    heads = [HEADS[0], [*HEADS[1], "Rank"], HEADS[2]]
    rows = [*heads, [*LITHUANIA, 7], ["City of Batumi", 8, 9]]
    reading = read(folder, rows, {"Cover": [["Published: 05.02.2024"], ["page", 3]]})
    assert told(reading) == READ
    assert [(each.locator, each.why) for each in reading.passed] == [
        ("Cover!B2", "a cover"), ("Sheet!F4", "a rank"), ("Sheet!B5", "a city"), ("Sheet!C5", "a city"),
    ]  # fmt: skip
    assert {str(row["known_on"]) for row in reading.figures.to_pylist()} == {"2024-02-05"}


def test_handmade_months_to_come_are_no_zeros(folder: Path):
    reading = read(folder, [*MONTHS, ["February", 0], ["March", 6], ["April", 0], ["May", 0]])
    assert [row[2:4] for row in told(reading)] == [("2023-01", "5.5"), ("2023-02", "0"), ("2023-03", "6")]
    assert [each.locator for each in reading.passed] == ["Sheet!B6", "Sheet!B7"]


def changed(rows: Rows, row: int, column: int, content: Any) -> list[list[Any]]:
    made = [[*cells, *[""] * 6] for cells in rows]
    made[row][column] = content
    return made


TABLE = [*HEADS, LITHUANIA]


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        pytest.param(changed(TABLE, 3, 0, "Lithuanja"), "Sheet!A4", ["'Lithuanja' has no code", "'Lithuania' (LTU)"], id="name"),
        pytest.param(changed(TABLE, 0, 0, "Trade, thousand euros"), "Sheet!B4", ["the unit", "[words.unit]"], id="unit"),
        pytest.param(changed(TABLE, 1, 2, "Transit"), "Sheet!C4", ["the flow", "'Transit 2023'", "[words.flow]"], id="flow"),
        pytest.param(changed(TABLE, 2, 2, "last year"), "Sheet!C4", ["no period", "last year", "by partner"], id="period"),
        pytest.param(changed(TABLE, 3, 7, 12), "Sheet!H4", ["no period can be told from 'Imports'"], id="column"),
        pytest.param(changed(MONTHS, 2, 4, 12), "Sheet!E3", ["'12' is a number", "'by month' gives it no head"], id="no head"),
        pytest.param(changed(changed(TABLE, 1, 5, "Share"), 3, 5, 12), "Sheet!F4", ["the flow", "'Share'"], id="new head"),
        pytest.param([[12], *TABLE], "Sheet!A1", ["'12' is a number", "no known table holds it"], id="outside"),
        pytest.param([*TABLE, ["", 1]], "Sheet!A5", ["a row without a label"], id="label"),
        pytest.param(changed(TABLE, 3, 2, "n/a"), "Sheet!C4", ["'n/a' is no number and no known sign"], id="sign"),
        pytest.param(changed(TABLE, 1, 3, "Arrivals"), "Sheet!B3", ["'2022' is a number", "no known table holds it"], id="heads"),
        pytest.param(TABLE[:1], "", ["none of the known tables", "by partner, by month"], id="no table"),
    ],
)  # fmt: skip
def test_handmade_what_is_not_known_stops_the_file(folder: Path, rows: Rows, place: str, words: list[str]):
    with pytest.raises(TradeDataError) as raised:
        read(folder, rows)
    message = str(raised.value)
    assert all(part in message for part in [f"handmade/handmade.xlsx{', ' if place else ''}{place}", *words])
    shown = Layouts.load(folder / "layouts.toml").shown
    assert shown == "etl/sources/handmade/layouts.toml"
    assert any(file in message for file in (shown, "names.csv", "a sign needs a meaning"))


def test_handmade_a_new_sheet_with_numbers_stops_the_file(folder: Path):
    with pytest.raises(TradeDataError, match=r"handmade.xlsx, New!B1: '7' is a number, and no known table"):
        read(folder, TABLE, {"New": [["", 7]]})
