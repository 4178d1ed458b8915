"""From when an answer is: the tags and days by which a client is told that it holds the newest already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Response, request

from trade.errors import TradeDataError
from trade.versions import moment

#: Kept, but asked about again each time: 304 costs next to nothing.
KEEP = "public, no-cache"
#: Bytes that stay the same while their address does.
FOREVER = "public, max-age=31536000, immutable"
ROOT = Path(__file__).resolve().parents[1]


class Changed(TradeDataError):
    """A client asks for a state of the data set that is gone (If-Match, If-Unmodified-Since)."""

    def __init__(self) -> None:
        super().__init__(
            "the data set has changed since.", todo="Ask without If-Match and If-Unmodified-Since."
        )


@cache
def program() -> str:
    """Eight hex digits that change when the program does: what answers look like rests on it as on the data."""
    files = sorted(
        path for folder in ("trade", "dashboard") for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".toml", ".csv", ".html")
    )  # fmt: skip
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def stamped(response: Response, version: str, own: str = "", modified: datetime | None = None) -> Response:
    """With the tag of the data set, the program and what is this answer's ``own``, such as its format.

    The tag is weak, for a file may say the day it was made on. ``modified``: where that is later than the data set.
    """
    response.set_etag("-".join(filter(None, (version, program(), own))), weak=True)
    response.last_modified = modified or moment(version)
    response.headers["Cache-Control"] = KEEP
    return response


def of_program(response: Response) -> Response:
    """With the tag of what rests on the program alone."""
    response.set_etag(program(), weak=True)
    response.headers["Cache-Control"] = KEEP
    return response


def of_bytes(response: Response, version: str, name: str) -> Response:
    """With the strong tag of a file of a version, whose bytes never change."""
    response.set_etag(f"{version}-{name}")
    response.last_modified = moment(version)
    response.headers["Cache-Control"] = FOREVER
    return response


def unchanged(stamp: Callable[[Response], Response]) -> Response | None:
    """The 304 for a client that holds what it would get, None for any other; raises Changed."""
    bare = stamp(Response())
    bare.make_conditional(request)
    if bare.status_code == 412:
        raise Changed
    return bare if bare.status_code == 304 else None
