"""Staged rows -> one DuckDB file: rows sorted for questions, and their roll-ups, reporter by reporter.

A few reporters at a time fit into memory, and their rows stand together already, so nothing is
sorted twice and nothing is sorted on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.bulk.engine import engine
from etl.bulk.form import Form
from etl.bulk.rollups import chunks, described, filled, of_partners, of_reporters, of_world
from etl.bulk.staging import Staged
from trade.bulk.tables import BULK_TABLES, ROWS
from trade.store import sql_text

#: So many rows are sorted at once: 300 MB.
CHUNK = 6_000_000
Moved = Callable[[int], None]


@dataclass(frozen=True)
class Parts:
    """What a data set is laid out from: files just read, and the data set as it stands, less some of its files."""

    form: Form
    dataset: str
    folder: Path
    staged: Sequence[Staged]
    before: Path | None = None
    replaced: tuple[int, ...] = ()


def lay_out(parts: Parts, target: Path, rates: Sequence[tuple[int, float]], moved: Moved) -> int:
    """Writes the data set to ``target``; how many rows it has. ``moved`` hears of rows that are done."""
    with engine(target.parent, target) as db:
        for table in BULK_TABLES:
            db.execute(table.ddl())
        if parts.before:
            db.execute(f"ATTACH {sql_text(parts.before)} AS before (READ_ONLY)")
        rows = " UNION ALL BY NAME ".join(_sources(parts))
        counts: list[tuple[int, int]] = db.execute(
            f"SELECT reporter, count(*) FROM ({rows}) GROUP BY ALL ORDER BY 1"
        ).fetchall()
        described(db, parts.form, parts.dataset, parts.staged, rows, rates)
        if parts.before:
            kept = ", ".join(map(str, parts.replaced)) or "NULL"
            db.execute(f"INSERT INTO files FROM before.files WHERE (file IN ({kept})) IS NOT TRUE")
        for first, last, count in chunks(counts, CHUNK):
            _sorted(db, rows, first, last)
            of_reporters(db, parts.form, first, last)
            moved(count)
        of_partners(db, parts.form, CHUNK)
        of_world(db, parts.form)
        filled(db)
        db.execute("CHECKPOINT")
        if parts.before:
            db.execute("DETACH before")
    return sum(count for _, count in counts)


def _sources(parts: Parts) -> list[str]:
    """SQL of every row there is, each with its file and its place there."""
    names = ", ".join(column for column in ROWS.names if column not in ("file", "row"))
    found: list[str] = []
    for place in {_place(parts.folder, each): None for each in parts.staged}:
        alike = [each for each in parts.staged if _place(parts.folder, each) == place]
        paths = ", ".join(sql_text(parts.folder / f"{each.key}.parquet") for each in alike)
        files = " ".join(f"WHEN {sql_text(parts.folder / f'{e.key}.parquet')} THEN {e.number}" for e in alike)
        number = (
            f"(CASE filename {files} END)::UINTEGER" if len(alike) > 1 else f"{alike[0].number}::UINTEGER"
        )
        found.append(
            f"SELECT {names}, {number} AS file, {place} AS row FROM read_parquet([{paths}], "
            f"file_row_number = true, filename = true)"
        )
    if parts.before:
        away = ", ".join(map(str, parts.replaced)) or "NULL"
        found.append(f"SELECT {names}, file, row FROM before.flows WHERE (file IN ({away})) IS NOT TRUE")
    return found


def _place(folder: Path, each: Staged) -> str:
    """SQL: the row's number in its file: as it was staged, or by its place there."""
    columns = duckdb.execute(
        f"DESCRIBE FROM read_parquet({sql_text(folder / f'{each.key}.parquet')})"
    ).fetchall()
    if any(name == "row" for name, *_ in columns):
        return "row"
    return f"(file_row_number + {1 if each.name.lower().endswith('.parquet') else 2})::UINTEGER"


def _sorted(db: duckdb.DuckDBPyConnection, rows: str, first: int, last: int) -> None:
    """Products within periods, not periods within products: so rows of one file follow one another
    and their numbers take next to no room; a series of one product is found as quickly."""
    db.execute(
        f"INSERT INTO flows BY NAME FROM ({rows}) WHERE reporter BETWEEN {first} AND {last} "
        f"ORDER BY reporter, partner, flow, period, product, file, row"
    )
