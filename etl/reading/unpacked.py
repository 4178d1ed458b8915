"""What is inside an xlsx and must not pass unseen: bombs, macros, stray cells, errors of a spreadsheet."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

from trade.errors import SourceChanged

#: An honest workbook unpacks to some ten times its size; beyond this it is a bomb.
MOST_BYTES, MOST_RATIO = 500_000_000, 200
#: A cell left behind in the last row of a sheet makes it span thousands of millions of cells.
MOST_CELLS = 20_000_000
#: Parts that hold programs.
_PROGRAM = re.compile(r"vbaProject\.bin$|(^|/)macrosheets/", re.IGNORECASE)
_SPAN = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:([A-Z]{1,3})([0-9]{1,7})"')
_FAR = re.compile(rb' r="(?:[A-Z]{3}[0-9]|[A-Z]*[0-9]{6})')
_PLACE = re.compile(rb' r="([A-Z]*)([0-9]*)"')
_ERROR = b' t="e"'
_ERROR_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]* t="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_ADVICE = "Is the file whole? Fetch it again from its publisher."
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def refuse_unfit(path: Path, name: str) -> None:
    """Raises SourceChanged for a workbook (``name`` in messages) that should not be opened at all."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise SourceChanged("the workbook is cut short or damaged.", where=name, todo=_ADVICE) from error
    if any(_PROGRAM.search(member.filename) for member in members):
        raise macros(name)
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MOST_BYTES or (unpacked > 10_000_000 and unpacked / packed > MOST_RATIO):
        raise SourceChanged(f"it would unpack to {unpacked:,} bytes.", where=name, todo="Do not open it.")


def macros(name: str) -> SourceChanged:
    return SourceChanged(
        "the workbook holds macros, which no table of figures needs.",
        where=name,
        todo="If you trust it, save a copy as .xlsx, which holds none.",
    )


def errors_in(path: Path, title: str, name: str) -> dict[tuple[int, int], str]:
    """The cells of a sheet that hold an error such as #DIV/0! (row and column from 0), which
    python-calamine gives as empty ones. Raises SourceChanged where a cell stands so far out that
    the sheet would not fit into memory.
    """
    sheet = _sheet(path, title, name)
    if (cells := _span(sheet)) > MOST_CELLS:
        raise SourceChanged(
            f"a sheet spans {cells:,} cells.", where=f"{name}, {title}",
            todo="Delete the cell that stands far from its table, in a copy.",
        )  # fmt: skip
    if _ERROR not in sheet:
        return {}
    found: list[tuple[bytes, bytes, bytes]] = _ERROR_CELL.findall(sheet)
    if len(found) != sheet.count(_ERROR):
        raise SourceChanged(
            "a cell holds an error that cannot be read.", where=f"{name}, {title}", todo=_ADVICE
        )
    return {
        (int(row) - 1, column_number(letters.decode())): words.decode(errors="replace")
        for letters, row, words in found
    }


def _sheet(path: Path, title: str, name: str) -> bytes:
    """The XML of a sheet; empty for what is no xlsx."""
    if not zipfile.is_zipfile(path):
        return b""
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part(archive, title)
            return archive.read(part) if part in archive.namelist() else b""
    except _DAMAGED as error:
        raise SourceChanged(
            "the sheet is cut short or damaged.", where=f"{name}, {title}", todo=_ADVICE
        ) from error


def _part(archive: zipfile.ZipFile, title: str) -> str:
    """Where the sheet of that title stands in the archive; empty where the workbook does not tell."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return ""
    ids = {
        word
        for sheet in book.iter() if sheet.tag.endswith("}sheet") and sheet.get("name") == title
        for key, word in sheet.items() if key.endswith("}id")
    }  # fmt: skip
    targets = [link.get("Target", "") for link in links if link.get("Id") in ids]
    return "".join(target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in targets[:1])


def _span(sheet: bytes) -> int:
    """How many cells a sheet spans: as it says, or as its outermost cells tell."""
    said = _SPAN.search(sheet, 0, 2_000)
    span = (column_number(said[1].decode()) + 1) * int(said[2]) if said else 0
    if not _FAR.search(sheet):
        return span
    places: list[tuple[bytes, bytes]] = _PLACE.findall(sheet)
    columns = max(column_number(letters.decode()) for letters, _ in places) + 1
    return max(span, columns * max(int(row or 0) for _, row in places))


def column_number(name: str) -> int:
    """0 for ``A``, 26 for ``AA``."""
    number = 0
    for letter in name:
        number = 26 * number + ord(letter) - 64
    return number - 1
