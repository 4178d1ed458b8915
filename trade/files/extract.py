"""What a file holds: the rows of a query in their order, made part by part so that any size costs the memory of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trade import csvtext
from trade.csvtext import Columns
from trade.files import jsontext
from trade.files.ahead import in_order
from trade.store import Lines, Store
from trade.tables import Column

if TYPE_CHECKING:
    import pyarrow as pa

#: A query and the values that are bound to its ``$names``.
Query = tuple[str, Mapping[str, Any]]
#: Text written by the engine, and typed columns, each so many rows at a time.
BATCH_ROWS, GROUP_ROWS = 5_000, 25_000


@dataclass(frozen=True)
class Extent:
    """How much is in an extract: rows, ids of the sources, first and last day, status letters."""

    rows: int
    sources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extract:
    """Rows for a file. ``queries`` give them, one after another, in no order of their own.

    ``parts`` cuts a query into such as are sorted one by one; ``shown`` makes of each the query of ``columns``.
    """

    store: Store
    columns: tuple[Column, ...]
    queries: Sequence[Query]
    order: str
    shown: Callable[[str], str]
    parts: Callable[[Store, Query], Iterator[Query]] = lambda _store, query: iter((query,))

    @property
    def kinds(self) -> Columns:
        return tuple((column.name, column.kind) for column in self.columns)

    def csv(self) -> Iterator[bytes]:
        """The CSV, piece by piece, heading first."""
        yield csvtext.heading(self.kinds)
        yield from self._text(csvtext.lines)

    def json(self) -> Iterator[bytes]:
        """The rows as objects of a JSON array without its brackets, piece by piece."""
        cut = 1  # no comma before the first
        for piece in self._text(jsontext.lines):
            yield piece[cut:]
            cut = 0

    def written(self, lines: Lines, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """Batches of one column of finished lines, which the engine writes, so many at a time."""
        for part in self._parted():
            yield from self._lines(lines, part, rows)

    def typed(self) -> Iterator[pa.RecordBatch]:
        """Batches of the columns themselves; closed lists are plain text in them."""
        return in_order(self._parted(), self._typed)

    def _text(self, lines: Lines) -> Iterator[bytes]:
        def made(part: Query) -> Iterator[bytes]:
            return (csvtext.joined(batch.column(0)) for batch in self._lines(lines, part, BATCH_ROWS))

        return in_order(self._parted(), made)

    def _lines(self, lines: Lines, part: Query, rows: int) -> Iterator[pa.RecordBatch]:
        sql, values = part
        return self.store.written(lines, self.shown(sql), values, self.kinds, self.order, rows)

    def _typed(self, part: Query) -> Iterator[pa.RecordBatch]:
        sql, values = part
        plain = ", ".join(
            f"CAST({name} AS VARCHAR) AS {name}" if kind == "text" else name for name, kind in self.kinds
        )
        return self.store.stream(
            f"SELECT {plain} FROM ({self.shown(sql)}) ORDER BY {self.order}", values, GROUP_ROWS
        )

    def _parted(self) -> Iterator[Query]:
        for query in self.queries:
            yield from self.parts(self.store, query)

    def extent(self) -> Extent:
        """Counted by the engine, without making a row."""
        found = [row for sql, values in self.queries for row in self._counted(sql, values)]
        return Extent(
            sum(row["counted"] for row in found),
            _all(row["source"] for row in found),
            min((row["first_day"] for row in found), default=None),
            max((row["last_day"] for row in found), default=None),
            _all(row["status"] for row in found),
        )

    def _counted(self, sql: str, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Rows and days by source and, where there is one, status."""
        has_status = any(column.name == "status" for column in self.columns)
        parts = "source, status" if has_status else "source, CAST(NULL AS VARCHAR) AS status"
        question = (
            f"SELECT {parts}, count(*) AS counted, min(period_start) AS first_day, max(period_end) AS last_day "
            f"FROM ({sql}) GROUP BY source{', status' if has_status else ''}"
        )
        return self.store.rows(question, values)


def _all(found: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(sorted({each for each in found if each is not None}))
