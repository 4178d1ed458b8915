"""Compare: up to eight partners, or reporters, on one axis: values, indices, shares, growth."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import asking, cards, measured, noted, standing
from dashboard.comparison import Comparison, compare
from dashboard.figures import compared
from dashboard.figures import words as said
from dashboard.figures.axes import IN_TIME
from dashboard.figures.ends import Line, placed
from dashboard.figures.rows import Look, Row, span
from dashboard.measured import Measured
from dashboard.pages.framed import framed
from dashboard.parts.empty import empty
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import WORLD
from dashboard.texts import say, variant
from dashboard.untyped import Node, dash, html
from trade.selection import Selection
from trade.store import Store
from trade.texts import worded


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, the lines, and a table of where each stands."""
    found = compare(store, asked)
    if not found.drawn:
        return html.Div([asking.sentence_of(found), _nothing(found)])
    lines = measured.measure(found)
    body = [_lines_card(found, lines), standing.card(found)]
    return html.Div([asking.sentence_of(found), html.Div(body, className="grid")])


def _nothing(found: Comparison) -> Node:
    view, lang = found.view, found.view.lang
    why = say("compare.nothing", lang, what=view.look.flow(view.flow), whom=asking.several(found).label)
    if view.rows and (view.asked.agency or view.asked.source):
        name = view.look.name(view.asked.agency or view.asked.source or "")
        why = say("compare.nothing_theirs", lang, agency=name)
    return empty(why, say("compare.nothing_help", lang), lang=lang)


def _lines_card(found: Comparison, lines: Sequence[Measured]) -> Node:
    view, lang, asked = found.view, found.view.lang, found.view.asked
    log = asked.scale == "log" and asked.measure != "growth"
    look = measured.look(found)
    named = [Line(standing.name(found, line.course), line.course.colour, line.rows) for line in lines]
    rows = [row for line in lines for row in line.rows]
    drawn = compared.fit(named, log=log)
    if not drawn:
        notes = [note for note in _notes(found, lines, named, look) if note]
        why = html.Div([html.P(note) for note in notes])
        return figure_card(
            Card("compared", _subject(found), "", instead=why, extra=asking.switches(found)), lang
        )
    mark = 100.0 if asked.measure == "index" else None
    picture = (
        compared.multiples(drawn, look, log=log)
        if asked.multiples
        else compared.figure(drawn, look, log=log, mark=mark)
    )
    events = None
    if not asked.multiples:
        picture, events = noted.on_lines(view, picture, drawn, IN_TIME.at, found.codes)
    heights = placed(drawn, look, compared.HEIGHT, log=log)
    return figure_card(
        Card(
            "compared",
            _title(found, lines, look),
            _subtitle(found, lines, rows),
            picture,
            cards.in_order([_with_figure(row) for row in rows]),
            cards.labels(view),
            cards.source_line(view, rows),
            _notes(found, lines, named, look),
            cards.file_name(view, f"compare-{asked.measure}"),
            extra=asking.switches(found),
            ends=() if asked.multiples else [(line.name, line.colour, at) for line, at in heights],
            legend=_legend(found, drawn),
            noted=events,
        ),
        lang,
    )


def _base(found: Comparison) -> str:
    """``2005``: the period that all indices are measured by."""
    base = measured.base(found.drawn)
    return said.short(base, found.view.lang) if base else ""


def _with_figure(row: Row) -> Row:
    """For the table view: the published figure, and what is drawn under its own name, shares in per cent."""
    if "measure" not in row:
        return row
    factor = 1 if row["measure"] == "index" else 100
    return dict(row["figure"]) | {row["measure"]: factor * row["value_usd"]}


def _subject(found: Comparison) -> str:
    view, lang = found.view, found.view.lang
    message = "compare.subject" if found.side == "partner" else "compare.subject_reporters"
    world = say("sentence.world", lang)
    return say(
        variant(message, view.flow, lang),
        lang,
        reporter=view.look.name(view.asked.reporter),
        partner=world if view.partner == WORLD else view.look.name(view.partner),
        flow=view.look.flow(view.flow),
        count=len(found.drawn),
    )


def _title(found: Comparison, lines: Sequence[Measured], look: Look) -> str:
    """The finding: which line is highest in the period of the sentence; else what is compared."""
    period, what, lang = found.view.asked.period, found.view.asked.measure, found.view.lang
    ends = [(line, row) for line in lines for row in line.rows if span(row) == period]
    if period is None or len(ends) < 2:
        return _subject(found)
    line, row = max(ends, key=lambda end: end[1]["value_usd"])
    return say(
        f"compare.title_{what}",
        lang,
        what=_subject(found),
        name=found.view.look.name(line.course.code),
        period=said.long(period, lang),
        base=_base(found),
        value=look.amount(row),
    )


def _subtitle(found: Comparison, lines: Sequence[Measured], rows: Sequence[Row]) -> str:
    view, lang, asked = found.view, found.view.lang, found.view.asked
    by = say("compare.reported_each", lang) if asked.voices == "each" else cards.reported(view)
    valued = cards.valuation(found.parts(), lang)
    if asked.measure == "level":
        return cards.subtitle(view, found.parts(), cards.kind(view), by)
    unit = say(f"compare.unit_{asked.measure}", lang, base=_base(found))
    return "; ".join([unit, valued, cards.kind(view), by])


def _legend(found: Comparison, lines: Sequence[Line]) -> list[tuple[str, str, str]]:
    period = found.view.asked.period
    if period is None or not compared.are_parts(lines):
        return []
    months = said.months_of(period, found.view.lang) or said.long(period, found.view.lang)
    return [(say("compare.part", found.view.lang, months=months), "var(--muted)", "diamond")]


def _notes(found: Comparison, lines: Sequence[Measured], named: Sequence[Line], look: Look) -> list[str]:
    """What is missing and why, what holds what, what the letters mean."""
    view, lang, asked = found.view, found.view.lang, found.view.asked
    rows = [row for line in lines for row in line.rows]
    absent = [view.look.name(course.code) for course in found.courses if not course.rows]
    notes = [say("compare.absent", lang, names=", ".join(absent))] if absent else []
    notes += [note for line in lines if (note := _refused(found, line))]
    if asked.scale == "log" and asked.measure == "growth":
        notes.append(say("compare.not_log", lang))
    elif asked.scale == "log":
        below = [line.name for line in named if any(row["value_usd"] <= 0 for row in line.rows)]
        notes += [say("compare.below_zero", lang, names=", ".join(below))] if below else []
    notes += standing.overlaps(found)
    return [*notes, cards.legend(rows, lang), say("compare.click", lang)]


def _refused(found: Comparison, line: Measured) -> str:
    """Why a line is left out or broken; that its first year has no year before it goes without saying."""
    lang = found.view.lang
    first = span(line.course.rows[0])
    told = [(p, why) for p, why in line.refused if p != first or not line.rows]
    if not told:
        return ""
    periods = ", ".join(said.short(period, lang) for period, _ in told[:3])
    more = f" (+{len(told) - 3})" if len(told) > 3 else ""
    return say(
        "compare.refused",
        lang,
        name=found.view.look.name(line.course.code),
        periods=periods + more,
        reason=worded.said(told[0][1], lang),
    )


dash.register_page(__name__, path="/compare", title="Compare | Bilateral", layout=framed(draw))
