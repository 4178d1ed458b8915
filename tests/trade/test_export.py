"""A file of any size is made part by part, and no reader can tell."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

from trade import export
from trade.selection import Selection
from trade.store import Store
from trade.tables import OBSERVATIONS, TRADE, Table

CODE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")
BALTIC = "SELECT * FROM trade WHERE reporter IN ('EST', 'LTU', 'LVA') AND source = 'imf_dots'"


def whole(store: Store, sql: str) -> bytes:
    return b"".join(export.of_queries(store, [(sql, {})], "en").csv())


@pytest.mark.parametrize("rows", [5_000, 700])
def test_the_parts_make_the_same_file(store: Store, monkeypatch: pytest.MonkeyPatch, rows: int):
    """By reporters, and where one has more by its days: no part is larger than it may."""
    in_one = whole(store, BALTIC)
    monkeypatch.setattr(export, "SORTED_ROWS", rows)
    extract = export.of_queries(store, [(BALTIC, {})], "en")
    sizes = [
        store.rows(f"SELECT count(*) AS rows FROM ({sql})", values)[0]["rows"]
        for sql, values in extract.parts(store, (BALTIC, {}))
    ]
    assert max(sizes) <= rows
    assert sum(sizes) == extract.extent().rows
    assert whole(store, BALTIC) == in_one


def test_the_file_holds_the_rows_of_the_page_in_its_order(store: Store):
    asked = Selection(reporter="AZE", partner="LTU")
    text = b"".join(export.extract(store, asked).csv()).decode()
    heading, *found = csv.reader(StringIO(text, newline=""))
    assert heading == [name for name, _ in export.COLUMNS]
    places = [heading.index(name) for name in ("period", "flow", "source", "agency", "as_published")]
    shown = [
        [row["period"], row["flow"], row["source"], row["agency"], row["as_published"]]
        for row in export.rows(store, asked)
    ]
    assert [[row[place].removeprefix("'") for place in places] for row in found] == shown
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))


def test_nothing_selected_is_a_heading_alone(store: Store):
    nothing = whole(store, "SELECT * FROM trade WHERE false")
    assert nothing.decode().strip().split(",") == [name for name, _ in export.COLUMNS]


@pytest.mark.parametrize("table", [TRADE, OBSERVATIONS], ids=lambda table: table.name)
def test_codes_need_no_care_in_any_file(store: Store, table: Table):
    """No formula, no comma, no sign of JSON or XML: that is what their kind promises whoever writes them."""
    codes = [column.name for column in table.columns if column.kind == "code"]
    assert {"reporter", "partner", "agency", "period", "flow"} <= {*codes}
    for name in codes:
        found = store.rows(
            f"SELECT DISTINCT CAST({name} AS VARCHAR) AS code FROM {table.name} WHERE {name} IS NOT NULL"
        )
        assert [row["code"] for row in found if not CODE.fullmatch(row["code"])] == []


def test_codes_of_economies_agencies_and_schemes_need_no_care(store: Store):
    """Others than stand in the data today may stand there tomorrow."""
    rows = store.rows("SELECT list, code FROM codes")
    listed = {row["code"] for row in rows if row["list"] in ("economy", "agency", "flow")}
    schemes = {row["list"] for row in rows} - {"economy", "agency", "flow"}
    assert len(listed) > 300 and len(schemes) > 5
    assert [code for code in (*listed, *schemes) if not CODE.fullmatch(code)] == []
