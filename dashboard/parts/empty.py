"""What stands where nothing can be shown: why, and what would help."""

from __future__ import annotations

from dashboard.texts import say
from dashboard.untyped import Node, html


def empty(why: str, help_: str = "", title: str = "", lang: str = "en") -> Node:
    """A quiet box; ``help_`` says what would help."""
    lines = [html.P(title or say("empty.title", lang), className="empty-title"), html.P(why)]
    if help_:
        lines.append(html.P(help_, className="empty-help"))
    return html.Div(lines, className="empty", role="status")


def no_data(lang: str = "en") -> Node:
    """Before the first refresh."""
    return empty(say("empty.no_data_help", lang), title=say("empty.no_data", lang), lang=lang)
