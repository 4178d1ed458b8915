"""An extract of rows that were worked out here, in their order, so that files are made of them as of any query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from trade.files.extract import BATCH_ROWS, Extent, Extract, Query
from trade.store import Store
from trade.tables import DUCKDB_TYPES, Column

if TYPE_CHECKING:
    import pyarrow as pa

#: Says where a row stands; no file shows it.
_PLACE = "row_place"


@dataclass(frozen=True)
class Made(Extract):
    """Rows with these columns; a value that is not there is None. They are written here, whichever engine was asked."""

    rows: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def of(cls, store: Store, columns: tuple[Column, ...], rows: Iterable[Mapping[str, Any]]) -> Made:
        names = [column.name for column in columns]
        listed = [{name: row[name] for name in names} for row in rows]
        kinds = {column.name: DUCKDB_TYPES[column.kind] for column in columns} | {_PLACE: "BIGINT"}
        text = json.dumps([row | {_PLACE: place} for place, row in enumerate(listed)], default=date.isoformat)
        sql = f"SELECT unnest(from_json($made, '{json.dumps([kinds])}'), recursive := true)"
        return cls(store, columns, [(sql, {"made": text})], _PLACE, lambda query: query, rows=listed)

    def _rows(self, part: Query) -> Iterator[pa.RecordBatch]:
        sql, values = part
        return _here(f"SELECT * EXCLUDE ({_PLACE}) FROM ({sql}) ORDER BY {self.order}", values, BATCH_ROWS)

    def extent(self) -> Extent:
        days = [
            row[name] for name in ("period_start", "period_end") for row in self.rows if row[name] is not None
        ]
        sources = {str(row["source"]) for row in self.rows if row["source"]}
        return Extent(
            len(self.rows),
            tuple(sorted(sources)),
            min(days, default=None),
            max(days, default=None),
        )


def _here(sql: str, values: Mapping[str, Any], rows: int) -> Iterator[pa.RecordBatch]:
    with duckdb.connect() as engine:
        yield from engine.execute(sql, dict(values)).to_arrow_reader(rows)
