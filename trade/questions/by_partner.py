"""A reporter's trade partner by partner, and who its partners are."""

from __future__ import annotations

from typing import Any

from trade.answers import compose
from trade.bulk import listed
from trade.filters import DERIVED, REST, WORLD, Row, filters, needed
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE

#: Name by name: where tables that are joined have a name in common, engines differ in what ``now.*`` calls it.
_NOW = ", ".join(f"now.{name} AS {name}" for name in TRADE.names)


#: Partners in one period beside the World and the period before, each flow by itself.
_RANKED = f"""
    SELECT {_NOW},
        now.value_usd / nullif(whole.value_usd, 0) AS share,
        before.value_usd AS before_usd,
        CASE WHEN before.value_usd <> 0 THEN now.value_usd / before.value_usd - 1 END AS change,
        CASE WHEN length(now.partner) = 3 AND NOT regexp_matches(now.partner, '[0-9]')
            THEN rank() OVER (PARTITION BY now.source, now.agency, now.flow, regexp_matches(now.partner, '[0-9]')
                ORDER BY now.value_usd DESC) END AS rank{{more}}
    FROM answers AS now
    LEFT JOIN answers AS whole ON whole.source = now.source AND whole.agency = now.agency
        AND whole.flow = now.flow AND whole.partner = $world AND whole.period_start = $start
        AND whole.period_end = $end AND whole.product = now.product AND whole.currency = now.currency
    LEFT JOIN answers AS before ON before.source = now.source AND before.agency = now.agency
        AND before.flow = now.flow AND before.partner = now.partner AND before.period_start = $start_before
        AND before.period_end = $end_before AND before.product = now.product AND before.currency = now.currency
    WHERE now.period_start = $start AND now.period_end = $end AND now.value_usd IS NOT NULL AND {{flows}}
"""


def partners(store: Store, asked: Selection) -> list[Row]:
    """Every partner in one period (required), largest first, groups and World among them.

    Adds ``share`` of the World figure, ``rank`` among economies (groups and residuals have none),
    ``before_usd`` and ``change``: the same period a year before and the growth since (a fraction;
    None from zero or nothing). Needs ``period``; flow is T unless given; filters: source, agency,
    scheme, product, as_of. One source and agency should be chosen, else each answers for itself.
    """
    flow = asked.flow or "T"
    wheres, values = _both_periods(asked)
    question = f"""{_RANKED.format(more="", flows="now.flow = $flow")}
        ORDER BY now.value_usd DESC, now.partner, now.source, now.agency, now.product_scheme, now.product,
            now.currency, now.partner_rule, now.known_from
    """
    derived = (flow,) if flow in DERIVED else ()
    return store.rows(compose(question, wheres, derived), values | {"flow": flow})


def place(store: Store, asked: Selection) -> list[Row]:
    """Where one partner (World unless given) stands among all of them in one period (required).

    A row of ``partners`` for each of T, X and M that it has a figure of, with ``ranked``: how many economies have
    one above zero. Filters as there.
    """
    wheres, values = _both_periods(asked)
    ranked = """,
        count(CASE WHEN now.value_usd > 0 AND NOT regexp_matches(now.partner, '[0-9]') THEN 1 END)
            OVER (PARTITION BY now.source, now.agency, now.flow) AS ranked"""
    flows = "now.flow IN ('T', 'X', 'M')"
    question = f"""
        SELECT * FROM ({_RANKED.format(more=ranked, flows=flows)}) WHERE partner = $partner
        ORDER BY flow, source, agency, {REST}
    """
    return store.rows(compose(question, wheres, ("T",)), values | {"partner": asked.partner or WORLD})


def _both_periods(asked: Selection) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The filters of a question about all partners in the period and in the one a year before."""
    period = needed(asked.period)
    before = period.same_period_before
    wheres, values = filters(asked.but(partner=None, period=None), total=True)
    wheres += (
        "(period_start = $start AND period_end = $end OR period_start = $start_before AND period_end = $end_before)",
    )
    return wheres, values | {
        "start": period.start, "end": period.end, "start_before": before.start, "end_before": before.end,
        "world": WORLD,
    }  # fmt: skip


def partner_codes(store: Store, reporter: str) -> list[Row]:
    """Partners that a reporter has figures with: partner, figures."""
    rows = store.small.rows(
        "SELECT partner, count(*) AS figures FROM trade WHERE reporter = $reporter GROUP BY partner ORDER BY partner",
        {"reporter": reporter},
    )
    return listed.partner_codes(store, reporter, rows) if store.bulk else rows


def who_names_partners(store: Store, reporter: str) -> list[Row]:
    """How many economies each source and agency names as partners of a reporter: source, agency, partners."""
    rows: list[Row] = [
        {name: row[name] for name in ("source", "agency", "partners")}
        for row in all_who_name_partners(store)
        if row["reporter"] == reporter
    ]
    return listed.who_names_partners(store, reporter, rows) if store.bulk else rows


def all_who_name_partners(store: Store) -> list[Row]:
    """The same of every reporter: reporter, source, agency, partners. Asked once for all: each page asks for one."""
    return store.small.rows(
        "SELECT reporter, source, agency, count(DISTINCT partner) AS partners FROM trade "
        "WHERE NOT regexp_matches(partner, '[0-9]') GROUP BY reporter, source, agency "
        "ORDER BY reporter, source, agency, partners"
    )
