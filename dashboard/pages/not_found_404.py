"""An address that is no page."""

from __future__ import annotations

from typing import Any

from dashboard.pages.framed import overview
from dashboard.parts.empty import empty
from dashboard.texts import say
from dashboard.untyped import Node, dash, html


def layout(**_query: Any) -> Node:
    title = say("app.no_page")
    return html.Div(
        [
            html.H1(title, className="unseen"),
            empty(say("app.no_page_help"), title=title, links=[overview()]),
        ]
    )


dash.register_page(__name__, path="/404", title="No such page | Bilateral", layout=layout)
