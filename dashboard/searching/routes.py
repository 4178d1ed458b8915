"""``/search``: the answers to the search box, as JSON."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, Response, jsonify, request

from dashboard import language
from dashboard.data import store
from dashboard.parts.empty import no_data
from dashboard.searching.leads import Asked, hits
from dashboard.texts import say
from trade.errors import SourceUnavailable


def attach(server: Flask) -> None:
    server.add_url_rule("/search", "search", _answer)


def _answer() -> Response:
    """``hits`` in order; ``said`` is how many there are, or what can be searched, for everyone to read or hear."""
    lang = language.known(request.args.get("lang"))
    try:
        found = hits(Asked.of(store(), request.args), request.args.get("q", ""))
    except SourceUnavailable:
        return jsonify({"hits": [], "said": no_data(lang)[0]})
    said = say("search.found", lang, count=len(found)) if found else say("search.none", lang)
    return jsonify({"hits": [asdict(hit) for hit in found], "said": said})
