"""Builds a data set beside the current one, verifies it, and moves the pointer: readers never see half.

A published data set is a folder ``data/processed/<stamp>/``: the observations as one Parquet file
a raw file, the series as one a source (those that did not change are links to the same bytes), the
other tables as one Parquet file each, all but the observations once more in ``trade.duckdb``, and
``datapackage.json``. ``data/processed/current`` is a symbolic link, swapped by rename; what a version
held that was taken away stands in ``pruned.jsonl``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl.arrow import pa, pc, pq
from etl.durable import append, sync
from etl.package import write_package
from etl.readings import write_observations
from trade.bulk.tables import BULK
from trade.errors import CheckFailed, SourceUnavailable, TradeDataError
from trade.store import DATABASE, observations_view, sql_text
from trade.tables import OBSERVATIONS, TABLES, TRADE
from trade.versions import PRUNED, held

CURRENT = "current"
UNFINISHED = ".building-"
KEPT_VERSIONS = 3
OBSERVED = OBSERVATIONS.name
#: The tables that stand in the DuckDB file and as one Parquet file each.
WHOLE = tuple(table for table in TABLES if table is not OBSERVATIONS)


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
    (folder / OBSERVED).mkdir(parents=True)
    return folder


@contextmanager
def building(processed: Path) -> Generator[Path]:
    """A new folder to build in; unless it became a data set by ``swap``, it is gone afterwards.

    Raises SourceUnavailable where the engine cannot work: a full disk is not an OSError there.
    """
    folder = start(processed)
    try:
        yield folder
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException) as error:
        raise SourceUnavailable(
            f"the data set could not be built ({str(error).splitlines()[0]}).", where=str(processed),
            todo="The last one stands. Is the disk full? The next refresh begins anew.",
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def carry(before: Path, folder: Path, *, other_than: Collection[str] = ()) -> None:
    """Links the bulk data sets of before into the folder, other than these: their bytes stand once."""
    found = [path for path in sorted((before / BULK).glob("*.duckdb")) if path.stem not in other_than]
    if found:
        (folder / BULK).mkdir(exist_ok=True)
    for path in found:
        os.link(path, folder / BULK / path.name)


def carry_all(before: Path, folder: Path, *, other_than: Collection[str]) -> None:
    """Links a whole data set into the folder, other than these bulk data sets."""
    for path in sorted(before.rglob("*")):
        place = folder / path.relative_to(before)
        if path.relative_to(before).parts[0] == BULK:
            continue
        if path.is_dir():
            place.mkdir(exist_ok=True)
        else:
            os.link(path, place)
    carry(before, folder, other_than=other_than)


def take(folder: Path, readings: Sequence[Path]) -> None:
    """Puts readings into the data set that is being built, as links: their bytes stand once."""
    for path in readings:
        os.link(path, folder / OBSERVED / path.name)


def view(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The view ``observations`` of ``db`` over what is in the folder, reporter by reporter."""
    if not any((folder / OBSERVED).iterdir()):
        db.execute(OBSERVATIONS.ddl())
        return
    files = db.execute(
        """
        SELECT file_name FROM parquet_metadata(?) WHERE path_in_schema IN ('source', 'reporter')
        GROUP BY file_name
        ORDER BY min(stats_min_value) FILTER (path_in_schema = 'source'),
            min(stats_min_value) FILTER (path_in_schema = 'reporter'), file_name
        """,
        [str(folder / OBSERVED / "*.parquet")],
    ).fetchall()
    db.execute(observations_view(folder, [name for (name,) in files]))


def without(folder: Path, numbers: Sequence[int]) -> None:
    """Takes observations out of the data set: the few files that hold them are written anew.

    A file that held nothing else stays out. Links are replaced, so the reading itself stays whole.
    """
    held: dict[int, list[int]] = {}
    for number in numbers:
        held.setdefault(number >> 31, []).append(number)
    for prefix, away in held.items():
        (path,) = (folder / OBSERVED).glob(f"*-{prefix:08x}*.parquet")
        table = pq.read_table(path)
        rest = table.filter(pc.invert(pc.is_in(table["observation"], pa.array(away))))
        path.unlink()
        if len(rest):
            write_observations(rest, path)


def write(db: duckdb.DuckDBPyConnection, folder: Path, before: Path | None, changed: Collection[str]) -> None:
    """The tables of ``db`` (the DuckDB file in the folder) as Parquet, and the data package.

    The series are one file a source; those of a source that did not change are the bytes of before.
    """
    for table in WHOLE:
        if table is not TRADE:
            _copy(db, f"FROM {table.name}", folder / f"{table.name}.parquet")
    (folder / TRADE.name).mkdir()
    names = db.execute("SELECT DISTINCT source FROM trade").fetchall()
    if not names:  # rates alone: a file without rows, so that whoever reads the folder finds the columns
        _copy(db, "FROM trade", folder / TRADE.name / "none.parquet")
    for (source,) in names:
        name = Path(TRADE.name, f"{source}.parquet")
        if before and source not in changed:
            os.link(before / name, folder / name)
        else:
            _copy(db, f"FROM trade WHERE source = {sql_text(source)}", folder / name)
    db.execute("CHECKPOINT")
    if before:
        carry(before, folder)
    write_package(folder, folder.name.removeprefix(UNFINISHED))


def _copy(db: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    db.execute(f"COPY ({query}) TO {sql_text(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)")


def verify(folder: Path) -> None:
    """Opens what was written as a reader would; raises CheckFailed."""
    with duckdb.connect(str(folder / DATABASE), read_only=True) as db:
        for table in WHOLE:
            inside = db.table(table.name).count("*").fetchone()
            paths = f"{table.name}/*.parquet" if table is TRADE else f"{table.name}.parquet"
            beside = db.read_parquet(str(folder / paths)).count("*").fetchone()
            if inside != beside:
                raise CheckFailed(f"{inside} rows in DuckDB, {beside} in Parquet.", where=table.name)


def swap(processed: Path, folder: Path) -> Path:
    """Makes a finished folder the current data set; the last three versions stay."""
    for path in folder.rglob("*"):
        if path.stat().st_nlink == 1 or path.is_dir():  # links to what stood before are on the disk already
            sync(path)
    final = processed / folder.name.removeprefix(UNFINISHED)
    folder.rename(final)
    pointer = processed / f".{CURRENT}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(final.name)
    pointer.replace(processed / CURRENT)
    sync(processed)
    for old in versions(processed)[:-KEPT_VERSIONS]:
        _prune(processed, old)
    return final


def _prune(processed: Path, old: Path) -> None:
    """Takes a version away once it is noted what it held; failing is no reason to call what was published failed."""
    with suppress(OSError, duckdb.Error, TradeDataError):
        append(processed / PRUNED, held(old))
        shutil.rmtree(old, ignore_errors=True)


def versions(processed: Path) -> list[Path]:
    """The published data sets, oldest first."""
    return sorted(path for path in processed.glob("2*Z") if path.is_dir())
