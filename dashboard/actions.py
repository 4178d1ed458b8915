"""What happens in the browser alone and Dash must know of: the functions are in ``assets/bilateral.js``, ``cards.js``,
``grid.js`` and ``search.js``."""

from __future__ import annotations

from typing import Any

from dashboard.untyped import dash

ALL, MATCH = dash.ALL, dash.MATCH
Input, Output, State = dash.Input, dash.Output, dash.State
NAMESPACE = "bilateral"


def attach(app: Any, lang: str = "en") -> None:
    """Connect the links of the frame to the address, and what the server tells of a card to its place."""
    _connect(
        app,
        "navigation",
        [Output({"nav": ALL}, "href"), Output({"lang": ALL}, "href"), Output("brand", "href")],
        Input("address", "pathname"),
        Input("address", "search"),
        State({"nav": ALL}, "id"),
        State({"lang": ALL}, "id"),
    )
    _connect(app, "tell", Input("told", "data"), prevent_initial_call=True)
    made = {"grid": MATCH, "part": "made"}
    place = {"grid": MATCH, "part": "place"}
    _connect(app, "grid", Output(place, "children"), Input(made, "data"), State(made, "id"))
    started = dash.ClientsideFunction("search", "start")
    app.clientside_callback(started, Output("search", "data-made"), Input("search", "id"))


def _connect(app: Any, function: str, *connections: Any, **options: Any) -> None:
    app.clientside_callback(dash.ClientsideFunction(NAMESPACE, function), *connections, **options)
