"""Revisions: which figures their own publisher changed, by how much, and how long after."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import cards, numbers, rows, words
from dashboard.figures import heat
from dashboard.figures import words as said
from dashboard.figures.rows import Row, known, span
from dashboard.language import address
from dashboard.pages.framed import framed, titled
from dashboard.parts.downloads import downloads
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.grid import GridColumn, PlainRow, grid, plain
from dashboard.parts.sentence import Word, sentence
from dashboard.state import View, names, partners
from dashboard.texts import capital, say, variant
from dashboard.texts.ordering import order
from dashboard.untyped import Node, dash, html
from trade import codelists, questions
from trade.selection import Selection
from trade.store import Store

SHOWN = 2_000


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, the periods by the days of newer figures, the sources' habits, every revised figure."""
    view = View(store, asked)
    means = questions.revision_means(store, asked)
    if not means:
        return html.Div([_sentence(view, means), _nothing(view)])
    body = [
        _heat_card(view),
        _means_card(view, means),
        _list_card(view, sum(int(row["revised"]) for row in means)),
    ]
    return html.Div([_sentence(view, means), html.Div(body, className="grid")])


def _sentence(view: View, means: Sequence[Row]) -> Node:
    lang, asked = view.lang, view.asked
    everyone = [("partner=", say("word.all_partners", lang))]
    listed = names(lang)
    others = [(code, listed.get(code, code)) for code in partners(view.store, asked.reporter)]
    others.sort(key=lambda pair: order(pair[1], lang))
    flows = [("flow=", say("word.all_flows", lang)), *((f"flow={c}", view.look.flow(c)) for c in words.FLOWS)]
    voices = {(row["source"], row["agency"]) for row in means} | {(asked.source or "", asked.agency or "")}
    reports = [(_report(*voice), view.look.name(voice[1] or voice[0])) for voice in sorted(voices)]
    return sentence(
        variant("sentence.revised", asked.flow, lang),
        {
            "reporter": words.reporter(view),
            "flow": Word(flows, f"flow={asked.flow or ''}"),
            "partner": Word(
                [*everyone, *((f"partner={code}", name) for code, name in others)],
                f"partner={asked.partner or ''}",
            ),
            "agency": Word(
                [("source=&agency=", say("word.all_agencies", lang)), *(r for r in reports if r[1])],
                _report(asked.source, asked.agency),
            ),
            "known": words.known(view),
        },
        lang,
    )


def _report(source: str | None, agency: str | None) -> str:
    return f"source={source or ''}&agency={agency or ''}"


def _nothing(view: View) -> Node:
    """Whose figures were revised, where these were not."""
    lang = view.lang
    others = questions.revised_reporters(view.store)
    if not others:
        return empty(say("revisions.none_at_all", lang), lang=lang)
    links = [
        (
            say("revisions.of", lang, reporter=view.look.name(row["reporter"]), count=int(row["revised"])),
            address("/revisions", lang, reporter=row["reporter"]),
        )
        for row in others
    ]
    return empty(say("revisions.none", lang), say("revisions.none_help", lang), lang=lang, links=links)


def _heat_card(view: View) -> Node:
    lang = view.lang
    steps = questions.revision_steps(view.store, view.asked)
    if not steps:
        return html.Div(hidden=True)
    most = max(steps, key=lambda row: row["size"])
    title = say(
        "revisions.heat",
        lang,
        period=said.long(span(most), lang),
        size=numbers.percent(most["size"], 2, lang),
    )
    return figure_card(
        Card(
            "heat",
            title,
            say("revisions.heat_about", lang),
            heat.figure(steps, view.look),
            steps,
            cards.labels(view),
            _publishers(view, questions.revision_means(view.store, view.asked)),
            file_name=cards.file_name(view, "revisions"),
        ),
        lang,
    )


def _publishers(view: View, means: Sequence[Row]) -> str:
    titles = cards.source_titles(view)
    named = "; ".join(titles.get(name, name) for name in dict.fromkeys(row["source"] for row in means))
    return say("card.source", view.lang, publisher=named)


def _means_card(view: View, means: Sequence[Row]) -> Node:
    lang = view.lang
    body = [
        (
            f"{view.look.name(row['agency'])} ({row['source']})",
            numbers.whole(row["revised"], lang),
            numbers.whole(row["upward"], lang),
            numbers.signed_percent(row["change"], lang) if known(row["change"]) else said.EN_DASH,
            numbers.percent(row["size"], 2, lang) if known(row["size"]) else said.EN_DASH,
            numbers.whole(row["days"], lang),
        )
        for row in means
    ]
    heads = say("revisions.heads", lang).split("|")
    shown = facts(heads, body, (False, True, True, True, True, True), stacked=True)
    about = say("revisions.means_about", lang)
    return figure_card(Card("means", say("revisions.means", lang), about, instead=shown), lang)


def _list_card(view: View, count: int) -> Node:
    """The grid and its file."""
    lang = view.lang
    message = "revisions.about" if count <= SHOWN else "revisions.some"
    about = html.Div(
        [html.P(say(message, lang, count=count, shown=SHOWN)), downloads("revisions", view.asked, count)],
        className="card-extra",
    )
    others = rows.address("revisions", view.store, view.asked)
    title, heads = say("revisions.each", lang), _columns(lang)
    shown = grid("revisions-grid", title, listed(view.store, view.asked), heads, others, lang)
    return figure_card(
        Card(
            "revisions",
            title,
            say("revisions.each_about", lang),
            instead=shown,
            extra=about,
        ),
        lang,
    )


def listed(store: Store, asked: Selection) -> list[PlainRow]:
    """What the grid holds."""
    view = View(store, asked)
    found = questions.revisions(store, asked, SHOWN)
    return plain((_said(row, view) for row in found), _columns(asked.lang))


def _columns(lang: str) -> list[GridColumn]:
    def column(name: str, message: str, kind: str = "text", decimals: int = 0) -> GridColumn:
        head = say(f"revision.{message}", lang)
        return GridColumn(name, "number" if kind == "number" else "text", head, decimals=decimals)

    return [
        column("period", "period"), column("partner", "partner"), column("flow", "flow"),
        column("product", "product"), column("first_usd", "first", "number"),
        column("latest_usd", "latest", "number"), column("change_usd", "difference", "number"),
        column("change", "change", "number", 2), column("days", "days", "number"),
        column("vintages", "vintages", "number"), column("first_known", "first_known"),
        column("latest_known", "latest_known"), column("agency", "agency"),
        column("first_as_published", "first_as_published"),
        column("latest_as_published", "latest_as_published"), column("source", "source"),
    ]  # fmt: skip


def _said(row: Row, view: View) -> Row:
    """The row with names for codes and its change in per cent."""
    named = {name: view.look.name(row[name]) for name in ("partner", "agency")}
    change = 100 * row["change"] if known(row["change"]) else None
    product = codelists.products(row["product_scheme"]).get(row["product"])
    return (
        dict(row)
        | named
        | {
            "flow": capital(view.look.flow(row["flow"]), view.lang),
            "product": product.name(view.lang) if product else row["product"],
            "change": change,
        }
    )


dash.register_page(__name__, path="/revisions", title=titled("revisions"), layout=framed(draw), rows=listed)
