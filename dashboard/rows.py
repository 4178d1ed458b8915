"""``/rows/data``: the rows of a page's grid that did not come with the page, by the page's own query.

A page says what its grid holds as ``rows`` where it is registered: a function of the store, the selection and the
page's own parameters.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, request

from dashboard import http, statuses, validators
from dashboard.answering import answered
from dashboard.data import store_of
from dashboard.pages.framed import LONGEST
from dashboard.parts.grid import FIRST
from trade.selection import Selection
from trade.store import Store

#: The version of the data set that the page was drawn from: no grid mixes two.
OF = "of"


def address(page: str, store: Store, asked: Selection, **own: str) -> str:
    """Where the other rows are."""
    more = {name: text for name, text in own.items() if text} | {OF: store.version}
    return f"/rows/{page}?" + "&".join(filter(None, (asked.to_query(), urlencode(more))))


def attach(server: Flask) -> None:
    server.add_url_rule("/rows/<page>", "rows", _route)


def _route(page: str) -> Response:
    found = statuses.page(f"/{page}")
    if found is None or "rows" not in found[0]:
        abort(404)
    return answered(lambda: _others(found[0]))


def _others(page: Any) -> Response:
    """409 where a newer data set was published since: the page is to be loaded anew."""
    asked = request.args.to_dict()
    version = asked.pop(OF, "")
    own = {name: asked.pop(name).strip()[:LONGEST] for name in page.get("own", ()) if name in asked}
    selection = Selection.from_query(asked)
    store = store_of(selection)
    if version != store.version:
        abort(409)

    def stamp(response: Response) -> Response:
        return validators.stamped(response, store.version, "rows")

    rows = page["rows"](store, selection, **own)[FIRST:]
    return validators.unchanged(stamp) or stamp(http.as_json({"rows": rows}))
