"""Overview."""

from __future__ import annotations

from dashboard.parts.empty import no_data
from dashboard.untyped import Node, dash

dash.register_page(__name__, path="/", title="Bilateral")


def layout(**query: str) -> Node:
    return no_data()
