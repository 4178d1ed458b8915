"""The Frictionless description of a published data set (``datapackage.json``), and the hashes of its files.

They stand in ``SHA256SUMS``, for ``sha256sum --check``: frictionless takes ``hash`` and ``bytes`` of a Parquet
file for wrong whatever they are (5.21), since it does not count the bytes of those.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from trade.files.described import frictionless
from trade.tables import TABLES, Table
from trade.versions import PACKAGE, SUMS


def write_package(folder: Path, version: str) -> None:
    """Describes the data set in ``folder``, whose files are all there, as the one of that stamp."""
    for table in TABLES:
        if (folder / table.name).is_dir():
            _write(folder / _shared(table), _schema(table))
    _write(folder / PACKAGE, package(folder, version))
    _sum(folder)


def _write(path: Path, described: dict[str, Any]) -> None:
    path.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")


def package(folder: Path, version: str) -> dict[str, Any]:
    """The description of a data set published now."""
    return {
        "name": "bilateral",
        "version": version,
        "title": "Trade figures exactly as published, with their provenance",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "licenses": [{"name": "other", "title": "Each publisher's own terms: see the table sources"}],
        "resources": [resource for table in TABLES for resource in _resources(table, folder)],
    }


def _resources(table: Table, folder: Path) -> list[dict[str, Any]]:
    """A table is one file, or a folder of files of one form, which is described once."""
    if not (folder / table.name).is_dir():
        return [_resource(table, table.name, folder / f"{table.name}.parquet", _schema(table), folder)]
    return [
        _resource(table, f"{table.name}.{path.stem.lower()}", path, _shared(table), folder)
        for path in sorted((folder / table.name).iterdir())
    ]


def _shared(table: Table) -> str:
    return f"{table.name}.schema.json"


def _resource(
    table: Table, name: str, path: Path, schema: dict[str, Any] | str, folder: Path
) -> dict[str, Any]:
    return {
        "name": name,
        "title": table.title,
        "type": "table",
        "path": path.relative_to(folder).as_posix(),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
        "warnings": list(table.warnings),
    }


def _sum(folder: Path) -> None:
    described = sorted(path for form in ("*.parquet", "*/*.parquet", "*.json") for path in folder.glob(form))
    lines = [f"{_digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in described]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _schema(table: Table) -> dict[str, Any]:
    return {"fields": [frictionless(column) for column in table.columns], "primaryKey": list(table.key)}
