"""Panels that open at a card when somebody asks: where a figure comes from, how the card is cited and embedded."""

from __future__ import annotations

from typing import Any

from dashboard import passing_on, tracing
from dashboard.parts.written import markup
from dashboard.untyped import dash


def attach(app: Any) -> None:
    app.callback(
        dash.Output("told", "data"),
        dash.Input("asked", "data"),
        dash.State("address", "href"),
        dash.State("address", "search"),
        prevent_initial_call=True,
    )(told)


def told(asked: dict[str, Any], href: str | None, search: str | None) -> dict[str, Any]:
    """What ``assets/cards.js`` asked for, as HTML, with what it asked by."""
    if asked["act"] == "trace":
        shown = tracing.opened(asked["origin"], asked["card"], search or "")
    else:
        shown = passing_on.opened(asked["act"], asked["about"], href or "")
    return {"card": asked["card"], "act": asked["act"], "number": asked["number"], "html": markup(shown)}
