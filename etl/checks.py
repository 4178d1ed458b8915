"""Arithmetic that published figures must obey, judged within their printed digits.

What fails is a row of the table ``findings``: data, not an exception. The checks themselves stand in
``etl.identities``; here they are run, and the place of each figure that fails is looked up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import duckdb

from etl.arrow import Frame, pa
from etl.identities import CHECKS, Check
from etl.model import Finding
from etl.observe import first_number
from etl.readings import Kept, growths_of
from etl.registry import sources
from trade.codelists import economies
from trade.tables import FINDINGS

#: What a turnover and its parts have in common.
_SAME = "struct_pack(" + ", ".join(
    f"{name} := {name}" for name in (
        "source", "agency", "reporter", "partner", "product_scheme", "product", "period_start", "period_end", "currency",
    )
) + ")"  # fmt: skip

_VIEWS = f"""
CREATE OR REPLACE TEMP MACRO usd(amount) AS format('{{:,.0f}} USD', amount);
CREATE OR REPLACE TEMP MACRO percent(part, whole) AS
    CASE WHEN whole = 0 THEN 'no percentage of zero' ELSE format('{{:+.2f}} %', 100 * part / whole) END;
CREATE OR REPLACE TEMP VIEW latest AS
    SELECT *, {_SAME} AS cell
    FROM trade WHERE known_to IS NULL AND value_usd IS NOT NULL AND method IN ('published', 'converted');
-- each trade once, also where its publisher names the partner by two rules
CREATE OR REPLACE TEMP VIEW chosen AS FROM latest WHERE other_rule IS NULL OR partner_rule = 'origin';
-- figures, earlier editions too, of the few publishers that print a turnover or a balance beside its parts
CREATE OR REPLACE TEMP TABLE told AS
    WITH tellers AS MATERIALIZED (SELECT DISTINCT source FROM trade WHERE flow IN ('T', 'B'))
    SELECT {_SAME} AS cell, flow, known_from, known_to, value_usd, low_usd, high_usd
    FROM trade SEMI JOIN tellers USING (source)
    WHERE value_usd IS NOT NULL AND method IN ('published', 'converted')
        AND (other_rule IS NULL OR partner_rule = 'origin');
"""


def fill(db: duckdb.DuckDBPyConnection, readings: Sequence[Kept], said: Sequence[Finding]) -> None:
    """Fills ``findings`` with what the readers said and with what the checks find in ``trade``."""
    db.execute(FINDINGS.ddl())
    db.execute(_VIEWS)
    db.register("kinds", _kinds())
    db.register("file_of", _file_of(readings))
    db.register("growths", _growths(readings))
    db.register("habits", _habits())
    for check in CHECKS:
        _run(db, check)
    db.execute("DROP TABLE failed")
    if said:
        rows = [asdict(finding) for finding in said]
        db.register("said", pa.Table.from_pylist(rows))
        db.execute("INSERT INTO findings BY NAME FROM said")
        db.unregister("said")


def _run(db: duckdb.DuckDBPyConnection, check: Check) -> None:
    """The places of the few figures that fail are looked up once the check has run."""
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE failed AS "
        f"SELECT * EXCLUDE (rests_on, cell), CAST(rests_on AS BIGINT) AS observation FROM ({check.sql})"
    )
    db.execute(
        """
        INSERT INTO findings BY NAME
        SELECT ? AS identity, severity, source, reporter, partner, flow, product, period,
            coalesce(path, raw_sha256) AS file, locator, expected, found, tolerance, message
        FROM failed JOIN (
                SELECT observation, raw_sha256, locator FROM observations
                SEMI JOIN failed USING (observation)
            ) USING (observation)
            LEFT JOIN file_of ON raw_sha256 = sha256
        ORDER BY ALL
        """,
        [check.identity],
    )


def _kinds() -> Frame:
    listed = economies().values()
    return pa.table({"code": [item.code for item in listed], "kind": [item.kind for item in listed]})


def _habits() -> Frame:
    """Sources: whether they list all partners and products or only some, and whether people type their figures."""
    listed = sources().values()
    return pa.table(
        {
            "source": [item.name for item in listed],
            "partners": [item.habits.get("partners", "all") for item in listed],
            "typed_by_hand": [bool(item.habits.get("typed_by_hand")) for item in listed],
            "products": [item.habits.get("products", "all") for item in listed],
        }
    )


def _growths(readings: Sequence[Kept]) -> Frame:
    rows = [
        {
            "source": kept.source, "observation": first_number(kept.file.sha256) + growth.place,
            "growth_low": growth.low, "growth_high": growth.high, "growth_words": growth.as_published,
        }
        for kept in readings for growth in growths_of(kept)
    ]  # fmt: skip
    kinds = {"source": pa.string(), "observation": pa.int64(), "growth_low": pa.float64(),
             "growth_high": pa.float64(), "growth_words": pa.string()}  # fmt: skip
    return pa.Table.from_pylist(rows, schema=pa.schema(kinds))


def _file_of(readings: Sequence[Kept]) -> Frame:
    files = {kept.file.sha256: kept.file.name for kept in readings}
    return pa.table(
        {"sha256": pa.array(files.keys(), pa.string()), "path": pa.array(files.values(), pa.string())}
    )
