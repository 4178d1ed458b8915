"""What the pictures show in sentences, for those who read, listen or quote."""

from __future__ import annotations

from statistics import median

from dashboard import numbers
from dashboard.figures import words
from dashboard.figures.rows import Row, known, span
from dashboard.mirrored.naming import economy, measured, named, signed
from dashboard.mirrored.sides import Sides
from dashboard.parts.figure_card import Card, figure_card
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.texts import worded


def summary(sides: Sides) -> Node:
    """What the pictures show, for those who read, listen or quote."""
    lang, found = sides.view.lang, measured(sides)
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    sentences = [
        *_two_words(sides, ours, theirs),
        *_apart(sides, found),
        *_band(sides, found),
        *_over_time(sides),
    ]
    if found:
        estimated = found["mirror_gap"]["status"] == "E"
        sentences.append(say("mirror.estimated" if estimated else "mirror.no_proof", lang))
    body = html.P(" ".join(sentences), className="summary-text")
    return figure_card(Card("summary", say("mirror.summary", lang), "", instead=body), lang)


def _two_words(sides: Sides, ours: Row | None, theirs: Row | None) -> list[str]:
    lang, look, period = sides.view.lang, sides.view.look, sides.view.asked.period
    said: list[str] = []
    for row, whose, other in (
        (ours, sides.view.asked.reporter, sides.view.partner),
        (theirs, sides.view.partner, sides.view.asked.reporter),
    ):
        way = "X" if whose == sides.exporter else "M"
        slots = {"who": economy(sides, whose), "whom": economy(sides, other)}
        slots["period"] = words.long(period, lang) if period else ""
        if row is None:
            said.append(say(f"mirror.silent_{way}", lang, **slots))
            continue
        slots |= {"amount": look.amount(row), "unit": look.unit_short, "agency": look.name(row["agency"])}
        slots["valued"] = say(f"mirror.valued_{row['valuation']}", lang)
        said.append(say(f"mirror.said_{way}", lang, **slots))
    return said


def _apart(sides: Sides, found: dict[str, Row]) -> list[str]:
    if not found:
        return [say("mirror.no_gap", sides.view.lang)]
    gap, ratio, symmetric = (found[f"mirror_{code}"] for code in ("gap", "ratio", "symmetric"))
    lang, unit = sides.view.lang, sides.view.look.unit_short
    reasons = [row["reason"] for row in (ratio, symmetric) if row["reason"]]
    slots = {
        "gap": signed(gap["value"], sides, gap["low"], gap["high"]),
        "low": signed(gap["low"], sides),
        "high": signed(gap["high"], sides),
        "unit": unit,
    }
    said = [say("mirror.said_gap", lang, **slots, **named(sides))]
    if reasons:
        return [*said, say("mirror.refused", lang, reason=worded.said(reasons[0], lang))]
    percent = numbers.signed_percent(symmetric["value"] / 100)
    return [*said, say("mirror.said_ratio", lang, ratio=numbers.plain(ratio["value"], 2), percent=percent)]


def _band(sides: Sides, found: dict[str, Row]) -> list[str]:
    if not found:
        return []
    inside, outside = found["mirror_explained"], found["mirror_unexplained"]
    lang = sides.view.lang
    if inside["reason"]:
        return [say("mirror.band_refused", lang, reason=worded.said(inside["reason"], lang))]
    slots = {
        "factor": str(sides.view.asked.cif_fob),
        "inside": numbers.amount(inside["value"], sides.view.asked.unit),
        "outside": signed(outside["value"], sides),
        "unit": sides.view.look.unit_short,
    }
    return [say("mirror.said_band", lang, **slots)]


def _over_time(sides: Sides) -> list[str]:
    """How often the importer said more, and the usual and the largest difference."""
    rows = [each["mirror_symmetric"] for each in sides.measures.values()]
    rows = [row for row in rows if known(row["value"])]
    if len(rows) < 3:
        return []
    most = max(rows, key=lambda row: abs(row["value"]))
    lang = sides.view.lang
    return [
        say(
            "mirror.over_time",
            lang,
            more=sum(row["value"] > 0 for row in rows),
            count=len(rows),
            usual=numbers.percent(median(abs(row["value"]) for row in rows) / 100),
            most=numbers.signed_percent(most["value"] / 100),
            when=words.long(span(most), lang),
            **named(sides),
        )
    ]
