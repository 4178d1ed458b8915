"""Mirror: what two economies say of the same trade, how far apart it is, and why that may be."""

from __future__ import annotations

from dashboard.mirrored import agencies, causes, headlines, naming, pictures, products, sentence, summary
from dashboard.mirrored.sides import Sides, compared, turned
from dashboard.pages.framed import framed
from dashboard.parts.empty import empty
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade.errors import BadSelection
from trade.selection import Selection
from trade.store import Store

FIRST = {"LTU": "AZE"}


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, four numbers, both lines, the gap, products, other publishers, causes, all of it in words."""
    partner = asked.partner or FIRST.get(asked.reporter, "LTU")
    if asked.flow not in (None, "X", "M"):
        raise BadSelection(
            "flow",
            "a mirror has two sides: exports of one, imports of the other.",
            todo="Write flow=X or flow=M.",
        )
    if partner == asked.reporter:
        raise BadSelection("partner", "it is the reporter itself.", todo="Choose another partner.")
    sides = compared(store, asked.but(partner=partner, flow=asked.flow or "X"))
    if sides.view.asked.period is None or not (sides.ours_shown or sides.theirs_shown):
        return html.Div([sentence.of(sides), _no_figures(sides)])
    view = sides.view
    ours = [row for row in view.rows if row["flow"] in (sides.flow, "T")]
    own = agencies.card_pair(view, ours, view.asked.reporter, "agencies")
    theirs = [dict(row) | {"flow": turned(row["flow"]), "mirrored": False} for row in sides.theirs]
    others = agencies.card_pair(view, theirs, view.partner, "partner-agencies")
    body = [
        pictures.lines(sides),
        pictures.gap(sides),
        pictures.percent(sides),
        summary.summary(sides),
        *products.card(sides),
        *own,
        *others,
        causes.causes(sides),
    ]
    return html.Div([sentence.of(sides), headlines.headlines(sides), html.Div(body, className="grid")])


def _no_figures(sides: Sides) -> Node:
    """Which side has nothing, and what would help."""
    view, lang = sides.view, sides.view.lang
    otherwise = "mirror.not_these" if view.rows else "mirror.none"
    why = say(naming.silent(sides) or otherwise, lang, **naming.named(sides))
    return empty(why, say("mirror.no_figures_help", lang), lang=lang)


dash.register_page(__name__, path="/mirror", title="Mirror | Bilateral", layout=framed(draw))
