"""Whole answers, compressed as they travel, for who asks next: pages are the same for everybody until a publish.

An answer hangs on the data set, the day, the program and what the request says, and on nothing else, or it is not
remembered: ``lasts`` and ``passes`` are how a page says which of both it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from flask import has_request_context, request
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

from dashboard import data, statuses, validators
from trade.errors import TradeDataError
from trade.once import Once

#: Bytes of answers that one process remembers: some two thousand views of pages.
MOST_BYTES = 32_000_000
#: Dash sends them with every page; both rest on the program and the language alone.
FRAME = ("/_dash-layout", "/_dash-dependencies")
CALLBACKS = "/_dash-update-component"
#: What the callback that draws a page is known by; others answer a click of one reader.
DRAWS = b"_pages_content.children"
LONGEST_BODY = 20_000
#: All of a request that an answer may go by, besides its address and its body.
HEADERS = ("Host", "Referer", "Accept-Encoding")
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


@dataclass(frozen=True)
class Answer:
    """As it travels."""

    body: bytes
    status: str
    headers: Headers
    is_lasting: bool

    def size(self, most: int) -> int:
        """Bytes in memory, about; more than ``most`` where it is not to be remembered."""
        return len(self.body) + 2000 if self.is_lasting else most + 1


class Remembered:
    """A WSGI application before another, which is asked for each lasting answer once, and never twice at a time."""

    def __init__(self, application: Application, most_bytes: int = MOST_BYTES) -> None:
        self.application = application
        self.answers: Once[bytes, Answer] = Once(most_bytes, lambda each: each.size(most_bytes))

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        asked = _asked(environ)
        if asked is None:
            return self.application(environ, start_response)
        known = self.answers.get(asked, lambda: _made(self.application, asked, environ))
        # each has headers of its own: those of one that travels are changed
        answer = Response(known.body, known.status, known.headers)
        return answer.make_conditional(environ)(environ, start_response)


def _made(application: Application, asked: bytes, environ: Environ) -> Answer:
    said = environ[LASTS] = [True] if Request(environ).path in FRAME else list[bool]()
    answer = Response.from_app(application, environ)
    is_lasting = answer.status_code == 200 and bool(said) and all(said)
    if is_lasting:
        # weak: another process may write the same in another order
        tag = f"{data.of_request(environ).version}-{validators.program()}-{asked.hex()[:12]}"
        answer.set_etag(tag, weak=True)
        answer.headers.setdefault("Cache-Control", validators.KEEP)
    return Answer(answer.get_data(), answer.status, answer.headers, is_lasting)


def _asked(environ: Environ) -> bytes | None:
    """What an answer is remembered by; None for a request whose answer never is."""
    asked = Request(environ)
    if asked.method == "POST" and asked.path == CALLBACKS:
        body = _body(asked)
        if DRAWS not in body:
            return None
    elif asked.method == "GET" and (asked.path in FRAME or statuses.page(asked.path)):
        body = b""
    else:
        return None
    try:
        version = data.of_request(environ).version
    except TradeDataError:
        return None
    said = [asked.headers.get(name) for name in HEADERS]
    place = (asked.method, asked.scheme, asked.path, asked.query_string)
    return hashlib.sha256(repr((version, datetime.now(UTC).date(), place, said)).encode() + body).digest()


def _body(asked: Request) -> bytes:
    """What was sent, left to be read once more; nothing where it is too long for a page, or of no told length."""
    if not 0 < (asked.content_length or 0) <= LONGEST_BODY:
        return b""
    body = asked.get_data()
    asked.environ["wsgi.input"] = BytesIO(body)
    return body
