"""How the table that answers questions lies on disk: what is asked for together stands together."""

from __future__ import annotations

from pathlib import Path

import duckdb

from trade.store import DATABASE

#: Each reporter of the IMF, and in how many of the pieces that a question reads whole it may stand.
PIECES = """
    WITH pieces AS (
        SELECT rowid // 122880 AS piece, min(reporter) AS first, max(reporter) AS last
        FROM trade GROUP BY piece HAVING count(DISTINCT source) = 1 AND min(source) = 'imf_dots'
    )
    SELECT reporter, count(piece)
    FROM (SELECT DISTINCT reporter FROM trade WHERE source = 'imf_dots')
        LEFT JOIN pieces ON reporter BETWEEN first AND last
    GROUP BY reporter
"""


def test_a_question_about_a_reporter_reads_little_of_the_rest(published: Path):
    with duckdb.connect(published / DATABASE, read_only=True) as db:
        pieces = dict(db.execute(PIECES).fetchall())
    assert len(pieces) == 234
    assert sum(pieces.values()) >= 200
    assert max(pieces.values()) <= 2
