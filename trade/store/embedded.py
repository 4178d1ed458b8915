"""DuckDB in this process: the data set is a folder, and nothing has to run."""

from __future__ import annotations

import copy
import tempfile
import threading
import uuid
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from trade.bulk.held import Holding
from trade.bulk.tables import BULK
from trade.errors import SourceUnavailable
from trade.store.engine import Values
from trade.store.sqltext import DATABASE, observations_view, sql_text
from trade.tables import OBSERVATIONS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: Where each cursor looks tables up. Views over them would cost every question half a millisecond.
_SEARCH_PATH = "SET search_path = 'published.main,memory.main'"


@dataclass(frozen=True)
class Room:
    """What an engine may take: MiB of data and of what it works on, threads of its own (0: one a core), answers that
    it makes at a time, each whole (0: as many as are asked for, long ones while their readers take them)."""

    memory: int
    threads: int = 0
    at_once: int = 0


#: Of one process. DuckDB alone would take four fifths of the machine, and each worker as much again.
QUESTIONS = Room(memory=512)
#: All files under way together: their parts are small and made whole, one at a time, so that a reader who stalls holds
#: no engine up. A part of 36,000 rows whose balances are worked out fits, one of 50,000 does not; what is left holds what was
#: read, which the next part reads again.
FILES = Room(memory=64, threads=1, at_once=1)


class Opened:
    """The engine over the folder that was asked for last, and the bulk data sets attached to it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._lock = threading.Lock()
        self.at_once = threading.BoundedSemaphore(room.at_once) if room.at_once else None
        self._open: tuple[Path, duckdb.DuckDBPyConnection, dict[str, Holding]] | None = None

    def connection(self, folder: Path) -> duckdb.DuckDBPyConnection:
        with self._lock:
            return self._of(folder)[0]

    def held(self, folder: Path, dataset: str) -> Holding:
        with self._lock:
            connection, held = self._of(folder)
            if dataset not in held:
                found = Holding.of(folder, dataset)
                path = sql_text(folder / BULK / f"{dataset}.duckdb")
                connection.execute(f'ATTACH IF NOT EXISTS {path} AS "{dataset}" (READ_ONLY)')
                held[dataset] = found
            return held[dataset]

    def fixed(self, folder: Path) -> Opened:
        """The same, which stays as it is when this one moves on."""
        with self._lock:
            self._of(folder)
            return copy.copy(self)

    def _of(self, folder: Path) -> tuple[duckdb.DuckDBPyConnection, dict[str, Holding]]:
        if self._open is None or self._open[0] != folder:
            self._open = folder, _connect(folder, self._room), {}
        return self._open[1:]


class Embedded:
    """An ``Engine`` over a published folder, or a link to one.

    Each question looks where the link leads: after a publish the next question is answered from the
    new version, while those under way end on the old one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened, self._files = Opened(QUESTIONS), Opened(FILES)

    @property
    def version(self) -> str:
        return self._folder_in_use().name

    @property
    def home(self) -> Path:
        return self._folder.parent

    @property
    def folder(self) -> Path:
        return self._folder_in_use()

    def fixed(self) -> Embedded:
        return self._over(self._opened)

    def apart(self) -> Embedded:
        return self._over(self._files)

    def _over(self, opened: Opened) -> Embedded:
        same = copy.copy(self)
        same._folder = self._folder_in_use()
        same._opened = opened.fixed(same._folder)
        return same

    def rows(self, sql: str, values: Values) -> list[Mapping[str, Any]]:
        with self._opened.at_once or nullcontext(), self._cursor() as cursor:
            answer = cursor.execute(sql, dict(values))
            names = [column[0] for column in answer.description or []]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def frame(self, sql: str, values: Values) -> pd.DataFrame:
        with self._cursor() as cursor:
            return cursor.execute(sql, dict(values)).df()

    def stream(self, sql: str, values: Values, batch: int) -> Iterator[pa.RecordBatch]:
        at_once = self._opened.at_once
        if at_once is None:
            with self._cursor() as cursor:
                yield from cursor.execute(sql, dict(values)).to_arrow_reader(batch)
        else:
            with at_once, self._cursor() as cursor:
                made = deque(cursor.execute(sql, dict(values)).to_arrow_reader(batch))
            while made:
                yield made.popleft()

    def observed(self, numbers: Iterable[int]) -> str:
        """Only the files that they stand in.

        The upper bits of an observation's number are the first digits of its file's hash, which
        its Parquet file is named by; opening all files would cost a hundred times more.
        """
        folder = self._folder_in_use() / OBSERVATIONS.name
        starts = {f"{number >> 31:08x}" for number in numbers}
        paths = [str(path) for start in sorted(starts) for path in folder.glob(f"*-{start}*.parquet")]
        return f"read_parquet([{', '.join(map(sql_text, paths))}])" if paths else OBSERVATIONS.name

    def held(self, dataset: str) -> Holding:
        """Attached when it is first asked for: who asks for none pays nothing."""
        return self._opened.held(self._folder_in_use(), dataset)

    @contextmanager
    def _cursor(self) -> Generator[duckdb.DuckDBPyConnection]:
        cursor = self._opened.connection(self._folder_in_use()).cursor()
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


def _connect(folder: Path, room: Room) -> duckdb.DuckDBPyConnection:
    """An engine in memory beside the data set, with the view over its observations."""
    opened = duckdb.connect()
    opened.execute("SET GLOBAL parquet_metadata_cache = true")
    opened.execute(f"SET GLOBAL memory_limit = '{room.memory}MiB'")
    # what does not fit is sorted on disk; the folder is there while something is in it
    spilled = Path(tempfile.gettempdir()) / f"bilateral-{uuid.uuid4().hex}"
    opened.execute(f"SET GLOBAL temp_directory = {sql_text(spilled)}")
    if room.threads:
        opened.execute(f"SET GLOBAL threads = {room.threads}")
    opened.execute(f"ATTACH {sql_text(folder / DATABASE)} AS published (READ_ONLY)")
    opened.execute(observations_view(folder).replace("TEMP VIEW", "VIEW"))
    return opened
