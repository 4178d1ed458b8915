"""One product among the sectors: its share of the trade, its line over the years, and ways on."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import cards
from dashboard.figures import timeline, words
from dashboard.figures.rows import Row, span
from dashboard.parts.empty import empty
from dashboard.parts.figure_card import Card, figure_card
from dashboard.products import Detail, names_note, product_look, product_name, seen_over
from dashboard.state import View
from dashboard.texts import say, scheme_name
from dashboard.tiles import partial, share
from dashboard.untyped import Node, dcc, html
from trade import sectors
from trade.period import Period

NAME = "product"


def card(view: View, detail: Detail, period: Period, code: str) -> Node:
    """The product's line in ``detail``; why not, where the classification holds no figure of it."""
    lang, look = view.lang, product_look(view.look, detail.scheme)
    drawn = [row for row in detail.rows if row["product"] == code and span(row) in detail.covered]
    if not drawn:
        title = look.names.get(code) or product_name(detail.scheme, code, lang)
        return figure_card(Card(NAME, title, "", instead=_nothing(view, detail, code)), lang)
    periods = sorted({span(row) for row in drawn})
    lines = timeline.by_code(drawn, "product", [code], look)
    return figure_card(
        Card(
            NAME,
            _title(view, detail, period, code),
            cards.subtitle(view, drawn, _by(view, detail), seen_over(view, detail, periods)),
            timeline.figure(lines, look),
            cards.in_order(drawn),
            cards.labels(view) | {"product": dict(look.names)},
            cards.source_line(view, drawn),
            (
                _note(detail, code, lang),
                partial(view, detail),
                cards.legend(drawn, lang),
                names_note(detail.scheme, lang),
            ),
            cards.file_name(view, f"product-{code}"),
            extra=_all(view),
            ends=cards.ends(lines, look),
        ),
        lang,
    )


def _title(view: View, detail: Detail, period: Period, code: str) -> str:
    """``Pharmaceuticals: 0.02 % of Azerbaijan's exports to the world, 2017``; only whose trade, where no share is."""
    what, named = cards.subject(view, detail.flow), product_look(view.look, detail.scheme).name(code)
    row: Sequence[Row] = [row for row in detail.at(period) if row["product"] == code]
    whole = detail.whole(period)
    if not row or not whole or whole <= 0:
        return say("product.over_time", view.lang, product=named, what=what)
    return say(
        "title.sectors",
        view.lang,
        first=named,
        share=share(row[0]["value_usd"] / whole, view.lang),
        what=what,
        period=words.long(period, view.lang),
    )


def _by(view: View, detail: Detail) -> str:
    return say("sectors.by", view.lang, scheme=scheme_name(detail.scheme, view.lang))


def _note(detail: Detail, code: str, lang: str) -> str:
    """What a sum of whole chapters leaves out of a promising area, or takes in."""
    return sectors.areas()[code].note(lang) if detail.scheme == "promising" else ""


def _nothing(view: View, detail: Detail, code: str) -> Node:
    lang, known = view.lang, product_look(view.look, detail.scheme).names
    about = sectors.areas().get(code) if detail.scheme == "promising" else None
    why = about.note(lang) if about and not about.separable else say("product.none", lang)
    help_ = (
        ""
        if code in known
        else say("product.unknown", lang, code=code, scheme=scheme_name(detail.scheme, lang))
    )
    return html.Div([_all(view), empty(why, help_, lang=lang)])


def _all(view: View) -> Node:
    """The way back to every sector."""
    query = view.asked.but(product=None).to_query()
    there = f"/sectors?{query}" if query else "/sectors"
    return html.P(dcc.Link(say("product.all", view.lang), href=there), className="card-extra")
