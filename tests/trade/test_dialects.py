"""One wording for every engine: each question is translated whole, and costs the embedded engine nothing.

Whether the other engines give the same answers is for ``make test-cluster``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import sqlglot
from asked import ASKED, SELECTIONS, Recording, answer, who_ask
from sqlglot import exp

from trade import addresses, export
from trade.errors import BadSelection
from trade.selection import Selection
from trade.store import Store
from trade.store.clickhouse import Chdb, ClickHouse
from trade.store.dialect import clickhouse_kinds, translated
from trade.store.elsewhere import Elsewhere
from trade.store.embedded import Embedded
from trade.store.engine import Values
from trade.store.spark import Spark
from trade.store.trino import Trino

#: Between them every filter and flow; every other selection where there is time.
OFTEN = ("a pair by one source in a year", "as of a day", "a product", "nobody")
DIALECTS = ("spark", "clickhouse", "trino")
#: Words that only some engines know, or that they mean otherwise.
ONLY_HERE = (
    "GROUP BY ALL", "ORDER BY ALL", "LIST_", "LOGICAL_OR", "ANY_VALUE", "MEDIAN", "FILTER(", "FILTER (", "GREATEST(",
    "LEAST(", "READ_PARQUET", "PERCENTILE", "QUANTILE", "TRANSLATE(",
)  # fmt: skip


Heard = dict[str, list[tuple[str, Values]]]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(OFTEN, id="often"),
        pytest.param(tuple(SELECTIONS), id="every selection", marks=pytest.mark.slow),
    ],
)
def heard(published: Path, request: pytest.FixtureRequest) -> Heard:
    """What reaches an engine, by the function that asks."""
    found: Heard = {}
    recording = Recording(published)
    for name in ASKED:
        recording.heard = []
        store = Store(recording)
        for shape in (
            OFTEN[:1] if name == "opened.Trade" else request.param
        ):  # that one reads all observations
            answer(name, store, SELECTIONS[shape])
        found[name] = recording.heard
    return found


@pytest.fixture(scope="module")
def parsed(heard: Heard) -> dict[str, exp.Expr]:
    """Each question that is heard, understood."""
    asked = {sql for questions in heard.values() for sql, _ in questions}
    return {sql: sqlglot.parse_one(sql, dialect="duckdb") for sql in asked}


def test_every_function_that_asks_is_listed():
    listed = {name.split(" by ")[0].split(" as ")[0] for name in ASKED}
    found = {name.replace("indicator_questions.pair.", "indicator_questions.") for name in who_ask()}
    short = {".".join((*name.split(".")[:1], name.split(".")[-1])) for name in found}
    through = {
        "indicator_questions.compared",
        "indicator_questions.gathered",
        "export.of_queries",
        "files.about",
        "files.cited",
    }
    assert short - through <= listed


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_question_is_told_in_the_words_of_every_engine(heard: Heard, dialect: str):
    assert [name for name, questions in heard.items() if not questions] == []
    asked = {sql: (name, values) for name, questions in heard.items() for sql, values in questions}
    for sql, (name, values) in asked.items():
        told = translated(sql, dialect, clickhouse_kinds(values.items()))
        (parsed,) = sqlglot.parse(told.sql, dialect=dialect)
        assert parsed is not None
        assert not [word for word in ONLY_HERE if word in told.sql.upper()], (name, told.sql)


def test_values_stay_apart_from_the_text(heard: Heard, parsed: dict[str, exp.Expr]):
    bound = {sql: {each.name for each in asked.find_all(exp.Placeholder)} for sql, asked in parsed.items()}
    for questions in heard.values():
        for sql, values in questions:
            assert bound[sql] <= set(values)


def test_values_of_trino_come_in_the_order_of_its_text():
    told = translated(
        "SELECT $b AS x, y FROM t WHERE z = $a AND w = $b ORDER BY list_contains($c, y)", "trino"
    )
    assert told.sql.count("?") == 4
    assert told.names == ("b", "a", "b", "c")


def test_what_is_true_or_false_says_so(parsed: dict[str, exp.Expr]):
    """A comparison is 0 or 1 in ClickHouse unless it is cast."""
    for sql, asked in parsed.items():
        named = asked.find_all(exp.Alias)
        assert not [a for a in named if isinstance(a.this, (exp.Predicate, exp.Connector, exp.Not))], sql


def test_what_is_before_the_first_row_is_nothing_in_clickhouse_too():
    sql = "SELECT lag(as_published) OVER told AS before FROM trade WINDOW told AS (ORDER BY known_from)"
    assert "lag(toNullable(as_published))" in translated(sql, "clickhouse").sql
    assert "toNullable" not in translated(sql, "spark").sql


def test_a_question_is_translated_once():
    sql = (
        "SELECT * FROM (SELECT reporter, count(*) AS figures FROM trade WHERE flow = $flow GROUP BY reporter)"
    )
    translated.cache_clear()
    assert {translated(sql, "spark") for _ in range(20)} == {translated(sql, "spark")}
    assert translated.cache_info().misses == 1


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("duckdb:data/processed/current", Embedded),
        ("chdb:data/processed/current", Chdb),
        ("spark://host:15002/srv/bilateral/current", Spark),
        ("spark://host/s3a://bucket/bilateral", Spark),
        ("clickhouse://user:word@host:8443/bilateral", ClickHouse),
        ("trino://user@host:8080/hive/bilateral", Trino),
    ],
)
def test_an_address_names_an_engine_and_asks_it_nothing(address: str, kind: type):
    store = Store.at(address)
    assert type(store._engine) is kind  # pyright: ignore[reportPrivateUsage]


def test_a_password_may_hold_any_sign_and_is_not_shown():
    read = addresses.read("clickhouse://me:a%40b%2Fc%25@host:8443/bilateral")
    assert (read.user, read.word, read.host, read.port) == ("me", "a@b/c%", "host", 8443)
    assert "a@b" not in repr(read)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("oracle:data", "no engine is called 'oracle'"),
        ("data/processed/current", "no engine is called"),
        ("duckdb:", "to be given a folder"),
        ("duckdb://host/data", "to be given a folder"),
        ("spark://host:15002", "no address of spark"),
        ("spark://host:word/path", "no address of spark"),
        ("clickhouse://host:8443", "no address of clickhouse"),
        ("trino://host/catalog", "no address of trino"),
    ],
)
def test_a_wrong_address_is_told_with_a_right_one(address: str, why: str):
    with pytest.raises(BadSelection, match="Write it as") as told:
        Store.at(address)
    assert why in str(told.value)


class Whole(Elsewhere):
    """The embedded engine as if it were elsewhere: it gives whole tables."""

    def __init__(self, here: Embedded) -> None:
        super().__init__()
        self._here = here

    def table(self, sql: str, values: Values) -> Any:
        return pa.Table.from_batches(list(self._here.stream(sql, values, 7)))

    def _latest(self) -> str:
        return self._here.version


def test_lines_of_a_file_are_the_same_bytes_from_an_engine_elsewhere(published: Path):
    here = Embedded(published)
    asked = Selection(reporter="AZE", partner="LTU")
    stores = [Store(here), Store(Whole(here))]
    first, second = [b"".join(export.extract(store, asked).csv()) for store in stores]
    assert first == second
