"""The tables of the page Change: what the picture shows bar by bar, and all parts for the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard import changed
from dashboard.change_words import Said, basis
from dashboard.changed import Part
from dashboard.figures import words as said
from dashboard.figures.rows import Row
from trade.indicators.figures import total
from trade.texts import worded
from trade.value import Value


@dataclass(frozen=True)
class Line:
    """A line of the table: what the picture shows, as words; points as they are."""

    name: str
    before: str
    now: str
    growth: str
    points: Decimal


def lines(words: Said) -> Iterator[Line]:
    """The table beneath the picture, bar by bar."""
    found = words.found
    for part in found.drawn:
        yield _line(words, words.name(part.code), part)
    if found.rest:
        now, before = (total(_values(found.rest, side)) for side in ("now", "before"))
        rest = changed.summed(found.rest).point
        yield Line(words.rest(), words.aligned(before), words.aligned(now), said.EN_DASH, rest)
    residual = found.residual.point
    whole = found.total
    assert whole.now and whole.before
    before = whole.before.value - total(_values(found.parts, "before"))
    now = whole.now.value - total(_values(found.parts, "now"))
    yield Line(words.say("residual"), words.aligned(before), words.aligned(now), said.EN_DASH, residual)
    yield _line(words, words.say("total"), whole)


def _line(words: Said, name: str, part: Part) -> Line:
    assert part.now and part.before
    return Line(
        name,
        words.aligned(part.before.value),
        words.aligned(part.now.value),
        words.growth(part),
        part.points,
    )


def rows(words: Said) -> list[Row]:
    """All parts for the table view and the file, the residual and the total last."""
    found = words.found
    whole = found.total
    residual = _cells(whole, words.look.lang) | {
        "partner": "residual", "value_usd": None, "before_usd": None, "low_usd": None, "high_usd": None,
        "contribution_points": float(found.residual.point), "growth_percent": None,
        "reason": worded.together(found.residual.notes, words.look.lang) or None,
    }  # fmt: skip
    if found.scheme:
        residual = residual | {"partner": _cells(whole, words.look.lang)["partner"], "product": "residual"}
    return [
        *(_cells(part, words.look.lang) for part in (*found.parts, *found.one_sided)),
        residual,
        _cells(whole, words.look.lang),
    ]


def _values(parts: Sequence[Part], side: str) -> Iterator[Value]:
    return (getattr(part, side).value for part in parts)


def _cells(part: Part, lang: str) -> dict[str, Any]:
    """A line of the table view: both figures, growth and points, on what they rest."""
    figure = part.now or part.before
    assert figure is not None
    growth, points_ = part.growth, part.measure.value
    now, before = part.now, part.before
    return {
        "source": figure.source, "agency": figure.agency, "reporter": figure.reporter, "partner": figure.partner,
        "flow": figure.flow, "product_scheme": figure.product_scheme, "product": figure.product,
        "valuation": figure.valuation, "partner_rule": figure.partner_rule, "period": figure.period.text,
        "value_usd": float(now.value.point) if now else None, "low_usd": float(now.value.low) if now else None,
        "high_usd": float(now.value.high) if now else None,
        "before_usd": float(before.value.point) if before else None,
        "growth_percent": 100 * float(growth.point) if growth else None,
        "contribution_points": float(points_.point) if points_ else None,
        "reason": worded.said(part.measure.reason, lang) if part.measure.reason else None,
    } | basis(part)  # fmt: skip
