"""Indicators by name: each row a value with its bounds, or the reason in words why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from flask import Response, request

from dashboard import http, validators
from dashboard.api.lists import envelope
from dashboard.api.taken import ignored, understood
from dashboard.data import store_of
from dashboard.room import with_room
from trade import indicator_questions
from trade.errors import BadSelection
from trade.filters import Row
from trade.opened import INDICATORS
from trade.selection import Selection
from trade.store import Store
from trade.tables import TRADE, Column
from trade.texts.worded import said
from trade.worded import Words

#: What every indicator goes by.
_COMMON = (
    "reporter", "partner", "flow", "period", "since", "until", "source", "agency", "scheme", "product", "by",
    "partner_rule", "currency", "as_of", "lang",
)  # fmt: skip
#: And some alone.
_MORE = {"contributions": ("against",), "mirror": ("cif_fob",)}
#: What must be named, by indicator.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "complementarity": ("partner", "period"),
    **dict.fromkeys(
        ("concentration", "contributions", "grubel_lloyd", "ranks", "rca", "shares"), ("period",)
    ),
    **dict.fromkeys(("intensity", "mirror"), ("partner",)),
}
_OWN = {
    each.name: each
    for each in (
        Column("indicator", "text", "Which one: a code of docs/indicators.md", required=True),
        Column("part", "text", "The partner, product or months that the value is of, where it has parts"),
        Column("value", "number", "The value in unit; empty where it is refused"),
        Column("low", "number", "The least that the printed digits allow"),
        Column("high", "number", "The most that the printed digits allow"),
        Column(
            "unit", "text", "USD, fraction of 1, percentage points, per cent, rank or index", required=True
        ),
    )
}


def columns() -> tuple[Column, ...]:
    """The columns of every indicator; ``reason`` and ``notes`` are objects with a code and its words."""
    tidy = [name for name in indicator_questions.COLUMNS if name not in ("reason", "notes")]
    # what is refused for want of figures is about nothing in particular
    return tuple(_OWN.get(name) or _optional(TRADE.column(name)) for name in tidy)


def _optional(column: Column) -> Column:
    return Column(column.name, column.kind, column.meaning, column.unit, codes=column.codes)


def heeds(name: str) -> tuple[str, ...]:
    return (*_COMMON, *_MORE.get(name, ()))


def answer(name: str) -> Response:
    """The indicator's rows as JSON; raises BadSelection, UnknownEconomy, SourceUnavailable, Busy."""
    asked = Selection.from_query(request.query_string.decode("utf-8", "replace"))
    data = store_of(asked).fixed()
    return with_room(lambda: _made(name, asked, data))


def _made(name: str, asked: Selection, data: Store) -> Response:
    rows = [_row(row, asked.lang) for row in INDICATORS[name](data, asked)]
    known = validators.unchanged(lambda bare: validators.stamped(bare, data.version))
    if known is not None:
        return known
    body = envelope(data.version, columns(), rows, understood(asked, heeds(name)))
    body["ignored"] = ignored(heeds(name))
    return validators.stamped(http.as_json(body), data.version)


def _row(row: Row, lang: str) -> dict[str, Any]:
    notes = [_words(each, lang) for each in row["notes"] or ()]
    reason = _words(row["reason"], lang) if row["reason"] else None
    return {**row, "reason": reason, "notes": notes}


def _words(words: Words, lang: str) -> dict[str, str]:
    return {"code": words.code, "text": said(words, lang)}


def known(name: str) -> str:
    """The name itself, or BadSelection with what is likely meant."""
    if name not in INDICATORS:
        near = tuple(get_close_matches(name[:40], INDICATORS, n=1))
        hint = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(INDICATORS)}."
        raise BadSelection(
            "name", f"{name[:40]!r} is no indicator.", todo=hint, near=near, allowed=tuple(INDICATORS)
        )
    return name
