"""What each version of the data set holds: of those that are kept, and by note of those that are no more."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trade.tables import FILES, SOURCES, TABLES, Table

if TYPE_CHECKING:
    import duckdb

#: The description of a version, and the SHA-256 of each of its files as ``sha256sum --check`` reads them.
PACKAGE, SUMS = "datapackage.json", "SHA256SUMS"
#: One JSON object a version that was taken away, as ``held`` gave it; only appended to.
PRUNED = "pruned.jsonl"
STAMP = re.compile(r"\d{8}T\d{12}Z")
#: What a version says of each source and of each raw file.
_OF_SOURCE = (
    "source", "publisher", "title", "url", "licence", "vintage", "files", "figures", "first_period", "last_period",
)  # fmt: skip
_OF_FILE = ("source", "path", "sha256", "bytes", "vintage")


def moment(stamp: str) -> datetime | None:
    """When the version of that stamp was built (UTC, whole seconds); None where it is no stamp."""
    if not STAMP.fullmatch(stamp):
        return None
    return datetime.strptime(stamp[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def kept(home: Path | None) -> list[str]:
    """Stamps of the versions whose files are there, the newest first; none where they are on another machine."""
    if home is None:
        return []
    found = [path.name for path in home.iterdir() if STAMP.fullmatch(path.name) and (path / PACKAGE).exists()]
    return sorted(found, reverse=True)


def held(folder: Path) -> dict[str, Any]:
    """What a version holds: rows by table, sources with their vintage, raw files and the package with their hashes.

    ``sums`` is the SHA-256 of the list of hashes of all its files (None of a version without that list).
    """
    import duckdb  # noqa: PLC0415 - the process that watches over workers must not have it (``dashboard.serving``)

    built = moment(folder.name)

    with duckdb.connect() as db:
        return {
            "version": folder.name,
            "built": built.isoformat() if built else None,
            "sums": sha256((folder / SUMS).read_bytes()).hexdigest() if (folder / SUMS).exists() else None,
            "rows": {table.name: _count(db, folder, table) for table in TABLES},
            "sources": _rows(db, folder, SOURCES, _OF_SOURCE),
            "files": _rows(db, folder, FILES, _OF_FILE),
        }


def pruned(home: Path | None, stamp: str) -> dict[str, Any] | None:
    """What a version held that is no more; None where there is no note of it."""
    if home is None:
        return None
    path = home / PRUNED
    with suppress(FileNotFoundError), path.open(encoding="utf-8") as lines:
        for line in lines:
            if stamp in line:
                with suppress(ValueError):  # what a full disk cut off is no note
                    said = json.loads(line)
                    if said["version"] == stamp:
                        return said
    return None


def _count(db: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> int:
    (count,) = db.read_parquet(_paths(folder, table)).count("*").fetchone() or (0,)
    return int(count)


def _rows(
    db: duckdb.DuckDBPyConnection, folder: Path, table: Table, names: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The columns that the version has of these, in the order of the table's key; days as text."""
    found = db.read_parquet(_paths(folder, table)).order(", ".join(table.key))
    own = [name for name in names if name in found.columns]
    rows = found.project(", ".join(own)).fetchall()
    return [
        {
            name: value if isinstance(value, int | None) else str(value)
            for name, value in zip(own, row, strict=True)
        }
        for row in rows
    ]


def _paths(folder: Path, table: Table) -> str:
    return str(
        folder / table.name / "*.parquet"
        if (folder / table.name).is_dir()
        else folder / f"{table.name}.parquet"
    )
