"""Partner: two economies; whole years and published years to date on one honest axis."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import cards, noted, place, printed, tiles, within, words
from dashboard.figures import periods
from dashboard.figures import words as said
from dashboard.figures.rows import Row, is_printed, known, span, with_value
from dashboard.figures.slots import Slots
from dashboard.pages.framed import framed, titled
from dashboard.pages.overview import no_figures
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.headline import headlines
from dashboard.parts.sentence import Word, control
from dashboard.products import details
from dashboard.reported import address
from dashboard.revision_marks import marked
from dashboard.state import View, alike, newest_first, resolve, who
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.period import Period
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
        return html.Div([words.pair(view), no_figures(view)])
    balance = balance_card(view)
    body = [
        bars_card(view),
        *within.all_cards(view),
        printed.card(view),
        *([balance] if balance is not None else []),
        place.card(view, span=12 if balance is None else 5),
        _products_card(view),
    ]
    return html.Div(
        [
            address.link(asked.but(partner=partner)),
            words.pair(view),
            headlines(cards.merits(view), view.look),
            html.Div(body, className="grid"),
        ]
    )


def _in_years(view: View, rows: Sequence[Row]) -> list[Row]:
    last = view.asked.period.end.year if view.asked.period else 9999
    return [row for row in rows if (view.first_year or 0) <= span(row).start.year <= last]


def _annual(view: View, rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Whole years of the chosen source, else of the source that has most of them."""
    years = [row for row in own if row["frequency"] == "A"]
    return years or _most([row for row in rows if row["frequency"] == "A"])


def years_to_date(view: View, rows: Sequence[Row], own: Sequence[Row]) -> list[Row]:
    """Printed years to date of the chosen agency, else of the agency that has most of them.

    Of an agency that prints every January-to-month only the months that are shown, else the newest:
    the others have a card of their own.
    """
    mine = [row for row in own if row["frequency"] == "YTD" and is_printed(row)]
    found = mine or _most([row for row in rows if row["frequency"] == "YTD" and is_printed(row)])
    spans = newest_first(found)
    if len(spans) <= 2 * len({period.start.year for period in spans}):
        return found
    shown = next((p for p in spans if view.asked.period and alike(p, view.asked.period)), spans[0])
    return [row for row in found if alike(span(row), shown)]


def _most(rows: Sequence[Row]) -> list[Row]:
    counted: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        counted.setdefault(who(row), []).append(row)
    return max(counted.values(), key=len) if counted else []


def bars_card(view: View) -> Node:
    """Whole years and years to date, each by the one agency that the subtitle names."""
    lang, rows, own = view.lang, view.rows, view.own
    annual, to_date = _annual(view, rows, own), years_to_date(view, rows, own)
    annual = [row for row in _in_years(view, annual) if row["flow"] != "B"]
    since = view.first_year or 0
    to_date = [row for row in to_date if since <= span(row).start.year and row["flow"] != "B"]
    drawn = [*annual, *to_date]
    mirrored = _mirrored(view, {span(row) for row in drawn})
    notes = [cards.legend(drawn, lang), say("card.click", lang)]
    if view.asked.mirror:
        absent = say("partner.no_mirror", lang, partner=view.look.name(view.partner))
        notes.insert(0, say("partner.mirror_note", lang) if mirrored else absent)
    picture = periods.figure(drawn, view.look, BARS[view.flow], mirrored)
    picture, events = noted.on(view, picture, Slots.of(span(row) for row in with_value(drawn)).edges)
    return figure_card(
        Card(
            "bars",
            cards.finding(view),
            cards.subtitle(view, drawn, *_by_whom(view, annual, to_date)),
            picture,
            cards.in_order([*drawn, *mirrored]),
            cards.labels(view),
            cards.source_line(view, [*drawn, *mirrored]),
            notes,
            cards.file_name(view, "periods"),
            extra=_mirror_switch(view),
            legend=periods.legend(picture, lang),
            noted=events,
        ),
        lang,
    )


def _by_whom(view: View, annual: Sequence[Row], to_date: Sequence[Row]) -> list[str]:
    """``whole years by ...``, ``years to date, hatched, by ...``."""
    kinds = (("kind.years", annual), ("kind.parts", to_date))
    return [say(kind, view.lang, agency=view.look.name(rows[0]["agency"])) for kind, rows in kinds if rows]


def _mirrored(view: View, spans: set[Period]) -> list[Row]:
    """The partner's figures for the periods that are drawn, marked as such; none unless asked for."""
    if not view.asked.mirror:
        return []
    asked = view.asked.but(source=None, agency=None, flow=None, period=None, since=None, until=None)
    found = [row for row in questions.mirror(view.store, asked) if known(row["value_usd"])]
    flows = BARS[view.flow]
    drawn = [
        dict(row) | {"mirrored": True} for row in _most(found) if span(row) in spans and row["flow"] in flows
    ]
    return marked(view.store, drawn, view.asked.as_of)


def _mirror_switch(view: View) -> Node:
    lang = view.lang
    options = [("mirror=", say("partner.mirror_off", lang)), ("mirror=1", say("partner.mirror_on", lang))]
    word = Word(options, "mirror=1" if view.asked.mirror else "mirror=")
    text = say("partner.mirror", lang, partner=view.look.name(view.partner))
    return html.P([f"{text} ", control("mirror", word, lang, "bars")], className="card-extra")


def balance_card(view: View) -> Node:
    lang, period, own = view.lang, view.asked.period, view.own
    rows = [row for row in _in_years(view, own) if row["flow"] == "B" and known(row["value_usd"])]
    if period:
        rows = cards.like(rows, period)
    if not rows:
        return None
    now = next((row["value_usd"] for row in rows if span(row) == period), None)
    kind = "balance" if now is None else "balance_surplus" if now >= 0 else "balance_deficit"
    when = said.long(period, lang) if period else ""
    return figure_card(
        Card(
            "balance",
            say(f"title.{kind}", lang, period=when, **cards.names(view)),
            cards.subtitle(view, own, cards.kind(view), cards.reported(view)),
            periods.balance(rows, view.look),
            cards.in_order(rows),
            cards.labels(view),
            cards.source_line(view, rows),
            (cards.legend(rows, lang),),
            cards.file_name(view, "balance"),
            span=7,
        ),
        lang,
    )


def _products_card(view: View) -> Node:
    """The newest product detail of the pair, from whichever side reports it."""
    asked = view.asked.but(source=None, agency=None, period=None, flow=None, scheme=None)
    best = next(iter(details(questions.products(view.store, asked))), None)
    if best is None:
        return html.Div(hidden=True)
    return figure_card(tiles.card(view, best, best.newest, "products"), view.lang)


_PAGE = {"title": titled("partner"), "layout": framed(draw)}
dash.register_page(__name__, path_template="/partner/<partner>", **_PAGE)
dash.register_page(f"{__name__}_any", path="/partner", **_PAGE)
