"""The partner's place among all partners: share and rank in each direction, by the chosen source."""

from __future__ import annotations

from dashboard import cards, numbers
from dashboard.figures import words
from dashboard.figures.rows import Row, known
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.revision_marks import marked
from dashboard.state import View
from dashboard.texts import capital, say
from dashboard.untyped import Node, html
from trade import questions

#: In a cell of which nothing is known.
NONE = words.EN_DASH


def card(view: View, span: int) -> Node:
    """A small table; where there is no share or rank, why."""
    lang, period = view.lang, view.asked.period
    when = words.long(period, lang) if period else ""
    found = {
        row["flow"]: row
        for row in marked(view.store, questions.place(view.store, view.asked), view.asked.as_of)
    }
    body = [_row(view, flow, found.get(flow)) for flow in ("T", "X", "M")]
    shown = facts(say("partner.heads", lang).split("|"), body, (False, True, True, True, True))
    unit = say(f"unit.{view.asked.unit}", lang)
    placed = any(row[2] != NONE for row in body)
    before = words.short(period.same_period_before, lang) if period else ""
    note = say("partner.place_note", lang, before=before) if placed else ""
    return figure_card(
        Card(
            "place",
            say("title.place", lang, period=when, **cards.names(view)),
            f"{capital(unit, lang)}; {cards.reported(view)}",
            instead=html.Div(
                [shown, html.P(note or say("partner.no_place", lang, period=when), className="card-note")]
            ),
            source=cards.source_line(view, view.own),
            span=span,
        ),
        lang,
    )


def _row(view: View, flow: str, mine: Row | None) -> tuple[Node, ...]:
    name = view.look.flow(flow)
    if mine is None:
        return (name, say("headline.absent", view.lang), *[NONE] * 3)
    ranked = mine["rank"] and known(mine["share"])
    rank = say("partner.rank", view.lang, rank=mine["rank"], count=mine["ranked"]) if ranked else NONE
    share = numbers.percent(mine["share"], 2, view.lang) if known(mine["share"]) else NONE
    change = numbers.signed_percent(mine["change"], view.lang) if known(mine["change"]) else NONE
    return (name, view.look.amount(mine), share, rank, change)
