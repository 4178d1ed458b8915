"""XLSX, sent while it is made: XlsxWriter makes the book, the engine the rows of its sheet of data.

XlsxWriter takes a second for 3,000 rows of 32 columns and holds up the pages meanwhile. So it writes the book with
its head, its notes, its formats and one sample row; the rows take the sample's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from trade import csvtext
from trade.errors import BadSelection
from trade.files import sheet
from trade.files.about import About
from trade.files.drain import Drain
from trade.files.extract import Extract
from trade.tables import Column, Kind
from trade.texts import say

#: Without usable types.
xlsxwriter: Any = import_module("xlsxwriter")
#: Rows that a sheet has in Excel, its head among them.
MOST_ROWS = 1_048_576
#: A whole number with an open number of decimals would end with a point.
FORMATS = {"whole": "#,##0", "number": "#,##0.0#####", "date": "yyyy-mm-dd"}
_DATA = "xl/worksheets/sheet1.xml"
WIDTHS: dict[Kind, int] = {
    "text": 18, "code": 18, "date": 12, "number": 18, "integer": 10, "boolean": 8, "timestamp": 20,
}  # fmt: skip
#: A row takes about 1,700 bytes, and what is done to them holds up other work of the process.
BATCH_ROWS = 5_000
#: Quick: a file that is half as large again takes a fifth of the time.
_LEVEL = 1


def fits(rows: int) -> bool:
    """Whether a sheet has room for so many rows under its head."""
    return rows < MOST_ROWS


def written(extract: Extract, about: About, rows: int) -> Iterator[bytes]:
    """The workbook of an extract of ``rows`` rows, piece by piece; BadSelection where a sheet cannot hold them.

    Without rows it has its heading, and its notes say that nothing fits what was asked.
    """
    if not fits(rows):
        raise BadSelection(
            "file",
            f"{rows:,} rows are selected, and a sheet of Excel has {MOST_ROWS:,}, its head among them.",
            todo="Take the file as CSV or Parquet, which have no such end, or select less.",
        )
    return _pieces(extract, about, rows)


def _pieces(extract: Extract, about: About, rows: int) -> Iterator[bytes]:
    book = ZipFile(BytesIO(_book(extract.columns, about, rows)))
    before, sample, after = _around(book.read(_DATA).decode(), _last(rows) + 1)
    sink = Drain()
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name in book.namelist():
            if name != _DATA:
                target.writestr(name, book.read(name))
        with target.open(_DATA, "w") as data:
            data.write(before.encode())
            for piece in _rows(extract, _styles(sample)):
                data.write(piece)
                yield sink.taken()
            data.write(after.encode())
    yield sink.taken()


def _rows(extract: Extract, styles: sheet.Styles) -> Iterator[bytes]:
    """The rows of the sheet under its head; each batch goes on where the one before ended."""
    done = 1

    def lines(sql: str, columns: csvtext.Columns) -> str:
        return sheet.lines(sql, columns, done, styles)

    for batch in extract.written(lines, BATCH_ROWS):
        done += batch.num_rows
        yield sheet.clean(csvtext.joined(batch.column(0)))


def _book(columns: Sequence[Column], about: About, rows: int) -> bytes:
    """The whole book, with one row of samples, a cell a format, where its last row will be; under the heading if none."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": about.title, "comments": about.address})
        bold = book.add_format({"bold": True})
        data = book.add_worksheet("data")
        data.freeze_panes(1, 0)
        data.autofilter(0, 0, rows, len(columns) - 1)
        for place, column in enumerate(columns):
            data.write_string(0, place, column.name, bold)
            data.set_column(place, place, max(WIDTHS[column.kind], len(column.name) + 5))
        for place, form in enumerate(FORMATS.values()):
            data.write_number(_last(rows), place, place, book.add_format({"num_format": form}))
        empty = () if rows else (("empty", say("files.no_rows", about.lang)),)
        _notes(book, [("", about.title), *empty, *about.facts, *about.columns(columns)], bold)
    return target.getvalue()


def _last(rows: int) -> int:
    """Where the last row of data is, the heading being row 0."""
    return max(rows, 1)


def _notes(book: Any, lines: Sequence[tuple[str, str]], bold: Any) -> None:
    sheet = book.add_worksheet("notes")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24, book.add_format({"valign": "top"}))
    sheet.set_column(1, 1, 110, wrapped)
    for number, (name, words) in enumerate(lines):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, words, wrapped if name else bold)


def _around(xml: str, number: int) -> tuple[str, str, str]:
    """What stands before the sample row, the row, and what stands behind it."""
    found = re.fullmatch(rf'(.*)(<row r="{number}".*</row>)(</sheetData>.*)', xml, re.DOTALL)
    if found is None:
        raise ValueError("XlsxWriter has written the sample row in another way than is known here")
    return found.group(1), found.group(2), found.group(3)


def _styles(sample: str) -> sheet.Styles:
    return dict(zip(FORMATS, map(int, re.findall(r's="(\d+)"', sample)), strict=True))
