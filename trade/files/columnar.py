"""Parquet, sent while it is made: zstd, with title, citation, units and meanings in its schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from trade.files.about import About
from trade.files.drain import Drain
from trade.files.extract import Extract
from trade.tables import Column, Kind

#: Their stubs leave too much unsaid to be of use here.
pa: Any = import_module("pyarrow")
pq: Any = import_module("pyarrow.parquet")

TYPES: dict[Kind, Any] = {
    "text": pa.string(), "code": pa.string(), "integer": pa.int64(), "number": pa.float64(),
    "date": pa.date32(), "timestamp": pa.timestamp("us"), "boolean": pa.bool_(),
}  # fmt: skip


def written(extract: Extract, about: About) -> Iterator[bytes]:
    """The Parquet file of an extract, piece by piece."""
    sink = Drain()
    schema = _schema(extract, about)
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as target:
        yield sink.taken()  # how every such file begins: whoever asked knows at once that it comes
        for batch in extract.typed():
            target.write_batch(batch.cast(schema))
            yield sink.taken()
    yield sink.taken()


def _schema(extract: Extract, about: About) -> Any:
    fields = [_field(column, about) for column in extract.columns]
    facts = "\n".join(f"{name}: {words}" for name, words in about.facts)
    said = {"title": about.title, "language": about.lang, "data set": about.version, "address": about.address}
    sources = json.dumps(
        [
            {name: row[name] for name in ("source", "publisher", "title", "url", "licence")}
            for row in about.sources
        ],
        ensure_ascii=False,
    )
    return pa.schema(fields, metadata={**said, "notes": facts, "sources": sources})


def _field(column: Column, about: About) -> Any:
    said = {"label": about.label(column), "description": about.meaning(column), "unit": column.unit}
    return pa.field(
        column.name, TYPES[column.kind], metadata={name: words for name, words in said.items() if words}
    )
