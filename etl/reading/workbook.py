"""Opens spreadsheets (xls, xlsx) with python-calamine, and says plainly why one cannot be opened."""

from __future__ import annotations

import re
import struct
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from etl.reading.unpacked import errors_in, macros, refuse_unfit
from trade.errors import SourceChanged

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: In an OLE file: the stream that holds a password-protected xlsx (UTF-16).
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: Where programs stand in the directory of an OLE file.
_STORAGES = ("VBA", "Macros", "_VBA_PROJECT_CUR")
#: How a web page begins, whatever its name.
PAGE = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<table", b"<meta", b"mime-version:")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def open_workbook(path: Path, name: str) -> CalamineWorkbook:
    """The workbook at ``path``; ``name`` is what messages call it. Raises SourceChanged."""
    _refuse(path, name)
    try:
        with path.open("rb") as stream:  # by its bytes, not by its name, which may lie
            workbook = CalamineWorkbook.from_filelike(stream)
    except (CalamineError, OSError, ValueError) as error:
        raise SourceChanged(f"this is no readable workbook ({error}).", where=name, todo=_ADVICE) from error
    if any(sheet.typ == SheetTypeEnum.MacroSheet for sheet in workbook.sheets_metadata):
        raise macros(name)
    return workbook


def read_sheet(path: Path, workbook: CalamineWorkbook, title: str, name: str) -> list[list[Any]]:
    """All cells of a sheet from A1 on, row by row; one that holds an error holds its words (#DIV/0!).

    Raises SourceChanged where the sheet is damaged.
    """
    errors = errors_in(path, title, name)
    try:
        sheet = workbook.get_sheet_by_name(title)
        rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)  # pyright: ignore[reportUnknownMemberType]
    except (CalamineError, OSError, ValueError) as error:
        raise SourceChanged(
            f"the sheet cannot be read ({error}).", where=f"{name}, {title}", todo=_ADVICE
        ) from error
    for (row, column), words in errors.items():
        rows[row][column] = words
    return rows


def merged_cells(
    workbook: CalamineWorkbook, title: str, height: int, width: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell of a merged range -> the cell that holds its content; rows and columns from 0.

    Only within ``height`` and ``width``: a range may be said to span a million empty rows.
    """
    ranges = workbook.get_sheet_by_name(title).merged_cell_ranges or ()
    return {
        (row, column): (top, left)
        for (top, left), (bottom, right) in ranges
        for row in range(top, min(bottom + 1, height))
        for column in range(left, min(right + 1, width))
    }


_ADVICE = "Is the file whole? Fetch it again from its publisher."


def is_web_page(data: bytes) -> bool:
    """Whether these bytes begin as a web page does."""
    return data.removeprefix(BYTE_ORDER_MARK).lstrip().lower().startswith(PAGE)


def _refuse(path: Path, name: str) -> None:
    """The usual ways in which a download is not the workbook it is called."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(512)
    if not size:
        raise SourceChanged("the file is empty.", where=name, todo=_ADVICE)
    if is_web_page(head):
        raise SourceChanged(
            "this is a web page, not a workbook: publishers answer so when a table is withdrawn.",
            where=name,
            todo="Open its address in a browser and look.",
        )
    if head.startswith(OLE):
        _refuse_ole(path.read_bytes(), name)
    if head.startswith(b"PK"):
        refuse_unfit(path, name)


def _refuse_ole(data: bytes, name: str) -> None:
    if ENCRYPTED in data:
        raise SourceChanged(
            "the workbook is protected by a password.", where=name, todo="Save a copy without it."
        )
    if any(_is_entry(data, storage) for storage in _STORAGES):
        raise macros(name)


def _is_entry(data: bytes, storage: str) -> bool:
    """Whether the directory has an entry of that name: 64 bytes of it, then how many of them count.

    An entry starts at a multiple of 128, which tells it from the same word in a cell.
    """
    word = storage.encode("utf-16-le")
    entry = word.ljust(64, b"\0") + struct.pack("<H", len(word) + 2)
    return any(found.start() % 128 == 0 for found in re.finditer(re.escape(entry), data))


@cache
def column_name(column: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 6, column 1 (both from 0)."""
    return f"{column_name(column)}{row + 1}"
