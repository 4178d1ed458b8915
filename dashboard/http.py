"""What answers to programs have in common: JSON, problems told by RFC 9457, 404 and 405 below their addresses.

``OPEN`` are the beginnings of the addresses that are for programs; whatever is served below another one is added there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dashboard import site
from dashboard.room import WAIT, Busy
from dashboard.validators import Changed
from trade.errors import BadSelection, QueryTooLong, SourceUnavailable, TradeDataError, UnknownEconomy
from trade.parameters import PARAMETERS

#: Addresses for programs: errors below them are problems, and other sites may be let in (``cors``).
OPEN = ("/api", "/sdmx", "/version", "/catalog.jsonld")
PROBLEM = "application/problem+json"
#: Where Dash answers with a page whatever is asked.
PAGES = "/<path:path>"


def is_open(path: str) -> bool:
    """Whether an address is for programs."""
    return any(path == start or path.startswith(f"{start}/") for start in OPEN)


# --- problems ------------------------------------------------------------------------------


def problem(status: int, kind: str, title: str, detail: str, **more: Any) -> Response:
    """Problem details; ``kind`` is the anchor in the documentation that explains it, ``more`` are members of its own."""
    body = {
        "type": f"{site.home()}/api/docs#{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.full_path.removesuffix("?"),
        **{name: value for name, value in more.items() if value not in (None, (), [], {})},
    }
    return Response(json.dumps(body, ensure_ascii=False) + "\n", status, mimetype=PROBLEM)


def no_such_address(detail: str, near: Sequence[str] = ()) -> Response:
    return problem(404, "no-such-address", "There is no such address", detail, near=near)


#: Errors of the tree with what they are called: the first that fits.
KINDS: tuple[tuple[type[TradeDataError], int, str, str], ...] = (
    (QueryTooLong, 414, "http-414", "The question is too long"),
    (UnknownEconomy, 404, "unknown-economy", "There is no such economy"),
    (BadSelection, 400, "bad-parameter", "A parameter cannot be understood"),
    (SourceUnavailable, 503, "no-data", "There is no data set"),
    (Busy, 503, "busy", "Several answers are being made already"),
    (Changed, 412, "http-412", "Precondition Failed"),
    (TradeDataError, 500, "http-500", "The question could not be answered"),
)


def status_of(error: TradeDataError) -> int:
    return _kind(error)[0]


def of_error(error: TradeDataError) -> Response:
    """What went wrong with a question: which parameter, what it may be, what is likely meant."""
    status, kind, title = _kind(error)
    if not isinstance(error, BadSelection):
        answer = problem(status, kind, title, error.sentence())
        if isinstance(error, Busy):
            answer.headers["Retry-After"] = WAIT
        return answer
    known = PARAMETERS.get(error.parameter)
    return problem(
        status, kind, title, error.sentence(),
        parameter=error.parameter,
        allowed=error.allowed or (known.allowed if known else ()),
        schema=dict(known.schema) if known else None,
        near=error.near,
    )  # fmt: skip


def _kind(error: TradeDataError) -> tuple[int, str, str]:
    return next((status, kind, title) for each, status, kind, title in KINDS if isinstance(error, each))


def _told(error: HTTPException) -> Response | HTTPException:
    """404, 405, 416, 500 and the like as problems, with the headers that belong to them."""
    code = error.code or 500
    if not is_open(request.path) or error.response is not None:
        return error
    answer = problem(code, f"http-{code}", HTTPStatus(code).phrase, error.description or "")
    for name, text in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = text
    return answer


def attach(server: Flask) -> None:
    server.register_error_handler(HTTPException, _told)

    @server.before_request
    def no_page() -> Response | None:  # pyright: ignore[reportUnusedFunction]
        """What nothing else answers is a page, but not below these addresses."""
        if is_open(request.path) and request.endpoint == PAGES:
            return no_such_address(f"{request.path[:80]}: See /api/docs.")
        return None


# --- answers -------------------------------------------------------------------------------


def as_json(body: Mapping[str, Any]) -> Response:
    """JSON, days as ISO text; what is no number is refused rather than written."""
    text = json.dumps(body, ensure_ascii=False, default=_written, allow_nan=False)
    return Response(text + "\n", mimetype="application/json")


def _written(value: Any) -> str:
    return f"{value.isoformat()}Z" if isinstance(value, datetime) else str(value)
