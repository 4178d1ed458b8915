"""What was traded in one period, as areas: the card that the pages Partner and Sectors share."""

from __future__ import annotations

from dashboard import cards, numbers
from dashboard.figures import treemap, words
from dashboard.parts.figure_card import Card
from dashboard.products import Detail, names_note, product_look, seen_from
from dashboard.state import WORLD, View
from dashboard.texts import say, scheme_name
from trade.period import Period


def card(view: View, detail: Detail, period: Period, name: str = "tiles") -> Card:
    """Title: the largest and its share; subtitle: by which classification and from whose reporting."""
    lang, look, rows = view.lang, product_look(view.look, detail.scheme), detail.at(period)
    return Card(
        name,
        _title(view, detail, period),
        cards.subtitle(
            view,
            rows,
            say("sectors.by", lang, scheme=scheme_name(detail.scheme, lang)),
            seen_from(view, detail, period),
        ),
        treemap.figure(rows, look, total_usd=detail.whole(period)),
        rows,
        cards.labels(view) | {"product": dict(look.names)},
        cards.source_line(view, rows),
        (
            partial(view, detail),
            cards.legend(rows, lang),
            names_note(detail.scheme, lang),
            say("card.click", lang),
        ),
        cards.file_name(view, "sectors"),
    )


def _title(view: View, detail: Detail, period: Period) -> str:
    """``Mineral products: 92 % of Azerbaijan's exports to the world, 2017``; no share of a choice of goods."""
    what, rows, lang = cards.subject(view, detail.flow), detail.at(period), view.lang
    total = detail.whole(period)
    if not rows or rows[0]["value_usd"] <= 0:
        return say("title.sectors_none", lang, what=what)
    named = {
        "first": product_look(view.look, detail.scheme).name(rows[0]["product"]),
        "what": what,
        "period": words.long(period, lang),
    }
    if total is None:
        return say("product.first", lang, **named)
    return say("title.sectors", lang, share=share(rows[0]["value_usd"] / total, lang), **named)


def share(part: float, lang: str) -> str:
    """Whole per cent in a title; decimals where there would be hardly a digit."""
    return numbers.percent(part, 0 if part >= 0.1 else 1 if part >= 0.01 else 2, lang)


def partial(view: View, detail: Detail) -> str:
    """That others' reports are added up, where they are."""
    added = detail.seen_from == "partner" and view.partner == WORLD
    return say("seen.partial", view.lang) if added else ""
