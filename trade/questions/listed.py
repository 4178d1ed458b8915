"""What the data set holds: reporters, sources, files, findings."""

from __future__ import annotations

from trade.bulk import listed
from trade.filters import Row
from trade.store import Store


def reporters(store: Store) -> list[Row]:
    """Economies and groups that report: reporter, figures, first and last day."""
    rows = store.small.rows(
        "SELECT reporter, count(*) AS figures, min(period_start) AS first, max(period_end) AS last "
        "FROM trade GROUP BY reporter ORDER BY reporter"
    )
    return listed.reporters(store, rows) if store.bulk else rows


#: A list of the words in order is no word of every engine.
_GRAVEST = "CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'note' THEN 3 END"


def findings(
    store: Store, identity: str = "", severity: str = "", source: str = "", limit: int | None = None
) -> list[Row]:
    """Findings of that rule, severity and source (all unless given), the gravest first."""
    given = {"identity": identity, "severity": severity, "source": source}
    used = {name: value for name, value in given.items() if value}
    where = " AND ".join(f"{name} = ${name}" for name in used) or "true"
    most = f" LIMIT {int(limit)}" if limit is not None else ""
    return store.rows(
        f"SELECT * FROM findings WHERE {where} ORDER BY {_GRAVEST}, "
        f"identity, source, reporter, period, file, locator, expected{most}",
        used,
    )


def finding_counts(store: Store) -> list[Row]:
    """How often each rule was broken: severity, identity, source, findings."""
    return store.rows(
        "SELECT severity, identity, source, count(*) AS findings FROM findings "
        "GROUP BY severity, identity, source ORDER BY severity, identity, source"
    )


def sources(store: Store) -> list[Row]:
    """The sources with what is loaded of each.

    ``added`` and ``revised`` (see the table ``runs``) are of the last refresh with news, ``news_at``.
    Bulk data sets stand behind the others where the store answers from them.
    """
    rows = store.small.rows(
        """
        SELECT * FROM sources LEFT JOIN (
            SELECT source, max(started_at) AS news_at, arg_max(added, started_at) AS added,
                arg_max(revised, started_at) AS revised
            FROM runs WHERE added <> 0 OR revised <> 0 GROUP BY source) AS news USING (source)
        ORDER BY source
        """
    )
    more = {str(row["source"]): row for row in listed.sources(store.bulk)}
    return [row for row in rows if row["source"] not in more] + list(more.values())


def files(store: Store) -> list[Row]:
    """The raw files in use."""
    return store.rows("SELECT * FROM files ORDER BY source, path")
