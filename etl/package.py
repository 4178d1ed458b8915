"""The Frictionless description of a published data set (``datapackage.json``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trade.files.described import frictionless
from trade.tables import TABLES, Table


def write_package(folder: Path) -> None:
    """Describes the data set in ``folder``, whose files are all there."""
    for table in TABLES:
        if (folder / table.name).is_dir():
            _write(folder / _shared(table), _schema(table))
    _write(folder / "datapackage.json", package(folder))


def _write(path: Path, described: dict[str, Any]) -> None:
    path.write_text(json.dumps(described, ensure_ascii=False, indent=1), encoding="utf-8")


def package(folder: Path) -> dict[str, Any]:
    """The description of a data set published now."""
    return {
        "name": "bilateral",
        "title": "Trade figures exactly as published, with their provenance",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "licenses": [{"name": "other", "title": "Each publisher's own terms: see the table sources"}],
        "resources": [resource for table in TABLES for resource in _resources(table, folder)],
    }


def _resources(table: Table, folder: Path) -> list[dict[str, Any]]:
    """A table is one file, or a folder of files of one form, which is described once."""
    if not (folder / table.name).is_dir():
        return [_resource(table, table.name, f"{table.name}.parquet", _schema(table))]
    return [
        _resource(table, f"{table.name}.{path.stem.lower()}", f"{table.name}/{path.name}", _shared(table))
        for path in sorted((folder / table.name).iterdir())
    ]


def _shared(table: Table) -> str:
    return f"{table.name}.schema.json"


def _resource(table: Table, name: str, path: str, schema: dict[str, Any] | str) -> dict[str, Any]:
    return {
        "name": name,
        "title": table.title,
        "type": "table",
        "path": path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
        "warnings": list(table.warnings),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {"fields": [frictionless(column) for column in table.columns], "primaryKey": list(table.key)}
