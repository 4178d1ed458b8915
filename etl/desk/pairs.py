"""``pairs.csv``: who with whom. Whatever is wrong in it is told with its row and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from trade.errors import BadSelection
from trade.selection import Selection

HEADING = ("reporter", "partner")
_EXAMPLE = "The first row is reporter,partner; each row below names two economies, such as AZE,LTU."
#: Excel writes semicolons where a comma is the decimal sign, as in Azerbaijani, Lithuanian and Russian.
_SEPARATORS = (",", ";", "\t")


def read(path: Path) -> list[Selection]:
    """The pairs of a file, in its order; BadSelection names the file, the row, the column and what to do.

    UTF-8, with or without a byte order mark; commas, semicolons or tabs. Economies by code or name.
    """
    lines = _text(path).splitlines()
    if not any(line.strip() for line in lines):
        _wrong(str(path), "it is empty.", _EXAMPLE)
    separator = next((sign for sign in _SEPARATORS if sign in lines[0]), ",")
    table = csv.reader(lines, delimiter=separator, strict=True)
    try:
        _check_heading(path, next(table))
        return _unlike(path, list(_pairs(path, table)))
    except csv.Error as error:
        _wrong(f"{path}, row {table.line_num}", f"it is no CSV ({error}).", "Close what is quoted.")


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        _wrong(
            str(path),
            f"it cannot be read ({error.strerror}).",
            "Name a file that is there: --pairs pairs.csv",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        _wrong(
            f"{path}, row {row}",
            "it is not in UTF-8.",
            "Save it as CSV UTF-8 (in Excel: Save As, CSV UTF-8).",
        )


def _check_heading(path: Path, heading: Sequence[str]) -> None:
    found = [name.strip().lower() for name in heading]
    for place, (name, wanted) in enumerate(zip([*found, "", ""], HEADING, strict=False), start=1):
        if name != wanted:
            said = (
                f"the heading is {name[:40]!r}, not {wanted!r}."
                if name
                else f"the heading {wanted!r} is missing."
            )
            _wrong(f"{path}, row 1, column {place}", said, _EXAMPLE)
    if len(found) > len(HEADING):
        what = f"there is a column {found[2][:40]!r} that nothing reads."
        _wrong(f"{path}, row 1, column {len(HEADING) + 1}", what, "Leave it out.")


def _pairs(path: Path, table: Iterator[list[str]]) -> Iterator[tuple[int, Selection]]:
    row = 1
    for row, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(HEADING):
            _wrong(f"{path}, row {row}", f"it has {len(cells)} cells instead of {len(HEADING)}.", _EXAMPLE)
        named = {name: _economy(path, row, name, cell) for name, cell in zip(HEADING, cells, strict=True)}
        if named["reporter"] == named["partner"]:
            where = f"{path}, row {row}, column partner"
            _wrong(where, f"{named['partner']} is the reporter too.", "Name two economies.")
        yield row, Selection(reporter=named["reporter"], partner=named["partner"])
    if row == 1:
        _wrong(f"{path}, row 2", "there is no pair under the heading.", _EXAMPLE)


def _economy(path: Path, row: int, name: str, cell: str) -> str:
    where = f"{path}, row {row}, column {name}"
    if not cell.strip():
        _wrong(where, "it is empty.", "Write a code or a name, such as LTU or Lithuania; W00 is the world.")
    try:
        return getattr(Selection.from_query({name: cell}), name)
    except BadSelection as error:
        _wrong(where, error.what, error.todo)


def _unlike(path: Path, found: Sequence[tuple[int, Selection]]) -> list[Selection]:
    first: dict[tuple[str, str | None], int] = {}
    for row, pair in found:
        key = (pair.reporter, pair.partner)
        if key in first:
            what = f"{pair.reporter} with {pair.partner} stands in row {first[key]} already."
            _wrong(f"{path}, row {row}", what, "Leave one of them out.")
        first[key] = row
    return [pair for _, pair in found]


def _wrong(where: str, what: str, todo: str) -> NoReturn:
    raise BadSelection(where, what, todo=todo)
