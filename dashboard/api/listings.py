"""The lists: findings, sources, economies, products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from dashboard.api.lists import Empty, Listing, narrowed
from trade import codelists, held, questions
from trade.bulk import listed
from trade.errors import BadSelection
from trade.filters import Row
from trade.parameters import Parameter
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS, SOURCES, Column

SEVERITIES = tuple(code for code, _ in FINDINGS.column("severity").codes)


def _findings(data: Store, asked: Selection, given: Mapping[str, str]) -> Sequence[Row]:
    columns = {
        name: name for name in ("source", "severity", "reporter", "partner", "flow", "product", "period")
    }
    return narrowed(questions.findings(data), asked, given, {**columns, "rule": "identity"})


def _sources(data: Store, asked: Selection, given: Mapping[str, str]) -> Sequence[Row]:
    # a bulk data set that is a small source too is that source loaded whole
    rows = {row["source"]: row for row in (*questions.sources(data), *listed.sources(data.datasets))}
    return narrowed(list(rows.values()), asked, given, {"source": "source"})


def _economies(data: Store, asked: Selection, _given: Mapping[str, str]) -> Sequence[Row]:
    reported = {row["reporter"]: row for row in questions.reporters(data)}
    return [
        {
            "code": code, "name": item.name(asked.lang), "kind": item.kind, "m49": item.m49 or None,
            "valid_from": item.valid_from, "valid_to": item.valid_to,
            **{name: reported.get(code, {}).get(name) for name in ("figures", "first", "last")},
        }
        for code, item in codelists.economies().items()
    ]  # fmt: skip


def _products(data: Store, asked: Selection, given: Mapping[str, str]) -> Sequence[Row]:
    who = held.reporters_of(data)
    rows = [
        {
            "scheme": scheme, "code": code, "name": item.name(asked.lang), "level": item.level, "parent": item.parent,
            "reporters": len(who.get(scheme, ())),
        }
        for scheme in codelists.product_schemes()
        for code, item in codelists.products(scheme).items()
    ]  # fmt: skip
    if "reporter" in given:
        there = held.products(data, asked.reporter)
        rows = [row for row in rows if (row["scheme"], row["code"]) in there]
        if not rows:
            raise Empty(f"reporter: the tables hold nothing of {asked.reporter} by product.")
    return narrowed(rows, asked, given, {"scheme": "scheme", "product": "code"})


def _severity(parameter: str, text: str) -> str:
    if text not in SEVERITIES:
        near = tuple(get_close_matches(text[:40], SEVERITIES, n=1))
        hint = f"It may be {', '.join(SEVERITIES)}."
        raise BadSelection(
            parameter, f"{text[:40]!r} is not known.", todo=hint, near=near, allowed=SEVERITIES
        )
    return text


OWN_OF_FINDINGS = (
    Parameter("rule", lambda _, text: text[:80], "Which rule was checked (identity in the rows)", {"type": "string"},
              "mirror"),
    Parameter("severity", _severity, "How much it matters", {"type": "string", "enum": list(SEVERITIES)}, "warning",
              SEVERITIES),
)  # fmt: skip
_RECENT = (
    Column("news_at", "timestamp", "Start of the last refresh with news (UTC)"),
    Column("added", "integer", "Cells that it added"),
    Column("revised", "number", "Figures that it revised"),
)
_ECONOMY = (
    Column("code", "text", "ISO 3166 alpha-3, or a group's code", required=True),
    Column("name", "text", "Name in the language asked for", required=True),
    Column("kind", "text", "economy, former, group, residual or world", required=True),
    Column("m49", "text", "The UN's number"),
    Column("valid_from", "integer", "First year of a former state"),
    Column("valid_to", "integer", "Last year of a former state"),
    Column("figures", "integer", "Figures of which it is the reporter; empty: none"),
    Column("first", "date", "First day of its earliest period"),
    Column("last", "date", "Last day of its latest period"),
)
_PRODUCT = (
    Column("scheme", "text", "Classification", required=True),
    Column("code", "text", "Code in that classification", required=True),
    Column("name", "text", "Name in the language asked for", required=True),
    Column("level", "text", "total, section, chapter, range, group or main", required=True),
    Column("parent", "text", "Code of the section that a chapter belongs to"),
    Column("reporters", "integer", "How many report by this classification", required=True),
)
LISTINGS = {
    each.name: each
    for each in (
        Listing(
            "findings", _findings, FINDINGS.columns,
            ("source", "reporter", "partner", "flow", "product", "period"), OWN_OF_FINDINGS,
        ),
        Listing("sources", _sources, (*SOURCES.columns, *_RECENT), ("source",)),
        Listing("economies", _economies, _ECONOMY, ("lang",)),
        Listing("products", _products, _PRODUCT, ("reporter", "scheme", "product", "lang")),
    )
}  # fmt: skip
