"""CSV written by the engine: RFC 4180, UTF-8, CRLF, plain numbers, no cell that runs as a formula.

A query over any columns becomes a query of finished lines, so that a file of any size costs the
memory of one batch and no work in Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trade.tables import Kind

Columns = Sequence[tuple[str, Kind]]
#: A text cell that begins so could run as a formula when a spreadsheet opens the file; the last four
#: are the wide forms that some East Asian versions take for the plain ones.
FORMULA = "=+-@\t\r\n\0＝＋－＠"
_FORMULA = ", ".join(str(ord(sign)) for sign in FORMULA)
#: Characters for which RFC 4180 wants the cell in quotes, as SQL.
_SPECIAL = ("chr(34)", "','", "chr(13)", "chr(10)")


def heading(columns: Columns) -> bytes:
    return ",".join(name for name, _ in columns).encode() + b"\r\n"


def lines(sql: str, columns: Columns) -> str:
    """The query of one column, ``line``: each row of ``sql`` as a finished line of CSV."""
    cells = " || ',' || ".join(_cell(name, kind) for name, kind in columns)
    return f"SELECT {cells} || chr(13) || chr(10) AS line FROM ({sql})"


def joined(strings: Any) -> bytes:
    """All strings of an Arrow array end to end: its data buffer, without touching a row."""
    if not len(strings):
        return b""
    _, offsets, data = strings.buffers()
    width = 8 if str(strings.type).startswith("large") else 4
    return bytes(
        memoryview(data)[
            _offset(offsets, strings.offset, width) : _offset(offsets, strings.offset + len(strings), width)
        ]
    )


def _offset(offsets: Any, index: int, width: int) -> int:
    return int.from_bytes(memoryview(offsets)[index * width : (index + 1) * width], "little")


def _cell(name: str, kind: Kind) -> str:
    if kind == "number":
        return f"coalesce({plain_number(name)}, '')"
    if kind != "text":
        return f"coalesce(CAST({name} AS VARCHAR), '')"
    special = " OR ".join(f"contains({name}, {sign})" for sign in _SPECIAL)
    safe = guarded(name)
    return f"coalesce(CASE WHEN {special} THEN '\"' || replace({safe}, '\"', '\"\"') || '\"' ELSE {safe} END, '')"


def guarded(name: str) -> str:
    """The SQL of a text cell that no spreadsheet takes for a formula."""
    return f"CASE WHEN ascii({name}) IN ({_FORMULA}) AND {name} <> '' THEN '''' || {name} ELSE {name} END"


def plain_number(name: str) -> str:
    """The SQL of a number without exponent and without a needless ``.0``."""
    return (
        f"CASE WHEN {name} = trunc({name}) AND abs({name}) < 1e15 "
        f"THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
    )
