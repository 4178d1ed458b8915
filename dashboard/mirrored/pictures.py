"""The pictures of the page Mirror: both lines, the gap, the symmetric difference."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import cards, noted
from dashboard.figures import gap as gaps
from dashboard.figures import sides as both
from dashboard.figures import style
from dashboard.figures import words as said
from dashboard.figures.axes import IN_TIME
from dashboard.figures.ends import Line
from dashboard.figures.rows import Row, known, span
from dashboard.mirrored import measures, naming
from dashboard.mirrored.sides import Sides, turned
from dashboard.parts.empty import empty
from dashboard.parts.figure_card import Card, figure_card
from dashboard.texts import say
from dashboard.untyped import Node
from trade.period import Period
from trade.texts import worded


def subtitle(sides: Sides, *more: str) -> str:
    """Unit, who reports what valued how, and the kind of period."""
    view, lang = sides.view, sides.view.lang
    unit = say(f"unit.{view.asked.unit}", lang)
    parts = [unit[:1].upper() + unit[1:]]
    for whose, rows in ((view.asked.reporter, sides.ours_shown), (view.partner, sides.theirs_shown)):
        if rows:
            valued = say(f"mirror.valued_{rows[-1]['valuation']}", lang)
            slots = {"what": naming.name(sides, whose), "valued": valued}
            parts.append(say("mirror.by", lang, agency=view.look.name(rows[-1]["agency"]), **slots))
    return "; ".join([*parts, *more])


def lines(sides: Sides) -> Node:
    """Both sides over time; the pale band is what freight and insurance would make of the exporter's figures."""
    view, lang = sides.view, sides.view.lang
    ours, theirs = (
        Line(naming.name(sides, whose), style.flow_colour(flow), rows)
        for whose, flow, rows in (
            (view.asked.reporter, sides.flow, sides.ours_shown),
            (view.partner, turned(sides.flow), sides.theirs_shown),
        )
    )
    exports, imports = (ours, theirs) if sides.flow == "X" else (theirs, ours)
    factor = view.asked.cif_fob
    banded = factor > 1 and exports.rows and _comparable(sides)
    edge = both.upper_edge(exports, factor, say("mirror.edge", lang, factor=factor)) if banded else None
    picture, drawn = both.lines(exports, imports, edge, view.look, theirs.name)
    picture, events = noted.on_lines(view, picture, drawn, IN_TIME.at)
    rows = [*sides.ours_shown, *sides.theirs_shown]
    notes = [
        say("mirror.band", lang, factor=factor) if edge else "",
        say("mirror.hollow_line", lang, **naming.named(sides)),
        cards.legend(rows, lang),
        say("card.click", lang),
    ]
    return figure_card(
        Card(
            "lines",
            naming.finding(sides),
            subtitle(sides),
            picture,
            sorted(rows, key=lambda row: (-span(row).end.toordinal(), bool(row.get("mirrored")))),
            cards.labels(view),
            cards.source_line(view, rows),
            notes,
            cards.file_name(view, "mirror"),
            ends=cards.ends(drawn, view.look),
            noted=events,
        ),
        lang,
    )


def _comparable(sides: Sides) -> bool:
    """Whether the band means anything: exports FOB against imports CIF in one period at least."""
    return any(known(found["mirror_explained"]["value"]) for found in sides.measures.values())


def gap(sides: Sides) -> Node:
    """Bars of the gap, parted by the band."""
    view, lang = sides.view, sides.view.lang
    factor = view.asked.cif_fob
    title = say("mirror.gap_title", lang, **naming.named(sides))
    if not sides.measures:
        return _nothing(sides, "gap", title, 7)
    names = (
        say("mirror.inside", lang, factor=factor),
        say("mirror.outside", lang),
        say("mirror.gap", lang),
    )
    picture = gaps.gaps(sides.measures, _origins(sides), view.look, names)
    legend = [
        (trace["name"], trace["marker"]["color"], "solid")
        for trace in picture["data"]
        if trace["type"] == "bar"
    ]
    return figure_card(
        Card(
            "gap",
            title,
            subtitle(sides, say("mirror.gap_about", lang)),
            picture,
            measures.table(sides),
            cards.labels(view),
            cards.source_line(view, [*sides.ours_shown, *sides.theirs_shown]),
            (*_notes(sides), _click(sides)),
            cards.file_name(view, "mirror-gap"),
            span=7,
            legend=legend,
            own=measures.heads(lang),
        ),
        lang,
    )


def percent(sides: Sides) -> Node:
    """The gap in per cent of the mean of both figures."""
    view, lang = sides.view, sides.view.lang
    title = say("mirror.symmetric_title", lang)
    if not sides.measures:
        return _nothing(sides, "symmetric", title, 5)
    return figure_card(
        Card(
            "symmetric",
            title,
            say("mirror.symmetric_about", lang, **naming.named(sides)),
            gaps.percents(sides.measures, _origins(sides), view.look, say("mirror.symmetric", lang)),
            measures.table(sides),
            cards.labels(view),
            cards.source_line(view, [*sides.ours_shown, *sides.theirs_shown]),
            (say("within.band", lang), *_refusals(sides, "mirror_symmetric"), _click(sides)),
            cards.file_name(view, "mirror-symmetric"),
            span=5,
            own=measures.heads(lang),
        ),
        lang,
    )


def _nothing(sides: Sides, card: str, title: str, span_: int) -> Node:
    lang = sides.view.lang
    message, slots = naming.silent(sides) or "mirror.nothing_common", naming.named(sides)
    body = empty(say(message, lang, **slots), say("mirror.nothing_common_help", lang), lang=lang)
    return figure_card(Card(card, title, "", instead=body, span=span_), lang)


def _origins(sides: Sides) -> dict[Period, Row]:
    return {span(row): row for row in sides.ours_shown}


def _click(sides: Sides) -> str:
    return say("mirror.click", sides.view.lang, **naming.named(sides))


def _notes(sides: Sides) -> list[str]:
    """What the measures themselves say of their basis, and why some were refused; each once."""
    said_ = dict.fromkeys(
        worded.together(found["mirror_gap"]["notes"], sides.view.lang)
        for found in sides.measures.values()
        if found["mirror_gap"]["notes"]
    )
    return [*said_, *_refusals(sides, "mirror_explained")]


def _refusals(sides: Sides, code: str) -> list[str]:
    """``Not for 1993: the reason``, each reason once."""
    lang = sides.view.lang
    reasons: dict[str, list[Period]] = {}
    for period, found in sides.measures.items():
        if found[code]["reason"]:
            reasons.setdefault(worded.said(found[code]["reason"], lang), []).append(period)
    return [
        say("mirror.refused_for", lang, periods=_run(periods, lang), reason=reason)
        for reason, periods in reasons.items()
    ]


def _run(periods: Sequence[Period], lang: str) -> str:
    if len(periods) > 4:
        return say("mirror.periods", lang, count=len(periods))
    return ", ".join(said.short(period, lang) for period in periods)
