"""Several figures for one cell in one vintage: one word where their digits allow one truth, else an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl import rates, series
from etl.arrow import Frame, pa
from etl.identities import TABLES
from etl.model import Figure, RawFile, figures_table
from etl.observe import collapsed, observe
from trade.errors import CheckFailed
from trade.period import Period

DAY = date(2024, 10, 2)
#: id, figures of one cell as digits, power of ten and status, which of them is the word (None: an
#: error), how many findings
CASES = [
    ("the same words twice", [("794067.4", 3, "A"), ("794067.4", 3, "A")], 0, 0),
    ("in another unit", [("794067.4", 3, "A"), ("794.0674", 6, "A")], 0, 0),
    ("coarser, after", [("794067.4", 3, "A"), ("794.1", 6, "A")], 0, 0),
    ("coarser, before", [("794.1", 6, "A"), ("794067.4", 3, "A")], 1, 0),
    ("cut", [("794.0", 6, "A"), ("794067.4", 3, "A")], 1, 0),
    ("the last digit", [("341091.3", 3, "A"), ("341091.4", 3, "A")], 0, 1),
    ("negative, the last digit", [("-341091.3", 3, "A"), ("-341091.4", 3, "A")], 0, 1),
    ("two last digits", [("341091.3", 3, "A"), ("341091.5", 3, "A")], None, 0),
    ("beyond rounding", [("794067.4", 3, "A"), ("794.3", 6, "A")], None, 0),
    ("coarse ones that agree with the word, not with each other",
     [("794.1", 6, "A"), ("794067.4", 3, "A"), ("793.9", 6, "A")], None, 0),
    ("another status", [("794067.4", 3, "A"), ("794067.4", 3, "P")], None, 0),
]  # fmt: skip
each = pytest.mark.parametrize(
    ("printed", "word", "findings"), [pytest.param(*c[1:], id=c[0]) for c in CASES]
)


def handmade(number: int, printed: Sequence[tuple[str, int, str]]) -> tuple[Frame, RawFile]:
    """Observations of one cell, and another cell beside it, of a file of that number."""
    file = RawFile(Path("f"), f"handmade/{number}.xlsx", f"{number:08x}" + "0" * 56, "u", DAY)
    figures = [
        Figure(
            "KG-NSC", "KGZ", partner, "X", Period.year(1994), digits, exponent, digits, "u", DAY,
            f"S!A{row}", status=status,
        )
        for partner in ("W00", f"A{number:02}")
        for row, (digits, exponent, status) in enumerate(printed if partner == "W00" else printed[:1], start=1)
    ]  # fmt: skip
    return observe(figures_table(figures), "handmade", file, DAY), file


@each
def test_in_one_file(printed: list[tuple[str, int, str]], word: int | None, findings: int):
    table, file = handmade(1, printed)
    if word is None:
        with pytest.raises(CheckFailed, match=r"two things of one cell: S!A1: .*; S!A2: "):
            collapsed(table, file, 1)
        return
    left, said = collapsed(table, file, 1)
    assert left["locator"].to_pylist() == [f"S!A{word + 1}", "S!A1"]
    assert [finding.identity for finding in said] == ["tables_agree"] * findings


@pytest.mark.parametrize(
    ("printed", "is_torn"),
    [
        ([("794067.4", 3, "A"), ("794.0674", 6, "A")], False),
        ([("794067.4", 3, "A"), ("794.1", 6, "A")], True),
        ([("341091.3", 3, "A"), ("341091.4", 3, "A")], True),
    ],
)
def test_who_rounds_no_table_for_itself_must_say_the_same(
    db: duckdb.DuckDBPyConnection, printed: list[tuple[str, int, str]], is_torn: bool
):
    table, file = handmade(1, printed)
    if is_torn:
        with pytest.raises(CheckFailed, match="two things of one cell"):
            collapsed(table, file, 0)
    else:
        assert len(collapsed(table, file, 0)[0]) == 2
    tables = [handmade(number, [figure])[0] for number, figure in enumerate(printed, start=1)]
    db.register("observations", pa.concat_tables(tables))
    series.find_several(db, ["handmade"], ["handmade"])
    assert bool(series.contradictions(db, {"handmade": 0.0})) == is_torn


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@each
def test_in_several_files(
    db: duckdb.DuckDBPyConnection, printed: list[tuple[str, int, str]], word: int | None, findings: int
):
    tables = [handmade(number, [figure])[0] for number, figure in enumerate(printed, start=1)]
    db.register("observations", pa.concat_tables(tables))
    series.find_several(db, ["handmade"], ["handmade"])
    torn = series.contradictions(db, {"handmade": 1.0})
    assert bool(torn) == (word is None)
    if word is not None:
        repeated = series.leave_first(db, ["handmade"])
        db.register("observations", pa.concat_tables(tables).filter(
            pa.array([number not in repeated for table in tables for number in table["observation"].to_pylist()])
        ))  # fmt: skip
        rates.fill(db, [])
        series.build(db, None)
        (told,) = db.execute("SELECT rests_on FROM trade WHERE partner = 'W00'").fetchall()
        assert told == (f"+{tables[word]['observation'][0].as_py()}",)
        assert len(db.execute(TABLES.sql).fetchall()) == findings
