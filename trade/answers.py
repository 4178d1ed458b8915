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

#: What a figure put together from exports and imports shares with them. The text and the kind of a
#: period follow from its days.
_CELL = (
    "source", "agency", "reporter", "partner", "product_scheme", "product", "period_start", "period_end", "currency",
)  # fmt: skip
_SAME_CELL = " AND ".join(f"x.{name} = m.{name}" for name in _CELL)
_NOT_PRINTED = " AND ".join(f"p.{name} = x.{name}" for name in _CELL)


def _if_turnover(then: str, otherwise: str) -> str:
    return f"CASE WHEN d.flow = 'T' THEN {then} ELSE {otherwise} END"


#: Every sign turned, by a sign that stands nowhere: translate() is not everywhere.
_TURNED = "replace(replace(replace(m.rests_on, '-', '~'), '+', '-'), '~', '+')"
#: Columns of what is put together; the others are as in the exports.
_MADE = {
    "flow": "d.flow",
    # a millionth of a dollar is less than any publisher prints: what is cut off is left by binary sums
    "value_usd": f"round({_if_turnover('x.value_usd + m.value_usd', 'x.value_usd - m.value_usd')}, 6)",
    "low_usd": f"round({_if_turnover('x.low_usd + m.low_usd', 'x.low_usd - m.high_usd')}, 6)",
    "high_usd": f"round({_if_turnover('x.high_usd + m.high_usd', 'x.high_usd - m.low_usd')}, 6)",
    # what was worked out before it was put together is no pair of printed figures
    "method": "CASE WHEN x.method IN ('summed', 'differenced') THEN x.method "
    "WHEN m.method IN ('summed', 'differenced') THEN m.method ELSE 'from_parts' END",
    "valuation": "CASE WHEN x.valuation = m.valuation THEN x.valuation ELSE 'U' END",
    # exports go by another rule than imports; where there was a choice it is said
    "partner_rule": "CASE WHEN m.other_rule IS NULL THEN 'unknown' ELSE m.partner_rule END",
    "other_rule": "m.other_rule",
    "status": "CASE WHEN x.status = m.status THEN x.status WHEN x.status = 'A' THEN m.status ELSE x.status END",
    "note": "coalesce(x.note, m.note)",
    "as_published": "x.as_published || d.sign || m.as_published",
    "known_from": "CASE WHEN x.known_from > m.known_from THEN x.known_from ELSE m.known_from END",
    # not least(): engines differ in what it makes of an empty day
    "known_to": "CASE WHEN x.known_to < m.known_to OR m.known_to IS NULL THEN x.known_to ELSE m.known_to END",
    # every sign is turned where imports are taken away
    "rests_on": "x.rests_on || ' ' || " + _if_turnover("m.rests_on", _TURNED),
}
_SIGNS = {"T": "+", "B": "-"}


def _from_parts(flows: tuple[str, ...]) -> str:
    """Exports and imports of one publisher on one cell, put together where it prints no such figure.

    One join for all ``flows``: to plan a join takes the engine longer than to answer it.
    """
    columns = ", ".join(f"{_MADE.get(name, f'x.{name}')} AS {name}" for name in TRADE.names)
    listed = " UNION ALL ".join(f"SELECT '{flow}' AS flow, ' {_SIGNS[flow]} ' AS sign" for flow in flows)
    return (
        f"SELECT {columns} FROM part AS x JOIN part AS m ON {_SAME_CELL} "
        f"CROSS JOIN ({listed}) AS d "
        f"ANTI JOIN (SELECT * FROM part WHERE flow IN ('T', 'B')) AS p ON p.flow = d.flow AND {_NOT_PRINTED} "
        f"WHERE x.flow = 'X' AND m.flow = 'M'"
    )


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
    if derived:
        whole = exp.union(whole, sqlglot.parse_one(_from_parts(derived), dialect=DIALECT), distinct=False)
    asked = exp.select("1").with_("part", as_=part).with_("answers", as_=whole)
    return asked.args["with_"]


@cache
def compose(question: str, wheres: tuple[str, ...], derived: tuple[str, ...] = ("T", "B")) -> str:
    """The SQL of a question over ``answers`` under these filters, for the embedded engine."""
    asked = sqlglot.parse_one(question, dialect=DIALECT)
    asked.set("with_", answers(wheres, derived).copy())
    return asked.sql(dialect=DIALECT)
