"""Lists that would count every row of ``trade``: of bulk data they are taken from the roll-ups that know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from trade.bulk.held import Holding
from trade.bulk.opened import days_of
from trade.filters import Row
from trade.store import Store


def reporters(store: Store, small: Sequence[Row]) -> list[Row]:
    """``questions.reporters``: those of the table with what bulk data add."""
    found = {str(row["reporter"]): dict(row) for row in small}
    for held in store.bulk:
        own = "" if held.is_one_figure else "WHERE NOT t.is_partner"
        for row in store.small.rows(
            f"SELECT e.code, sum(t.parts)::BIGINT AS figures, min(t.period) AS first, max(t.period) AS last "
            f"FROM {held.table('totals')} AS t JOIN {held.table('economies')} AS e ON e.id = t.economy {own} GROUP BY e.code"
        ):
            first, last = days_of(row["first"])["period_start"], days_of(row["last"])["period_end"]
            known = found.setdefault(
                row["code"], {"reporter": row["code"], "figures": 0, "first": first, "last": last}
            )
            known["figures"] += row["figures"]
            known["first"], known["last"] = min(known["first"], first), max(known["last"], last)
    return [found[code] for code in sorted(found)]


def partner_codes(store: Store, reporter: str, small: Sequence[Row]) -> list[Row]:
    """``questions.partner_codes``."""
    counted = Counter({str(row["partner"]): int(row["figures"]) for row in small})
    for held in store.bulk:
        counted.update({row["code"]: row["figures"] for row in _partners(store, held, reporter)})
    return [{"partner": code, "figures": counted[code]} for code in sorted(counted)]


def who_names_partners(store: Store, reporter: str, small: Sequence[Row]) -> list[Row]:
    """``questions.who_names_partners``."""
    found = list(small)
    for held in store.bulk:
        named = sum(str(row["code"]).isalpha() for row in _partners(store, held, reporter))
        if named:
            found.append({"source": held.name, "agency": held.about["agency"], "partners": named})
    return sorted(found, key=lambda row: (row["source"], row["agency"]))


def sources(datasets: Sequence[Holding]) -> list[Row]:
    """Bulk data sets as ``questions.sources`` lists sources; with ``Store.datasets`` all that are loaded."""
    return [{**each.listed, "news_at": None, "added": None, "revised": None} for each in datasets]


def _partners(store: Store, held: Holding, reporter: str) -> Sequence[Any]:
    numbers = ", ".join(map(str, held.numbers.get(reporter, ())))
    if not numbers:
        return []
    pairs = [f"SELECT partner AS other, parts FROM {held.table('pairs')} WHERE reporter IN ({numbers})"]
    if held.is_one_figure:
        pairs.append(
            f"SELECT reporter AS other, parts FROM {held.table('pairs')} WHERE partner IN ({numbers})"
        )
    return store.small.rows(
        f"SELECT e.code, sum(parts)::BIGINT AS figures FROM ({' UNION ALL '.join(pairs)}) AS p "
        f"JOIN {held.table('economies')} AS e ON e.id = p.other GROUP BY e.code ORDER BY e.code"
    )
