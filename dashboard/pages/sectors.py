"""Sectors: what was traded, by whoever reports it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from dashboard import cards, finer, noted, one_product, tiles, words
from dashboard.figures import timeline
from dashboard.figures import words as said
from dashboard.figures.axes import IN_TIME
from dashboard.figures.rows import Row, span
from dashboard.pages.framed import framed, titled
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.sentence import Word, sentence
from dashboard.products import (
    GROUPINGS,
    SCHEMES,
    Detail,
    details,
    grouped,
    names_note,
    product_look,
    seen_from,
    seen_over,
)
from dashboard.state import View
from dashboard.texts import say, scheme_name, variant
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.period import Period
from trade.sectors import areas
from trade.selection import Selection
from trade.store import Store

LINES = 5
#: What only fits the old partner.
FORGET = "&source=&agency=&period="


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, tiles of one period, lines of the largest sectors, the promising areas."""
    view = View(store, asked)
    found = _details(view)
    found += finer.detail_of(view, found, LINES)
    chosen = _chosen(view, found)
    if chosen is None:
        return html.Div([_sentence(view, found, None, None), _nothing(view)])
    period = asked.period if asked.period in chosen.periods else chosen.newest
    drawn = grouped(chosen, _scheme(view, found))
    body = [figure_card(tiles.card(view, drawn, period), view.lang), _lines_card(view, drawn, period)]
    if asked.product:
        body.insert(0, one_product.card(view, drawn, period, asked.product))
    if chosen.scheme == "HS":
        body.append(_areas_card(view, grouped(chosen, "promising"), period))
    return html.Div([_sentence(view, found, chosen, period), html.Div(body, className="grid")])


def _details(view: View) -> list[Detail]:
    asked = view.asked.but(product=None, flow=None, period=None, scheme=None)
    asked = asked.but(source=None, agency=None, since=None)
    return details(questions.products(view.store, asked))


def _scheme(view: View, found: Sequence[Detail]) -> str:
    if view.asked.scheme:
        return view.asked.scheme
    return "HS-section" if found and found[0].scheme == "HS" else found[0].scheme if found else "HS-section"


def _chosen(view: View, found: Sequence[Detail]) -> Detail | None:
    scheme = GROUPINGS.get(_scheme(view, found), _scheme(view, found))
    flow = view.asked.flow if view.asked.flow in ("X", "M") else None
    fits = [
        detail
        for detail in found
        if detail.scheme == scheme
        and flow in (None, detail.flow)
        and view.asked.source in (None, detail.source)
        and view.asked.agency in (None, detail.agency)
    ]
    return fits[0] if fits else None


def _sentence(view: View, found: Sequence[Detail], chosen: Detail | None, period: Period | None) -> Node:
    lang = view.lang
    flow = chosen.flow if chosen else view.asked.flow or "X"
    flows = [(f"flow={code}&source=&period=", view.look.flow(code)) for code in ("X", "M")]
    listed = dict.fromkeys([*SCHEMES, *finer.schemes(view), *(detail.scheme for detail in found)])
    schemes = [(f"scheme={s}&period=&source=&product=", scheme_name(s, lang)) for s in listed]
    periods = chosen.periods if chosen else []
    years = [(f"period={p}", said.long(p, lang)) for p in periods]
    return sentence(
        variant("sentence.sectors" if chosen else "sentence.nothing", flow, lang),
        {
            "reporter": words.reporter(view),
            "flow": Word(flows, f"flow={flow}&source=&period="),
            "partner": words.partner(
                view, "partner={}&source=&agency=&period=", "partner=&source=&agency=&period="
            ),
            "scheme": Word(schemes, f"scheme={_scheme(view, found)}&period=&source=&product="),
            "year": Word(years, f"period={period}" if period else ""),
            "unit": words.unit(view),
            "seen": _seen(view, found, chosen, period) if chosen and period else "",
            "known": words.known(view),
        },
        lang,
    )


