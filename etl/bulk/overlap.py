"""Which files speak of the same trade: a newer file takes the place of an older one, whole, or is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from etl.bulk.staging import Staged
from trade.errors import CheckFailed
from trade.store import sql_text

_SPAN = "reporter, flow, period"


def replaced(folder: Path, staged: Sequence[Staged], before: Path | None) -> dict[int, str]:
    """Files of the data set that stands whose every reporter, flow and period is in these: number -> name.

    Raises CheckFailed where two of the files speak of one reporter, flow and period, or a file of before
    says more than what would take its place.
    """
    with duckdb.connect() as db:
        each = " UNION ALL ".join(
            f"SELECT DISTINCT {item.number} AS file, {_SPAN} FROM read_parquet({sql_text(folder / f'{item.key}.parquet')})"
            for item in staged
        )
        db.execute(f"CREATE TEMP TABLE added AS {each}")
        names = {item.number: item.name for item in staged}
        twice = db.execute(
            f"SELECT min(file), max(file), any_value(period) FROM (SELECT {_SPAN}, file FROM added) "
            f"GROUP BY {_SPAN} HAVING count(DISTINCT file) > 1 LIMIT 1"
        ).fetchone()
        if twice:
            one, other, period = twice
            raise CheckFailed(
                f"{names[one]} speaks of the same reporter, flow and period too ({_written(period)}).",
                where=names[other], todo="The same trade would count twice: give one of the two.",
            )  # fmt: skip
        return _of_before(db, before) if before else {}


def _of_before(db: duckdb.DuckDBPyConnection, before: Path) -> dict[int, str]:
    db.execute(f"ATTACH {sql_text(before)} AS before (READ_ONLY)")
    touched = db.execute(f"""
        SELECT file, any_value(files.name), count(*) FILTER (added.reporter IS NULL) AS left_over
        FROM before.spans LEFT JOIN (SELECT DISTINCT {_SPAN} FROM added) AS added USING ({_SPAN})
        JOIN before.files USING (file) GROUP BY file HAVING count(added.reporter) > 0""").fetchall()
    for _, name, left_over in touched:
        if left_over:
            raise CheckFailed(
                "a file that is loaded speaks of some of the same trade, and of more.", where=str(name),
                todo="Give a file that holds all of it.",
            )  # fmt: skip
    return {file: name for file, name, _ in touched}


def _written(period: int) -> str:
    year, month = divmod(period, 100)
    return f"{year}-{month:02}" if month else str(year)
