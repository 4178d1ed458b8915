"""The forms in which rows are taken away: media type, and the pieces that a file is made of while it travels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from trade.files import columnar, described, package, workbook
from trade.files.about import About
from trade.files.extract import Extent, Extract


@dataclass(frozen=True)
class Taken:
    """Rows with what is to be said of them; ``selection`` is the question as it was understood."""

    extract: Extract
    extent: Extent
    about: About
    selection: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    ignored: tuple[str, ...] = ()
    unit: str = "USD"


@dataclass(frozen=True)
class Form:
    """A kind of file."""

    mimetype: str
    pieces: Callable[[Taken], Iterator[bytes]]
    words: str


def _json(taken: Taken) -> Iterator[bytes]:
    """An object whose last member is ``data``, a row a line."""
    yield json.dumps(_head(taken), ensure_ascii=False)[:-1].encode() + b', "data": ['
    yield from taken.extract.json()
    yield b"\n]}\n"


def _head(taken: Taken) -> dict[str, object]:
    about, columns = taken.about, taken.extract.columns
    return {
        "version": about.version,
        "title": about.title,
        "address": about.address,
        "selection": taken.selection,
        "ignored": taken.ignored,
        "unit": taken.unit,
        "rows": taken.extent.rows,
        "columns": [described.frictionless(each, about.meaning(each), about.label(each)) for each in columns],
        "sources": [
            {name: row[name] for name in ("source", "publisher", "title", "url", "licence")}
            for row in about.sources
        ],
    }


FORMS: Mapping[str, Form] = {
    "json": Form("application/json", _json, "an object with version, selection, columns and rows"),
    "csv": Form("text/csv", lambda taken: taken.extract.csv(), "RFC 4180, UTF-8, a heading and rows"),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda taken: workbook.written(taken.extract, taken.about, taken.extent.rows),
        "Excel, at most 1,048,575 rows",
    ),
    "parquet": Form(
        "application/vnd.apache.parquet",
        lambda taken: columnar.written(taken.extract, taken.about),
        "zstd, units and meanings in its schema",
    ),
    "zip": Form(
        "application/zip",
        lambda taken: package.written(taken.extract, taken.about),
        "the CSV with Frictionless and CSVW descriptions and a README",
    ),
}
