"""Every question gives the same rows on DuckDB, on Spark and on ClickHouse: ``make test-cluster``, with a cluster up.

Numbers agree to 1e-9; all else is identical, the order of rows included.
"""

from __future__ import annotations

import csv
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest
from asked import ASKED, SELECTIONS, answer
from projects import ROOT

from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.store.clickhouse import ClickHouse

pytestmark = pytest.mark.cluster
SPARK = os.environ.get("SPARK_CONNECT", f"127.0.0.1:{os.environ.get('SPARK_CONNECT_PORT', '15002')}")
#: The address of a cluster to be asked in place of both; the data set of this folder must be loaded there.
ANOTHER = os.environ.get("CLUSTER_STORE")
#: A question takes Spark seconds on one machine; more examples by the environment.
EXAMPLES = int(os.environ.get("CLUSTER_EXAMPLES", "1"))
FOUND = {
    "reporter": ("AZE", "LTU", "GEO", "ARM", "RUS", "KAZ", "KGZ", "DEU", "US", "AND"),
    "partner": (None, "LTU", "AZE", "RUS", "W00", "KAZ", "EUR"),
    "flow": (None, "X", "M", "T", "B"),
    "source": (None, "imf_dots", "press", "armenia_armstat", "russia_fcs", "wto_hs2", "eurostat_comext"),
    "scheme": (None, None, "HS", "SITC3"),
    "partner_rule": (None, "origin", "consignment"),
}
SELECTED = st.builds(
    Selection,
    **{name: st.sampled_from(values) for name, values in FOUND.items()},
    period=st.sampled_from([None, Period.year(2018), Period.year(2002), Period.months(2020, 1, 10)]),
    since=st.sampled_from([None, 2000, 2015]),
    until=st.sampled_from([None, 2019]),
    as_of=st.sampled_from([None, date(2019, 1, 1), date(2021, 6, 30)]),
)


@pytest.fixture(
    scope="module",
    params=[ANOTHER] if ANOTHER else ["spark", "chdb"],
    ids=lambda where: where.partition(":")[0],
)
def other(request: pytest.FixtureRequest, published: Path) -> Store:
    address = {"spark": f"spark://{SPARK}{published}", "chdb": f"chdb:{published}"}
    return Store.at(address.get(request.param, request.param))


def test_the_data_set_is_the_same(store: Store, other: Store):
    assert other.version == store.version


@pytest.mark.parametrize("name", ASKED)
def test_the_question_has_one_answer(name: str, store: Store, other: Store):
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    )  # fmt: skip
    @hypothesis.example(SELECTIONS["a pair"])
    @hypothesis.example(SELECTIONS["a pair by one source in a year"])
    @hypothesis.example(SELECTIONS["sections"])
    @hypothesis.example(SELECTIONS["an agency"])
    @hypothesis.given(SELECTED)
    def ask(asked: Selection) -> None:
        expected = answer(name, store, asked)
        assert (told := difference(expected, answer(name, other, asked))) is None, f"{asked}: {told}"

    ask()


def difference(one: Any, two: Any, where: str = "") -> str | None:  # noqa: PLR0911
    """Where two answers part, None where they are the same."""
    if is_dataclass(one) and type(one) is type(two) and not isinstance(one, type):
        return difference(asdict(one), asdict(two), where)  # pyright: ignore[reportArgumentType]
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        if list(one) != list(two):
            return f"{where}: {sorted(set(one) ^ set(two))}"
        return next(filter(None, (difference(one[key], two[key], f"{where}.{key}") for key in one)), None)
    if isinstance(one, str) and isinstance(two, str) and "\r\n" in one:
        return difference(*(list(csv.reader(StringIO(text, newline=""))) for text in (one, two)), where)
    if isinstance(one, Sequence) and isinstance(two, Sequence) and not isinstance(one, str):
        if len(one) != len(two):
            return f"{where}: {len(one)} and {len(two)}: {str(two)[:300]}"
        pairs = enumerate(zip(one, two, strict=True))
        return next(filter(None, (difference(a, b, f"{where}[{n}]") for n, (a, b) in pairs)), None)
    return None if alike(one, two) else f"{where}: {one!r:.200} and {two!r:.200}"


def alike(one: Any, two: Any) -> bool:
    """The same, or numbers that differ by a billionth of themselves (of a dollar, where they are smaller)."""
    if isinstance(one, bool) or isinstance(two, bool) or one == two:
        return one == two and isinstance(one, bool) == isinstance(two, bool)
    try:
        first, second = float(one), float(two)
    except (TypeError, ValueError):
        return one is two
    both_nothing = math.isnan(first) and math.isnan(second)
    return both_nothing or math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("a", "b"),
        (1.0, 1.0 + 1e-8),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        (None, 0.0),
        (True, 1),
        ("1\r\n", "2\r\n"),
    ],
)
def test_what_differs_is_told(one: Any, two: Any):
    assert difference(one, two) is not None


def test_a_new_version_in_an_object_store_is_seen_and_answered_from(published: Path, tmp_path: Path):
    """``file:`` stands for any scheme that the workers can read."""
    from trade.store.spark import CURRENT, Spark  # noqa: PLC0415

    for version in ("first", "second"):
        (tmp_path / version).symlink_to(published.resolve())
    (tmp_path / CURRENT).write_text("first\n")
    store = Store(Spark(SPARK, f"/file://{tmp_path}", look_again=0))
    question = "SELECT count(*) AS counted FROM sources"
    before = store.version, store.rows(question)
    (tmp_path / CURRENT).write_text("second\n")
    assert (store.version, store.rows(question)) == ("second", before[1])
    assert before[0] == "first"


def test_a_session_that_the_cluster_has_ended_is_opened_again(published: Path):
    from trade.store.spark import Spark  # noqa: PLC0415

    engine = Spark(SPARK, str(published))
    question = "SELECT count(*) AS counted FROM sources"
    before = engine.rows(question, {})
    engine._session(engine.version).client.release_session()  # pyright: ignore[reportPrivateUsage]
    assert engine.rows(question, {}) == before


def test_what_operators_are_told_to_load_into_clickhouse_answers(store: Store, published: Path):
    """The statements of docs/cluster.md, with the published files in place of an object store."""
    stamp, folder = published.resolve().name, published.resolve()
    (told,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "cluster.md").read_text(), re.DOTALL)
    told = told.replace("s3('https://bucket/bilateral/<stamp>", f"file('{folder}").replace("<stamp>", stamp)
    engine = ClickHouse("nowhere", 0, None, None, "loaded")
    engine._client_words = {"interface": "chdb"}  # pyright: ignore[reportPrivateUsage]
    client: Any = import_module("clickhouse_connect").get_client(interface="chdb")
    for statement in filter(str.strip, told.replace("bilateral", "loaded").split(";")):
        client.command(statement)
    loaded = Store(engine)
    assert loaded.version == store.version
    for name in ("questions.series", "questions.sources", "questions.of_file", "pairs.places"):
        asked = SELECTIONS["a pair by one source in a year"]
        assert difference(answer(name, store, asked), answer(name, loaded, asked)) is None, name
