"""Pages of which other sites may read answers for programs: the setting BILATERAL_CORS_ORIGINS.

Answers are the same for everybody and nobody logs in, so no credentials are ever allowed.
"""

from __future__ import annotations

import os
import re

from flask import Flask, Response, request

from dashboard.http import is_open
from trade.errors import TradeDataError

#: An origin as browsers write it, or all of them.
ORIGIN = re.compile(r"\*|https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
#: What a script of another site may read and send besides what every browser lets it.
READ = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Retry-After"
SENT = "If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range"
METHODS = "GET, HEAD, OPTIONS"
A_DAY = "86400"


def allowed() -> tuple[str, ...]:
    """The origins, none unless they are set; TradeDataError where one is none."""
    given = tuple(os.environ.get("BILATERAL_CORS_ORIGINS", "").split())
    wrong = next((each for each in given if not ORIGIN.fullmatch(each)), None)
    if wrong or ("*" in given and len(given) > 1):
        raise TradeDataError(
            f"{(wrong or ' '.join(given))[:60]!r} names no sites whose pages may read answers.",
            where="BILATERAL_CORS_ORIGINS",
            todo="Write origins with blanks between, such as: https://portal.example.org http://localhost:3000, or: *",
        )
    return given


def attach(server: Flask) -> None:
    origins = allowed()

    @server.after_request
    def let_in(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        if origins and is_open(request.path):
            _let_in(response, origins)
        return response


def _let_in(response: Response, origins: tuple[str, ...]) -> None:
    asking = request.headers.get("Origin", "")
    if "*" not in origins:
        response.vary.add("Origin")
        if asking not in origins:
            return
    response.headers["Access-Control-Allow-Origin"] = "*" if "*" in origins else asking
    response.headers["Access-Control-Expose-Headers"] = READ
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = SENT
        response.headers["Access-Control-Max-Age"] = A_DAY
