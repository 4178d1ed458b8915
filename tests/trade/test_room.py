"""What the engines of one process may take, and that files of any size stay within it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from trade import export
from trade.files.extract import Query
from trade.selection import Selection
from trade.store import Store
from trade.store.embedded import FILES, QUESTIONS, Embedded

BALTIC: Query = ("SELECT * FROM trade WHERE reporter IN ('EST', 'LTU', 'LVA') AND source = 'imf_dots'", {})


def mebibytes(store: Store, sql: str) -> float:
    return float(store.rows(sql)[0]["mib"])


LIMIT = "SELECT round(value[:-5]::DOUBLE) AS mib FROM duckdb_settings() WHERE name = 'memory_limit' AND value LIKE '% MiB'"


def test_each_engine_has_bounds_of_its_own(store: Store):
    assert mebibytes(Store(Embedded(store.folder or Path())), LIMIT) == QUESTIONS.memory
    apart = store.apart()
    assert mebibytes(apart, LIMIT) == FILES.memory
    assert apart.rows("SELECT current_setting('threads') AS threads")[0]["threads"] == FILES.threads


def test_what_does_not_fit_goes_where_temporary_things_go_and_not_into_the_project(store: Store):
    asked = "SELECT current_setting('temp_directory') AS folder"
    folders = [store.rows(asked)[0]["folder"], store.apart().rows(asked)[0]["folder"]]
    assert len(set(folders)) == 2 and not any(str(Path.cwd()) in folder for folder in folders)


def test_many_large_files_at_once_stay_within_the_room(published: Path):
    """Each asks for all flows, whose balances are worked out from the others."""
    store = Store(published)
    extracts = [
        export.extract(store, Selection(reporter=reporter))
        for reporter in ("ARM", "RUS", "USA", "DEU", "CHN", "AZE")
    ]
    with ThreadPoolExecutor(len(extracts)) as takers:
        taken = list(takers.map(lambda each: sum(batch.num_rows for batch in each.typed()), extracts))
    assert taken == [each.extent().rows for each in extracts]
    assert min(taken) > 0


def test_no_question_of_a_file_costs_a_table_of_names(store: Store):
    """A join with the lists of codes takes memory for each part that is made; names come after."""
    sql, values = next(iter(export.extract(store, Selection(reporter="AZE")).parts(store, BALTIC)))
    extract = export.of_queries(store, [(sql, values)], "en")
    plan = store.rows(f"EXPLAIN {extract.shown(sql)}", values)
    assert "JOIN" not in str(plan)
    (batch, *_) = extract.typed()
    assert {"Estonia", "Latvia", "Lithuania"} & set(batch.column("reporter_name").to_pylist())


def test_readers_who_stall_hold_no_engine_up(published: Path, monkeypatch: pytest.MonkeyPatch):
    """Each has begun a file and takes no more of it; a file that is asked for later is made all the same."""
    monkeypatch.setattr(export, "SORTED_ROWS", 700)
    store = Store(published)
    asked = Selection(reporter="AZE", partner="LTU")
    stalled = [export.of_queries(store, [BALTIC], "en").csv() for _ in range(4)]
    for each in stalled:
        assert next(each) and next(each)
    made: list[bytes] = []
    later = threading.Thread(target=lambda: made.extend(export.extract(store, asked).csv()), daemon=True)
    later.start()
    later.join(60)
    assert made and not later.is_alive()
    for each in stalled:
        each.close()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
