"""A summary as a workbook: a plain sheet of data and a sheet of notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any, BinaryIO

from trade.export import COLUMNS
from trade.questions import Row
from trade.selection import Selection
from trade.tables import TRADE

#: Without usable types.
xlsxwriter: Any = import_module("xlsxwriter")
#: A whole number with an open number of decimals would end with a point.
WHOLE, NUMBER, DAY = "#,##0", "#,##0.0#####", "yyyy-mm-dd"


def write_xlsx(file: BinaryIO, rows: Sequence[Row], asked: Selection, version: str) -> None:
    """Writes ``rows`` of an export; text is written as text, so that none runs as a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        whole, number, day = (book.add_format({"num_format": form}) for form in (WHOLE, NUMBER, DAY))
        sheet = book.add_worksheet("data")
        sheet.freeze_panes(1, 0)
        for column, (name, kind) in enumerate(COLUMNS):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, 16 if kind == "text" else 14)
            for line, row in enumerate(rows, start=1):
                cell = row[name]
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif isinstance(cell, int | float):
                    sheet.write_number(line, column, cell, whole if cell == int(cell) else number)
                elif cell is not None:
                    sheet.write_string(line, column, str(cell))
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        _notes(book.add_worksheet("notes"), rows, asked, version)


def _notes(sheet: Any, rows: Sequence[Row], asked: Selection, version: str) -> None:
    lines = [
        ("selection", asked.to_query() or "reporter=AZE"),
        ("data set", version),
        *(("warning", warning) for warning in TRADE.warnings),
        *(
            (column.name, column.meaning + (f" ({column.unit})" if column.unit else ""))
            for column in TRADE.columns
        ),
        *(("document", url) for url in dict.fromkeys(str(row["url"]) for row in rows)),
    ]
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for number, (name, words) in enumerate(lines):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, words)
