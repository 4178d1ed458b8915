"""The little SQL that is written for the embedded engine alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

#: The file beside the Parquet tables that holds all of them but the observations.
DATABASE = "trade.duckdb"


def observations_view(folder: Path, files: Sequence[str] = ()) -> str:
    """The SQL of the view over the observations of a data set: one Parquet file a raw file."""
    paths = files or [str(folder / "observations" / "*.parquet")]
    return (
        f"CREATE OR REPLACE TEMP VIEW observations AS FROM read_parquet([{', '.join(map(sql_text, paths))}])"
    )


def sql_text(path: str | Path) -> str:
    """A path or a word as SQL text, between quotes."""
    return "'" + str(path).replace("'", "''") + "'"
