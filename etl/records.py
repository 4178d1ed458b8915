"""The record of a refresh: the tables ``files``, ``runs`` and ``sources``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl.arrow import pa
from etl.registry import sources
from trade.store import sql_text
from trade.tables import FILES, RATES, RUNS, SOURCES, TRADE

if TYPE_CHECKING:
    from etl.plan import SourceRun


def fill(
    db: duckdb.DuckDBPyConnection,
    runs: Sequence[SourceRun],
    before: Path | None,
    failures: Mapping[str, list[str]],
    began: datetime,
    unheard: Mapping[str, Sequence[str]],
) -> None:
    """Fills the three tables from what the refresh did and from the data set before it.

    ``failures`` are sources that were not read at all; ``unheard`` those whose service failed.
    """
    for table in (FILES, RUNS, SOURCES):
        db.execute(table.ddl())
    if before:
        _carry(db, before, [run.name for run in runs])
    _files(db, runs, before)
    _count(db, before)
    _runs(db, runs, began, unheard)
    _sources(db, runs, began)
    for name, messages in failures.items():
        _run(db, name, began, "failed", _said(messages))
        db.execute(
            "UPDATE sources SET outcome = 'failed', message = ? WHERE source = ?", [" ".join(messages), name]
        )


def _carry(db: duckdb.DuckDBPyConnection, before: Path, done: list[str]) -> None:
    db.execute(f"INSERT INTO runs BY NAME FROM read_parquet('{before / 'runs.parquet'}')")
    for table in ("files", "sources"):
        db.execute(
            f"INSERT INTO {table} BY NAME FROM read_parquet('{before / f'{table}.parquet'}') "
            "WHERE NOT list_contains(?, source)",
            [done],
        )


def _files(db: duckdb.DuckDBPyConnection, runs: Sequence[SourceRun], before: Path | None) -> None:
    """The files in use: those read, and those whose last good figures stand in for a failed one."""
    rows = [
        {
            "source": run.name, "path": kept.file.name, "sha256": kept.file.sha256,
            "bytes": kept.file.path.stat().st_size, "title": run.card.title, "url": run.card.url,
            "vintage": run.card.vintage, "retrieved_at": kept.retrieved,
        }
        for run in runs for kept in run.kept if not kept.error
    ]  # fmt: skip
    db.register("present", pa.Table.from_pylist(rows, schema=_FILES_IN))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE counted AS "
        "SELECT source, raw_sha256 AS sha256, count(*) AS figures, min(period_start) AS first_period, "
        "max(period_end) AS last_period FROM observations GROUP BY ALL"
    )
    db.execute(
        "INSERT INTO files BY NAME SELECT present.*, coalesce(figures, 0) AS figures "
        "FROM present LEFT JOIN counted USING (source, sha256) "
        "QUALIFY row_number() OVER (PARTITION BY source, sha256 ORDER BY path) = 1"
    )
    if before:
        db.execute(
            "INSERT INTO files BY NAME SELECT old.* EXCLUDE figures, counted.figures "
            f"FROM read_parquet('{before / 'files.parquet'}') old JOIN counted USING (source, sha256) "
            "WHERE sha256 NOT IN (SELECT sha256 FROM files)"
        )
    db.unregister("present")


def _count(db: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """How many cells of each source are published for the first time, and how many figures gave way to later ones.

    A rate of exchange counts as a cell.
    """
    was = {name: f"(FROM {name} LIMIT 0)" for name in (TRADE.name, RATES.name)}
    if before and any((before / TRADE.name).iterdir()):
        was = {TRADE.name: _parquet(before / TRADE.name / "*"), RATES.name: _parquet(before / RATES.name)}
    now = {name: name for name in was}
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE grown AS WITH now AS ({_STATES.format(**now)}), was AS ({_STATES.format(**was)}) "
        "SELECT source, now.cells - coalesce(was.cells, 0) AS added, now.past - coalesce(was.past, 0) AS revised "
        "FROM now LEFT JOIN was USING (source)"
    )


#: A cell has one printed figure that holds, and those that held before it.
_STATES = """
    SELECT source, count(*) FILTER (known_to IS NULL) AS cells, count(*) FILTER (known_to IS NOT NULL) AS past
    FROM (SELECT source, known_to FROM {trade} WHERE method IN ('published', 'converted')
          UNION ALL SELECT source, NULL FROM {rates})
    GROUP BY source
"""


def _parquet(path: Path) -> str:
    return f"read_parquet({sql_text(f'{path}.parquet')})"


_FILES_IN = pa.schema(
    [(name, pa.string()) for name in ("source", "path", "sha256")]
    + [("bytes", pa.int64())]
    + [(name, pa.string()) for name in ("title", "url", "vintage")]
    + [("retrieved_at", pa.date32())]
)


def _runs(
    db: duckdb.DuckDBPyConnection, runs: Sequence[SourceRun], began: datetime,
    unheard: Mapping[str, Sequence[str]],
) -> None:  # fmt: skip
    for run in runs:
        read = sum(kept.is_new and not kept.error for kept in run.kept)
        seconds = round(sum(kept.seconds for kept in run.kept), 3)
        said = [*run.errors, *unheard.get(run.name, ())]
        outcome = "failed" if said else run.outcome
        _run(db, run.name, began, outcome, _said(said), read=read, seconds=seconds)


def _run(
    db: duckdb.DuckDBPyConnection, name: str, began: datetime, outcome: str, said: str | None,
    *, read: int = 0, seconds: float = 0,
) -> None:  # fmt: skip
    db.execute(
        """
        INSERT INTO runs SELECT $1, $2, $3, $4, $5, $6, $7,
            (SELECT coalesce(sum(figures), 0) FROM counted WHERE source = $2),
            (SELECT coalesce(sum(added), 0) FROM grown WHERE source = $2),
            (SELECT coalesce(sum(revised), 0) FROM grown WHERE source = $2)
        """,
        [f"{began:%Y%m%dT%H%M%S%fZ}", name, began.replace(tzinfo=None), seconds, outcome, said, read],
    )


def _sources(db: duckdb.DuckDBPyConnection, runs: Sequence[SourceRun], began: datetime) -> None:
    for run in runs:
        habits = sources()[run.name].habits
        release = habits.get("release", {})
        card = run.card
        db.execute(
            """
            INSERT INTO sources
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                (SELECT count(*) FROM files WHERE source = $1), coalesce(sum(figures), 0),
                (SELECT count(*) FROM findings WHERE source = $1 AND severity <> 'note'),
                min(first_period), max(last_period)
            FROM (SELECT source, figures, first_period, last_period FROM counted
                  UNION ALL SELECT source, 0, period_start, period_end FROM rates)
            WHERE source = $1
            """,
            [
                run.name, card.publisher, card.title, card.url, card.licence, card.units,
                card.valuation, str(habits.get("cadence", "not known")),
                release.get("every"), release.get("after"), card.vintage,
                card.warning or None, began.replace(tzinfo=None), run.outcome, _said(run.errors),
            ],
        )  # fmt: skip


def _said(errors: Sequence[str]) -> str | None:
    return " ".join(errors) or None
