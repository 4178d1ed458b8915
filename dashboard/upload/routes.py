"""The addresses of the upload: each answers with the part of the page that comes next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Response, request

from dashboard.language import spoken
from dashboard.untyped import dash
from dashboard.upload import command, held, states, switch

#: Of a request besides its file.
FORM_BYTES = 100_000
Answer = Callable[[], Response]


def attach(app: Any) -> None:
    """Connect the addresses, and the card to the script that fills it."""
    for path, methods, answer in (
        ("/upload", ["GET"], choose),
        ("/upload/read", ["POST"], read),
        ("/upload/publish", ["POST"], publish),
        ("/upload/discard", ["POST"], discard),
    ):
        app.server.add_url_rule(path, path, _guarded(answer), methods=methods)
    app.server.register_error_handler(413, _too_large)
    ready = dash.Output(switch.PLACE, "aria-busy")
    app.clientside_callback(dash.ClientsideFunction("upload", "start"), ready, dash.Input(switch.PLACE, "id"))


def _guarded(answer: Answer) -> Answer:
    """Refuses all where the switch is off, and what a page of another site sends."""

    @wraps(answer)
    def guarded() -> Response:
        if not switch.is_on():
            return states.failed([spoken("upload.off")], 403, again=False)
        if request.method == "POST" and not _from_here():
            return states.failed([spoken("upload.other_site")], 403, again=False)
        request.max_content_length = states.MOST_BYTES + FORM_BYTES
        return answer()

    return guarded


def _from_here() -> bool:
    """Whether the browser says that a page of this very site sends it; what says nothing is refused."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _too_large(_: Exception) -> Response:
    return states.failed([spoken("upload.too_large")], 413)


def choose() -> Response:
    return states.choose()


def read() -> Response:
    """Reads the file that was sent and shows what it says; it waits for the confirmation."""
    if held.is_full():
        return states.failed([spoken("upload.too_many", most=held.MOST, minutes=held.SECONDS // 60)], 503)
    sent = request.files.get("file")
    name = held.safe_name(sent.filename or "") if sent else ""
    if not sent or not name:
        return states.failed([spoken("upload.no_file")], 400)
    if Path(name).suffix.lower() not in states.TYPES:
        return states.failed([spoken("upload.wrong_type", name=name)], 415)
    source = request.form.get("source", "")
    waiting = held.place(name)
    sent.save(waiting.path)
    if waiting.path.stat().st_size > states.MOST_BYTES:
        held.drop(waiting)
        return states.failed([spoken("upload.too_large")], 413)
    said = command.read(waiting.path, source)
    if said.code not in (0, 1):
        held.drop(waiting)
        return states.failed(said.lines, 422)
    return states.read(waiting, source, said)


def publish() -> Response:
    """Archives and publishes a file that waits, as public since the day that was given."""
    source = request.form.get("source", "")
    known_on = _day(request.form.get("known_on", ""))
    taken = held.take(request.form.get("token", ""))
    if taken is None:
        return states.failed([spoken("upload.gone")], 404)
    if known_on is None:
        held.give_back(taken)
        return states.refused(taken, source, [spoken("upload.no_day")], 400)
    digest = hashlib.sha256(taken.path.read_bytes()).hexdigest()
    said = command.add(taken.path, source, known_on)
    if said.code not in (0, 1):
        held.give_back(taken)
        return states.refused(taken, source, said.lines, 409)
    held.drop(taken)
    return states.published(taken.path.name, digest, said)


def discard() -> Response:
    taken = held.take(request.form.get("token", ""))
    if taken is None:
        return states.failed([spoken("upload.gone")], 404)
    held.drop(taken)
    return states.choose(spoken("upload.discarded"))


def _day(text: str) -> date | None:
    """The day, unless it is none or has not come."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= datetime.now(UTC).date() else None
