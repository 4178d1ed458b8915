"""What a file holds: the rows of a query in their order, made part by part so that any size costs the memory of one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trade import csvtext
from trade.csvtext import Columns
from trade.files import jsontext
from trade.files.ahead import in_order
from trade.files.finished import Lines, finished, writer
from trade.store import Store
from trade.tables import Column

if TYPE_CHECKING:
    import pyarrow as pa

#: A query and the values that are bound to its ``$names``.
Query = tuple[str, Mapping[str, Any]]
#: Lines of text, and typed columns, each so many rows at a time.
BATCH_ROWS, GROUP_ROWS = 5_000, 50_000


def as_given(rows: pa.RecordBatch) -> pa.RecordBatch:
    return rows


@dataclass(frozen=True)
class Extent:
    """How much is in an extract: rows, ids of the sources, first and last day."""

    rows: int
    sources: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Extract:
    """Rows for a file. ``queries`` give them, one after another, in no order of their own.

    ``parts`` cuts a query into such as are sorted one by one; ``shown`` makes of each the query of ``columns``, but of
    those that ``whole`` puts into its rows.
    """

    store: Store
    columns: tuple[Column, ...]
    queries: Sequence[Query]
    order: str
    shown: Callable[[str], str]
    parts: Callable[[Store, Query], Iterator[Query]] = lambda _store, query: iter((query,))
    whole: Callable[[pa.RecordBatch], pa.RecordBatch] = as_given

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
        """Batches of one column of finished lines, so many at a time; the next are asked for when one was taken."""
        with writer() as here:
            yield from finished(here, self.typed(), lines, self.kinds, rows)

    def typed(self) -> Generator[pa.RecordBatch]:
        """Batches of the columns themselves."""
        with closing(in_order(self._parted(), self._whole)) as rows:
            yield from rows

    def _text(self, lines: Lines) -> Generator[bytes]:
        """As ``written``, end to end; the lines of one part are written while the next is sorted."""

        def made(part: Query) -> Iterator[bytes]:
            batches = finished(here, self._whole(part), lines, self.kinds, BATCH_ROWS)
            return (csvtext.joined(batch.column(0)) for batch in batches)

        with writer() as here, closing(in_order(self._parted(), made)) as pieces:
            yield from pieces

    def _whole(self, part: Query) -> Generator[pa.RecordBatch]:
        for batch in self._rows(part):
            yield self.whole(batch)
            del batch  # not held while the next is made

    def _rows(self, part: Query) -> Iterator[pa.RecordBatch]:
        sql, values = part
        return self.store.stream(
            f"SELECT * FROM ({self.shown(sql)}) ORDER BY {self.order}", values, GROUP_ROWS
        )

    def _parted(self) -> Iterator[Query]:
        for query in self.queries:
            yield from self.parts(self.store, query)

    def extent(self) -> Extent:
        """Counted by the engine, without making a row."""
        found = [row for query in self.queries for row in self._counted(query)]
        return Extent(
            sum(row["counted"] for row in found),
            tuple(sorted({row["source"] for row in found})),
            min((row["first_day"] for row in found), default=None),
            max((row["last_day"] for row in found), default=None),
        )

    def _counted(self, query: Query) -> list[Mapping[str, Any]]:
        """Rows and days by source: whoever waits for the first byte of a file waits for this."""
        sql, values = query
        question = (
            "SELECT source, count(*) AS counted, min(period_start) AS first_day, max(period_end) AS last_day "
            f"FROM ({sql}) GROUP BY source"
        )
        return self.store.rows(question, values)
