"""The map of partners: shades by value, or the largest flows as lines."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import cards
from dashboard.figures import flowmap, style, world
from dashboard.figures import words as said
from dashboard.figures.rows import Row
from dashboard.parts.empty import empty
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.sentence import Word, control
from dashboard.state import View, is_economy, ranking
from dashboard.texts import say, variant
from dashboard.untyped import Node, html
from trade.errors import BadSelection

#: The parameter of the address: without it the map is drawn in shades.
OWN = ("map",)
FLOWS = "flows"


def card(view: View, ranked: Sequence[Row], drawn_as: str = "") -> Node:
    """Hidden where no partner is named: the card of partners says why. Raises BadSelection for another drawing."""
    if drawn_as not in ("", FLOWS):
        raise BadSelection(
            "map", f"{drawn_as[:40]!r} is not known.", todo=f"It may be {FLOWS}, or be left out."
        )
    if drawn_as == FLOWS and _shaded(ranked):
        return _flows(view)
    return shades(view, ranked, _switch(view, ""))


def _shaded(ranked: Sequence[Row]) -> list[Row]:
    return [row for row in ranked if is_economy(row["partner"]) and row["value_usd"] > 0]


def shades(view: View, ranked: Sequence[Row], switch: Node = None) -> Node:
    """Every partner in a shade; on paper there is nothing to switch."""
    lang, rows = view.lang, _shaded(ranked)
    if not rows:
        return html.Div(hidden=True)
    return figure_card(
        Card(
            "map",
            say(variant("title.map", view.flow, lang), lang, **_named(view)),
            cards.subtitle(view, cards.parts(view), cards.kind(view), cards.reported(view)),
            world.figure(rows, view.look),
            rows,
            cards.labels(view),
            cards.source_line(view, rows),
            (say("map.disclaimer", lang),),
            cards.file_name(view, "map"),
            span=7,
            extra=switch,
        ),
        lang,
    )


def _flows(view: View) -> Node:
    lang, flows = view.lang, (view.flow,) if view.flow in ("X", "M") else ("X", "M")
    rows = [row for flow in flows for row in flowmap.largest(ranking(view, flow), view.asked.reporter)]
    title = say("flowmap.title", lang, **_named(view))
    if not rows:
        nothing = html.Div([_switch(view, FLOWS), empty(say("flowmap.none", lang), lang=lang)])
        return figure_card(Card("map", title, "", instead=nothing, span=7), lang)
    return figure_card(
        Card(
            "map",
            title,
            cards.subtitle(view, cards.parts(view), cards.kind(view), cards.reported(view)),
            flowmap.figure(rows, view.look),
            rows,
            cards.labels(view),
            cards.source_line(view, rows),
            (
                say("flowmap.note", lang, count=flowmap.TOP),
                cards.legend(rows, lang),
                say("flowmap.borders", lang),
            ),
            cards.file_name(view, "flows"),
            span=7,
            extra=_switch(view, FLOWS),
            legend=[(view.look.flow(flow), style.flow_colour(flow), "solid") for flow in flows],
        ),
        lang,
    )


def _named(view: View) -> dict[str, str]:
    when = said.long(view.asked.period, view.lang) if view.asked.period else ""
    return {
        "reporter": view.look.name(view.asked.reporter),
        "what": view.look.flow(view.flow if view.flow != "B" else "T"),
        "period": when,
    }


def _switch(view: View, drawn_as: str) -> Node:
    lang = view.lang
    options = [("map=", say("flowmap.shades", lang)), (f"map={FLOWS}", say("flowmap.flows", lang))]
    word = Word(options, f"map={drawn_as}", about="flowmap.switch")
    return html.P(
        [say("flowmap.shown", lang), " ", control("map", word, lang, "map")], className="card-extra"
    )
