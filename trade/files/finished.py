"""Rows in their order as finished lines of text, written by an engine that holds no more of them than a batch."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING

import duckdb

from trade.csvtext import Columns

if TYPE_CHECKING:
    import pyarrow as pa

#: Makes the query of finished lines, ``line``, of the query of rows.
Lines = Callable[[str, Columns], str]
#: Lines wait in a buffer for whoever takes them: little is needed where one batch is written at a time.
_LITTLE = "SET streaming_buffer_size = '64KiB'"
#: How rows are called in the engine that writes them.
_ROWS = "answered"


def writer() -> duckdb.DuckDBPyConnection:
    """An engine that writes lines, for whoever asks it: to make one takes as long as to write a thousand lines."""
    return duckdb.connect(config={"threads": 1})


def finished(
    writer: duckdb.DuckDBPyConnection,
    rows: Generator[pa.RecordBatch],
    lines: Lines,
    columns: Columns,
    batch: int,
) -> Generator[pa.RecordBatch]:
    """Batches of one column of lines, so many at a time; closed early, it closes ``rows``.

    One batch of rows after another: over all of them as one stream the engine reads far ahead of what is taken from it.
    """
    with closing(rows), writer.cursor() as here:
        here.execute(_LITTLE)
        for given in rows:
            here.register(_ROWS, given)
            del given  # not held while the next is made
            yield from here.execute(lines(f"FROM {_ROWS}", columns)).to_arrow_reader(batch)
            here.unregister(_ROWS)
