"""Sources: what is loaded, whose it is, under which terms, how old, with how many findings."""

from __future__ import annotations

from dashboard.pages.framed import framed
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade import questions
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import SOURCES


def draw(store: Store, asked: Selection) -> Node:
    """A card a source."""
    return html.Div(
        [
            html.H1(say("sources.title"), className="page-title"),
            html.P(say("sources.about", version=store.version)),
            html.Div([_source(row) for row in questions.sources(store)], className="grid"),
        ]
    )


def _source(row: Row) -> Node:
    facts = [
        part
        for column in SOURCES.columns
        if column.name not in ("source", "title", "warning", "message")
        for part in _fact(column.name, row)
    ]
    return html.Section(
        [
            html.Header([html.H2(f"{row['publisher']}: {row['title']}"), html.P(row["warning"] or "")]),
            html.P(row["message"], role="status") if row["message"] else None,
            html.Dl(facts, className="facts"),
        ],
        className="card span-6",
        id=f"source-{row['source']}",
    )


def _fact(name: str, row: Row) -> list[Node]:
    value = row[name]
    text = (
        f"{value:,}" if isinstance(value, int) else str(value)[:19] if name == "last_refresh" else str(value)
    )
    shown = html.A(text, href=text) if name == "url" and text.startswith("http") else text
    return [html.Dt(name.replace("_", " ")), html.Dd(shown)]


dash.register_page(__name__, path="/sources", title="Bilateral: sources", layout=framed(draw))
