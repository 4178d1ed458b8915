"""Builds a data set beside the current one, verifies it, and moves the pointer: readers never see half.

A published data set is a folder ``data/processed/<stamp>/`` with one Parquet file a table, the
DuckDB file ``trade.duckdb`` and ``datapackage.json``. ``data/processed/current`` is a symbolic
link to the newest, swapped by rename.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.package import write_package
from trade.errors import CheckFailed
from trade.tables import OBSERVATIONS, TABLES, TRADE

CURRENT = "current"
DATABASE = "trade.duckdb"
UNFINISHED = ".building-"
KEPT_VERSIONS = 3
_ORDER = {
    OBSERVATIONS.name: "reporter, partner, flow, product_scheme, product, period_start, source, known_on",
    TRADE.name: "",  # is built in this order already
}


def current(processed: Path) -> Path | None:
    """The folder of the data set in use, or None before the first publish."""
    pointer = processed / CURRENT
    return pointer.resolve() if pointer.exists() else None


def start(processed: Path) -> Path:
    """A new folder to build in; what an interrupted build left behind goes first."""
    processed.mkdir(parents=True, exist_ok=True)
    for left in processed.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)
    folder = processed / f"{UNFINISHED}{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    folder.mkdir()
    return folder


def write(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The tables of ``db`` as Parquet, as one DuckDB file, and as a data package."""
    db.execute(f"ATTACH '{_quoted(folder / DATABASE)}' AS published")
    for table in TABLES:
        order = _ORDER.get(table.name)
        source = f"(FROM {table.name} ORDER BY {order})" if order else table.name
        db.execute(table.ddl(f"published.{table.name}"))
        db.execute(f"INSERT INTO published.{table.name} FROM {source}")
        db.execute(
            f"COPY published.{table.name} TO '{_quoted(folder / f'{table.name}.parquet')}' "
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
        )
    db.execute("CHECKPOINT published")
    db.execute("DETACH published")
    write_package(folder)


def verify(folder: Path) -> None:
    """Opens what was written as a reader would; raises CheckFailed."""
    with duckdb.connect(str(folder / DATABASE), read_only=True) as db:
        for table in TABLES:
            inside = db.table(table.name).count("*").fetchone()
            beside = db.read_parquet(str(folder / f"{table.name}.parquet")).count("*").fetchone()
            if inside != beside:
                raise CheckFailed(f"{inside} rows in DuckDB, {beside} in Parquet.", where=table.name)


def swap(processed: Path, folder: Path) -> Path:
    """Makes a finished folder the current data set; the last three versions stay."""
    final = processed / folder.name.removeprefix(UNFINISHED)
    folder.rename(final)
    pointer = processed / f".{CURRENT}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(final.name)
    os.replace(pointer, processed / CURRENT)
    _prune(processed)
    return final


def versions(processed: Path) -> list[Path]:
    """The published data sets, oldest first."""
    return sorted(path for path in processed.glob("2*Z") if path.is_dir())


def _prune(processed: Path) -> None:
    for old in versions(processed)[:-KEPT_VERSIONS]:
        shutil.rmtree(old)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
