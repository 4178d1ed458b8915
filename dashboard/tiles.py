"""What was traded in one period, as areas: the card that the pages Partner and Sectors share."""

from __future__ import annotations

from dashboard import cards, numbers
from dashboard.figures import treemap, words
from dashboard.parts.figure_card import Card
from dashboard.products import Detail, product_look, seen_from
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
        treemap.figure(rows, look),
        rows,
        cards.labels(view) | {"product": dict(look.names)},
        cards.source_line(view, rows),
        (partial(view, detail), cards.legend(rows, lang), say("card.click", lang)),
        cards.file_name(view, "sectors"),
    )


def _title(view: View, detail: Detail, period: Period) -> str:
    """``Mineral products: 92 % of Azerbaijan's exports to the world, 2017``."""
    what, rows = cards.subject(view, detail.flow), detail.at(period)
    total = sum(row["value_usd"] for row in rows)
    if total <= 0:
        return say("title.sectors_none", view.lang, what=what)
    return say(
        "title.sectors",
        view.lang,
        first=product_look(view.look, detail.scheme).name(rows[0]["product"]),
        share=numbers.percent(rows[0]["value_usd"] / total, 0, view.lang),
        what=what,
        period=words.long(period, view.lang),
    )


def partial(view: View, detail: Detail) -> str:
    """That others' reports are added up, where they are."""
    added = detail.seen_from == "partner" and view.partner == WORLD
    return say("seen.partial", view.lang) if added else ""
