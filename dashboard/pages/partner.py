"""Partner: two economies; whole years and published years to date on one honest axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import cards, numbers, printed, words
from dashboard.figures import periods, treemap
from dashboard.figures import words as said
from dashboard.figures.rows import Row, known, span
from dashboard.pages.framed import framed
from dashboard.pages.overview import labels, no_figures
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.headline import headlines
from dashboard.parts.sentence import Word, control, sentence
from dashboard.products import Detail, details, product_look, seen_from
from dashboard.state import View, is_economy, ranking, resolve, who
from dashboard.texts import say, variant
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.selection import Selection
from trade.store import Store

FIRST = {"LTU": "AZE"}
BARS = {"T": ("X", "M"), "X": ("X",), "M": ("M",), "B": ("X", "M")}


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, four numbers, the bars, balance, the partner's place, products."""
    partner = asked.partner or FIRST.get(asked.reporter, "LTU")
    view = resolve(store, asked.but(partner=partner))
    period = view.asked.period
    if period is None:
        return html.Div([_sentence(view), no_figures(view)])
    body = [
        _bars_card(view),
        printed.card(view),
        _balance_card(view),
        _place_card(view),
        _products_card(view),
    ]
    return html.Div(
        [
            _sentence(view),
            headlines(cards.merits(view), view.look),
            html.Div(body, className="grid"),
        ]
    )


def _sentence(view: View) -> Node:
    return sentence(
        variant("sentence.pair" if view.asked.period else "sentence.bare", view.flow, view.lang),
        {
            "reporter": words.reporter(view),
            "flow": words.flow(view),
            "partner": words.partner(view, "path=/partner/{}&source=&agency=&period=", "path=/&partner="),
            "months": words.months(view),
            "since": words.since(view),
            "until": words.until(view),
            "unit": words.unit(view),
            "agency": words.agency(view),
        },
        view.lang,
    )


def _in_years(view: View, rows: Sequence[Row]) -> list[Row]:
    last = view.asked.period.end.year if view.asked.period else 9999
    return [row for row in rows if (view.first_year or 0) <= span(row).start.year <= last]