def _seen(view: View, found: Sequence[Detail], chosen: Detail, period: Period) -> Word:
    """From whose reporting; where there are bulk data, another source can be chosen."""
    own = _report(chosen.source, chosen.agency)
    options = {own: seen_from(view, chosen, period)}
    if view.store.bulk:
        for detail in found:
            if (detail.scheme, detail.flow) == (chosen.scheme, chosen.flow):
                label = f"{seen_from(view, detail, detail.newest)} ({detail.source})"
                options.setdefault(_report(detail.source, detail.agency), label)
    for (source, agency), label in words.in_bulk(view, [(detail.source, detail.agency) for detail in found]):
        options.setdefault(_report(source, agency), label)
    return Word(list(options.items()), own, "word.agency")


def _report(source: str, agency: str) -> str:
    return f"source={source}&agency={agency}&period="


def _nothing(view: View) -> Node:
    scheme = scheme_name(view.asked.scheme or "HS-section", view.lang)
    why = say("sectors.no_products", view.lang, scheme=scheme)
    return empty(why, say("sectors.no_products_help", view.lang), lang=view.lang)


def _lines_card(view: View, detail: Detail, period: Period) -> Node:
    """The largest of the period over all years that enough partners report."""
    lang, look = view.lang, product_look(view.look, detail.scheme)
    largest = [row["product"] for row in detail.at(period)[:LINES]]
    years = [p for p in detail.covered if p.frequency == "A"]
    drawn: list[Row] = [row for row in detail.rows if row["product"] in largest and span(row) in years]
    lines = timeline.by_code(drawn, "product", largest, look)
    by = say("sectors.by", lang, scheme=scheme_name(detail.scheme, lang))
    picture, events = noted.on_lines(view, timeline.figure(lines, look), lines, IN_TIME.at)
    return figure_card(
        Card(
            "lines",
            say("title.sectors_time", lang, what=cards.subject(view, detail.flow)),
            cards.subtitle(view, drawn, by, seen_over(view, detail, years)),
            picture,
            cards.in_order(drawn),
            cards.labels(view) | {"product": dict(look.names)},
            cards.source_line(view, drawn),
            (
                _left_out(view, detail),
                tiles.partial(view, detail),
                cards.legend(drawn, lang),
                names_note(detail.scheme, lang),
            ),
            cards.file_name(view, "sectors-lines"),
            ends=cards.ends(lines, look),
            noted=events,
        ),
        lang,
    )


def _left_out(view: View, detail: Detail) -> str:
    gone = sorted({p.start.year for p in detail.periods if p not in detail.covered})
    if not gone:
        return ""
    fewest = ceil(detail.fewest)
    return say("seen.left_out", view.lang, fewest=fewest, years=", ".join(map(str, gone)))


def _areas_card(view: View, detail: Detail, period: Period) -> Node:
    """The promising areas with what a sum of whole chapters leaves out or takes in."""
    lang = view.lang
    values = {row["product"]: row for row in detail.at(period)}
    body = [
        (area.name(lang), _area_value(view, values.get(code), separable=area.separable), area.note(lang))
        for code, area in areas().items()
    ]
    shown = facts(say("sectors.heads", lang).split("|"), body, (False, True, False), stacked=True)
    rows = list(values.values())
    subtitle = cards.subtitle(view, rows, said.long(period, lang), seen_from(view, detail, period))
    title = say("title.areas", lang, what=cards.subject(view, detail.flow))
    return figure_card(
        Card(
            "areas",
            title,
            subtitle,
            instead=shown,
            source=cards.source_line(view, rows),
            notes=(names_note("promising", lang),),
        ),
        lang,
    )


def _area_value(view: View, row: Row | None, *, separable: bool) -> str:
    if not separable:
        return say("sectors.not_separable", view.lang)
    return view.look.amount(row) if row else say("headline.absent", view.lang)


dash.register_page(__name__, path="/sectors", title=titled("sectors"), layout=framed(draw))
