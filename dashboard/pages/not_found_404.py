"""An address that is no page."""

from __future__ import annotations

from typing import Any

from dashboard import language
from dashboard.pages.framed import overview
from dashboard.parts.empty import empty
from dashboard.texts import say
from dashboard.untyped import Node, dash, html


def layout(**query: Any) -> Node:
    lang = language.known(query.get("lang"))
    title = say("app.no_page", lang)
    return html.Div(
        [
            html.H1(title, className="unseen"),
            empty(say("app.no_page_help", lang), title=title, lang=lang, links=[overview(lang)]),
        ]
    )


def title(**_path: str) -> str:
    lang = language.of_request()
    return f"{say('app.no_page', lang)} | {say('app.name', lang)}"


dash.register_page(__name__, path="/404", title=title, layout=layout)
