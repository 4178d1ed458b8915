"""Opens a published data set. Nothing else knows which engine answers, or where."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from cachetools import LRUCache

from trade.errors import BadSelection, SourceUnavailable
from trade.tables import OBSERVATIONS
from trade.versions import moment

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: The address of the data set: an engine, a colon, where.
ADDRESS = "TRADE_STORE"
DEFAULT = "duckdb:data/processed/current"
DATABASE = "trade.duckdb"
#: Rows of answers that are remembered, at about 5 kB each: some 100 MB a process at most.
REMEMBERED = 20_000


def observations_view(folder: Path, files: Sequence[str] = ()) -> str:
    """The SQL of the view over the observations of a data set: one Parquet file a raw file."""
    paths = files or [str(folder / "observations" / "*.parquet")]
    return (
        f"CREATE OR REPLACE TEMP VIEW observations AS FROM read_parquet([{', '.join(map(sql_text, paths))}])"
    )


def sql_text(path: str | Path) -> str:
    """A path or a word as SQL text, between quotes."""
    return "'" + str(path).replace("'", "''") + "'"


#: Where each cursor looks tables up. Views over them would cost every question half a millisecond.
_SEARCH_PATH = "SET search_path = 'published.main,memory.main'"


class Store:
    """A published data set, read-only, safe to use from many threads.

    Each question looks where the pointer leads: after a publish the next question is answered
    from the new version, while those under way end on the old one.
    """

    def __init__(self, folder: Path, remembered: int = REMEMBERED) -> None:
        """``remembered``: how many rows of answers are kept, 0 for none."""
        self._folder = folder
        self._lock = threading.Lock()
        self._open: tuple[Path, duckdb.DuckDBPyConnection] | None = None
        self._answers: LRUCache[tuple[Path, str, str], Sequence[Mapping[str, Any]]] = LRUCache(
            remembered, getsizeof=lambda rows: len(rows) + 1
        )

    @classmethod
    def at(cls, address: str | None = None) -> Store:
        """The store at an address such as ``duckdb:data/processed/current`` (also from TRADE_STORE)."""
        engine, _, where = (address or os.environ.get(ADDRESS) or DEFAULT).partition(":")
        if engine != "duckdb" or not where:
            raise BadSelection(ADDRESS, f"no engine is called {engine!r}.", todo=f"Write it as {DEFAULT}.")
        return cls(Path(where))

    @property
    def version(self) -> str:
        """The stamp of the data set in use; SourceUnavailable before the first publish."""
        return self.folder.name

    @property
    def folder(self) -> Path:
        """The folder of the data set in use; SourceUnavailable before the first publish."""
        return self._folder_in_use()

    def fixed(self) -> Store:
        """The same store on the version in use now, for good: several questions of one answer are of one data set."""
        self._connection()
        same = copy.copy(self)
        same._folder = self._folder_in_use()
        return same

    @property
    def built(self) -> datetime:
        """When the data set in use was built (UTC, whole seconds): as its stamp says, else by its file."""
        folder = self._folder_in_use()
        written = datetime.fromtimestamp((folder / DATABASE).stat().st_mtime, UTC)
        return moment(folder.name) or written.replace(microsecond=0)

    @property
    def home(self) -> Path:
        """The folder that holds all versions of the data set, and what refreshes noted."""
        return self._folder.parent

    def ask(self, sql: str, values: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The answer as a frame; ``values`` are bound to ``$name`` in the text."""
        with self._cursor() as cursor:
            return cursor.execute(sql, dict(values or {})).df()

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        """The answer row by row: for small answers this costs a third of a frame.

        The newest answers are remembered, each for its version of the data set; a row is nobody's to change.
        """
        asked = self._folder_in_use(), sql, repr(values)
        with self._lock:
            found = self._answers.get(asked)
        if found is None:
            found = self._answer(sql, values)
            with self._lock, suppress(ValueError):  # too large to be remembered
                self._answers[asked] = found
        return list(found)

    def forget(self) -> None:
        """Nothing that was answered is remembered: for measuring what an answer costs."""
        with self._lock:
            self._answers.clear()

    def _answer(self, sql: str, values: Mapping[str, Any] | None) -> Sequence[Mapping[str, Any]]:
        with self._cursor() as cursor:
            answer = cursor.execute(sql, dict(values or {}))
            names = [column[0] for column in answer.description or []]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def stream(
        self, sql: str, values: Mapping[str, Any] | None = None, batch: int = 50_000
    ) -> Iterator[pa.RecordBatch]:
        """The answer piece by piece, whatever its size."""
        with self._cursor() as cursor:
            yield from cursor.execute(sql, dict(values or {})).to_arrow_reader(batch)

    def observed(self, numbers: Iterable[int]) -> str:
        """The relation, as SQL, that holds these observations: only the files that they stand in.

        The upper bits of an observation's number are the first digits of its file's hash, which
        its Parquet file is named by; opening all files would cost a hundred times more.
        """
        folder = self._folder_in_use() / OBSERVATIONS.name
        starts = {f"{number >> 31:08x}" for number in numbers}
        paths = [str(path) for start in sorted(starts) for path in folder.glob(f"*-{start}*.parquet")]
        return f"read_parquet([{', '.join(map(sql_text, paths))}])" if paths else OBSERVATIONS.name

    @contextmanager
    def _cursor(self) -> Generator[duckdb.DuckDBPyConnection]:
        cursor = self._connection().cursor()
        try:
            cursor.execute(_SEARCH_PATH)
            yield cursor
        finally:
            cursor.close()

    def _folder_in_use(self) -> Path:
        folder = self._folder.resolve()
        if not (folder / DATABASE).exists():
            raise SourceUnavailable(
                "no data set has been built yet.", where=str(self._folder), todo="Run: make refresh"
            )
        return folder

    def _connection(self) -> duckdb.DuckDBPyConnection:
        folder = self._folder_in_use()
        with self._lock:
            if self._open is None or self._open[0] != folder:
                self._open = folder, _connect(folder)
            return self._open[1]


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    """An engine in memory beside the data set, with the view over its observations."""
    opened = duckdb.connect()
    opened.execute("SET GLOBAL parquet_metadata_cache = true")
    opened.execute(f"ATTACH {sql_text(folder / DATABASE)} AS published (READ_ONLY)")
    opened.execute(observations_view(folder).replace("TEMP VIEW", "VIEW"))
    return opened
