"""Observations -> trade: one row an answer, with the days in which it was the latest word.

Cells that were spoken of once (nearly all) go straight through; the others are put in order here, behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, zip_longest

import duckdb

from etl.arrow import Frame, pa
from etl.observe import CELL
from trade.tables import TRADE

_CELL = ", ".join(CELL)
#: Value and interval in dollars, converted where they were published in another currency (etl.rates).
_USD = """
    coalesce(value_usd, value * usd_per_unit) AS value_usd,
    coalesce(low_usd, (value - CASE WHEN value < 0 THEN last_digit ELSE last_digit / 2 END) * usd_per_unit) AS low_usd,
    coalesce(high_usd, (value + CASE WHEN value < 0 THEN last_digit / 2 ELSE last_digit END) * usd_per_unit) AS high_usd
"""


@dataclass(frozen=True, slots=True)
class Word:
    """What an observation says of its cell, in its own currency, and when it was public."""

    observation: int
    low: float
    high: float
    known_on: date
    is_sure: bool

    @property
    def rank(self) -> tuple[bool, float, int]:
        """Which of the figures of one day to believe: a sure one, then the most exact, then the first."""
        return (not self.is_sure, self.high - self.low, self.observation)


@dataclass(frozen=True, slots=True)
class Span:
    """An observation and the days in which it was the latest word (``known_to`` None: still)."""

    observation: int
    known_from: date
    known_to: date | None


def find_several(db: duckdb.DuckDBPyConnection, sources: Iterable[str], exact: Iterable[str]) -> None:
    """The table ``several``: the observations of these sources whose cells more than one speaks of.

    A file of the ``exact`` sources speaks of a cell once a vintage, so it is enough to look at the
    reporters that stand in more than one of their files (which the upper bits of an observation tell)
    or in more than one vintage.
    """
    db.execute(
        """
        CREATE OR REPLACE TEMP TABLE meeting AS
        SELECT source, reporter FROM observations WHERE list_contains($sources, source) GROUP BY ALL
        HAVING count(DISTINCT observation >> 31) > 1 OR min(known_on) < max(known_on) OR NOT list_contains($exact, source)
        """,
        {"sources": [*sources], "exact": [*exact]},
    )
    db.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE several AS
        WITH asked AS (
            SELECT observation, {_CELL}, known_on, value, last_digit, status, in_series, as_published,
                value - last_digit / if(value < 0, 1, 2) AS low,
                value + last_digit / if(value < 0, 2, 1) AS high, raw_sha256, locator
            FROM observations SEMI JOIN meeting USING (source, reporter)
        )
        SELECT observation, dense_rank() OVER (ORDER BY {_CELL}) AS cell, * EXCLUDE observation
        FROM asked SEMI JOIN (SELECT {_CELL} FROM asked GROUP BY ALL HAVING count(*) > 1) USING ({_CELL})
        """
    )


def contradictions(db: duckdb.DuckDBPyConnection, sources: Mapping[str, float]) -> dict[str, str]:
    """Sources whose files say two things of one cell in one vintage: source -> where, in words.

    ``sources`` names their slack, as ``etl.observe.collapsed`` takes it: with 1, two figures whose digits
    allow one truth ("794.1 million", "794,067.4 thousand") are no contradiction.
    """
    rows = db.execute(
        """
        SELECT source, string_agg(as_published || ' in ' || left(raw_sha256, 12) || ' ' || locator, '; ')
        FROM several JOIN (SELECT unnest($names) AS source, unnest($slacks) AS slack) USING (source)
        GROUP BY source, cell, known_on
        HAVING max(value - slack * (value - low)) > min(value + slack * (high - value))
            OR count(DISTINCT status) > 1
        ORDER BY ALL
        """,
        {"names": [*sources], "slacks": [*sources.values()]},
    ).fetchall()
    return {source: f"its files say two things of one cell: {where}" for source, where in reversed(rows)}


def leave_first(db: duckdb.DuckDBPyConnection, sources: Sequence[str]) -> list[int]:
    """Takes out of ``several`` what another file of these sources says in the same words; their numbers."""
    rows = db.execute(
        """
        DELETE FROM several WHERE observation IN (
            SELECT observation FROM several WHERE list_contains(?, source)
            QUALIFY row_number() OVER (
                PARTITION BY cell, known_on, value, last_digit ORDER BY observation) > 1
        ) RETURNING observation
        """,
        [list(sources)],
    ).fetchall()
    return [row[0] for row in rows]


