"""What stands where nothing can be shown: why, and what would help."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.texts import say
from dashboard.untyped import Node, dcc, html
from trade import addresses


def empty(
    why: Node, help_: str = "", title: str = "", lang: str = "en", links: Sequence[tuple[str, str]] = ()
) -> Node:
    """A quiet box; ``help_`` says what would help, ``links`` (words, address) lead there."""
    lines = [html.P(title or say("empty.title", lang), className="empty-title"), html.P(why)]
    if help_:
        lines.append(html.P(help_, className="empty-help"))
    if links:
        ways = [html.Li(dcc.Link(words, href=address)) for words, address in links]
        lines.append(html.Ul(ways, className="empty-ways"))
    return html.Div(lines, className="empty", role="status")


def no_data(lang: str = "en") -> tuple[str, str]:
    """Why no question is answered, and what helps: before the first refresh, or while a cluster is silent."""
    if addresses.read().engine in ("duckdb", "chdb"):
        return say("empty.no_data", lang), say("empty.no_data_help", lang)
    return say("empty.silent", lang), say("empty.silent_help", lang)
