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
_FORMULA = "'" + FORMULA.replace("\0", "") + "' || chr(0)"


def heading(columns: Columns) -> bytes:
    return ",".join(name for name, _ in columns).encode() + b"\r\n"


def lines(sql: str, columns: Columns) -> str:
    """The query of one column, ``line``: each row of ``sql`` as a finished line of CSV."""
    # level by level: to plan one expression of all takes the engine longer than to write some thousand lines
    texts = ", ".join(f"{_text(name, kind)} AS csv_{name}" for name, kind in columns)
    guarded = ", ".join(
        f"{_guarded(f'csv_{name}')} AS csv_{name}" for name, kind in columns if kind == "text"
    )
    replaced = f" REPLACE ({guarded})" if guarded else ""
    line = ", ".join(quoted(f"csv_{name}") if kind == "text" else f"csv_{name}" for name, kind in columns)
    return f"SELECT concat_ws(',', {line}) || chr(13) || chr(10) AS line FROM (SELECT *{replaced} FROM (SELECT *, {texts} FROM ({sql})))"


def _text(name: str, kind: Kind) -> str:
    """The SQL of a cell: empty where nothing is known."""
    text = plain_number(name) if kind == "number" else f"CAST({name} AS VARCHAR)"
    return f"coalesce({text}, '')"


def _guarded(text: str) -> str:
    """The SQL of a text that no spreadsheet takes for a formula."""
    return f"CASE WHEN {text} <> '' AND contains({_FORMULA}, left({text}, 1)) THEN '''' || {text} ELSE {text} END"


def quoted(cell: str) -> str:
    """The SQL of a cell in quotes where RFC 4180 wants them."""
    needed = " OR ".join(f"contains({cell}, {sign})" for sign in ("','", "chr(34)", "chr(13)", "chr(10)"))
    return f"CASE WHEN {needed} THEN '\"' || replace({cell}, '\"', '\"\"') || '\"' ELSE {cell} END"


def plain_number(name: str) -> str:
    """The SQL of a number without exponent and without a needless ``.0``."""
    return (
        f"CASE WHEN {name} = trunc({name}) AND abs({name}) < 1e15 "
        f"THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
    )


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
