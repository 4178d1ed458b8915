"""The relations behind questions on revisions: what a publisher said of one cell, one word after another.

A word is a revision only where its interval and that of the word before have nothing in common: a
figure repeated with more or fewer digits changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from trade.tables import TRADE, Column, Kind

#: The cell that successive words speak of.
_CELL = tuple(name for name in TRADE.key if name != "known_from")
_KEY = ", ".join(_CELL)
#: The columns of the list of revised figures, as its file has them.
DESCRIBED: tuple[Column, ...] = (
    *(
        TRADE.column(name)
        for name in (
            "source", "agency", "reporter", "partner", "flow", "product_scheme", "product", "period",
            "period_start", "period_end",
        )
    ),
    Column("first_usd", "number", "The value as it was first published", unit="USD"),
    Column("latest_usd", "number", "The value as it was published last", unit="USD"),
    Column("change_usd", "number", "Latest minus first", unit="USD"),
    Column("change", "number", "Latest / first - 1; empty where the first is zero", unit="fraction of 1"),
    Column("vintages", "integer", "How often the figure was published with another value"),
    Column("first_known", "date", "First day on which the first value was the latest word"),
    Column("latest_known", "date", "First day on which the latest value was the latest word"),
    Column("days", "integer", "Days between the two", unit="day"),
    Column("first_as_published", "text", "The first value as printed"),
    Column("latest_as_published", "text", "The latest value as printed"),
    TRADE.column("url"),
    TRADE.column("rests_on"),
)  # fmt: skip
COLUMNS: tuple[tuple[str, Kind], ...] = tuple((column.name, column.kind) for column in DESCRIBED)
_WORKED_OUT = {
    "change_usd": "latest_usd - first_usd AS change_usd",
    "change": "CASE WHEN first_usd <> 0 THEN latest_usd / first_usd - 1 END AS change",
    "days": "date_diff('day', first_known, latest_known) AS days",
}
#: The largest change first.
ORDER = (
    "abs(change_usd) DESC, source, agency, partner, flow, product, period_start, period_end, reporter, "
    "product_scheme, period, rests_on"
)


def _words(wheres: Sequence[str]) -> str:
    """Every printed word on the cells that have more than one, with the one before it."""
    asked = " AND ".join((*wheres, "method = 'published'", "value_usd IS NOT NULL"))
    return f"""
        WITH again AS (SELECT DISTINCT {_KEY} FROM trade WHERE known_to IS NOT NULL AND {asked}),
        words AS (
            SELECT told_ever.*, lag(value_usd) OVER told AS before_usd,
                coalesce(low_usd > lag(high_usd) OVER told OR high_usd < lag(low_usd) OVER told, false) AS is_revision
            FROM (SELECT * FROM trade WHERE {asked}) AS told_ever
            SEMI JOIN again ON {" AND ".join(f"told_ever.{name} = again.{name}" for name in _CELL)}
            WINDOW told AS (PARTITION BY {_KEY} ORDER BY known_from)
        )
    """


def cells(wheres: Sequence[str]) -> str:
    """The query of COLUMNS: the cells that were revised, in no order."""
    return f"""{_words(wheres)}
        SELECT {", ".join(_WORKED_OUT.get(name, name) for name, _ in COLUMNS)} FROM (
            SELECT {_KEY}, min(period) AS period, count(*) AS vintages,
                arg_min(value_usd, known_from) AS first_usd, arg_max(value_usd, known_from) AS latest_usd,
                min(known_from) AS first_known, max(known_from) AS latest_known,
                arg_min(as_published, known_from) AS first_as_published,
                arg_max(as_published, known_from) AS latest_as_published,
                arg_max(url, known_from) AS url, arg_max(rests_on, known_from) AS rests_on
            FROM words GROUP BY {_KEY} HAVING count(CASE WHEN is_revision THEN 1 END) > 0
        )
    """


def first_days() -> str:
    """Every revised cell, by all that names it, with the day of its first revision."""
    return (
        f"{_words(())} SELECT {_KEY}, min(known_from) AS revised_on FROM words WHERE is_revision "
        f"GROUP BY {_KEY} ORDER BY {_KEY}"
    )


#: What is told of the figure that changed most.
_MOST = ("partner", "flow", "before_usd", "value_usd")


def steps(wheres: Sequence[str]) -> str:
    """By period and day: how many figures were revised, their mean size of change, the one that changed most."""
    return f"""{_words(wheres)}
        SELECT period, period_start, period_end, known_from, count(*) AS figures,
            avg(abs(value_usd / before_usd - 1)) AS size,
            {", ".join(f"max(CASE WHEN place = 1 THEN {name} END) AS {name}" for name in _MOST)}
        FROM (
            SELECT period, period_start, period_end, known_from, {", ".join(_MOST)},
                row_number() OVER (PARTITION BY period, period_start, period_end, known_from
                ORDER BY abs(value_usd - before_usd) DESC, rests_on) AS place
            FROM words WHERE is_revision AND before_usd <> 0
        )
        GROUP BY period, period_start, period_end, known_from ORDER BY period_end, period_start, known_from, period
    """


def news(wheres: Sequence[str]) -> str:
    """Every printed word that said something new, with the one before it on the same cell, the newest first.

    Columns of ``trade``, ``before_as_published``, ``before_usd`` and ``is_revision``. A figure without a value in
    dollars is revised where its words differ.
    """
    asked = " AND ".join((*wheres, "method = 'published'"))
    return f"""
        SELECT * FROM (
            SELECT *, lag(as_published) OVER told AS before_as_published, lag(value_usd) OVER told AS before_usd,
                CAST(lag(known_from) OVER told IS NOT NULL AS BOOLEAN) AS is_again,
                CAST(is_again AND coalesce(low_usd > lag(high_usd) OVER told OR high_usd < lag(low_usd) OVER told,
                    as_published <> before_as_published) AS BOOLEAN) AS is_revision
            FROM trade WHERE {asked}
            WINDOW told AS (PARTITION BY {_KEY} ORDER BY known_from)
        ) WHERE is_revision OR NOT is_again
        ORDER BY known_from DESC, period_end DESC, period_start, {_KEY}
    """


def means(wheres: Sequence[str]) -> str:
    """By source and agency: the revised figures, their mean revision, the median of ``days``, how many went up.

    The median is worked out from places: engines that call theirs so do not all mean the same.
    """
    return f"""
        SELECT source, agency, count(*) AS revised, avg(change) AS change, avg(abs(change)) AS size,
            avg(CASE WHEN 2 * place BETWEEN counted AND counted + 2 THEN days END) AS days,
            count(CASE WHEN change_usd > 0 THEN 1 END) AS upward
        FROM (
            SELECT *, row_number() OVER (PARTITION BY source, agency ORDER BY days) AS place,
                count(*) OVER (PARTITION BY source, agency) AS counted
            FROM ({cells(wheres)})
        )
        GROUP BY source, agency ORDER BY revised DESC, source, agency
    """


def reporters() -> str:
    """Whose figures were revised at all, and how many of them."""
    return f"SELECT reporter, count(*) AS revised FROM ({cells(())}) GROUP BY reporter ORDER BY revised DESC, reporter"
