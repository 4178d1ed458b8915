"""Rows that the engine writes are those that XlsxWriter writes, whatever the texts hold."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from trade import csvtext, export
from trade.csvtext import Columns
from trade.files import sheet, workbook
from trade.files.about import plain
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

COLUMNS: Columns = [("text", "text"), ("amount", "number"), ("day", "date"), ("count", "integer")]
HANDMADE: list[tuple[str | None, float | None, date | None, int | None]] = [
    ("=1+1", 19_120_000.0, date(2018, 10, 31), 3),
    ("R&D <x>", -0.5, None, 0),
    (" blank at the ends ", None, date(1960, 1, 1), None),
    ('say "5"', 1.25e-3, date(2026, 11, 26), 1),
    ("Azərbaycan, 中文", 2.5e13, date(1999, 12, 31), 7),
    (None, 0.0, None, 12),
]


def by_engine() -> str:
    """The rows in the order of the amounts given, from the second of the sheet on."""
    forms = [pa.string(), pa.float64(), pa.date32(), pa.int64()]
    columns = zip(COLUMNS, zip(*HANDMADE, strict=True), forms, strict=True)
    made = pa.table({name: pa.array(values, form) for (name, _), values, form in columns})
    made = made.append_column("place", pa.array(range(len(HANDMADE))))
    styles = {"whole": 1, "date": 2, "number": 3}  # in the order in which the library meets them
    with duckdb.connect() as db:
        db.register("handmade", made)
        lines = sheet.lines("FROM handmade ORDER BY place", COLUMNS, 1, styles)
        answer = db.execute(lines).to_arrow_table()
    return b"".join(sheet.clean(csvtext.joined(chunk)) for chunk in answer.column(0).chunks).decode()


def by_library() -> str:
    """The same by XlsxWriter, with text inline."""
    target = BytesIO()
    options: dict[str, Any] = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet()
        whole, number, day = (book.add_format({"num_format": form}) for form in workbook.FORMATS.values())
        for row, (text, amount, when, count) in enumerate(HANDMADE, start=1):
            if text is not None:
                page.write_string(row, 0, text)
            if amount is not None:
                page.write_number(row, 1, amount, whole if amount == int(amount) else number)
            if when is not None:
                page.write_datetime(row, 2, when, day)
            if count is not None:
                page.write_number(row, 3, count, whole)
    xml = zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    return re.findall(r"<sheetData>(.*)</sheetData>", xml, re.DOTALL)[0]


def test_the_rows_are_those_of_the_library():
    assert by_engine() == by_library()


def test_what_xml_cannot_write_is_a_question_mark():
    assert sheet.clean("a\x00b\x0bc\ufffe\td\n".encode()) == b"a?b?c?\td\n"


def test_columns_are_named_as_in_a_sheet():
    assert [sheet.letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@pytest.mark.parametrize(("more", "ending"), [(0, "x"), (1, sheet.CUT)])
def test_a_text_that_is_too_long_for_a_cell_says_that_it_is_cut(more: int, ending: str):
    with duckdb.connect() as db:
        made = f"SELECT repeat('x', {sheet.LONGEST + more}) AS text"
        (line,) = db.execute(sheet.lines(made, [("text", "text")], 1, {})).fetchone() or ("",)
    (text,) = re.findall(r"<t>(.*)</t>", line)
    assert len(text) == sheet.LONGEST and text.endswith(ending)


def test_a_workbook_without_rows_opens_and_says_so(store: Store):
    asked = Selection(reporter="AZE", partner="LTU", period=Period.parse("1951"))
    extract = export.extract(store, asked)
    assert not extract.extent().rows
    book = CalamineWorkbook.from_filelike(
        BytesIO(b"".join(workbook.written(extract, plain(asked, store.version), 0)))
    )
    (head,) = book.get_sheet_by_name("data").to_python()
    assert head == [column.name for column in extract.columns]
    notes = {row[0]: str(row[1]) for row in book.get_sheet_by_name("notes").to_python()}
    assert notes["empty"].startswith("No figure fits what was asked") and "1951" in notes["selection"]


def test_a_book_made_of_them_opens(tmp_path: Any):
    """XlsxWriter's own book with the engine's rows in it."""
    whole = BytesIO()
    with xlsxwriter.Workbook(whole, {"in_memory": True}) as book:
        page = book.add_worksheet("data")
        page.write_number(1, 0, 1)
        for form in workbook.FORMATS.values():
            page.write_number(1, 0, 1, book.add_format({"num_format": form}))
    opened = zipfile.ZipFile(whole)
    path = tmp_path / "handmade.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        for name in opened.namelist():
            data = opened.read(name).decode()
            target.writestr(
                name,
                re.sub(r"<sheetData>.*</sheetData>", lambda _: f"<sheetData>{by_engine()}</sheetData>", data),
            )
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("data").to_python()
    assert [row[0] or None for row in rows] == [text for text, *_ in HANDMADE]
