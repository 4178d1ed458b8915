"""Which figures their own publisher changed: rows get ``revised`` = ``r`` where an earlier word said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.figures.rows import OTHER_SIDE, Row, day
from dashboard.lasting import of_store
from trade import questions
from trade.store import Store

#: Names a cell, whichever rule names its partner.
_CELL = ("source", "agency", "reporter", "partner", "product_scheme", "product")
Key = tuple[object, ...]


def marked(store: Store, rows: Iterable[Row], as_of: date | None = None) -> list[Row]:
    """The rows, those that had been revised by ``as_of`` (None: by now) with their mark.

    Turnover and balance are marked where exports or imports under them were revised.
    """
    known = _revised(store.small)
    return [{**row, "revised": "r"} if _was(row, known, as_of) else row for row in rows]


@of_store
def _revised(store: Store) -> Mapping[str, Mapping[Key, date]]:
    """The first revision of each cell, by source; made once a data set, since few cells of all are revised."""
    found: dict[str, dict[Key, date]] = {}
    for row in questions.revised_cells(store):
        by_cell = found.setdefault(str(row["source"]), {})
        by_cell[_key(row, row["flow"], row["partner_rule"])] = day(row["revised_on"])
    return found


def _was(row: Row, every: Mapping[str, Mapping[Key, date]], as_of: date | None) -> bool:
    known = every.get(str(row["source"]))
    if known is None:
        return False
    flow = str(row["flow"])
    flow = OTHER_SIDE.get(flow, flow) if row.get("mirrored") else flow
    if row["method"] == "published":
        keys = [_key(row, flow, row.get("partner_rule"))]
    elif row["method"] == "from_parts":
        rules = ("origin", "consignment", "destination", "unknown")
        keys = [_key(row, part, rule) for part in "XM" for rule in rules]
    else:
        return False
    days = [known[key] for key in keys if key in known]
    return bool(days) and (as_of is None or min(days) <= as_of)


def _key(row: Row, flow: str, rule: object) -> Key:
    return (*(row.get(name) for name in _CELL), flow, rule, day(row["period_start"]), day(row["period_end"]))
