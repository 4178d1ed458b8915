"""Questions about trade: a selection in, a tidy answer out. Only here and in ``pairs`` is queried.

Answers are lists of rows (dicts) with the columns of ``trade.tables.TRADE`` plus what a question
adds; money is in US dollars, shares are fractions of 1. Values of different sources or agencies
stand in rows of their own and are never added up or blended. Where a source names partners by two
rules, answers go by origin unless ``partner_rule`` says consignment.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from trade import published, revised
from trade.answers import compose
from trade.bulk import listed, origin
from trade.errors import BadSelection
from trade.filters import (
    AS_OF,
    CHAPTERS_OF_BULK,
    DERIVED,
    LATEST,
    REST,
    WORLD,
    Row,
    by_flow,
    derived_flows,
    filters,
    needed,
)
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE

#: The same trade seen from the other side.
OTHER_SIDE = {"X": "M", "M": "X", "T": "T", "B": "B"}

PRINTED = "method = 'published'"


def series(store: Store, asked: Selection) -> list[Row]:
    """All periods of one reporter with one partner (None: World), of every source, in order.

    All flows unless ``flow`` is given; turnover and balance are put together from exports and
    imports where the source prints none (``method`` says so). Filters: source, agency, scheme and
    product (TOTAL unless given), since, until, as_of.
    """
    wheres, values = filters(asked.but(partner=asked.partner or WORLD, period=None), total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY source, agency, flow, period_start, period_end, {REST}"
    return store.rows(compose(question, wheres, derived_flows(asked)), values)


def mirror(store: Store, asked: Selection) -> list[Row]:
    """The partner's own figures on the same trade, as ``series``, flows turned to the reporter's side.

    The partner's imports from the reporter answer to the reporter's exports: they come back with
    flow X, but with the partner in the column ``reporter``, whose statistics they are.
    """
    turned = asked.but(
        reporter=asked.partner or WORLD,
        partner=asked.reporter,
        flow=OTHER_SIDE.get(asked.flow or ""),
    )
    return [_turned(row) for row in series(store, turned)]


def _turned(row: Row) -> Row:
    flow = OTHER_SIDE[row["flow"]]
    if flow != "B":
        return {**row, "flow": flow}
    low, high = _negative(row["high_usd"]), _negative(row["low_usd"])
    return {**row, "flow": flow, "value_usd": _negative(row["value_usd"]), "low_usd": low, "high_usd": high}


def _negative(value: float | None) -> float | None:
    """None stays: a balance of figures in a currency that no rate is held for."""
    return None if value is None else -value


def printed(store: Store, asked: Selection) -> list[Row]:
    """What was published of a pair whoever reports it, the newest period first; nothing put together."""
    own = asked.but(partner=asked.partner or WORLD, flow=None, period=None, since=None, until=None)
    wheres, values = filters(own, total=True)
    either = "(reporter = $reporter AND partner = $partner OR reporter = $partner AND partner = $reporter)"
    others = tuple(where for where in wheres if "$reporter" not in where and "$partner" not in where)
    question = (
        "SELECT * FROM answers "
        f"ORDER BY period_end DESC, period_start DESC, source, agency, reporter, flow, {REST}"
    )
    return store.rows(compose(question, (either, *others, PRINTED), ()), values)


def coverage(store: Store, asked: Selection) -> list[Row]:
    """Which periods each source answers for: source, agency, frequency, period, its days, figures.

    For the reporter, and the partner, flow, scheme and product where given; newest period first.
    """
    wheres, values = filters(asked.but(period=None, source=None, agency=None), total=True)
    question = f"""
        SELECT source, agency, frequency, period, period_start, period_end, count(*) AS figures
        FROM answers {by_flow(asked, values)}
        GROUP BY source, agency, frequency, period, period_start, period_end
        ORDER BY period_end DESC, period_start, source, agency, frequency, period
    """
    return store.rows(compose(question, wheres, derived_flows(asked)), values)


#: Name by name: where tables that are joined have a name in common, engines differ in what ``now.*`` calls it.
_NOW = ", ".join(f"now.{name} AS {name}" for name in TRADE.names)


def partners(store: Store, asked: Selection) -> list[Row]:
    """Every partner in one period (required), largest first, groups and World among them.

    Adds ``share`` of the World figure, ``rank`` among economies (groups and residuals have none),
    ``before_usd`` and ``change``: the same period a year before and the growth since (a fraction;
    None from zero or nothing). Needs ``period``; flow is T unless given; filters: source, agency,
    scheme, product, as_of. One source and agency should be chosen, else each answers for itself.
    """
    period, flow = needed(asked.period), asked.flow or "T"
    before = period.same_period_before
    wheres, values = filters(asked.but(partner=None, period=None), total=True)
    wheres += (
        "(period_start = $start AND period_end = $end OR period_start = $start_before AND period_end = $end_before)",
    )
    values |= {
        "start": period.start, "end": period.end, "flow": flow,
        "start_before": before.start, "end_before": before.end, "world": WORLD,
    }  # fmt: skip
    question = f"""
        SELECT {_NOW},
            now.value_usd / nullif(whole.value_usd, 0) AS share,
            before.value_usd AS before_usd,
            CASE WHEN before.value_usd <> 0 THEN now.value_usd / before.value_usd - 1 END AS change,
            CASE WHEN length(now.partner) = 3 AND NOT regexp_matches(now.partner, '[0-9]')
                THEN rank() OVER (PARTITION BY now.source, now.agency, regexp_matches(now.partner, '[0-9]')
                    ORDER BY now.value_usd DESC) END AS rank
        FROM answers AS now
        LEFT JOIN answers AS whole ON whole.source = now.source AND whole.agency = now.agency
            AND whole.flow = $flow AND whole.partner = $world AND whole.period_start = $start
            AND whole.period_end = $end AND whole.product = now.product AND whole.currency = now.currency
        LEFT JOIN answers AS before ON before.source = now.source AND before.agency = now.agency
            AND before.flow = $flow AND before.partner = now.partner AND before.period_start = $start_before
            AND before.period_end = $end_before AND before.product = now.product AND before.currency = now.currency
        WHERE now.flow = $flow AND now.period_start = $start AND now.period_end = $end
            AND now.value_usd IS NOT NULL
        ORDER BY now.value_usd DESC, now.partner, now.source, now.agency, now.product_scheme, now.product,
            now.currency, now.partner_rule, now.known_from
    """
    return store.rows(compose(question, wheres, (flow,) if flow in DERIVED else ()), values)


def products(store: Store, asked: Selection) -> list[Row]:
    """The product detail of a pair (or of a reporter with World), by whoever reports it.

    Adds ``seen_from``: ``reporter`` for the reporter's own figures, ``partner`` for those of the
    other side, whose flow is turned to the reporter's (a partner's imports answer to exports).
    Without a partner the other side is every economy that reports trade with this one, added up
    within one source and period (``reporters`` says how many): a partial picture, not a total.
    Filters: scheme, flow, source, since, until, period, as_of. Of bulk data chapters alone unless a
    scheme is named, and the other side only where it says more than the reporter's own figures.
    """
    own, values = filters(asked.but(partner=asked.partner or WORLD, product=asked.product), total=False)
    turned, others = filters(
        asked.but(reporter=asked.partner or asked.reporter, partner=asked.reporter), total=False
    )
    if not asked.partner:
        turned = tuple(where for where in turned if "$reporter" not in where)
    if store.bulk:
        own, values = _of_bulk(own, values, asked, [each.name for each in store.bulk], ())
        turned, others = _of_bulk(
            turned, others, asked, [each.name for each in store.bulk], _silent(store, asked)
        )
    values = {f"own_{key}": value for key, value in values.items()} | {
        f"other_{key}": value for key, value in others.items() if f"${key}" in " ".join(turned)
    }
    sql = _PRODUCTS.format(
        own=" AND ".join(own).replace("$", "$own_"), other=" AND ".join(turned).replace("$", "$other_")
    )
    if asked.flow:
        sql = f"SELECT * FROM ({sql}) WHERE flow = $flow"
        values["flow"] = asked.flow
    return store.rows(f"{sql} ORDER BY {_PRODUCTS_ORDER}", values)


def _of_bulk(
    wheres: tuple[str, ...],
    values: dict[str, Any],
    asked: Selection,
    names: list[str],
    silent: tuple[str, ...],
) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Conditions that keep what bulk data answer small: they have thousands of products where a page shows chapters."""
    if silent:
        wheres, values = (*wheres, "NOT list_contains($silent, source)"), {**values, "silent": list(silent)}
    if asked.scheme is None:
        wheres = (*wheres, CHAPTERS_OF_BULK)
        values = {**values, "bulk": names}
    return wheres, values


