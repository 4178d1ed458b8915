"""What the tests of a refresh share: running one, editing its files, asking what stands."""

from __future__ import annotations

from pathlib import Path

import duckdb
from handmade_damage import put

from etl import publish
from etl.paths import Paths
from etl.progress import Listener
from etl.readings import Kept
from etl.refresh import Refreshed, refresh
from trade.store import Store


class Heard(Listener):
    """Notes which files were read."""

    def __init__(self) -> None:
        self.files: list[str] = []

    def read(self, kept: Kept) -> None:
        self.files.append(kept.file.name)


def again(paths: Paths, *only: str) -> tuple[Refreshed, list[str]]:
    heard = Heard()
    return refresh(paths, only, heard), heard.files


def edit(path: Path, old: str, new: str) -> None:
    path.write_bytes(put(old, new)(path.read_bytes()))


def figures(paths: Paths) -> dict[str, int]:
    rows = Store(paths.processed / "current").rows(
        "SELECT source, count(*) AS figures FROM observations GROUP BY ALL ORDER BY ALL"
    )
    return {row["source"]: row["figures"] for row in rows}


def values(paths: Paths, where: str) -> list[float]:
    rows = Store(paths.processed / "current").rows(f"SELECT value_usd FROM trade WHERE {where}")
    return [row["value_usd"] for row in rows]


ARMENIA = "source = 'unctad_sitc' AND reporter = 'ARM' AND partner = 'LTU' AND period = '1995' AND product = 'TOTAL'"


def observed(done: Refreshed) -> list[Path]:
    assert done.folder
    return sorted((done.folder / publish.OBSERVED).iterdir())


def count_of(done: Refreshed, table: str) -> int:
    found = duckdb.execute(f"SELECT count(*) FROM read_parquet('{done.folder}/{table}/*.parquet')").fetchone()
    return found[0] if found else 0
