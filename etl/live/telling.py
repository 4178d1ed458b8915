"""A service's refusal in a sentence, with what it said itself."""

from __future__ import annotations

import json
from typing import Any

from etl.live.answer import Answer
from etl.live.body import Broken
from trade.errors import SourceUnavailable, TradeDataError

MOST_WORDS, MOST_ADDRESS = 160, 180
#: What libraries call it, here or in an error inside: the first one that is there.
_BREACHES = {
    "NameResolutionError": "its name leads nowhere",
    "ConnectTimeout": "no connection in time",
    "Timeout": "it fell silent",
    "SSL": "the connection broke while it was being secured",
    "Connection refused": "it takes no connection",
    "Connection aborted": "it hung up",
    "Connection broken": "it broke off",
    "Connection": "no connection",
}
_TODO = {
    400: "The question is not one that it takes: see the source's live.toml.",
    401: "It wants a key, or another one: see the source's live.toml.",
    403: "It does not let this key or this machine in.",
    404: "The address is no longer there: see the source's live.toml.",
    429: "Too much was asked; the next refresh goes on.",
}


def refusal(address: str, what: str, said: Answer | Exception) -> TradeDataError:
    """The error for a service that gave no usable answer."""
    words = _own_words(said) if isinstance(said, Answer) else ""
    todo = _TODO.get(said.status, "") if isinstance(said, Answer) else ""
    return SourceUnavailable(
        f"{what}{words}.", where=shortened(address), todo=todo or "The last good figures stay."
    )


def shortened(address: str) -> str:
    """An address that lists a hundred codes, as its beginning and its end: the whole stands in ``added.csv``."""
    if len(address) <= MOST_ADDRESS:
        return address
    return f"{address[: MOST_ADDRESS - 60]}…{address[-50:]}"


def in_words(error: Exception) -> str:
    """Why no whole answer came."""
    if isinstance(error, Broken):
        return str(error)
    said = f"{type(error).__name__} {error!r}"
    return next((words for name, words in _BREACHES.items() if name in said), "it broke off")


def _own_words(said: Answer) -> str:
    """What the body says, if it is short enough to be a message."""
    if said.is_page or said.path.stat().st_size > 20_000:
        return ""
    text = said.path.read_text(encoding="utf-8", errors="replace").strip()
    words = _message(text) or text
    return f": {' '.join(words.split())[:MOST_WORDS].rstrip('.')}" if words else ""


def _message(text: str) -> str:
    try:
        body: Any = json.loads(text)
        found: Any = body.get("message") or body.get("error")
    except (ValueError, AttributeError):
        return ""
    return found if isinstance(found, str) else ""
