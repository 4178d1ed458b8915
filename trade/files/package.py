"""ZIP, sent while it is made: the CSV, what describes it to programs (Frictionless, CSV on the Web), a README."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from trade.files import described
from trade.files.about import About
from trade.files.drain import Drain
from trade.files.extract import Extract
from trade.questions import Row

DATA, FRICTIONLESS, CSVW, README = "data.csv", "datapackage.json", "csv-metadata.json", "README.md"


def written(extract: Extract, about: About) -> Iterator[bytes]:
    """The package of an extract, piece by piece; what describes the CSV comes behind it, with its hash."""
    sink, digest, size = Drain(), sha256(), 0
    with ZipFile(sink, "w", ZIP_DEFLATED) as target:
        with target.open(DATA, "w", force_zip64=True) as data:
            for piece in extract.csv():
                data.write(piece)
                digest.update(piece)
                size += len(piece)
                yield sink.taken()
        whole = {"bytes": size, "hash": f"sha256:{digest.hexdigest()}"}
        target.writestr(
            FRICTIONLESS,
            _json(frictionless(extract, about) | {"resources": [_resource(extract, about) | whole]}),
        )
        target.writestr(CSVW, _json(csvw(extract, about)))
        target.writestr(README, readme(extract, about))
    yield sink.taken()


def frictionless(extract: Extract, about: About) -> dict[str, Any]:
    """The descriptor of the package, its resources apart."""
    sources = [
        {"title": f"{row['publisher']}: {row['title']}"} | ({"path": row["url"]} if has_address(row) else {})
        for row in about.sources
    ]
    return {
        "name": "bilateral",
        "title": about.title,
        "version": about.version,
        "description": _text(about),
        **({"homepage": about.address} if about.address else {}),
        "licenses": [
            {"name": "other", "title": licence}
            for licence in dict.fromkeys(f"{row['publisher']}: {row['licence']}" for row in about.sources)
        ],
        "sources": sources,
    }


def _resource(extract: Extract, about: About) -> dict[str, Any]:
    return {
        "name": "data",
        "type": "table",
        "path": DATA,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "quoteChar": '"', "lineTerminator": "\r\n"}},
        "schema": {
            "fields": [
                described.frictionless(column, about.meaning(column), about.label(column))
                for column in extract.columns
            ],
            "missingValues": [""],
        },
    }


def csvw(extract: Extract, about: About) -> dict[str, Any]:
    """The description of the CSV by the standard of the W3C."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": about.lang}],
        "url": DATA,
        "dc:title": about.title,
        "dc:description": _text(about),
        **({"dc:identifier": about.address} if about.address else {}),
        "dc:source": [row["url"] if has_address(row) else row["title"] for row in about.sources],
        "dc:license": [f"{row['publisher']}: {row['licence']}" for row in about.sources],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "quoteChar": '"', "header": True},
        "tableSchema": {
            "columns": [
                described.csvw(column, about.meaning(column), about.label(column))
                for column in extract.columns
            ]
        },
    }


def has_address(source: Row) -> bool:
    """Whether its figures come from one place; those of the press have an address in every row."""
    return str(source["url"]).startswith("http")


def readme(extract: Extract, about: About) -> str:
    """For people: the facts, then each column."""
    facts = [_fact(name, words) for name, words in about.facts]
    columns = [f"- `{name}`: {words}" for name, words in about.columns(extract.columns)]
    return "\n".join([f"# {about.title}", "", *facts, "", f"## {DATA}", "", *columns, ""])


def _fact(name: str, words: str) -> str:
    """A line; what has several keeps them."""
    return f"- **{name}**: {words}" if "\n" not in words else f"- **{name}**:\n\n```\n{words.rstrip()}\n```\n"


def _text(about: About) -> str:
    return "\n".join(f"{name}: {words}" for name, words in about.facts)


def _json(described: dict[str, Any]) -> str:
    return json.dumps(described, ensure_ascii=False, indent=1)
