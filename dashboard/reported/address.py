"""Where a report stands: economies in the path, the rest of the selection in the query."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlsplit

from flask import has_request_context, request

from dashboard.state import WORLD, View
from dashboard.texts import say
from dashboard.untyped import Node, dcc, html
from trade.selection import Selection


def path(reporter: str, partner: str | None) -> str:
    """``/report/AZE/LTU``; ``/report/AZE`` for all partners."""
    names = [reporter] if partner in (None, WORLD) else [reporter, partner]
    return "/report/" + "/".join(quote(str(name)) for name in names)


def address(asked: Selection) -> str:
    """Of the report on a selection."""
    query = asked.but(reporter=Selection().reporter, partner=None).to_query()
    return path(asked.reporter, asked.partner) + (f"?{query}" if query else "")


def link(asked: Selection) -> Node:
    """The quiet way from a page to its report."""
    where = dcc.Link(say("report.link", asked.lang), href=address(asked), className="quiet quiet-button")
    return html.P(where, className="report-link")


def permalink(view: View) -> str:
    """Of this very report, whatever is published later: agency, period and day of the data are named.

    With the host that the reader sees, so that it can be typed from paper.
    """
    asked = view.asked.but(as_of=view.asked.as_of or built(view))
    return _host() + address(asked)


def built(view: View) -> date:
    """The day of the data set."""
    return date.fromisoformat(view.store.version[:8])


def _host() -> str:
    """As in the address of the page, which the browser sends along to what it fetches."""
    if not has_request_context():
        return ""
    seen = urlsplit(request.referrer or request.host_url)
    return f"{seen.scheme}://{seen.netloc}"