def _silent(store: Store, asked: Selection) -> tuple[str, ...]:
    """Bulk data sets that are not asked for the other side: one figure speaks for both, or the reporter reports itself
    and all others would have to be read to be added up."""
    return tuple(
        each.name
        for each in store.bulk
        if each.is_one_figure or (not asked.partner and asked.reporter in each.reporters)
    )


_PRODUCTS_ORDER = (
    "seen_from, source, flow, product, period_start, agency, product_scheme, period_end, period, frequency"
)
_PRODUCTS = """
    SELECT 'reporter' AS seen_from, source, agency, flow, product_scheme, product, period_start, period_end,
        period, frequency, sum(value_usd) AS value_usd, sum(low_usd) AS low_usd, sum(high_usd) AS high_usd,
        min(method) AS method, min(valuation) AS valuation, max(status) AS status,
        arg_min(url, rests_on) AS url, max(known_from) AS known_from, 1 AS reporters,
        min(rests_on) AS rests_on, arg_min(as_published, rests_on) AS as_published
    FROM trade WHERE {own} AND product_scheme NOT IN ('TOTAL', 'press')
    GROUP BY source, agency, flow, product_scheme, product, period_start, period_end, period, frequency
    UNION ALL
    SELECT 'partner', source, agency, CASE flow WHEN 'X' THEN 'M' ELSE 'X' END, product_scheme, product,
        period_start, period_end, period, frequency, sum(value_usd), sum(low_usd), sum(high_usd),
        CASE count(*) WHEN 1 THEN min(method) ELSE 'summed' END, min(valuation), max(status),
        arg_min(url, rests_on), max(known_from), count(DISTINCT reporter),
        CASE count(*) WHEN 1 THEN min(rests_on) END,
        CASE count(*) WHEN 1 THEN arg_min(as_published, rests_on) END
    FROM trade WHERE {other} AND product_scheme NOT IN ('TOTAL', 'press') AND flow IN ('X', 'M')
        AND reporter NOT IN ('W00', 'G998')
    GROUP BY source, agency, flow, product_scheme, product, period_start, period_end, period, frequency
"""


