"""Answers for programs, readable by pages of the sites that ``dashboard.origins`` lets in.

Answers are the same for everybody and nobody logs in, so no credentials are ever allowed.
"""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.http import is_open
from dashboard.origins import allowed

#: What a script of another site may read and send besides what every browser lets it.
READ = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Retry-After"
SENT = "If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range"
METHODS = "GET, HEAD, OPTIONS"
A_DAY = "86400"


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