def build(db: duckdb.DuckDBPyConnection, parts: Sequence[tuple[str, str]] | None) -> None:
    """Fills the table ``trade`` of ``db`` from its ``observations``, in their order.

    ``parts`` are the source and reporter of the series to make anew, None where all are. What is not
    in dollars is converted by the table ``conversions`` (see ``etl.rates``).
    """
    if parts is None:
        db.execute(TRADE.ddl())
    db.register("parts", _parts(parts or ()))
    db.execute("DELETE FROM trade WHERE (source, reporter) IN (FROM parts)")
    asked = "observations" if parts is None else "observations SEMI JOIN parts USING (source, reporter)"
    met = _met(db)
    db.execute(f"INSERT INTO trade BY NAME {_STRAIGHT.format(observations=asked)}", met)
    db.register("spans", _spans(db))
    db.execute(f"INSERT INTO trade BY NAME {_PUT_IN_ORDER.format(observations=asked)}", met)
    db.unregister("spans")
    db.unregister("parts")


#: Dollars of who speaks of each cell once. Without a join the rows stand as they were read, reporter by reporter, and a
#: question finds a reporter in one place of the table; a join mixes what two threads bring.
_ONCE = "currency = 'USD' AND value_usd IS NOT NULL AND NOT list_contains($met, source || ' ' || reporter)"
_STRAIGHT = f"""
    SELECT {_CELL}, period, frequency, value_usd, low_usd, high_usd, 'published' AS method,
        valuation, status, confidentiality, nullif(note, '') AS note, as_published, url, known_on AS known_from,
        '+' || observation AS rests_on
    FROM {{observations}} WHERE in_series AND {_ONCE}
"""
_PUT_IN_ORDER = f"""
    SELECT {_CELL}, period, frequency, {_USD}, CASE WHEN how IS NULL THEN 'published' ELSE 'converted' END AS method,
        valuation, status, confidentiality, nullif(concat_ws('; ', note, how), '') AS note, as_published, url,
        coalesce(known_from, known_on) AS known_from, known_to, '+' || observation AS rests_on
    FROM {{observations}}
        LEFT JOIN spans USING (observation)
        LEFT JOIN conversions USING (currency, period_start, period_end)
        LEFT JOIN (SELECT observation, true AS is_one_of_several FROM several) USING (observation)
    WHERE in_series AND NOT ({_ONCE}) AND (is_one_of_several IS NULL OR known_from IS NOT NULL)
"""


def _met(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Who speaks of some cell more than once, as the table ``meeting`` names them."""
    return {"met": [who for (who,) in db.execute("SELECT source || ' ' || reporter FROM meeting").fetchall()]}


def mark_rules(db: duckdb.DuckDBPyConnection) -> None:
    """Marks, in ``trade``, what a source gives by two partner rules, derived figures too."""
    db.execute(_OTHER_RULE)


_SAME = [name for name in CELL if name != "partner_rule"]
#: Marks what a source gives by two partner rules, so that a question can choose one of them.
_OTHER_RULE = f"""
    UPDATE trade SET other_rule = CASE trade.partner_rule WHEN 'origin' THEN 'consignment' ELSE 'origin' END
    FROM (
        SELECT {", ".join(_SAME)} FROM trade WHERE partner_rule IN ('origin', 'consignment')
            AND source IN (SELECT source FROM trade WHERE partner_rule = 'consignment')
        GROUP BY ALL HAVING count(DISTINCT partner_rule) = 2
    ) AS twice
    WHERE {" AND ".join(f"trade.{name} = twice.{name}" for name in _SAME)}
        AND trade.partner_rule IN ('origin', 'consignment')
"""


def _parts(parts: Sequence[tuple[str, str]]) -> Frame:
    columns = {name: [part[place] for part in parts] for place, name in enumerate(("source", "reporter"))}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _spans(db: duckdb.DuckDBPyConnection) -> Frame:
    rows = db.execute(
        """
        SELECT cell, observation, low, high, known_on, status <> 'U'
        FROM several WHERE in_series ORDER BY cell, known_on, observation
        """
    ).fetchall()
    spans = [
        span
        for _, words in groupby(rows, key=lambda row: row[0])
        for span in spans_of(Word(*word[1:]) for word in words)
    ]
    return pa.table(
        {
            "observation": pa.array([span.observation for span in spans], pa.int64()),
            "known_from": pa.array([span.known_from for span in spans], pa.date32()),
            "known_to": pa.array([span.known_to for span in spans], pa.date32()),
        }
    )


def spans_of(words: Iterable[Word]) -> list[Span]:
    """The words on one cell, in order of their days -> which was the latest word when.

    A later figure that the earlier one allows and that is no more exact only repeats it ("19.1"
    after "19.12"): the earlier stays. A more exact one, or one that contradicts, takes its place.
    """
    latest: list[Word] = []
    for _, same_day in groupby(words, key=lambda word: word.known_on):
        word = min(same_day, key=lambda word: word.rank)
        if not latest or not _repeats(word, latest[-1]):
            latest.append(word)
    ends = [word.known_on - timedelta(days=1) for word in latest[1:]]
    return [Span(word.observation, word.known_on, end) for word, end in zip_longest(latest, ends)]


def _repeats(later: Word, earlier: Word) -> bool:
    overlap = later.low <= earlier.high and earlier.low <= later.high
    return overlap and later.high - later.low >= earlier.high - earlier.low
