"""What engines outside this process have in common: a question goes out translated, a table comes back."""

from __future__ import annotations

import copy
import math
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from trade.bulk.held import Holding
from trade.errors import BadSelection, SourceUnavailable
from trade.store.engine import Values
from trade.tables import OBSERVATIONS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: Seconds for which the version is taken for the latest one: to ask a cluster costs up to half a second.
LOOK_AGAIN = 60.0


class Elsewhere:
    """An ``Engine`` that gives whole tables; who inherits says how one is asked (``table``) and for what (``_latest``)."""

    def __init__(self, look_again: float = LOOK_AGAIN) -> None:
        self._look_again = look_again
        self._looked: tuple[float, str] | None = None
        self._looking = threading.Lock()

    def table(self, sql: str, values: Values) -> pa.Table:
        """The whole answer to a question in DuckDB's dialect."""
        raise NotImplementedError

    def _latest(self) -> str:
        """The stamp of the data set that is to be used, asked anew."""
        raise NotImplementedError

    @property
    def version(self) -> str:
        """As ``Engine.version``; a new one is seen after at most ``look_again`` seconds."""
        with self._looking:
            if self._looked is None or time.monotonic() - self._looked[0] >= self._look_again:
                self._looked = time.monotonic(), self._latest()
            return self._looked[1]

    @property
    def home(self) -> Path | None:
        return None

    @property
    def folder(self) -> Path | None:
        return None

    def fixed(self) -> Elsewhere:
        """It does not look for a newer version."""
        same, version = copy.copy(self), self.version
        same._look_again, same._looked = math.inf, (time.monotonic(), version)
        return same

    def apart(self) -> Elsewhere:
        return self.fixed()

    def rows(self, sql: str, values: Values) -> list[Mapping[str, Any]]:
        return list(self.table(sql, values).to_pylist())

    def frame(self, sql: str, values: Values) -> pd.DataFrame:
        """By the embedded engine, so that columns are of the same types whoever answers."""
        with duckdb.connect() as here:
            return here.from_arrow(self.table(sql, values)).df()

    def stream(self, sql: str, values: Values, batch: int) -> Iterator[pa.RecordBatch]:
        yield from self.table(sql, values).combine_chunks().to_batches(max_chunksize=batch)

    def observed(self, numbers: Iterable[int]) -> str:
        return OBSERVATIONS.name

    def held(self, dataset: str) -> Holding:
        raise BadSelection(
            "source", f"{dataset} is a bulk data set, and a cluster holds none.",
            todo="Ask a server whose data set is a folder, or another source.",
        )  # fmt: skip


def missing(client: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"the Python package {client} is not installed.", todo="Run: make install-cluster"
    )


def silent(engine: str, where: str, error: Exception) -> SourceUnavailable:
    """The engine did not answer, or not as it should: why, in the system's words, else in its own as far as one line goes."""
    told = _told_by_the_system(error) or next(iter(str(error).strip().splitlines()), type(error).__name__)
    return SourceUnavailable(
        f"{engine} did not answer: {told[:300].rstrip(' .')}.", where=where, todo="Does it run?"
    )


def _told_by_the_system(error: BaseException | None) -> str | None:
    """``Connection refused`` and its like, which clients wrap in lines of their own; None where it is nothing such."""
    while error is not None:
        if isinstance(error, OSError) and error.strerror:
            return error.strerror
        error = error.__cause__ or error.__context__
    return None
