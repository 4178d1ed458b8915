"""Answers that are made whole, not streamed: findings, sources, economies, products."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from flask import Response, request

from dashboard import http
from dashboard.api.taken import ignored, understood
from dashboard.data import store
from trade import codelists, held, questions
from trade.bulk import listed
from trade.errors import BadSelection, TradeDataError
from trade.files.described import frictionless
from trade.filters import Row
from trade.parameters import PARAMETERS, Parameter
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS, SOURCES, Column

SEVERITIES = tuple(code for code, _ in FINDINGS.column("severity").codes)


class Empty(TradeDataError):
    """Nothing in a list fits what was asked; ``near``: what of a word is likely meant."""

    def __init__(self, what: str, near: Sequence[str] = ()) -> None:
        self.near = tuple(near)
        super().__init__(what, todo=f"Did you mean {near[0]!r}?" if near else "")


@dataclass(frozen=True)
class Listing:
    """A list: its rows, their columns, what of a selection narrows it, and parameters of its own."""

    name: str
    rows: Callable[[Store, Selection, Mapping[str, str]], Sequence[Row]]
    columns: tuple[Column, ...]
    heeds: tuple[str, ...]
    own: tuple[Parameter, ...] = ()


def answer(listing: Listing) -> Response:
    """The list as JSON; raises BadSelection, UnknownEconomy, SourceUnavailable, Empty."""
    asked, own = _read(listing)
    data = store().fixed()
    rows = listing.rows(data, asked, _given(listing.heeds) | own)
    known = http.unchanged(lambda bare: http.stamped(bare, data.version))
    if known is not None:
        return known
    body = envelope(data.version, listing.columns, rows, understood(asked, _shown(listing)) | own)
    body["ignored"] = ignored((*listing.heeds, *own))
    return http.stamped(http.as_json(body), data.version)


def _read(listing: Listing) -> tuple[Selection, dict[str, str]]:
    """The selection, and what the list's own parameters say; a word is neither misspelt nor given twice."""
    words = {each.name: each for each in listing.own}
    for name in request.args:
        near = tuple(get_close_matches(name[:40], words, n=1))
        if near and name not in words and name not in PARAMETERS:
            hint = f"Did you mean {near[0]!r}?"
            raise BadSelection(name[:40], "there is no such parameter.", todo=hint, near=near)
        if name in words and len(request.args.getlist(name)) > 1:
            raise BadSelection(name, "it is given twice.", todo="Give it once.")
    query = request.query_string.decode("utf-8", "replace")
    rest = "&".join(part for part in query.split("&") if part.partition("=")[0] not in words)
    given = {name: request.args[name].strip() for name in words if request.args.get(name, "").strip()}
    return Selection.from_query(rest), {name: words[name].read(name, text) for name, text in given.items()}


def envelope(
    version: str, columns: Sequence[Column], rows: Sequence[Row], selection: Mapping[str, Any]
) -> dict[str, Any]:
    """The members of every answer that is a list."""
    return {
        "version": version,
        "selection": selection,
        "ignored": (),
        "rows": len(rows),
        "columns": [frictionless(each) for each in columns],
        "data": rows,
    }


def _given(heeds: Sequence[str]) -> dict[str, str]:
    """The words that were given: a list is whole unless it is narrowed, by no default either."""
    return {name: text.strip() for name, text in request.args.items() if name in heeds and text.strip()}


def _shown(listing: Listing) -> tuple[str, ...]:
    given = _given(listing.heeds)
    return tuple(name for name in listing.heeds if name in given or name == "lang")


def _narrowed(
    rows: Iterable[Row], asked: Selection, given: Mapping[str, str], columns: Mapping[str, str]
) -> list[Row]:
    """Rows whose columns hold what was asked; Empty, with what is likely meant, where there is none."""
    found = list(rows)
    for name, column in columns.items():
        if name in given:
            wanted = given[name] if name not in asked.__dict__ else str(getattr(asked, name))
            known = sorted({str(row[column]) for row in found if row[column] is not None})
            found = [row for row in found if str(row[column]) == wanted]
            if not found:
                near = get_close_matches(wanted, known, n=1)
                some = f"There are: {', '.join(known[:12])}{', …' if len(known) > 12 else ''}."
                raise Empty(f"{name}: nothing is known of {wanted!r} here. {some}", near)
    return found


def _findings(data: Store, asked: Selection, given: Mapping[str, str]) -> Sequence[Row]:
    columns = {
        name: name for name in ("source", "severity", "reporter", "partner", "flow", "product", "period")
    }
    return _narrowed(questions.findings(data), asked, given, {**columns, "rule": "identity"})


def _sources(data: Store, asked: Selection, given: Mapping[str, str]) -> Sequence[Row]:
    # a bulk data set that is a small source too is that source loaded whole
    rows = {row["source"]: row for row in (*questions.sources(data), *listed.sources(data.datasets))}
    return _narrowed(list(rows.values()), asked, given, {"source": "source"})


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
    return _narrowed(rows, asked, given, {"scheme": "scheme", "product": "code"})


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
