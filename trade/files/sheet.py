"""Rows of a worksheet written by the engine, as XlsxWriter would write them in ten times as long.

A row is ``<row r="2"><c r="A2" s="1"><v>19120000</v></c>...</row>``: text inline, so that none is ever taken for a
formula; a number or a day with the style of its format; nothing where nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping

from trade.csvtext import Columns, plain_number
from trade.tables import Kind

#: Signs that a cell may hold, and what ends a text that has more: none is cut without a word.
LONGEST, CUT = 32_767, " [cut: a cell holds no more; the whole text is in CSV, JSON and Parquet]"
#: Signs that XML has no way to write, as bytes of UTF-8: a question mark stands in their place.
_CONTROLS = bytes(ord("?") if sign < 0x20 and sign not in b"\t\n" else sign for sign in range(256))
_NO_SIGNS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
#: The day before the first of the calendar that spreadsheets count in, and the first day that they count rightly.
_ZERO, _FIRST = "DATE '1899-12-30'", "DATE '1900-03-01'"
#: Numbers of styles by what a cell holds: ``whole``, ``number``, ``date``.
Styles = Mapping[str, int]


def lines(sql: str, columns: Columns, before: int, styles: Styles) -> str:
    """The query of one column, ``line``: each row of ``sql`` as a row of a sheet, ``before`` being how many are above."""
    cells = ", ".join(_cell(name, kind, letters(place), styles) for place, (name, kind) in enumerate(columns))
    numbered = f"SELECT *, CAST({before} + row_number() OVER () AS VARCHAR) AS sheet_row FROM ({sql})"
    return f"SELECT concat('<row r=\"', sheet_row, '\">', {cells}, '</row>') AS line FROM ({numbered})"


def clean(rows: bytes) -> bytes:
    """Finished rows without what XML has no way to write."""
    rows = rows.translate(_CONTROLS)
    for sign in _NO_SIGNS:
        rows = rows.replace(sign, b"?")
    return rows


def letters(place: int) -> str:
    """The name of a column: A for 0, AA for 26."""
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name, place = chr(ord("A") + rest) + name, place - 1
    return name


def _cell(name: str, kind: Kind, column: str, styles: Styles) -> str:
    """The SQL of a cell, NULL where nothing is known."""
    if kind in ("number", "integer"):
        style = f"CASE WHEN {name} = trunc({name}) THEN {styles['whole']} ELSE {styles['number']} END"
        value = plain_number(name) if kind == "number" else f"CAST({name} AS VARCHAR)"
        return _filled(name, column, f"'\" s=\"', {style}, '\"><v>', {value}, '</v></c>'")
    if kind == "date":
        days = f"date_diff('day', {_ZERO}, {name})"
        day = _filled(name, column, f"'\" s=\"{styles['date']}\"><v>', {days}, '</v></c>'")
        return f"CASE WHEN {name} < {_FIRST} THEN {_text(name, column)} ELSE {day} END"
    return _text(name, column)


def _text(name: str, column: str) -> str:
    """Few texts need care: signs of XML, spaces at an end (kept only where the cell says so), more than fits."""
    text = f"CAST({name} AS VARCHAR)"
    has_signs = " OR ".join(f"contains({text}, '{sign}')" for sign in "&<>")
    has_ends = " OR ".join(
        f"{side}_with({text}, {blank})"
        for side in ("starts", "ends")
        for blank in ("' '", "chr(10)", "chr(9)")
    )
    needs_care = f"{has_signs} OR {has_ends} OR strlen({text}) > {LONGEST}"
    fitting = f"CASE WHEN length({text}) > {LONGEST} THEN left({text}, {LONGEST - len(CUT)}) || '{CUT}' ELSE {text} END"
    escaped = f"replace(replace(replace({fitting}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
    kept = f"CASE WHEN {has_ends} THEN ' xml:space=\"preserve\">' ELSE '>' END"
    inner = f"CASE WHEN {needs_care} THEN concat({kept}, {escaped}) ELSE concat('>', {text}) END"
    return _filled(f"nullif({text}, '')", column, f"'\" t=\"inlineStr\"><is><t', {inner}, '</t></is></c>'")


def _filled(known: str, column: str, rest: str) -> str:
    return f"CASE WHEN {known} IS NOT NULL THEN concat('<c r=\"{column}', sheet_row, {rest}) END"
