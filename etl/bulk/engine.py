"""The engine that reads and lays out bulk files: little memory, and its errors in our words."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from trade.errors import SourceChanged, SourceUnavailable

#: Python, the engine's own buffers and this stay below 2 GiB together.
MEMORY = "1200MB"
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_VALUE = re.compile(r'Error when converting column "([^"]+)"\. Could not convert string "(.*)" to', re.S)
_CELLS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
#: How often a progress bar moves.
_TICK = 0.25


@contextmanager
def engine(folder: Path, database: Path | None = None) -> Generator[duckdb.DuckDBPyConnection]:
    """An engine whose overflow goes into ``folder``."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "temp_directory": str(folder / ".overflow"),
    }  # fmt: skip
    if database:
        config["storage_compatibility_version"] = "latest"
    with duckdb.connect(str(database or ":memory:"), config=config) as db:
        db.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        try:
            yield db
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException) as error:
            raise SourceUnavailable(
                f"the engine could not go on ({str(error).splitlines()[0][:200]}).", where=str(folder),
                todo="The last data set stands. Is the disk full? What was read already is not read again.",
            ) from error  # fmt: skip


def is_stopped(error: BaseException) -> bool:
    """Whether somebody pressed Ctrl-C: the engine tells of it by an error of its own."""
    return isinstance(error, KeyboardInterrupt) or isinstance(error.__cause__, KeyboardInterrupt)


def watched(db: duckdb.DuckDBPyConnection, sql: str, moved: Callable[[float], None]) -> None:
    """Runs a query; ``moved`` hears which share of it is done, a few times a second."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_TICK):
            moved(max(0.0, min(1.0, db.query_progress() / 100)))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        db.execute(sql)
    finally:
        done.set()
        watcher.join()


def put(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Adds rows to a table in one statement: one a row takes a thousand times longer."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        db.execute(f"INSERT INTO {table} SELECT {', '.join('unnest(?)' for _ in columns)}", columns)


def in_our_words(error: duckdb.Error, name: str) -> SourceChanged:
    """What the engine says of a text file: row, column, what to do."""
    said = str(error)
    row = found[1] if (found := _LINE.search(said)) else ""
    where = f"{name}, row {row}" if row else name
    if value := _VALUE.search(said):
        return SourceChanged(
            f"{value[2][:40]!r} is no value for this column.", where=f"{where}, column {value[1]}",
            todo="Nothing of the file was taken. Fetch it again; if it is the same, the publisher has slipped.",
        )  # fmt: skip
    if cells := _CELLS.search(said):
        return SourceChanged(f"{cells[2]} cells where the heading has {cells[1]}.", where=where,
                             todo="Is the file cut short? Fetch it again.")  # fmt: skip
    return SourceChanged(f"the engine cannot read it ({said.splitlines()[0][:160]}).", where=where,
                         todo="Fetch it again.")  # fmt: skip
