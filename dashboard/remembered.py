"""Whole answers, compressed as they travel, for who asks next: pages are the same for everybody until a publish.

An answer hangs on the data set, the day, the program and what the request says, and on nothing else, or it is not
remembered: ``lasts`` and ``passes`` are how a page says which of both it is.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from cachetools import LRUCache
from flask import has_request_context, request
from werkzeug.wrappers import Response

from dashboard import data, http, statuses
from trade.errors import TradeDataError

#: Bytes of answers that one process remembers: some two thousand views of pages.
MOST_BYTES = 32_000_000
#: Dash sends them with every page; both rest on the program and the language alone.
FRAME = ("/_dash-layout", "/_dash-dependencies")
CALLBACKS = "/_dash-update-component"
#: What the callback that draws a page is known by; others answer a click of one reader.
DRAWS = b"_pages_content.children"
LONGEST_BODY = 20_000
#: All of a request that an answer may go by.
SAID = (
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_REFERER", "HTTP_HOST", "wsgi.url_scheme",
    "HTTP_ACCEPT_ENCODING",
)  # fmt: skip
LASTS = "bilateral.lasts"
Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


def lasts() -> None:
    """The answer that is being made will be the same for who asks the same on this day and data set."""
    _say(True)


def passes() -> None:
    """It hangs on something else as well, whatever else is said of it."""
    _say(False)


def _say(lasting: bool) -> None:
    if has_request_context():
        request.environ.get(LASTS, list[bool]()).append(lasting)


class Remembered:
    """A WSGI application before another, which is asked for each lasting answer once."""

    def __init__(self, application: Application, most_bytes: int = MOST_BYTES) -> None:
        self._application = application
        self._lock = threading.Lock()
        self._answers: LRUCache[bytes, Response] = LRUCache(
            most_bytes, getsizeof=lambda answer: len(answer.get_data()) + 1000
        )

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        asked = _asked(environ)
        if asked is None:
            return self._application(environ, start_response)
        with self._lock:
            known = self._answers.get(asked)
        answer = _copy(known) if known else self._made(asked, environ)
        return answer.make_conditional(environ)(environ, start_response)

    def _made(self, asked: bytes, environ: Environ) -> Response:
        said = environ[LASTS] = [True] if environ["PATH_INFO"] in FRAME else list[bool]()
        answer = Response.from_app(self._application, environ)
        if answer.status_code != 200 or not said or not all(said):
            return answer
        version = data.of_request(environ).version
        answer.set_etag(f"{version}-{hashlib.sha256(answer.get_data()).hexdigest()[:16]}")
        answer.headers.setdefault("Cache-Control", http.KEEP)
        with self._lock:
            if answer.content_length and answer.content_length < self._answers.maxsize // 10:
                self._answers[asked] = _copy(answer)
        return answer


def _copy(answer: Response) -> Response:
    """With headers of its own: those of one travelling answer are changed."""
    return Response(answer.get_data(), answer.status, answer.headers)


def _asked(environ: Environ) -> bytes | None:
    """What an answer is remembered by; None for a request whose answer never is."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    if method == "POST" and path == CALLBACKS:
        body = _body(environ)
        if DRAWS not in body:
            return None
    elif method == "GET" and (path in FRAME or statuses.page(path)):
        body = b""
    else:
        return None
    try:
        version = data.of_request(environ).version
    except TradeDataError:
        return None
    said = (version, f"{datetime.now(UTC):%Y%m%d}", *(str(environ.get(name)) for name in SAID))
    return hashlib.sha256(repr(said).encode("utf-8", "surrogateescape") + body).digest()


def _body(environ: Environ) -> bytes:
    """What was sent, left to be read once more; nothing where it is too long for a page."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdigit() or int(length) > LONGEST_BODY:
        return b""
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    return body
