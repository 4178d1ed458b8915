"""CSV: what is written reads back, plain for programs and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from io import StringIO

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trade import csvtext
from trade.tables import Kind

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
RISKY = st.builds(str.__add__, st.sampled_from(csvtext.FORMULA), TEXTS)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@cache
def engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def written(kind: Kind, values: Sequence[object], form: pa.DataType) -> str:
    """A column ``cell`` beside its line number, as a whole CSV file."""
    columns: csvtext.Columns = [("line", "integer"), ("cell", kind)]
    engine().register("made_up", pa.table({"line": range(len(values)), "cell": pa.array(values, form)}))
    answer = engine().execute(csvtext.lines("FROM made_up ORDER BY line", columns)).to_arrow_table()
    pieces = [csvtext.joined(chunk) for chunk in answer.column(0).chunks]
    return (csvtext.heading(columns) + b"".join(pieces)).decode()


def cells(text: str) -> list[str]:
    return [cell for _, cell in list(csv.reader(StringIO(text, newline=""), strict=True))[1:]]


@given(st.lists(TEXTS | RISKY, max_size=20))
def test_text_reads_back_and_none_runs_as_a_formula(texts: list[str]):
    found = cells(written("text", texts, pa.string()))
    assert [cell.removeprefix("'") if given[:1] in csvtext.FORMULA else cell for cell, given in zip(found, texts, strict=True)] == texts  # fmt: skip
    assert not [cell for cell in found if cell[:1] and cell[0] in csvtext.FORMULA]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        ("-5+3", "'-5+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+12 -7", "'+12 -7"),
        ("＝1+1", "'＝1+1"),
        ("\n=1", "'\n=1"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        ('say "5, or 6"\r\n', 'say "5, or 6"\r\n'),
    ],
)
def test_a_text_that_could_run_gets_an_apostrophe(text: str, cell: str):
    assert cells(written("text", [text], pa.string())) == [cell]


@given(st.lists(NUMBERS, max_size=20))
def test_numbers_read_back_to_the_last_bit(numbers: list[float]):
    assert [float(cell) for cell in cells(written("number", numbers, pa.float64()))] == numbers


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        (19_120_000.0, "19120000"),
        (-4_800_000.0, "-4800000"),
        (0.0, "0"),
        (0.5, "0.5"),
        (2.5e13, "25000000000000"),
        (None, ""),
    ],
)
def test_amounts_are_plain(number: float | None, cell: str):
    assert cells(written("number", [number], pa.float64())) == [cell]


def test_days_and_yes_or_no():
    assert cells(written("date", [date(2018, 10, 31), None], pa.date32())) == ["2018-10-31", ""]
    assert cells(written("boolean", [True, False], pa.bool_())) == ["true", "false"]


def test_lines_end_as_the_standard_says():
    assert written("text", ["a", None], pa.string()) == "line,cell\r\n0,a\r\n1,\r\n"
    assert csvtext.joined(pa.array([], pa.string())) == b""