def table_query(asked: Selection) -> tuple[str, dict[str, Any]]:
    """The query of exactly what is selected, not yet in order, and its values: exports name the codes."""
    wheres, values = filters(asked, total=False)
    question = f"SELECT * FROM answers {by_flow(asked, values)}"
    return compose(question, wheres, derived_flows(asked)), values


def count(store: Store, asked: Selection) -> int:
    """How many rows are selected."""
    sql, values = table_query(asked)
    return int(store.rows(f"SELECT count(*) AS rows FROM ({sql})", values)[0]["rows"])


def has_other_rule(store: Store, asked: Selection) -> bool:
    """Whether something that is selected stands in ``trade`` by another partner rule too."""
    sql, values = table_query(asked)
    return bool(store.rows(f"SELECT 1 AS found FROM ({sql}) WHERE other_rule IS NOT NULL LIMIT 1", values))


def newest(store: Store, asked: Selection, limit: int = 8) -> list[Row]:
    """What was published last about the reporter (and partner, if given), newest first."""
    wheres, values = filters(asked.but(period=None, source=None, agency=None), total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY known_from DESC, period_end DESC, flow, rests_on LIMIT {int(limit)}"
    return store.rows(compose(question, (*wheres, PRINTED), ()), values)


def revisions(store: Store, asked: Selection, limit: int | None = None) -> list[Row]:
    """The figures that their publisher changed, the largest change first: columns of ``revised.COLUMNS``.

    Each with its first and its latest value, and the days between them. A figure repeated with other
    digits is none. Filters: reporter, partner (all unless given), flow, source, agency, scheme and
    product (all), since, until, period; with ``as_of`` only what was public by then.
    """
    sql, values = revisions_query(asked)
    most = f" LIMIT {int(limit)}" if limit is not None else ""
    return store.small.rows(f"SELECT * FROM ({sql}) ORDER BY {revised.ORDER}{most}", values)


def revisions_query(asked: Selection) -> tuple[str, dict[str, Any]]:
    """The query of ``revisions``, not yet in order, and its values."""
    wheres, values = _said_by(asked)
    return revised.cells(wheres), values


def revision_steps(store: Store, asked: Selection) -> list[Row]:
    """How much was revised of each period on each day: figures, mean size of change, the largest of them."""
    wheres, values = _said_by(asked)
    return store.small.rows(revised.steps(wheres), values)


def revision_means(store: Store, asked: Selection) -> list[Row]:
    """The mean revision of each source and agency: from the first to the latest value."""
    wheres, values = _said_by(asked)
    return store.small.rows(revised.means(wheres), values)


def news(store: Store, asked: Selection, limit: int, skipped: int = 0) -> list[Row]:
    """New and revised figures, the newest first: columns of ``trade`` and what stood before (``revised.news``).

    Filters as of ``revisions``.
    """
    wheres, values = _said_by(asked)
    return store.small.rows(f"{revised.news(wheres)} LIMIT {int(limit)} OFFSET {int(skipped)}", values)


def extent(store: Store, asked: Selection) -> list[Row]:
    """What there is on a selection by source: source, figures, first and last day; filters as of ``revisions``."""
    wheres, values = filters(asked, total=False)
    return store.rows(
        "SELECT source, count(*) AS figures, min(period_start) AS first, max(period_end) AS last "
        f"FROM trade WHERE {' AND '.join(wheres)} GROUP BY source ORDER BY source",
        values,
    )


def revised_cells(store: Store) -> list[Row]:
    """Every printed figure that its publisher changed: what names its cell, and ``revised_on``, when it first did."""
    return store.small.rows(revised.first_days())


def revised_reporters(store: Store) -> list[Row]:
    """Whose figures were revised: reporter, revised."""
    return store.small.rows(revised.reporters())


def _said_by(asked: Selection) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Conditions for all words on the selection up to ``as_of``, the latest or not."""
    wheres, values = filters(asked, total=False)
    known = tuple("known_from <= $as_of" if where == AS_OF else where for where in wheres if where != LATEST)
    if asked.flow:
        return (*known, "flow = $flow"), values | {"flow": asked.flow}
    return known, values


def known_days(store: Store, asked: Selection, limit: int) -> list[date]:
    """The newest days on which a figure of the selection became the latest word, whenever that was."""
    wheres, values = filters(asked.but(period=None, as_of=None), total=True)
    told = " AND ".join(where for where in wheres if where != LATEST)
    rows = store.rows(
        f"SELECT DISTINCT known_from FROM trade WHERE {told} ORDER BY known_from DESC LIMIT {int(limit)}",
        values,
    )
    return [row["known_from"] for row in rows]


def provenance(store: Store, rests_on: str) -> list[Row]:
    """The observations that an answer rests on, in its order, each with its raw file.

    ``rests_on`` as in the table ``trade``: "+12 -7". Columns of OBSERVATIONS plus ``sign``,
    ``path``, ``title``, ``publisher``, ``licence``, ``vintage``.
    """
    terms = rests_on.split()
    if not terms:
        return []
    if not all(term[0] in "+-" and term[1:].isdigit() for term in terms):
        raise BadSelection(
            "rests_on", f"{rests_on[:40]!r} names no observations.", todo='Write it as "+12 -7".'
        )
    signs = {int(term[1:]): term[0] for term in terms}
    rows = origin.observations(store, signs)
    left = [number for number in signs if number not in rows]
    if left:
        found = store.rows(_PROVENANCE.format(observations=store.observed(left)), {"numbers": left})
        rows |= {row["observation"]: row for row in found}
    return [{"sign": sign, **rows[number]} for number, sign in signs.items() if number in rows]


_PROVENANCE = f"{published.JOINED} WHERE list_contains($numbers, o.observation)"


def same_cell(store: Store, asked: Selection) -> list[Row]:
    """What every source and agency says of one cell: reporter, partner, flow, period, product."""
    period = needed(asked.period)
    everyone = asked.but(source=None, agency=None, partner=asked.partner or WORLD, period=period)
    wheres, values = filters(everyone, total=True)
    question = f"SELECT * FROM answers {by_flow(asked, values)} ORDER BY source, agency, flow, {REST}"
    return store.rows(compose(question, wheres, derived_flows(asked)), values)


def reporters(store: Store) -> list[Row]:
    """Economies and groups that report: reporter, figures, first and last day."""
    rows = store.small.rows(
        "SELECT reporter, count(*) AS figures, min(period_start) AS first, max(period_end) AS last "
        "FROM trade GROUP BY reporter ORDER BY reporter"
    )
    return listed.reporters(store, rows) if store.bulk else rows


def partner_codes(store: Store, reporter: str) -> list[Row]:
    """Partners that a reporter has figures with: partner, figures."""
    rows = store.small.rows(
        "SELECT partner, count(*) AS figures FROM trade WHERE reporter = $reporter GROUP BY partner ORDER BY partner",
        {"reporter": reporter},
    )
    return listed.partner_codes(store, reporter, rows) if store.bulk else rows


def who_names_partners(store: Store, reporter: str) -> list[Row]:
    """How many economies each source and agency names as partners of a reporter: source, agency, partners."""
    rows = store.small.rows(
        "SELECT source, agency, count(DISTINCT partner) AS partners FROM trade WHERE reporter = $reporter "
        "AND NOT regexp_matches(partner, '[0-9]') GROUP BY source, agency ORDER BY source, agency, partners",
        {"reporter": reporter},
    )
    return listed.who_names_partners(store, reporter, rows) if store.bulk else rows


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


def of_file(store: Store, sha256: str) -> list[Row]:
    """Whom the figures of a raw file are about: source, reporter, partner, figures; the world first."""
    return store.rows(
        "SELECT * FROM (SELECT source, reporter, partner, count(*) AS figures FROM observations "
        "WHERE raw_sha256 = $sha256 GROUP BY source, reporter, partner) "
        "ORDER BY partner <> $world, figures DESC, reporter, partner, source",
        {"sha256": sha256, "world": WORLD},
    )
