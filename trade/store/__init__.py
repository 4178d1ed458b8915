"""Opens a published data set. Nothing else knows which engine answers, or where."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trade.bulk import held, opened
from trade.bulk.held import Holding
from trade.bulk.over import worded
from trade.errors import BadSelection, SourceUnavailable
from trade.once import Once
from trade.store.address import engine_at
from trade.store.embedded import Embedded
from trade.store.engine import Engine
from trade.store.sqltext import DATABASE, observations_view, sql_text
from trade.versions import moment

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["DATABASE", "Store", "observations_view", "sql_text"]

#: Rows of answers that are remembered, at about 5 kB each: some 100 MB a process at most.
REMEMBERED = 20_000
Asked = tuple[str, str, str, str]
Rows = Sequence[Mapping[str, Any]]


class Store:
    """A published data set, read-only, safe to use from many threads.

    Questions are worded in DuckDB's dialect; an engine that speaks another has each translated once.
    After a publish the next question is answered from the new version.
    """

    def __init__(self, where: Path | Engine, remembered: int = REMEMBERED) -> None:
        """``where``: a published folder, or an engine. ``remembered``: how many rows of answers are kept, 0 for none."""
        self._engine: Engine = Embedded(where) if isinstance(where, Path) else where
        self._answers: Once[Asked, Rows] = Once(remembered, lambda rows: len(rows) + 1)
        self._bulk: tuple[str, ...] = ()
        self._settled: Store | None = None

    @classmethod
    def at(cls, address: str | None = None) -> Store:
        """The store at an address such as ``duckdb:data/processed/current`` (also from TRADE_STORE).

        BadSelection where the address cannot be read; nothing is asked yet.
        """
        return cls(engine_at(address))

    @property
    def version(self) -> str:
        """The stamp of the data set in use; SourceUnavailable before the first publish."""
        return self._engine.version

    @property
    def built(self) -> datetime:
        """When the data set in use was built (UTC, whole seconds): as its stamp says, else by its file.

        SourceUnavailable where neither is to be had.
        """
        stamped, folder = moment(self.version), self.folder
        if stamped:
            return stamped
        if folder:
            return datetime.fromtimestamp((folder / DATABASE).stat().st_mtime, UTC).replace(microsecond=0)
        raise SourceUnavailable(
            f"its version is {self.version!r}, which is no stamp.", todo="Publish it as it was built."
        )

    @property
    def folder(self) -> Path | None:
        """The folder of the data set in use; None where it is elsewhere."""
        return self._engine.folder

    def fixed(self) -> Store:
        """The same store on the version in use now, for good: several questions of one answer are of one data set."""
        same = copy.copy(self)
        same._engine, same._settled = self._engine.fixed(), None
        return same

    def apart(self) -> Store:
        """The same, for answers of many rows: they take nothing of the room that questions have, and none is remembered."""
        same = copy.copy(self)
        same._engine, same._settled = self._engine.apart(), None
        same._answers = Once(0, lambda _rows: 1)
        return same

    def over(self, *sources: str | None) -> Store:
        """The same store, on the version in use now, that answers from these bulk data sets too.

        Names of other sources change nothing. BadSelection where there is no such data set, or the engine has none.
        """
        names = tuple(dict.fromkeys(name for name in sources if name and self._is_bulk(name)))
        if not names:
            return self
        if self._settled is None or self._settled.version != self.version:
            self._settled = self.fixed()
        same = self._settled.fixed()
        same._settled, same._bulk = self._settled, names
        for name in names:
            same._engine.held(name)
        return same

    @property
    def small(self) -> Store:
        """This store without bulk data: for what they have no part in, as revisions."""
        return self._settled if self._bulk and self._settled else self

    @property
    def bulk(self) -> Sequence[Holding]:
        """The bulk data sets that this store answers from."""
        return [self._engine.held(name) for name in self._bulk]

    @property
    def datasets(self) -> Sequence[Holding]:
        """All bulk data sets that stand beside the tables, whether this store answers from them or not."""
        found: list[Holding] = []
        for name in opened.names(folder) if (folder := self.folder) else ():
            with suppress(SourceUnavailable):  # one that another version laid out: ``etl status`` says so
                found.append(self._engine.held(name))
        return found

    def _is_bulk(self, source: str) -> bool:
        """Whether the source is a bulk data set. One that is a small source too is so where it is loaded."""
        if not held.is_dataset(source):
            return False
        folder = self.folder
        known = opened.names(folder) if folder else []
        if source in known or not folder:
            return source in known or not self._is_small(source)
        if self._is_small(source):
            return False
        there = f"There are: {', '.join(known)}." if known else "None is loaded."
        raise BadSelection(
            "source", f"no bulk data set is called {source!r}.", todo=f"{there} Load one with: python -m etl bulk PATH",
            near=tuple(get_close_matches(source.lower(), known, n=1)), allowed=tuple(known),
        )  # fmt: skip

    def _is_small(self, source: str) -> bool:
        return bool(
            self.small.rows("SELECT 1 AS found FROM sources WHERE source = $source", {"source": source})
        )

    @property
    def home(self) -> Path | None:
        """The folder that holds all versions of the data set, and what refreshes noted; None where it is elsewhere."""
        return self._engine.home

    def ask(self, sql: str, values: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The answer as a frame; ``values`` are bound to ``$name`` in the text."""
        return self._engine.frame(self._worded(sql, values or {}), values or {})

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        """The answer row by row: for small answers this costs a third of a frame.

        The newest answers are remembered, each for its version of the data set; a row is nobody's to change.
        Who asks what is being answered already waits for that answer.
        """
        asked = self.version, ",".join(self._bulk), sql, repr(values)
        return list(
            self._answers.get(asked, lambda: self._engine.rows(self._worded(sql, values or {}), values or {}))
        )

    def forget(self) -> None:
        """Nothing that was answered is remembered: for measuring what an answer costs."""
        self._answers.forget()

    def stream(
        self, sql: str, values: Mapping[str, Any] | None = None, batch: int = 50_000
    ) -> Iterator[pa.RecordBatch]:
        """The answer piece by piece; a cluster's whole answer to one question passes through memory."""
        return self._engine.stream(self._worded(sql, values or {}), values or {}, batch)

    def _worded(self, sql: str, values: Mapping[str, Any]) -> str:
        return worded(sql, values, self.bulk) if self._bulk else sql

    def observed(self, numbers: Iterable[int]) -> str:
        """The relation, as SQL, that holds these observations."""
        return self._engine.observed(numbers)
