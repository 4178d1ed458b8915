"""IMF Direction of Trade Statistics: one workbook a reporting economy, partners down, years across."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from operator import is_not
from pathlib import Path
from typing import Any

import numpy as np

from etl.arrow import Frame, pa, pc, same
from etl.model import FIGURES, RawFile, Reading
from etl.reading.names import NameList
from etl.reading.workbook import cell_name, column_name, open_workbook, read_sheet
from trade.errors import SourceChanged

NAMES = Path(__file__).with_name("names.csv")
AGENCY = "IMF"
#: What the sheet prints under the reporter's name, and what it means.
UNIT, EXPONENT = "US Dollars, Millions", 6
YEARS_ROW, FIRST_PARTNER_ROW, LABEL = 6, 7, 1
#: A heading between the partners that holds no figures of its own.
HEADINGS = frozenset({"Memorandum Items"})
FLAG = " e"
FLAGGED = rf"^-?[\d,]*\d\.\d\d{FLAG}$"


@dataclass(frozen=True)
class Sheet:
    """A sheet's flow and what it must say of itself in B2."""

    flow: str
    heading: str
    valuation: str
    partner_rule: str


SHEETS = {
    "Exports, FOB": Sheet("X", "Exports, FOB to Partner Countries", "FOB", "destination"),
    "Imports, CIF": Sheet("M", "Imports, CIF from Partner Countries", "CIF", "origin"),
}


def recognises(path: Path) -> bool:
    """Whether a file is one of these workbooks, by its sheets' names."""
    if path.suffix.lower() != ".xlsx":
        return False
    return set(open_workbook(path, path.name).sheet_names) == set(SHEETS)


def read(file: RawFile) -> Reading:
    """Every figure of one workbook (reporter, partner, flow, year), in million USD."""
    workbook = open_workbook(file.path, file.name)
    if set(workbook.sheet_names) != set(SHEETS):
        raise SourceChanged(
            f"expected the sheets {list(SHEETS)}, found {workbook.sheet_names}.",
            where=file.name,
            todo="Is this a workbook of Direction of Trade Statistics?",
        )
    names = NameList.load(NAMES)
    tables = [
        _read_sheet(file, names, title, read_sheet(file.path, workbook, title, file.name)) for title in SHEETS
    ]
    return Reading(pa.concat_tables(tables))


def _read_sheet(file: RawFile, names: NameList, title: str, rows: Sequence[Sequence[Any]]) -> Frame:
    sheet, place = SHEETS[title], _Place(file, title)
    place.expect(rows, 1, sheet.heading)
    place.expect(rows, 4, UNIT)
    reporter = names.code(str(_cell(rows, 3, LABEL)), file=file.name, locator=place.cell(3, LABEL))
    years = _years(place, rows)
    grid = np.array([row[LABEL + 1 :] for row in rows[FIRST_PARTNER_ROW:]], dtype=object)
    partners = [_partner(place, names, number, row) for number, row in enumerate(rows[FIRST_PARTNER_ROW:])]
    filled = ~_are_words(grid)
    filled[~filled] = grid[~filled] != ""
    lines, columns = np.nonzero(filled)
    digits, estimated = _digits(place, grid[filled], lines, columns)
    cells = _Cells(lines, columns, digits, estimated)
    place.refuse_orphans(partners, cells.rows)
    return _table(place, sheet, reporter, pa.array(partners, pa.string()), years, cells)


@dataclass(frozen=True)
class _Place:
    """Where in which file: for locators and for errors."""

    file: RawFile
    title: str

    def cell(self, row: int, column: int) -> str:
        return f"{self.title}!{cell_name(row, column)}"

    def changed(self, row: int, column: int, what: str, todo: str) -> SourceChanged:
        return SourceChanged(what, where=f"{self.file.name}, {self.cell(row, column)}", todo=todo)

    def no_number(self, cell: Any, row: int, column: int) -> SourceChanged:
        """``row`` and ``column`` from the first partner and year."""
        return self.changed(
            row + FIRST_PARTNER_ROW,
            column + LABEL + 1,
            f"{str(cell)!r} is no number and no number with the flag 'e'.",
            "Look at the cell: a new flag needs a meaning before it can be read.",
        )

    def expect(self, rows: Sequence[Sequence[Any]], row: int, words: str) -> None:
        found = _cell(rows, row, LABEL)
        if found != words:
            raise self.changed(
                row,
                LABEL,
                f"expected {words!r}, found {found!r}.",
                "The layout or the unit is new: look at the sheet, then at the reader of imf_dots.",
            )

    def refuse_orphans(self, partners: Sequence[str | None], rows: Any) -> None:
        """A row without a partner must be empty, else something would be dropped."""
        for row in dict.fromkeys(rows.tolist()):
            if partners[row] is None:
                raise self.changed(
                    row + FIRST_PARTNER_ROW,
                    LABEL,
                    "figures stand in a row that names no partner.",
                    "Give the row's name a code in names.csv of imf_dots.",
                )


@dataclass(frozen=True)
class _Cells:
    """The filled cells of a sheet: row and column from the first partner and year, digits, flag."""

    rows: Any
    columns: Any
    digits: Frame
    estimated: Frame


