"""Answers are remembered, each for the version of the data set that gave it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from trade.store import DATABASE, Store

EVERYTHING = "SELECT value FROM handmade ORDER BY value"


def publish(home: Path, version: str, *values: int) -> Store:
    """A data set of one table made by hand, and the pointer moved to it."""
    folder = home / version
    (folder / "observations").mkdir(parents=True)
    with duckdb.connect(folder / DATABASE) as made:
        made.execute(f"CREATE TABLE handmade AS SELECT unnest({list(values)}) AS value")
        made.execute(f"COPY handmade TO '{folder}/observations/handmade.parquet'")
    pointer = home / "current"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(version)
    return Store(pointer)


def test_after_a_publish_the_answer_is_that_of_the_new_version(tmp_path: Path):
    store = publish(tmp_path, "first", 1, 2)
    assert [row["value"] for row in store.rows(EVERYTHING)] == [1, 2]
    publish(tmp_path, "second", 3)
    assert [row["value"] for row in store.rows(EVERYTHING)] == [3]


def test_a_remembered_answer_is_not_asked_again_until_it_is_forgotten(tmp_path: Path):
    store = publish(tmp_path, "first", 1)
    store.rows("SELECT random() AS value")
    drawn = store.rows("SELECT random() AS value")
    assert drawn == store.rows("SELECT random() AS value")
    store.forget()
    assert drawn != store.rows("SELECT random() AS value")


def test_answers_to_other_values_are_other_answers(tmp_path: Path):
    store = publish(tmp_path, "first", 1, 2)
    asked = "SELECT value FROM handmade WHERE value = $value"
    assert [store.rows(asked, {"value": value})[0]["value"] for value in (1, 2, 1)] == [1, 2, 1]


def test_who_takes_rows_away_takes_them_from_nobody_else(tmp_path: Path):
    store = publish(tmp_path, "first", 1, 2)
    store.rows(EVERYTHING).clear()
    assert len(store.rows(EVERYTHING)) == 2


@pytest.mark.parametrize("remembered", [0, 2])
def test_an_answer_too_large_to_be_remembered_is_given_all_the_same(tmp_path: Path, remembered: int):
    publish(tmp_path, "first", *range(5))
    store = Store(tmp_path / "current", remembered)
    assert len(store.rows(EVERYTHING)) == len(store.rows(EVERYTHING)) == 5


@pytest.mark.parametrize(
    ("version", "year"), [("20181130T120000000000Z", 2018), ("handmade", datetime.now(UTC).year)]
)
def test_when_it_was_built_stands_in_its_stamp_or_in_its_file(tmp_path: Path, version: str, year: int):
    assert publish(tmp_path, version, 1).built.year == year
