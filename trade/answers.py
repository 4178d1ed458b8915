"""The relation that every question asks: published figures and those put together from parts.

Composed with sqlglot in DuckDB's dialect, once a shape: the same text serves every question with
the same filters, whatever values are bound to its ``$names``.
"""

from __future__ import annotations

from functools import cache

import sqlglot
from sqlglot import exp

from trade.tables import TRADE

DIALECT = "duckdb"

#: What a figure put together from exports and imports shares with them.
_SHARED = (
    "source", "agency", "reporter", "partner", "product_scheme", "product",
    "period_start", "period_end", "period", "frequency", "currency",
)  # fmt: skip
_SAME_CELL = " AND ".join(f"x.{name} = m.{name}" for name in _SHARED)
_NOT_PRINTED = " AND ".join(f"p.{name} = x.{name}" for name in _SHARED)

#: The numbers that imports rest on, with every sign turned where imports are taken away.
_SIGNED = {"+": "m.rests_on", "-": "translate(m.rests_on, '+-', '-+')"}


def _from_parts(flow: str, sign: str, low: str, high: str) -> str:
    """Exports and imports of one publisher on one cell, put together where it prints no such figure."""
    made = {name: f"x.{name}" for name in _SHARED} | {
        "flow": f"'{flow}'",
        "value_usd": f"x.value_usd {sign} m.value_usd",
        "low_usd": f"x.low_usd {sign} m.{low}",
        "high_usd": f"x.high_usd {sign} m.{high}",
        "method": "'from_parts'",
        "valuation": "CASE WHEN x.valuation = m.valuation THEN x.valuation ELSE 'U' END",
        "partner_rule": "'unknown'",
        "status": "CASE WHEN x.status = m.status THEN x.status WHEN x.status = 'A' THEN m.status ELSE x.status END",
        "confidentiality": "x.confidentiality",
        "note": "coalesce(x.note, m.note)",
        "as_published": f"x.as_published || ' {sign} ' || m.as_published",
        "url": "x.url",
        "known_from": "greatest(x.known_from, m.known_from)",
        "known_to": "least(x.known_to, m.known_to)",
        "rests_on": f"x.rests_on || ' ' || {_SIGNED[sign]}",
    }
    columns = ", ".join(f"{made[name]} AS {name}" for name in TRADE.names)
    return (
        f"SELECT {columns} FROM part AS x JOIN part AS m ON {_SAME_CELL} "
        f"WHERE x.flow = 'X' AND m.flow = 'M' AND NOT EXISTS "
        f"(SELECT 1 FROM part AS p WHERE p.flow = '{flow}' AND {_NOT_PRINTED})"
    )


_DERIVED = {
    "T": _from_parts("T", "+", "low_usd", "high_usd"),
    "B": _from_parts("B", "-", "high_usd", "low_usd"),
}


@cache
def answers(wheres: tuple[str, ...], derived: tuple[str, ...] = ("T", "B")) -> exp.With:
    """The relations ``part`` (figures under the filters) and ``answers`` (with derived flows too).

    ``wheres`` are conditions over the columns of the table ``trade``, with ``$name`` for values;
    flows may not be among them, because what is derived needs both.
    """
    part = exp.select(*TRADE.names).from_("trade")
    for condition in wheres:
        part = part.where(condition, dialect=DIALECT)
    whole: exp.Query = exp.select(*TRADE.names).from_("part")
    for flow in derived:
        whole = exp.union(whole, sqlglot.parse_one(_DERIVED[flow], dialect=DIALECT), distinct=False)
    asked = exp.select("1").with_("part", as_=part).with_("answers", as_=whole)
    return asked.args["with_"]


@cache
def compose(question: str, wheres: tuple[str, ...], derived: tuple[str, ...] = ("T", "B")) -> str:
    """The SQL of a question over ``answers`` under these filters, for the embedded engine."""
    asked = sqlglot.parse_one(question, dialect=DIALECT)
    asked.set("with_", answers(wheres, derived).copy())
    return asked.sql(dialect=DIALECT)