def _annual(view: View, rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Whole years of the chosen source, else of the source that has most of them."""
    years = [row for row in own if row["frequency"] == "A"]
    return years or _most([row for row in rows if row["frequency"] == "A"])


def _to_date(rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Published years to date of the chosen agency, else of the agency that has most of them."""
    mine = [row for row in own if row["frequency"] == "YTD"]
    return mine or _most([row for row in rows if row["frequency"] == "YTD"])


def _most(rows: Sequence[Row]) -> list[Row]:
    counted: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        counted.setdefault(who(row), []).append(row)
    return max(counted.values(), key=len) if counted else []


def _bars_card(view: View) -> Node:
    lang, rows, own = view.lang, view.rows, view.own
    to_date = _to_date(rows, own)
    last_year = max((span(row).start.year for row in _annual(view, rows, own)), default=0)
    drawn = _in_years(view, _annual(view, rows, own))
    drawn += [row for row in to_date if (view.first_year or 0) <= span(row).start.year]
    mirrored = _mirrored(view, {span(row) for row in drawn}, last_year)
    ytd_agency = say("partner.ytd", lang, agency=view.look.name(to_date[0]["agency"])) if to_date else ""
    notes = [ytd_agency, cards.legend(drawn, lang), say("card.click", lang)]
    if view.asked.mirror:
        named = view.look.name(view.partner)
        notes.insert(
            1, say("partner.mirror_note", lang) if mirrored else say("partner.no_mirror", lang, partner=named)
        )
    return figure_card(
        Card(
            "bars",
            cards.finding(view),
            cards.subtitle(view, drawn, kinds=say("kind.bars", lang)),
            periods.figure(drawn, view.look, BARS[view.flow], mirrored),
            [*drawn, *mirrored],
            labels(view),
            cards.source_line(view, [*drawn, *mirrored]),
            notes,
            cards.file_name(view, "periods"),
            extra=_mirror_switch(view),
        ),
        lang,
    )


def _mirrored(view: View, spans: set[Any], last_year: int) -> list[Row]:
    """The partner's figures for the periods that are drawn, marked as such; none unless asked for."""
    if not view.asked.mirror:
        return []
    asked = view.asked.but(source=None, agency=None, flow=None, period=None, since=None, until=None)
    found = [row for row in questions.mirror(view.store, asked) if known(row["value_usd"])]
    flows = BARS[view.flow]
    return [
        dict(row) | {"mirrored": True} for row in _most(found) if span(row) in spans and row["flow"] in flows
    ]


def _mirror_switch(view: View) -> Node:
    lang = view.lang
    options = [("mirror=", say("partner.mirror_off", lang)), ("mirror=1", say("partner.mirror_on", lang))]
    word = Word(options, "mirror=1" if view.asked.mirror else "mirror=")
    text = say("partner.mirror", lang, partner=view.look.name(view.partner))
    return html.P([f"{text} ", control("mirror", word, lang, "bars")], className="card-extra")


def _balance_card(view: View) -> Node:
    lang, period, own = view.lang, view.asked.period, view.own
    rows = [row for row in _in_years(view, own) if row["flow"] == "B" and known(row["value_usd"])]
    if period:
        rows = cards.like(rows, period)
    now = next((row["value_usd"] for row in rows if span(row) == period), None)
    kind = "balance" if now is None else "balance_surplus" if now >= 0 else "balance_deficit"
    when = said.long(period, lang) if period else ""
    if not rows:
        return html.Div(hidden=True)
    return figure_card(
        Card(
            "balance",
            say(f"title.{kind}", lang, period=when),
            cards.subtitle(view, own, period),
            periods.balance(rows, view.look),
            rows,
            labels(view),
            cards.source_line(view, rows),
            (cards.legend(rows, lang),),
            cards.file_name(view, "balance"),
            span=7,
        ),
        lang,
    )


def _place_card(view: View) -> Node:
    """Share and rank of the partner in each direction, by the chosen source."""
    lang, period = view.lang, view.asked.period
    body = [_place(view, flow) for flow in ("T", "X", "M")]
    named = {"partner": view.look.name(view.partner), "reporter": view.look.name(view.asked.reporter)}
    title = say("title.place", lang, period=said.long(period, lang) if period else "", **named)
    shown = facts(say("partner.heads", lang).split("|"), body, (False, True, True, True, True))
    unit = say(f"unit.{view.asked.unit}", lang)
    card = Card("place", title, unit[:1].upper() + unit[1:], instead=shown, source=view.agency_name, span=5)
    return figure_card(card, lang)


def _place(view: View, flow: str) -> tuple[Node, ...]:
    rows = ranking(view, flow)
    name = view.look.flow(flow)
    mine = next((row for row in rows if row["partner"] == view.partner), None)
    if mine is None:
        return (name, say("headline.absent", view.lang), "", "", "")
    count = sum(is_economy(row["partner"]) and row["value_usd"] > 0 for row in rows)
    has_world = any(row["partner"] == "W00" for row in rows)
    rank = (
        say("partner.rank", view.lang, rank=mine["rank"], count=count) if mine["rank"] and has_world else ""
    )
    share = numbers.percent(mine["share"], 2) if known(mine["share"]) else ""
    change = numbers.signed_percent(mine["change"]) if known(mine["change"]) else ""
    return (name, view.look.amount(mine), share, rank, change)


def _products_card(view: View) -> Node:
    """The newest product detail of the pair, from whichever side reports it."""
    lang = view.lang
    asked = view.asked.but(source=None, agency=None, period=None, flow=None, scheme=None)
    best = next(iter(details(questions.products(view.store, asked))), None)
    if best is None:
        return html.Div(hidden=True)
    return figure_card(products_card(view, best), lang)


def products_card(view: View, detail: Detail) -> Card:
    """A treemap of one detail: its newest period."""
    lang, look = view.lang, product_look(view.look, detail.scheme)
    title = say("partner.products", lang, seen=seen_from(view, detail))
    kinds = f"{look.flow(detail.flow)}, {said.long(detail.newest, lang)}"
    return Card(
        "products",
        title,
        cards.subtitle(view, detail.rows, kinds=kinds),
        treemap.figure(detail.at(detail.newest), look),
        detail.at(detail.newest),
        labels(view) | {"product": dict(look.names)},
        cards.source_line(view, detail.rows),
        (cards.legend(detail.at(detail.newest), lang),),
        cards.file_name(view, "products"),
    )


_PAGE = {"title": "Partner | Bilateral", "layout": framed(draw)}
dash.register_page(__name__, path_template="/partner/<partner>", **_PAGE)
dash.register_page(f"{__name__}_any", path="/partner", **_PAGE)