def _partner(place: _Place, names: NameList, number: int, row: Sequence[Any]) -> str | None:
    label = str(row[LABEL]).strip()
    if not label or label in HEADINGS:
        return None
    where = place.cell(number + FIRST_PARTNER_ROW, LABEL)
    return names.code(label, file=place.file.name, locator=where)


def _digits(place: _Place, cells: Any, rows: Any, columns: Any) -> tuple[Frame, Frame]:
    """Each cell's digits and whether it carries the flag of an estimate."""
    flagged = _are_words(cells)
    words = pa.array([str(cell).strip() for cell in cells[flagged]], pa.string())
    known = pc.match_substring_regex(words, FLAGGED).to_numpy(zero_copy_only=False)
    for index in np.flatnonzero(flagged)[~known].tolist():
        raise place.no_number(cells[index], int(rows[index]), int(columns[index]))
    plain = cells[~flagged].astype(float)
    for index in np.flatnonzero(~flagged)[~np.isfinite(plain)].tolist():
        raise place.no_number(cells[index], int(rows[index]), int(columns[index]))
    numbers = _stored(pa.array(plain))
    estimates = pc.replace_substring(pc.utf8_slice_codeunits(words, 0, -len(FLAG)), ",", "")
    both = pa.concat_arrays([numbers, estimates])
    order = np.argsort(flagged, kind="stable")  # of the cells in ``both``
    return both.take(pa.array(np.argsort(order, kind="stable"))), pa.array(flagged)


def _are_words(cells: Any) -> Any:
    """Which cells are no numbers; the loop runs within the interpreter, there are millions of cells."""
    kinds = map(is_not, map(type, cells.ravel()), repeat(float))
    return np.fromiter(kinds, bool, cells.size).reshape(cells.shape)


def _stored(numbers: Frame) -> Frame:
    """A number's stored digits, two decimals at least: the sheets' number format shows two."""
    digits = numbers.cast(pa.string())
    point, length = pc.find_substring(digits, "."), pc.binary_length(digits)
    lacking = pc.if_else(
        pc.equal(point, -1), ".00", pc.if_else(pc.equal(point, pc.subtract(length, 2)), "0", "")
    )
    lacking = pc.if_else(pc.match_substring(digits, "e"), "", lacking)
    return pc.binary_join_element_wise(digits, lacking, "")


def _cell(rows: Sequence[Sequence[Any]], row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _years(place: _Place, rows: Sequence[Sequence[Any]]) -> list[int]:
    """The year of each column from C on; every column must have one."""
    heads = [str(cell) for cell in rows[YEARS_ROW][LABEL + 1 :]] if len(rows) > YEARS_ROW else []
    for column, head in enumerate(heads, start=LABEL + 1):
        if not re.fullmatch(r"(19|20)\d\d", head):
            raise place.changed(
                YEARS_ROW, column, f"expected a year, found {head!r}.", "Only annual tables are known."
            )
    if not heads or len(set(heads)) != len(heads):
        raise place.changed(
            YEARS_ROW,
            LABEL + 1,
            f"expected years from here on, each once, found {heads}.",
            "The layout is new: look at the sheet.",
        )
    return [int(head) for head in heads]


def _table(
    place: _Place, sheet: Sheet, reporter: str, partners: Frame, years: list[int], cells: _Cells
) -> Frame:
    column = pa.array(cells.columns)
    starts = pa.array([date(year, 1, 1) for year in years], pa.date32())
    ends = pa.array([date(year, 12, 31) for year in years], pa.date32())
    letters = pa.array([f"{place.title}!{column_name(LABEL + 1 + n)}" for n in range(len(years))])
    lines = pa.array(cells.rows + FIRST_PARTNER_ROW + 1).cast(pa.string())
    digits, flags = cells.digits, pc.if_else(cells.estimated, FLAG, "")
    filled: dict[str, Any] = {
        "agency": AGENCY, "reporter": reporter, "partner": partners.dictionary_encode().take(pa.array(cells.rows)),
        "flow": sheet.flow, "product_scheme": "TOTAL", "product": "TOTAL",
        "period_start": starts.take(column), "period_end": ends.take(column),
        "digits": digits, "exponent": EXPONENT, "currency": "USD",
        "valuation": sheet.valuation, "partner_rule": sheet.partner_rule,
        "status": pa.DictionaryArray.from_arrays(cells.estimated.cast(pa.int8()), ["A", "E"]), "confidentiality": "F", "in_series": True,
        "note": None, "as_published": pc.binary_join_element_wise(digits, flags, f" {UNIT}", ""),
        "url": place.file.url, "published_on": None, "known_on": place.file.known_on,
        "locator": pc.binary_join_element_wise(letters.take(column), lines, ""),
    }  # fmt: skip
    return pa.table({item.name: _column(filled[item.name], item, len(digits)) for item in FIGURES})


def _column(values: Any, item: Frame, size: int) -> Frame:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values if pa.types.is_dictionary(values.type) else values.cast(item.type)
    if isinstance(values, str):
        return same(values, size)
    return pa.repeat(pa.scalar(values, item.type), size)
