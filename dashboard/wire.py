"""What travels besides pages: pre-compressed files, how long they keep, and who may load what."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Request, Response, abort, request

from dashboard import embedding, framing
from dashboard.untyped import compress
from dashboard.validators import FOREVER

FOLDER = Path(__file__).parent / "assets" / "wire"
PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min"
#: What browsers before 2020 lacked takes today's a quarter of a second. Of it the components need generators alone.
POLYFILL = "/_dash-component-suites/dash/deps/polyfill@"
#: Dash asks for the bundle without a fingerprint, so browsers must ask again now and then.
A_DAY = "public, max-age=86400, stale-while-revalidate=604800"
FINGERPRINT = re.compile(r"\.v[\w-]+m[0-9a-f]+\.")
SUITES = "/_dash-component-suites/"


@cache
def stamp(name: str) -> str:
    """Ten hex digits that change when the file does."""
    return hashlib.sha256((FOLDER / f"{name}.br").read_bytes()).hexdigest()[:10]


def map_address(prefix: str = "/") -> str:
    """Where plotly.js finds the shapes of the world map (its ``topojsonURL``)."""
    return f"{prefix}shapes/{stamp('world_50m.json')}/"


def attach(server: Flask, inline_hashes: Callable[[], Sequence[str]]) -> None:
    """Serve the compressed files and put the headers on every answer.

    ``inline_hashes`` is asked at the first answer: Dash adds scripts until then.
    """
    allowed = framing.ancestors()

    @cache
    def policy(who: str) -> str:
        return _policy(inline_hashes(), who)

    _compress_answers(server)

    @server.before_request
    def bundle() -> Response | None:  # pyright: ignore[reportUnusedFunction]
        if request.path.startswith(PLOTLY):
            return _precompressed("plotly.min.js", "text/javascript", A_DAY)
        if request.path.startswith(POLYFILL):
            return _precompressed("regenerator.js", "text/javascript", FOREVER)
        return None

    @server.route("/shapes/<_stamp>/<name>")
    def shapes(_stamp: str, name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if name != "world_50m.json":
            abort(404)
        return _precompressed(name, "application/json", FOREVER)

    @server.after_request
    def headers(response: Response) -> Response:  # pyright: ignore[reportUnusedFunction]
        response.headers.setdefault(
            "Content-Security-Policy", policy(allowed if embedding.of_document() else framing.SELF)
        )
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if response.status_code in (200, 304) and not request.path.startswith(("/shapes/", PLOTLY, POLYFILL)):
            keep = _how_long(request.path, request.args)
            if keep:
                response.headers["Cache-Control"] = keep
        return response


def _policy(inline_hashes: Sequence[str], ancestors: str) -> str:
    """Nothing but this server; styles inline because pages and plotly.js write them."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {' '.join(inline_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {ancestors}",
        )
    )


def _how_long(path: str, query: Any) -> str:
    if path.startswith(SUITES):
        return FOREVER if FINGERPRINT.search(path) else "public, no-cache"
    if path.startswith("/assets/"):
        return FOREVER if "m" in query else "public, no-cache"
    return ""


def _precompressed(name: str, mimetype: str, keep: str) -> Response:
    accepted = request.headers.get("Accept-Encoding", "")
    coding = next((coding for coding in ("br", "gzip") if coding in accepted), "")
    body = (FOLDER / f"{name}.{'br' if coding == 'br' else 'gz'}").read_bytes()
    response = Response(body if coding else gzip.decompress(body), mimetype=mimetype)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Cache-Control"] = keep
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{stamp(name)}-{coding}")
    response.make_conditional(request)
    return response


def _library_file(asked: Request) -> str:
    return asked.path if FINGERPRINT.search(asked.path) else ""


def _compress_answers(server: Flask) -> None:
    """Library files are compressed once and remembered; answers each time, quickly."""
    remembered: dict[str, bytes] = {}

    class Memory:
        def get(self, key: str) -> bytes | None:
            return remembered.get(key)

        def set(self, key: str, value: bytes) -> None:
            if key.partition(";")[2]:
                remembered[key] = value

    settings: dict[str, Any] = dict(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "application/javascript",
            "application/json",
            "image/svg+xml",
            "application/ld+json",
            "application/atom+xml",
            "application/xml",
            "text/calendar",
            "application/vnd.sdmx.structure+xml",
            "application/vnd.sdmx.structure+json",
            "application/vnd.sdmx.structurespecificdata+xml",
            "application/vnd.sdmx.genericdata+xml",
            "application/vnd.sdmx.data+xml",
            "application/vnd.sdmx.data+csv",
        ],
        COMPRESS_CACHE_BACKEND=Memory,
        COMPRESS_CACHE_KEY=_library_file,
    )
    server.config.from_mapping(settings)
    compress(server)
