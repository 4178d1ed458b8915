"""Opens CSV files and says plainly why one cannot be read: line, column, what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from etl.reading.workbook import is_web_page
from trade.errors import SourceChanged

_MOST_CHARACTERS = 1_000_000


def read_rows(path: Path, name: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line in the file (the heading is row 1), keyed by column.

    Raises SourceChanged where the file is empty, no UTF-8, no CSV, or its heading is not
    exactly ``columns``, where a row has more or fewer cells, or where the last line has no end:
    a file cut within its last number would read as another number.
    """
    text = _text(path, name)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        _check_heading(next(reader, list[str]()), columns, name)
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(columns):
                raise SourceChanged(
                    f"{len(cells)} cells where the heading has {len(columns)}.",
                    where=f"{name}, row {line}",
                    todo="Is the file cut short?",
                )
            yield line, dict(zip(columns, cells, strict=True))
            line = reader.line_num + 1
        _check_end(text, name, reader.line_num)
    except csv.Error as error:
        raise SourceChanged(
            f"this is not CSV ({error}).",
            where=f"{name}, row {reader.line_num}",
            todo="Fetch it again from its publisher.",
        ) from error


def heading(path: Path) -> list[str]:
    """The first row, to recognise a file by; empty where it is no CSV in UTF-8."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return next(csv.reader([stream.readline(_MOST_CHARACTERS)]), list[str]())
    except (UnicodeDecodeError, csv.Error):
        return []


def checked_heading(path: Path, name: str) -> list[str]:
    """The first row; raises SourceChanged where the file is empty, a web page or no UTF-8."""
    _text(path, name)
    return heading(path)


def heading_with(path: Path, name: str, columns: Sequence[str]) -> list[str]:
    """The first row of a file whose columns may come and go but for these.

    Raises SourceChanged where one of ``columns`` is missing, and as ``checked_heading`` does.
    """
    found = checked_heading(path, name)
    missing = [column for column in columns if column not in found]
    if missing:
        raise SourceChanged(
            f"the columns {', '.join(missing)} are missing.", where=f"{name}, row 1",
            todo="A renamed column needs its new name in the reader.",
        )  # fmt: skip
    return found


def _text(path: Path, name: str) -> str:
    data = path.read_bytes()
    if not data.strip():
        raise SourceChanged("the file is empty.", where=name, todo="Fetch it again from its publisher.")
    if is_web_page(data[:200]):
        raise SourceChanged(
            "this is a web page, not CSV.", where=name, todo="Open its address in a browser and look."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceChanged(
            f"byte {error.start} is not UTF-8.",
            where=f"{name}, row {line}",
            todo="Save it as UTF-8, or fetch it again.",
        ) from error
    if (place := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, place) + 1
        raise SourceChanged(
            f"byte {place} is a zero, which no text holds.",
            where=f"{name}, row {line}",
            todo="The file is damaged: fetch it again.",
        )
    return text


def _check_end(text: str, name: str, line: int) -> None:
    if not text.endswith(("\n", "\r")):
        raise SourceChanged(
            "the last line has no end: the file seems to be cut short.",
            where=f"{name}, row {line}",
            todo="Fetch it again, or end the line if the file is whole.",
        )


def _check_heading(found: Sequence[str], expected: Sequence[str], name: str) -> None:
    if list(found) == list(expected):
        return
    missing = [column for column in expected if column not in found]
    unknown = [column for column in found if column not in expected]
    raise SourceChanged(
        f"the columns are not the known ones: missing {missing or 'none'}, unknown {unknown or 'none'}.",
        where=f"{name}, row 1",
        todo="A renamed column needs its new name in the reader.",
    )
