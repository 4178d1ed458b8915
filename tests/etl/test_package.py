"""The data package that describes a published data set: whole, true, readable by others' tools."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate
from projects import PRESS, ROWS, UNCTAD, WORKBOOK, WTO, small_root

from etl.arrow import pa, pq
from etl.refresh import refresh
from trade.files.described import TYPES
from trade.store import Store
from trade.tables import TABLES, table

ARROW: dict[str, Any] = {
    "string": pa.types.is_string, "integer": pa.types.is_integer, "number": pa.types.is_floating,
    "date": pa.types.is_date, "datetime": pa.types.is_timestamp, "boolean": pa.types.is_boolean,
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook and the first rows of each CSV, published."""
    paths = small_root(tmp_path_factory.mktemp("package"), WORKBOOK, UNCTAD, WTO, PRESS, rows=ROWS)
    done = refresh(paths)
    assert done.folder and not done.failures
    return done.folder


@pytest.fixture(scope="module")
def described(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def schema(folder: Path, resource: dict[str, Any]) -> dict[str, Any]:
    found = resource["schema"]
    return json.loads((folder / found).read_text(encoding="utf-8")) if isinstance(found, str) else found


@pytest.mark.slow
def test_frictionless_finds_nothing_wrong(folder: Path):
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "message"])
    assert sum(task.stats.get("rows", 0) for task in report.tasks) > 1_700


def test_every_file_of_figures_is_named_once(folder: Path, described: dict[str, Any]):
    named = [resource["path"] for resource in described["resources"]]
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*.parquet")}
    assert sorted(named) == sorted(present)


def test_every_table_is_there(folder: Path, described: dict[str, Any]):
    first_words = {resource["name"].partition(".")[0] for resource in described["resources"]}
    assert first_words == {item.name for item in TABLES}


def test_types_and_order_are_those_of_the_files(folder: Path, described: dict[str, Any]):
    for resource in described["resources"]:
        fields = schema(folder, resource)["fields"]
        file = pq.read_schema(folder / resource["path"])
        assert [field["name"] for field in fields] == file.names
        for field in fields:
            assert ARROW[field["type"]](file.field(field["name"]).type), (resource["path"], field["name"])


def test_fields_are_described_as_the_tables_declare_them(folder: Path, described: dict[str, Any]):
    for resource in described["resources"]:
        declared = table(resource["name"].partition(".")[0])
        found = schema(folder, resource)
        assert found["primaryKey"] == list(declared.key)
        for field, column in zip(found["fields"], declared.columns, strict=True):
            assert (field["type"], field["description"]) == (TYPES[column.kind], column.meaning)
            assert field.get("unit", "") == column.unit


@pytest.mark.slow
def test_another_tool_reads_the_rows(folder: Path):
    package = Package(str(folder / "datapackage.json"))
    (name,) = [item for item in package.resource_names if item.startswith("observations.imf_dots")]
    rows = package.get_table_resource(name).read_rows()
    assert len(rows) == 849
    assert rows[0]["as_published"].endswith("US Dollars, Millions")


@pytest.mark.parametrize("name", [item.name for item in TABLES])
def test_no_two_rows_of_the_real_data_set_share_a_key(store: Store, name: str):
    key = ", ".join(table(name).key)
    assert not store.rows(f"SELECT {key} FROM {name} GROUP BY ALL HAVING count(*) > 1 LIMIT 5")


@pytest.mark.parametrize("name", [item.name for item in TABLES])
def test_required_cells_of_the_real_data_set_are_filled(store: Store, name: str):
    counts = ", ".join(f"count(*) - count({c.name}) AS {c.name}" for c in table(name).columns if c.required)
    (row,) = store.rows(f"SELECT {counts} FROM {name}")
    assert not any(row.values()), row
