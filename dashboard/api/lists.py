"""Answers that are made whole, not streamed: how a list is asked, narrowed and told (``listings`` says which there are)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from flask import Response, request

from dashboard import http, validators
from dashboard.api.taken import ignored, understood
from dashboard.data import store
from trade.errors import BadSelection, TradeDataError
from trade.files.described import frictionless
from trade.filters import Row
from trade.parameters import PARAMETERS, Parameter
from trade.selection import Selection
from trade.store import Store
from trade.tables import Column


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
    known = validators.unchanged(lambda bare: validators.stamped(bare, data.version))
    if known is not None:
        return known
    body = envelope(data.version, listing.columns, rows, understood(asked, _shown(listing)) | own)
    body["ignored"] = ignored((*listing.heeds, *own))
    return validators.stamped(http.as_json(body), data.version)


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


def narrowed(
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
