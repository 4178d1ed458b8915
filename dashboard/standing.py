"""Where the lines of a comparison stand: the last figure of each, its change, share and rank, and what holds what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard import cards, measured, numbers
from dashboard.comparison import Comparison, Course
from dashboard.figures import words
from dashboard.figures.rows import Row, flagged, letters, span
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import WORLD
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade import pairs
from trade.codelists import members
from trade.indicators.figures import Measure
from trade.selection import Selection
from trade.store import Store
from trade.texts import worded

NONE = words.EN_DASH
#: By source, agency, reporter and partner: rank, and of how many.
Ranks = Mapping[tuple[str, ...], tuple[int, int]]


def name(found: Comparison, course: Course) -> str:
    """Of a line; with its agency where each has its own."""
    view = found.view
    plain = view.look.name(course.code)
    if view.asked.voices != "each" or not course.voice:
        return plain
    return say("compare.named", view.lang, name=plain, agency=course.voice[1])


def card(found: Comparison) -> Node:
    """The table, the largest first; under it why figures are missing."""
    view, lang = found.view, found.view.lang
    period = view.asked.period
    when = words.long(period, lang) if period else ""
    ranks = _ranks(found)
    in_order = sorted(found.drawn, key=lambda course: -course.rows[-1]["value_usd"])
    each = view.asked.voices == "each"
    marked = len({letters(course.rows[-1]) for course in in_order}) > 1
    rows = [_row(found, course, ranks, each=each, marked=marked) for course in in_order]
    heads = say("compare.heads", lang, what=say(f"compare.{found.side}", lang)).split("|")
    numeric = [False, True, True, True, True, True]
    if each:
        heads, numeric = [*heads, say("compare.agency", lang)], [*numeric, False]
    shown = facts(heads, rows, numeric, stacked=True)
    latest = [course.rows[-1] for course in in_order]
    unit = say(f"unit.{view.asked.unit}", lang)
    by = "" if each else cards.reported(view)
    return figure_card(
        Card(
            "standing",
            say("compare.table_in", lang, period=when),
            "; ".join(filter(None, (f"{unit[:1].upper()}{unit[1:]}", by))),
            instead=html.Div([_summary(found), shown, _reasons(found, in_order)]),
            source=cards.source_line(view, latest),
            notes=(say("compare.about", lang), cards.legend(latest, lang)),
        ),
        lang,
    )


def _row(found: Comparison, course: Course, ranks: Ranks, *, each: bool, marked: bool) -> tuple[Node, ...]:
    view, lang, row = found.view, found.view.lang, course.rows[-1]
    dot = html.I(style={"background": course.colour})
    change = measured.attempt(measured.growth, course, row)
    part = measured.attempt(measured.share, course, row)
    rank = ranks.get((str(row["source"]), str(row["agency"]), row["reporter"], row["partner"]))
    ranked = rank and part.value is not None and span(row) == view.asked.period
    cells = (
        html.Span([dot, view.look.name(course.code)], className="dotted"),
        flagged(view.look.amount(row), row) if marked else view.look.amount(row),
        words.short(span(row), lang),
        _said(change, numbers.signed_percent),
        _said(part, lambda share: numbers.percent(share, 2)),
        say("compare.rank", lang, rank=rank[0], count=rank[1]) if rank and ranked else NONE,
    )
    return (*cells, view.look.name(row["agency"])) if each else cells


def _said(found: Measure, way: Callable[[float], str]) -> str:
    return way(float(found.value.point)) if found.value is not None else NONE


def _summary(found: Comparison) -> Node:
    """The newest figures in a sentence, for whoever does not see the picture."""
    view, lang, period = found.view, found.view.lang, found.view.asked.period
    now = [(c, c.cells[period]) for c in found.drawn if period and period in c.cells]
    if period is None or not now:
        return html.P(hidden=True)
    now.sort(key=lambda pair: -pair[1]["value_usd"])
    listed = "; ".join(
        say("compare.summary_one", lang, name=view.look.name(course.code), value=view.look.amount(row))
        for course, row in now
    )
    return html.P(
        say("compare.summary", lang, period=words.long(period, lang), list=listed), className="card-extra"
    )


def _reasons(found: Comparison, in_order: Sequence[Course]) -> Node:
    """Why a change or a share is missing in the table."""
    lang = found.view.lang
    told: list[str] = []
    for course in in_order:
        row = course.rows[-1]
        for way in (measured.growth, measured.share):
            why = measured.attempt(way, course, row).reason
            if why:
                slots = {"name": found.view.look.name(course.code), "periods": words.short(span(row), lang)}
                told.append(say("compare.refused", lang, reason=worded.said(why, lang), **slots))
    return html.P(" · ".join(dict.fromkeys(told)), className="card-note")


def _ranks(found: Comparison) -> Ranks:
    """Among the economies that each reporter trades with, in the period of the sentence."""
    view = found.view
    asked = Selection(
        flow=view.flow, period=view.asked.period, as_of=view.asked.as_of, partner_rule=view.asked.partner_rule
    )
    if view.asked.voices != "each":
        asked = asked.but(source=view.asked.source, agency=view.asked.agency)
    return _places(view.store, asked, *found.sides)


def _places(store: Store, asked: Selection, reporters: tuple[str, ...], partners: tuple[str, ...]) -> Ranks:
    rows: list[Row] = list(pairs.places(store, asked, reporters, partners))
    keys = ("source", "agency", "reporter", "partner")
    return {tuple(str(row[key]) for key in keys): (row["rank"], row["ranked"]) for row in rows}


def overlaps(found: Comparison) -> list[str]:
    """Groups that stand beside their members, so that nobody adds them up."""
    view, notes = found.view, list[str]()
    for code in found.codes:
        end = view.asked.period.end if view.asked.period else None
        inside = {m.member for m in members(code) if end and m.on(end)}
        held = [other for other in found.codes if other != code and (other in inside or code == WORLD)]
        if held:
            listed = ", ".join(view.look.name(other) for other in held)
            notes.append(say("compare.overlap", view.lang, group=view.look.name(code), members=listed))
    return notes
