"""Sources: what is loaded, whose it is, under which terms, how old, with how many findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.figures import words
from dashboard.figures.rows import day
from dashboard.pages.framed import framed
from dashboard.parts.facts import facts
from dashboard.texts import say
from dashboard.untyped import Node, dash, dcc, html
from dashboard.upload import switch
from trade import questions
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store

#: Facts as they stand in the table, in order; the others are worded here.
PLAIN = ("publisher", "url", "licence", "units", "valuation", "cadence", "vintage")


def draw(store: Store, asked: Selection) -> Node:
    """A card a source."""
    lang = asked.lang
    files = questions.files(store)
    built = words.date_of(date.fromisoformat(store.version[:8]), lang)
    cards = [
        _source(row, [file for file in files if file["source"] == row["source"]], lang)
        for row in questions.sources(store)
    ]
    return html.Div(
        [
            html.H1(say("sources.title", lang), className="page-title"),
            html.P(say("sources.about", lang, day=built), className="page-about"),
            switch.section(lang) if switch.is_on() else None,
            html.Div(cards, className="grid"),
        ]
    )


def _source(row: Row, files: Sequence[Row], lang: str) -> Node:
    labelled = [(name, _said(row[name])) for name in PLAIN if row[name]]
    labelled.insert(0, ("called", html.Code(row["source"])))
    labelled += [
        ("period", words.years_of(row["first_period"], row["last_period"])),
        ("figures", f"{row['figures']:,}"),
        ("findings", _findings(row, lang)),
        ("last_refresh", words.moment(row["last_refresh"], lang) if row["last_refresh"] else ""),
        ("outcome", say(f"sources.{row['outcome']}", lang)),
    ]
    facts_ = [
        part
        for name, said in labelled
        if said
        for part in (html.Dt(say(f"sources.{name}", lang)), html.Dd(said))
    ]
    return html.Section(
        [
            html.Header(html.H2(row["title"], id=f"source-{row['source']}-title")),
            html.P(row["warning"], className="warned") if row["warning"] else None,
            html.P(row["message"], role="status") if row["message"] else None,
            html.Dl(facts_, className="labels"),
            _files(files, lang),
        ],
        className="card span-6",
        id=f"source-{row['source']}",
        **{"aria-labelledby": f"source-{row['source']}-title"},
    )


def _said(text: str) -> Node:
    return (
        html.A(text, href=text, rel="noreferrer") if text.startswith("http") else text[:1].upper() + text[1:]
    )


def _findings(row: Row, lang: str) -> Node:
    if not row["findings"]:
        return say("sources.no_findings", lang)
    one = row["findings"] == 1
    text = say("sources.one_finding" if one else "sources.findings_count", lang, count=f"{row['findings']:,}")
    return dcc.Link(text, href=f"/checks?source={row['source']}", refresh=True)


def _files(files: Sequence[Row], lang: str) -> Node:
    """Each raw file with its size, its figures, the day it was added and its hash."""
    if not files:
        return html.Div(hidden=True)
    count = say("sources.file", lang) if len(files) == 1 else say("sources.files", lang, count=len(files))
    body = [_file(row, lang) for row in files]
    heads = say("sources.file_heads", lang).split("|")
    shown = facts(heads, body, (False, True, True, True, False), stacked=True)
    return html.Details([html.Summary(count), shown], className="files")


def _file(row: Row, lang: str) -> tuple[Node, ...]:
    name = str(row["path"]).rpartition("/")[2]
    return (
        html.Span(name, title=row["title"], className="file-name"),
        f"{max(1, round(row['bytes'] / 1000)):,} kB",
        f"{row['figures']:,}",
        words.date_of(day(row["retrieved_at"]), lang),
        html.Code(str(row["sha256"])[:12], title=row["sha256"]),
    )


dash.register_page(__name__, path="/sources", title="Sources | Bilateral", layout=framed(draw))
