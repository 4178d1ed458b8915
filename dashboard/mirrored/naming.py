"""Both sides by name, and what the chosen period says in one line."""

from __future__ import annotations

from dashboard import numbers
from dashboard.figures import words
from dashboard.figures.rows import Row
from dashboard.mirrored.sides import Sides
from dashboard.texts import say


def name(sides: Sides, whose: str) -> str:
    """``Azerbaijan: exports``."""
    flow = "X" if whose == sides.exporter else "M"
    look = sides.view.look
    return say("mirror.whose", look.lang, who=economy(sides, whose), flow=look.flow(flow))


def economy(sides: Sides, code: str) -> str:
    return say("sentence.world", sides.view.lang) if code == "W00" else sides.view.look.name(code)


def named(sides: Sides) -> dict[str, str]:
    """Reporter, partner, exporter, importer as sentences say them."""
    codes = {"reporter": sides.view.asked.reporter, "partner": sides.view.partner}
    codes |= {"exporter": sides.exporter, "importer": sides.importer}
    return {slot: economy(sides, code) for slot, code in codes.items()}


def signed(usd: float, sides: Sides, low: float | None = None, high: float | None = None) -> str:
    text = numbers.amount(usd, sides.view.asked.unit, low, high, sides.view.lang)
    return text if text.startswith(numbers.MINUS) or not usd else f"+{text}"


def measured(sides: Sides) -> dict[str, Row]:
    """The measures of the chosen period; none where a side has no figure."""
    period = sides.view.asked.period
    return dict(sides.measures.get(period, {})) if period else {}


def silent(sides: Sides) -> str:
    """The message that says which side is not loaded at all; empty where both are."""
    if sides.view.rows and not sides.theirs:
        return "mirror.no_partner"
    return "mirror.no_reporter" if sides.theirs and not sides.view.rows else ""


def finding(sides: Sides) -> str:
    """``Lithuania counted 3.3 million USD more than Azerbaijan in 2020``."""
    lang, period, found = sides.view.lang, sides.view.asked.period, measured(sides)
    when = words.long(period, lang) if period else ""
    if not found:
        return say("mirror.title_none", lang, period=when, **named(sides))
    gap = found["mirror_gap"]
    if gap["low"] <= 0 <= gap["high"]:
        return say("mirror.title_same", lang, period=when, **named(sides))
    amount = numbers.amount(abs(gap["value"]), sides.view.asked.unit, gap["low"], gap["high"], lang)
    slots = named(sides) | {"amount": amount, "unit": sides.view.look.unit_short, "period": when}
    return say("mirror.title_more" if gap["value"] > 0 else "mirror.title_less", lang, **slots)
