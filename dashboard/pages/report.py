"""Report: one pair, or a reporter with all partners, on sheets to print."""

from __future__ import annotations

from urllib.parse import unquote

from dashboard import cards, language, words
from dashboard.pages.framed import framed
from dashboard.pages.overview import no_figures
from dashboard.parts.headline import headlines
from dashboard.reported import amounts, charts, prose, sources, tables
from dashboard.reported.gathered import Report
from dashboard.state import WORLD, View, resolve
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade.codelists import economies
from trade.selection import Selection
from trade.store import Store

#: What only fits the old pair; an economy in the query would go before the one in the path.
FORGET = "&source=&agency=&period=&reporter=&partner="


def draw(store: Store, asked: Selection) -> Node:
    """The sentence, four numbers, a paragraph, five pictures, three tables, sources."""
    view = resolve(store, asked.but(partner=asked.partner or WORLD))
    period = view.asked.period
    if period is None:
        return _sheet(view, [no_figures(view)])
    report = Report(view, period)
    return _sheet(
        view,
        [
            headlines(cards.merits(view), view.look),
            _under(report),
            _paragraph(report),
            html.Div(
                [*charts.all_cards(report), *tables.all_tables(report), sources.card(report)],
                className="grid",
            ),
        ],
    )


def _sheet(view: View, body: list[Node]) -> Node:
    lang = view.lang
    print_ = html.Button(
        say("report.print", lang), type="button", className="quiet quiet-button", **{"data-print": "1"}
    )
    head = html.Header(
        [html.P(say("report.title", lang, **cards.names(view)), className="report-title"), print_],
        className="report-head",
    )
    return html.Article([head, _sentence(view), *body], className="report")


def _sentence(view: View) -> Node:
    """The sentence of the pair; its economies stand in the path here."""
    world = view.partner == WORLD
    reporter = f"path=/report/{{}}{'' if world else f'/{view.partner}'}"
    own = view.asked.reporter
    return words.pair(
        view,
        reporter=words.reporter(view, "&partner=", reporter + "&reporter="),
        partner=words.partner(view, f"path=/report/{own}/{{}}{FORGET}", f"path=/report/{own}{FORGET}"),
    )


def _under(report: Report) -> Node:
    """Under the numbers: what their letters mean, and how exact they are where that matters."""
    view, look = report.view, report.view.look
    rows = [row for flow in "TXMB" if (row := report.row(flow))]
    exact = [f"{look.flow(row['flow'])}: {said}" for row in rows if (said := amounts.interval(report, row))]
    notes = [*exact, cards.legend(rows, view.lang)]
    return html.P(" · ".join(note for note in notes if note), className="page-about report-under")


def _paragraph(report: Report) -> Node:
    told = prose.sentences(report)
    return html.P(" ".join(told), className="report-text", id="report-text", hidden=not told)


def _title(**path: str) -> str:
    """The title of the document, which browsers take for the name of a PDF: only codes get into it."""
    lang = language.of_request()
    codes = [unquote(path.get(side, "")).upper() for side in ("reporter", "partner")]
    named = "-".join(code for code in codes if code in economies())
    return " | ".join([f"{say('report.name', lang)} {named}".strip(), say("app.name", lang)])


_PAGE = {"title": _title, "layout": framed(draw)}
dash.register_page(__name__, path_template="/report/<reporter>/<partner>", **_PAGE)
dash.register_page(f"{__name__}_world", path_template="/report/<reporter>", **_PAGE)
dash.register_page(f"{__name__}_any", path="/report", **_PAGE)
