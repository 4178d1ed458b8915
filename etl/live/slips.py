"""A slip of the unit in a new answer: all its figures a thousand, or a million, times what stands."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.arrow import Frame
from trade.errors import CheckFailed
from trade.tables import OBSERVATIONS

#: So many cells at least must be in both: one alone may well have grown a thousandfold.
FEWEST = 3
#: What counts as a thousand times: a third of it to three times it.
POWERS, WITHIN = (-6, -3, 3, 6), 0.5


class Slipped(CheckFailed):
    """Figures that are all a thousand or a million times too large or too small."""


def refuse(current: Path, source: str, observations: Frame) -> None:
    """Raises Slipped where new observations are by and large 10^3 or 10^6 times the latest of their cells.

    ``current`` is the data set in use, ``observations`` a table of OBSERVATIONS of one file.
    """
    before = [str(path) for path in (current / OBSERVATIONS.name).glob(f"{source}-*.parquet")]
    if not len(observations) or not before:
        return
    with duckdb.connect() as db:
        db.register("fresh", observations)
        db.read_parquet(before).to_view("before")
        found = db.execute(_RATIOS).fetchone()
    cells, power = found or (0, None)
    near = [each for each in POWERS if power is not None and abs(power - each) < WITHIN]
    if cells >= FEWEST and near:
        raise Slipped(
            f"half of its {cells} figures are more than about 10^{near[0]} times what was published last for the same "
            "source, partners, flow and product: the unit seems to be another one."
        )


def todo(source: str, kept: Path) -> str:
    """What a person can do about an answer that was set aside as ``kept``."""
    return (
        "Compare one of its figures with what the publisher shows. "
        f"If they are right as read, take them: python -m etl add {kept} --source {source}. "
        f"If the publisher counts in another unit now, its reader in etl/sources/{source} has to learn it first; "
        "then the next refresh takes the answer by itself."
    )


#: Each new figure against the latest one of its series that is not about a later time.
_RATIOS = """
    WITH latest AS (
        SELECT fresh.value AS fresh, old.value AS old
        FROM fresh JOIN before old
        USING (source, agency, reporter, partner, flow, product_scheme, product, currency, partner_rule)
        WHERE fresh.value > 0 AND old.value > 0 AND old.period_start <= fresh.period_start
          AND old.period_end - old.period_start BETWEEN
              fresh.period_end - fresh.period_start - 3 AND fresh.period_end - fresh.period_start + 3
        QUALIFY row_number() OVER (
            PARTITION BY fresh.observation ORDER BY old.period_start DESC, old.known_on DESC) = 1
    )
    SELECT count(*), median(log10(fresh / old)) FROM latest
"""
