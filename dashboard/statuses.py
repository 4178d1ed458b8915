"""What the status of a page's address says: 404 for what there is not, 400 for what cannot be asked.

Dash answers every address with the same document and finds the page in the browser, where the
mistake is said in words. Programs and search engines read only the status.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from flask import Flask, Response, request

from dashboard import embedding
from dashboard.data import store_of
from dashboard.untyped import dash
from trade.errors import BadSelection, SourceUnavailable, UnknownEconomy
from trade.selection import Selection

#: Endpoints of the document that every page has in common.
DOCUMENT = ("/", "/<path:path>")
SLOT = re.compile(r"<(\w+)>")


def attach(server: Flask) -> None:
    @server.after_request
    def say(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        if request.endpoint in DOCUMENT and response.status_code == 200:
            response.status_code = status(request.path, request.args)
        return response


def status(path: str, query: Mapping[str, str]) -> int:
    """Of a path and its query, as far as they can be judged without asking the data."""
    try:
        found = selection(path, query)
        if found is None:
            return 404
        with suppress(SourceUnavailable):
            store_of(found)
        return 200
    except UnknownEconomy:
        return 404
    except BadSelection:
        return 400


def selection(path: str, query: Mapping[str, str]) -> Selection | None:
    """What the page at a path is asked for, None where there is no page; raises BadSelection, UnknownEconomy."""
    found = page(path)
    if found is None:
        return None
    registered, in_path = found
    own = (*registered.get("own", ()), *embedding.OWN)
    asked = {**query, **in_path}
    return Selection.from_query({name: text for name, text in asked.items() if name not in own})


def page(path: str) -> tuple[Mapping[str, Any], dict[str, str]] | None:
    """The page at a path as it is registered, and what the path holds besides its name."""
    for registered in dash.page_registry.values():
        in_path = _matched(registered, path)
        if in_path is not None and registered["path"] != "/404":
            return registered, in_path
    return None


def _matched(page: Mapping[str, Any], path: str) -> dict[str, str] | None:
    """What the path holds besides the name of the page; None where it is another page's."""
    if not page["path_template"]:
        return {} if path.strip("/") == page["path"].strip("/") else None
    form = SLOT.sub(r"(?P<\1>[^/]+)", page["path_template"])
    found = re.fullmatch(form, path.rstrip("/"))
    return {name: unquote(text) for name, text in found.groupdict().items()} if found else None
