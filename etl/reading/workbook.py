"""Opens spreadsheets (xls, xlsx) with python-calamine, and says plainly why one cannot be opened."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from trade.errors import SourceChanged

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: In an OLE file: the stream that holds a password-protected xlsx (UTF-16).
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: An honest workbook unpacks to some ten times its size; beyond this it is a bomb.
MOST_BYTES, MOST_RATIO = 500_000_000, 200
#: A cell left behind in the last row of a sheet makes it span thousands of millions of cells.
MOST_CELLS = 20_000_000
#: Where programs stand in a workbook: a part of an xlsx; a storage in the directory of an OLE file.
_PROGRAM = re.compile(r"vbaProject\.bin$|(^|/)macrosheets/", re.IGNORECASE)
_STORAGES = ("VBA", "Macros", "_VBA_PROJECT_CUR")
_SPAN = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]{1,3})([0-9]{1,7})"')


def open_workbook(path: Path, name: str) -> CalamineWorkbook:
    """The workbook at ``path``; ``name`` is what messages call it. Raises SourceChanged."""
    _refuse(path, name)
    try:
        with path.open("rb") as stream:  # by its bytes, not by its name, which may lie
            workbook = CalamineWorkbook.from_filelike(stream)
    except (CalamineError, OSError, ValueError) as error:
        raise SourceChanged(f"this is no readable workbook ({error}).", where=name, todo=_ADVICE) from error
    if any(sheet.typ == SheetTypeEnum.MacroSheet for sheet in workbook.sheets_metadata):
        raise _macros(name)
    return workbook


def read_sheet(workbook: CalamineWorkbook, title: str, name: str) -> list[list[Any]]:
    """All cells of a sheet from A1 on, row by row. Raises SourceChanged where it is damaged."""
    try:
        sheet = workbook.get_sheet_by_name(title)
        return sheet.to_python(skip_empty_area=False)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    except (CalamineError, OSError, ValueError) as error:
        raise SourceChanged(
            f"the sheet cannot be read ({error}).", where=f"{name}, {title}", todo=_ADVICE
        ) from error


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


def _refuse(path: Path, name: str) -> None:
    """The usual ways in which a download is not the workbook it is called."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(512)
    if not size:
        raise SourceChanged("the file is empty.", where=name, todo=_ADVICE)
    if head.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        raise SourceChanged(
            "this is a web page, not a workbook: publishers answer so when a table is withdrawn.",
            where=name,
            todo="Open its address in a browser and look.",
        )
    if head.startswith(OLE):
        _refuse_ole(path.read_bytes(), name)
    if head.startswith(b"PK"):
        _refuse_zip(path, name)


def _refuse_ole(data: bytes, name: str) -> None:
    if ENCRYPTED in data:
        raise SourceChanged(
            "the workbook is protected by a password.", where=name, todo="Save a copy without it."
        )
    if any(_is_entry(data, storage) for storage in _STORAGES):
        raise _macros(name)


def _is_entry(data: bytes, storage: str) -> bool:
    """Whether the directory has an entry of that name: 64 bytes of it, then how many of them count.

    An entry starts at a multiple of 128, which tells it from the same word in a cell.
    """
    word = storage.encode("utf-16-le")
    entry = word.ljust(64, b"\0") + struct.pack("<H", len(word) + 2)
    return any(found.start() % 128 == 0 for found in re.finditer(re.escape(entry), data))


def _macros(name: str) -> SourceChanged:
    return SourceChanged(
        "the workbook holds macros, which no table of figures needs.",
        where=name,
        todo="If you trust it, save a copy as .xlsx, which holds none.",
    )


def _refuse_zip(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            spans = {
                item.filename: _span(archive, item) for item in members if "/worksheets/" in item.filename
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise SourceChanged("the workbook is cut short or damaged.", where=name, todo=_ADVICE) from error
    if any(_PROGRAM.search(member.filename) for member in members):
        raise _macros(name)
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MOST_BYTES or (unpacked > 10_000_000 and unpacked / packed > MOST_RATIO):
        raise SourceChanged(f"it would unpack to {unpacked:,} bytes.", where=name, todo="Do not open it.")
    for sheet, cells in spans.items():
        if cells > MOST_CELLS:
            raise SourceChanged(
                f"a sheet spans {cells:,} cells.", where=f"{name}, {sheet}",
                todo="Delete the cell that stands far from its table, in a copy.",
            )  # fmt: skip


def _span(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> int:
    """How many cells a sheet says it spans; 0 where it does not say."""
    with archive.open(sheet) as stream:
        found = _SPAN.search(stream.read(2_000))
    return (column_number(found[1].decode()) + 1) * int(found[2]) if found else 0


def column_name(column: int) -> str:
    """``A`` for 0, ``AA`` for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """``B7`` for row 6, column 1 (both from 0)."""
    return f"{column_name(column)}{row + 1}"
