"""Data: exactly what is selected, all columns, and the file of it."""

from __future__ import annotations

from dashboard import rows as others
from dashboard import words
from dashboard.figures import words as said
from dashboard.figures.rows import span
from dashboard.pages.framed import framed, titled
from dashboard.parts.downloads import downloads
from dashboard.parts.empty import empty
from dashboard.parts.grid import GridColumn, PlainRow, grid, plain
from dashboard.parts.sentence import Word, sentence
from dashboard.products import product_name
from dashboard.state import View, who
from dashboard.texts import say, scheme_name, variant
from dashboard.untyped import Node, dash, html
from trade import export, questions
from trade.files.told import label, meaning
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

SHOWN = 5_000
DEFAULT = "LTU"


def draw(store: Store, asked: Selection) -> Node:
    """A reporter with one partner; each word narrows or widens what the grid holds."""
    asked = asked.but(partner=asked.partner or DEFAULT)
    lang = asked.lang
    rows = export.rows(store, asked, SHOWN + 1)
    head = sentence(variant("sentence.data", asked.flow, lang), _words(store, asked), lang)
    if not rows:
        return html.Div([head, empty(say("empty.no_rows", lang), say("empty.other_source", lang), lang=lang)])
    count = len(rows) if len(rows) <= SHOWN else questions.count(store, asked)
    message = "data.about" if count <= SHOWN else "data.too_many"
    children: list[Node] = [say(message, lang, count=count, shown=SHOWN)]
    if any(row["other_rule"] for row in rows):
        children += [" ", _other_rule(asked)]
    about = html.P(className="page-about", children=children)
    files = downloads("trade", asked, count)
    heads = columns(lang)
    data, after = plain(rows[:SHOWN], heads), others.address("data", store, asked)
    shown = grid("data-grid", say("nav.data", lang), data, heads, after, lang)
    return html.Div([head, about, files, shown])


def listed(store: Store, asked: Selection) -> list[PlainRow]:
    """What the grid holds."""
    asked = asked.but(partner=asked.partner or DEFAULT)
    return plain(export.rows(store, asked, SHOWN), columns(asked.lang))


def _other_rule(asked: Selection) -> Node:
    """The way to the same imports by the other rule that names the partner."""
    other = "origin" if asked.partner_rule == "consignment" else "consignment"
    return html.A(
        say(f"data.by_{other}", asked.lang),
        href=f"/data?{asked.but(partner_rule=None if other == 'origin' else other).to_query()}",
        id="other-rule",
    )


def columns(lang: str) -> list[GridColumn]:
    """Those of the file, in its order, with heads for people; hovering says what a column holds."""
    return [
        GridColumn(column.name, column.kind, label(column, "trade", lang), meaning(column, lang))
        for column in export.DESCRIBED
    ]


def _words(store: Store, asked: Selection) -> dict[str, Word]:
    lang = asked.lang
    view = View(store, asked, questions.coverage(store, asked.but(source=None, agency=None, flow=None)))
    periods = {span(row) for row in view.coverage} | ({asked.period} if asked.period else set[Period]())
    newest = sorted(periods, key=lambda p: (p.end, p.month_count), reverse=True)
    voices = dict.fromkeys(who(row) for row in view.coverage)
    everyone = ("source=&agency=", say("word.all_agencies", lang))
    reports = [
        (f"source={source}&agency={agency}", f"{view.look.name(agency)} ({source})")
        for source, agency in voices
    ]
    reports += [
        (f"source={source}&agency={agency}", label)
        for (source, agency), label in words.in_bulk(view, voices.keys())
    ]
    chosen = f"source={asked.source or ''}&agency={asked.agency or ''}"
    return {
        "reporter": words.reporter(view),
        "flow": Word(
            [
                ("flow=", say("word.all_flows", lang)),
                *((f"flow={code}", view.look.flow(code)) for code in words.FLOWS),
            ],
            f"flow={asked.flow or ''}",
        ),
        "partner": words.partner(view, "partner={}&period=", "partner=W00&period="),
        "product": _product(asked),
        "period": Word(
            [
                ("period=", say("word.all_periods", lang)),
                *((f"period={p}", said.long(p, lang)) for p in newest),
            ],
            f"period={asked.period.text if asked.period else ''}",
        ),
        "agency": Word([everyone, *reports], chosen),
        "known": words.known(view),
    }


def _product(asked: Selection) -> Word:
    """All, totals alone, or what the address names: one product, or one classification."""
    lang, code, scheme = asked.lang, asked.product or "", asked.scheme or ""
    options = [
        ("product=&scheme=", say("word.all_products", lang)),
        ("product=TOTAL&scheme=", say("word.only_totals", lang)),
    ]
    chosen = f"product={code}&scheme={scheme}"
    if chosen not in dict(options):
        name = product_name(scheme, code, lang) if code else scheme_name(scheme, lang)
        options.append((chosen, name))
    return Word(options, chosen)


dash.register_page(__name__, path="/data", title=titled("data"), layout=framed(draw), rows=listed)
