"""Overview: one reporter's trade with everyone, as one source reports it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import cards, first_time, mapped, noted, within, words
from dashboard.figures import ranking as bars
from dashboard.figures import timeline
from dashboard.figures import words as said
from dashboard.figures.axes import IN_TIME
from dashboard.figures.rows import Row, day, span
from dashboard.pages.framed import framed, titled
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.headline import headlines
from dashboard.reported import address
from dashboard.state import WORLD, View, is_economy, ranking, resolve
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.selection import Selection
from trade.store import Store

TOP = 10
NEWEST = 8


def draw(store: Store, asked: Selection, **own: str) -> Node:
    """The sentence, four numbers, the line, partners, the map, and what is newest; ``map`` is how it is drawn."""
    view = resolve(store, asked.but(partner=asked.partner or WORLD))
    period = view.asked.period
    if period is None:
        return html.Div([words.pair(view), no_figures(view)])
    since = view.first_year or 0
    shown = [row for row in cards.like(view.own, period) if since <= span(row).start.year <= period.end.year]
    ranked = ranking(view, view.flow)
    body = [
        line_card(view, shown),
        *within.all_cards(view),
        partners_card(view, ranked),
        mapped.card(view, ranked, own.get("map", "")),
        _newest_card(view),
    ]
    return html.Div(
        [
            *([] if own else first_time.strip(store, asked)),
            address.link(asked),
            words.pair(view),
            headlines(cards.merits(view), view.look),
            html.Div(body, className="grid"),
        ]
    )


def no_figures(view: View) -> Node:
    """Why there is nothing: no source at all, or only not the one that was asked for."""
    lang, asked = view.lang, view.asked
    world = say("sentence.world", lang)
    partner = world if view.partner == WORLD else view.look.name(view.partner)
    named = {"reporter": view.look.name(asked.reporter), "partner": partner}
    if view.rows:
        source = view.look.name(asked.agency) if asked.agency else asked.source
        why = say("overview.not_theirs", lang, source=source, **named)
        return empty(why, say("overview.not_theirs_help", lang), lang=lang)
    if asked.as_of:
        why = say("overview.not_yet", lang, day=said.date_of(asked.as_of, lang), **named)
        return empty(why, say("overview.not_yet_help", lang), lang=lang)
    return empty(say("overview.no_figures", lang, **named), say("overview.no_figures_help", lang), lang=lang)


def line_card(view: View, shown: Sequence[Row], title: str = "") -> Node:
    """Turnover and its parts over time; the title is the finding unless another is given."""
    lang = view.lang
    flows = ("T", "X", "M") if view.flow != "B" else ("X", "M", "B")
    drawn = [row for row in shown if row["flow"] in flows]
    lines = timeline.by_flow(drawn, view.look, flows)
    picture, events = noted.on_lines(view, timeline.figure(lines, view.look), lines, IN_TIME.at)
    return figure_card(
        Card(
            "line",
            title or cards.finding(view),
            cards.subtitle(view, drawn, cards.kind(view), cards.reported(view)),
            picture,
            cards.in_order(drawn),
            cards.labels(view),
            cards.source_line(view, drawn),
            (cards.legend(drawn, lang), say("card.click", lang)),
            cards.file_name(view, "series"),
            ends=cards.ends(lines, view.look),
            noted=events,
        ),
        lang,
    )


def partners_card(view: View, ranked: Sequence[Row], beside: str = "") -> Node:
    """The largest partners; ``beside`` is one more that stands under them if it is not among them."""
    lang = view.lang
    when = said.long(view.asked.period, lang) if view.asked.period else ""
    named = {"reporter": view.look.name(view.asked.reporter), "what": view.look.flow(view.flow)}
    top = [row for row in ranked if is_economy(row["partner"])][:TOP]
    total = next((row["value_usd"] for row in ranked if row["partner"] == WORLD), None)
    if not top:
        help_ = say("overview.no_partners", lang, agency=view.agency_name, period=when)
        title = say("title.partners_none", lang, **named)
        return figure_card(Card("partners", title, "", instead=empty(help_, lang=lang)), lang)
    first = view.look.name(top[0]["partner"])
    more = next((row for row in ranked if row["partner"] == beside and row not in top), None)
    if more:
        top.append(more)
    return figure_card(
        Card(
            "partners",
            say("title.partners", lang, first=first, period=when, **named),
            cards.subtitle(view, cards.parts(view), cards.kind(view), cards.reported(view)),
            bars.figure(top, view.look, total_usd=total if view.flow != "B" else None),
            top,
            cards.labels(view),
            cards.source_line(view, top),
            (
                cards.legend(top, lang),
                say("overview.partners_note", lang) if total else "",
                say("overview.groups", lang),
                _place_of(view, more),
            ),
            cards.file_name(view, "partners"),
            span=5,
        ),
        lang,
    )


def _place_of(view: View, row: Row | None) -> str:
    """Why a partner stands under those that are larger than it."""
    if row is None or not row["rank"]:
        return ""
    return say("overview.beside", view.lang, partner=view.look.name(row["partner"]), rank=int(row["rank"]))


def _newest_card(view: View) -> Node:
    lang = view.lang
    rows = _newest(view.store, view.asked.reporter, view.asked.as_of)
    named = view.look.name
    body = [_newest_row(view, row) for row in rows if row["value_usd"] is not None]
    heads = say("overview.newest_heads", lang).split("|")
    title = say("title.newest", lang, reporter=named(view.asked.reporter))
    shown = facts(heads, body, (False, True, False, True), stacked=True)
    return figure_card(Card("newest", title, "", instead=shown), lang)


def _newest(store: Store, reporter: str, as_of: date | None) -> Sequence[Row]:
    """Where all came on one day, as a yearly data set does: the totals, not whichever partners."""
    asked = Selection(reporter=reporter, as_of=as_of)
    rows = questions.newest(store, asked, NEWEST)
    if len({row["known_from"] for row in rows}) > 1:
        return rows
    return questions.newest(store, asked.but(partner=WORLD), NEWEST) or rows


def _newest_row(view: View, row: Row) -> tuple[Node, ...]:
    look = view.look
    return (
        f"{cards.figure_name(look, row)}, {said.short(span(row), view.lang)}",
        f"{look.amount(row)} {look.unit_short}",
        look.name(row["agency"]),
        said.date_of(day(row["known_from"]), view.lang),
    )


dash.register_page(__name__, path="/", title=titled(), layout=framed(draw, own=mapped.OWN), own=mapped.OWN)
