"""Why a bulk file is refused: its first faulty row by column, or every code that no list knows with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from etl.bulk import staging
from etl.bulk.form import Form
from trade.bulk.codes import spelt
from trade.errors import SourceChanged, UnknownName
from trade.store import sql_text

#: More than these are counted, not listed.
MOST = 20
_FETCH = "Nothing of the file was taken."


def refuse_empty(
    db: duckdb.DuckDBPyConnection, form: Form, name: str, plain: Path, fields: Sequence[str]
) -> None:
    """Raises where a field that every row needs is empty: the first row of the first such column."""
    for field in fields:
        column, condition = form.printed[field], f"({form.select[field]}) IS NULL"
        wanted = " AND ".join(f"({each}) IS NOT TRUE" for each in form.passed.values())
        where = f"{condition} AND {wanted}" if wanted else condition
        rows: list[tuple[Any, ...]] = db.execute(
            f'SELECT raw."{column}"::VARCHAR, count(*), min(raw.file_line) FROM {staging.numbered(form, plain)} AS raw '
            f"{staging.joined(form)} WHERE {where} GROUP BY ALL ORDER BY 3"
        ).fetchall()
        count, (printed, _, first) = sum(row[1] for row in rows), rows[0]
        place = f"{name}, row {first}, column {column}"
        if field in ("reporter", "partner", "product"):
            raise UnknownName(f"codes that no list knows: {_listed([(row[0], row[1]) for row in rows])}.",
                              where=place, todo=f"{_FETCH} Is a leading zero lost? A new code goes into the lists first.")  # fmt: skip
        raise SourceChanged(
            f"{_why(form, field)}: {printed if printed is not None else 'nothing'!r} ({count:,} rows).", where=place,
            todo=f"{_FETCH} Fetch it again; if it is the same, the form has changed.",
        )  # fmt: skip


def _why(form: Form, field: str) -> str:
    return {
        "value": f"an amount is missing or has more than {form.decimals} decimals (a weight beside it likewise)",
        "period": "this is no period of this file",
        "flow": "this flow is not known",
    }[field]


def refuse_unknown(db: duckdb.DuckDBPyConnection, form: Form, name: str, path: Path) -> None:
    """Raises UnknownName for economies and products that no code list knows, all with their counts."""
    economies = form.economies()
    said: list[str] = []
    for field in ("reporter", "partner"):
        unknown = [(form.written(n), count) for n, count in _counts(db, field, path) if n not in economies]
        said += [f"{form.printed[field]} {_listed(unknown)}"] if unknown else []
    unknown = [
        (spelt(n), count) for n, count in _counts(db, "product", path) if not form.is_product(spelt(n))
    ]
    said += [f"{form.printed['product']} {_listed(unknown)}"] if unknown else []
    if said:
        raise UnknownName(f"codes that no list knows: {'; '.join(said)}.", where=name,
                          todo=f"{_FETCH} A new code goes into the lists first: see docs/bulk.md.")  # fmt: skip


def passed(db: duckdb.DuckDBPyConnection, form: Form, plain: Path) -> dict[str, int]:
    """How many rows were passed over, by the first reason that holds."""
    cases = " ".join(f"WHEN {condition} THEN {sql_text(why)}" for why, condition in form.passed.items())
    rows = db.execute(
        f"SELECT CASE {cases} END AS why, count(*) FROM {staging.relation(form, plain)} GROUP BY ALL"
    ).fetchall()
    return {why: count for why, count in rows if why}


def _counts(db: duckdb.DuckDBPyConnection, field: str, path: Path) -> list[tuple[int, int]]:
    return db.execute(
        f"SELECT {field}, count(*) FROM read_parquet({sql_text(path)}) GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()


def _listed(codes: Sequence[tuple[str | None, int]]) -> str:
    shown = ", ".join(
        f"{code if code is not None else 'nothing'!r} ({count:,} rows)" for code, count in codes[:MOST]
    )
    return shown + (f" and {len(codes) - MOST} more" if len(codes) > MOST else "")
