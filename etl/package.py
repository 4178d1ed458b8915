"""The Frictionless description of a published data set (``datapackage.json``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trade.tables import TABLES, Column, Kind, Table

#: Kinds of columns in the words of Frictionless Table Schema.
TYPES: dict[Kind, str] = {
    "text": "string", "integer": "integer", "number": "number",
    "date": "date", "timestamp": "datetime", "boolean": "boolean",
}  # fmt: skip


def write_package(folder: Path) -> None:
    (folder / "datapackage.json").write_text(
        json.dumps(package(), ensure_ascii=False, indent=1), encoding="utf-8"
    )


def package() -> dict[str, Any]:
    """The description of a data set published now."""
    return {
        "name": "bilateral",
        "title": "Trade figures exactly as published, with their provenance",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "licenses": [{"title": "Each publisher's own terms: see the table sources"}],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "type": "table",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
        },
        "warnings": list(table.warnings),
    }


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": column.meaning,
    }
    if column.unit:
        described["unit"] = column.unit
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes:
        constraints["enum"] = [code for code, _ in column.codes]
    if constraints:
        described["constraints"] = constraints
    return described
