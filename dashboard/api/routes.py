"""The addresses of the API, and how its mistakes are told: problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import wraps

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard import http, validators
from dashboard.api import docs, indicators, lists, openapi, tables, taken
from dashboard.api.forms import FORMS
from dashboard.api.listings import LISTINGS
from dashboard.api.lists import Empty, Listing
from dashboard.api.taken import TABLES, Nothing
from dashboard.discovery.documents import only
from trade.emptiness import Reason
from trade.errors import BadSelection, TradeDataError

Answer = Callable[..., AnyResponse]


def attach(server: Flask) -> None:
    for path, answer in _answers().items():
        server.add_url_rule(path, f"api {path}", _telling(answer), methods=["GET"])


def _answers() -> dict[str, Answer]:
    """Each address and what answers it."""
    rows = {f"/api/{name}": _rows(name) for name in TABLES}
    files = {f"/api/{name}.<form>": _rows(name) for name in TABLES}
    listings = {f"/api/{name}": _listing(listing) for name, listing in LISTINGS.items()}
    return {
        **rows,
        **files,
        **listings,
        "/api/indicators": lambda: _described(openapi.indicators),
        "/api/indicators/<name>": _indicator,
        "/api/tables": tables.listed,
        "/api/tables/<path:path>": _table,
        "/api/openapi.json": lambda: _described(openapi.description),
        "/api/docs": docs.page,
        "/api": lambda: redirect("/api/docs", 302),
        "/api/<path:path>": _unknown,
    }


def _telling(answer: Answer) -> Answer:
    """The answer, or the problem in its place; each names where the API is described (RFC 8631)."""

    @wraps(answer)
    def told(**parts: str) -> AnyResponse:
        try:
            response = answer(**parts)
        except TradeDataError as error:
            response = _problem(error)
        response.headers.add("Link", '</api/openapi.json>; rel="service-desc"')
        response.headers.add("Link", '</api/docs>; rel="service-doc"')
        return response

    return told


def _problem(error: TradeDataError) -> Response:
    if isinstance(error, Nothing):
        reasons = [_reason(each) for each in error.reasons]
        return http.problem(404, "empty", "Nothing is selected", error.sentence(), reasons=reasons)
    if isinstance(error, Empty):
        return http.problem(404, "empty", "Nothing is selected", error.sentence(), near=error.near)
    return http.of_error(error)


def _reason(reason: Reason) -> dict[str, object]:
    """Without which part of the selection there would be how much, of what days and sources."""
    extent = reason.extent
    found = {"parameter": reason.parameter, "given": reason.given, "rows_without": extent.rows}
    found |= {"first": extent.first and str(extent.first), "last": extent.last and str(extent.last)}
    return {**found, "sources": extent.sources, "near": reason.near}


def _rows(name: str) -> Answer:
    def answer(form: str = "json") -> Response:
        if form not in FORMS:
            return _no_such(f"{name}.{form}", [f"{name}.{each}" for each in FORMS])
        return taken.answer(name, form, request.query_string.decode("utf-8", "replace"))

    return answer


def _listing(listing: Listing) -> Answer:
    return lambda: lists.answer(listing)


def _indicator(name: str) -> Response:
    try:
        indicators.known(name)
    except BadSelection as error:
        return http.problem(
            404, "unknown-indicator", "There is no such indicator", error.sentence(), near=error.near, allowed=error.allowed
        )  # fmt: skip
    return indicators.answer(name)


def _table(path: str) -> Response:
    only()
    found = tables.newest(path)
    return found if found is not None else _no_such(f"tables/{path}", [])


def _described(make: Callable[[], dict[str, object]]) -> Response:
    """What the program says of itself; it changes with the program alone, and takes no parameter."""
    only()
    known = validators.unchanged(validators.of_program)
    return known if known is not None else validators.of_program(http.as_json(make()))


def _unknown(path: str) -> Response:
    known = [path.removeprefix("/api/") for path in _answers() if "<" not in path]
    return _no_such(path, [*known, *(f"{name}.{form}" for name in TABLES for form in FORMS)])


def _no_such(path: str, known: list[str]) -> Response:
    near = [f"/api/{each}" for each in get_close_matches(path[:80].rstrip("/").lower(), known, n=1)]
    hint = f"Did you mean {near[0]}?" if near else "See /api/docs."
    return http.no_such_address(f"/api/{path[:80]}: {hint}", near)
