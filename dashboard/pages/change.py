"""Change: what drove growth between two periods, part by part, so that it adds up."""

from __future__ import annotations

from dashboard import cards, change_tables, changed, numbers
from dashboard.change_sentence import sentence_of
from dashboard.change_words import TINY, Said
from dashboard.changed import Changed
from dashboard.figures import waterfall
from dashboard.figures import words as said
from dashboard.pages.framed import framed
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import View
from dashboard.texts import capital, say
from dashboard.untyped import Node, dash, dcc, html
from trade.errors import BadSelection
from trade.selection import Selection
from trade.store import Store
from trade.texts import worded


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, four numbers, the waterfall, the table of what it shows."""
    if asked.by == "period":
        raise BadSelection("by", "a change is parted by partner or by product.", todo="Write by=partner.")
    view = changed.resolve(store, asked.but(flow=asked.flow or "T", by=asked.by or "partner"))
    if view.asked.period is None:
        return html.Div([sentence_of(view, None), _nothing(view)])
    found = changed.measured(view)
    if found.reason or found.pair is None:
        return html.Div([sentence_of(view, found), html.Div(_refused(found), className="grid")])
    words = Said(found)
    body = [_waterfall_card(words), _table_card(words)]
    return html.Div(
        [
            sentence_of(view, found),
            _headlines(words),
            html.P(words.summary(), className="page-about"),
            html.Div(body, className="grid"),
        ]
    )


def _nothing(view: View) -> Node:
    """No source parts this trade; the other way to part it is one click away."""
    lang, asked = view.lang, view.asked
    by_product = asked.by == "product"
    other = asked.but(by="partner" if by_product else "product", scheme=None, source=None, agency=None)
    way = (say(f"change.try_{other.by}", lang), f"/change?{other.to_query()}")
    why = say(f"change.none_{asked.by}", lang, what=cards.subject(view) if by_product else _of_all(view))
    return empty(why, say("change.none_help", lang), lang=lang, links=[way])


def _of_all(view: View) -> str:
    return cards.subject(View(view.store, view.asked.but(partner=None)))


def _refused(found: Changed) -> Node:
    """The reason in words, in the place of the picture."""
    view, lang = found.view, found.view.lang
    named = {"period": said.long(found.period, lang), "base": said.long(found.base, lang)}
    why = say("change.no_parts", lang, **named)
    if found.reason:
        why = capital(worded.said(found.reason, lang), lang)
    title = say("change.title_none", lang, what=cards.subject(view), **named)
    instead = empty(why, say("change.refused_help", lang), lang=lang)
    return figure_card(
        Card("waterfall", title, cards.reported(view), instead=instead, extra=_method_link(lang)), lang
    )


def _headlines(words: Said) -> Node:
    """The total in both periods, its difference, its growth."""
    found, look = words.found, words.look
    total = found.total
    assert total.now and total.before
    unit = look.unit_short
    difference = total.now.value - total.before.value
    boxes = [
        (words.long(found.period), words.amount(total.now.value), unit),
        (words.long(found.base), words.amount(total.before.value), unit),
        (say("change.difference", look.lang), words.amount(difference, signed=True), unit),
        (say("change.growth", look.lang), words.growth(total), ""),
    ]
    return html.Div([_headline(*box) for box in boxes], className="headlines")


def _headline(name: str, value: str, unit: str) -> Node:
    return html.Section(
        [
            html.H2(name, className="headline-name"),
            html.P(
                [
                    html.Span(value, className="headline-value"),
                    html.Span(f" {unit}", className="headline-unit"),
                ]
            ),
        ],
        className="headline",
    )


def _waterfall_card(words: Said) -> Node:
    found, view, lang = words.found, words.found.view, words.look.lang
    return figure_card(
        Card(
            "waterfall",
            words.title(),
            "; ".join(
                [
                    say("change.unit", lang, base=words.long(found.base)),
                    cards.valuation(_valued(found), lang),
                    cards.kind(view),
                    cards.reported(view),
                ]
            ),
            waterfall.figure(words.steps(), view.flow, say("change.axis", lang)),
            change_tables.rows(words),
            cards.labels(view) | words.labels(),
            cards.source_line(view, found.totals),
            (words.flags(), say("change.bars", lang), say("change.rounded", lang), say("card.click", lang)),
            cards.file_name(view, f"change-by-{view.asked.by}-since-{found.base.start.year}"),
            extra=_method_link(lang),
        ),
        lang,
    )


def _valued(found: Changed) -> list[changed.Row]:
    flows = (found.view.flow,) if found.view.flow in ("X", "M") else ("X", "M")
    return [row for row in found.totals if row["flow"] in flows]


def _method_link(lang: str) -> Node:
    link = dcc.Link(say("change.method", lang), href="/method#contribution")
    return html.P(link, className="card-extra")


def _table_card(words: Said) -> Node:
    """What the picture shows as figures, and the parts that have a figure in one period only."""
    found, lang = words.found, words.look.lang
    heads = say("change.heads", lang, base=words.short(found.base), period=words.short(found.period))
    by = say(f"change.head_{found.view.asked.by}", lang)
    body = [
        (line.name, line.before, line.now, line.growth, waterfall.points(line.points))
        for line in change_tables.lines(words)
    ]
    shown = [
        facts([by, *heads.split("|")], body, (False, True, True, True, True), stacked=True),
        *_one_sided(words),
    ]
    unit = say(f"unit.{words.look.unit}", lang)
    return figure_card(
        Card(
            "parts",
            say("change.table", lang),
            say("change.table_about", lang, unit=unit),
            instead=html.Div(shown),
            source=cards.source_line(found.view, found.totals),
            notes=(say("how.letter_z", lang),) if any(TINY in line[3] for line in body) else (),
        ),
        lang,
    )


def _one_sided(words: Said) -> list[Node]:
    found, look = words.found, words.look
    if not found.one_sided:
        return []
    items: list[Node] = []
    for part in found.one_sided:
        figure = part.now or part.before
        assert figure is not None
        amount = f"{words.amount(figure.value)} {look.unit_short}"
        items.append(
            html.Li(
                f"{words.name(part.code)}: {amount}, {words.long(figure.period)}",
                title=part.measure.reason and worded.said(part.measure.reason, look.lang),
            )
        )
    count = numbers.plain(len(items), 0)
    summary = html.Summary(say(f"change.one_sided_{found.view.asked.by}", look.lang, count=count))
    return [html.Details([summary, html.Ul(items)], className="files")]


dash.register_page(__name__, path="/change", title="Change | Bilateral", layout=framed(draw))
