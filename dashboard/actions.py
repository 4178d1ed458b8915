"""What happens in the browser alone: the functions are in ``assets/bilateral.js``, ``saving.js``,
``cards.js`` and ``grid.js``."""

from __future__ import annotations

from typing import Any

from dashboard.parts.card_actions import FORMS
from dashboard.untyped import dash

ALL, MATCH = dash.ALL, dash.MATCH
Input, Output, State = dash.Input, dash.Output, dash.State
NAMESPACE = "bilateral"
WORD = {"word": ALL, "place": ALL, "was": ALL}


def attach(app: Any, lang: str = "en") -> None:
    """Connect words to the address, and the quiet actions of cards to what they do."""
    _connect(
        app,
        "go",
        Output("address", "href"),
        Input(WORD, "value"),
        State(WORD, "id"),
        State("address", "pathname"),
        State("address", "search"),
        prevent_initial_call=True,
    )
    _connect(
        app,
        "navigation",
        [Output({"nav": ALL}, "href"), Output({"lang": ALL}, "href"), Output("brand", "href")],
        Input("address", "pathname"),
        Input("address", "search"),
        State({"nav": ALL}, "id"),
        State({"lang": ALL}, "id"),
    )
    _connect(
        app,
        "table",
        [
            Output(part("table"), "hidden"),
            Output(part("table-button"), "aria-pressed"),
        ],
        Input(part("table-button"), "n_clicks"),
        State(part("rows"), "data"),
        State(part("table-button"), "id"),
        prevent_initial_call=True,
    )
    _connect(
        app,
        "save",
        Output(part("download"), "data"),
        [Input(part(f"{form}-button"), "n_clicks") for form in FORMS],
        State(part("rows"), "data"),
        State(part("about"), "data"),
        prevent_initial_call=True,
    )
    _connect(
        app,
        "events",
        Output("address", "href", allow_duplicate=True),
        Input(every("events-button"), "n_clicks"),
        State("address", "search"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    _connect(app, "link", Input(every("link-button"), "n_clicks"), prevent_initial_call=True)
    _connect(app, "into", Input(every("panel"), "children"), prevent_initial_call=True)
    for opened, closes in (("provenance", "close"), ("panel", "panel-close")):
        _connect(
            app,
            "close",
            Output(part(opened), "children", allow_duplicate=True),
            Input(part(closes), "n_clicks"),
            prevent_initial_call=True,
        )
    made = {"grid": MATCH, "part": "made"}
    place = {"grid": MATCH, "part": "place"}
    _connect(app, "grid", Output(place, "children"), Input(made, "data"), State(made, "id"))
    started = dash.ClientsideFunction("search", "start")
    app.clientside_callback(started, Output("search", "data-made"), Input("search", "id"))


def every(name: str) -> dict[str, Any]:
    """The same part of all cards."""
    return {"card": ALL, "part": name}


def part(name: str) -> dict[str, Any]:
    """The same part of whichever card."""
    return {"card": MATCH, "part": name}


def _connect(app: Any, function: str, *connections: Any, **options: Any) -> None:
    app.clientside_callback(dash.ClientsideFunction(NAMESPACE, function), *connections, **options)
