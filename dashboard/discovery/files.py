"""The files of a version, as they were published: whole, or the range that is asked for.

Only these bytes are known to stay the same, so only here are strong tags and ``Range``. By it other programs read part
of a table: ``read_parquet('http://.../version/<stamp>/trade/imf_dots.parquet')`` in DuckDB.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from dashboard import validators
from dashboard.room import with_room
from trade.errors import SourceUnavailable
from trade.store import DATABASE
from trade.versions import PACKAGE, SUMS

MIMETYPES = {
    ".parquet": "application/vnd.apache.parquet", ".duckdb": "application/octet-stream", ".json": "application/json",
    "": "text/plain",
}  # fmt: skip
#: What is of bytes; text travels compressed, and of what is compressed on its way no reader could name a range.
BINARY = (".parquet", ".duckdb")
TITLES = {
    PACKAGE: "What every table holds, by Frictionless",
    SUMS: "The SHA-256 of each file, but of the database, which is made anew from the tables",
    DATABASE: "All tables as one DuckDB database",
}
#: Bytes that are read at a time.
PIECE = 1 << 18
#: One range, as all clients of tables ask for. More at once or other units may be ignored (RFC 9110, 14.2).
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def sent(folder: Path, name: str) -> Response:
    """The file of that name, one of ``listed``; raises Changed, Busy, and SourceUnavailable where it was just removed."""
    known = validators.unchanged(lambda bare: validators.of_bytes(bare, folder.name, name))
    if known is not None:
        return known
    path = folder / name
    try:
        if path.suffix in BINARY:
            return with_room(lambda: _streamed(path, folder.name, name))
        whole = Response(path.read_bytes(), mimetype=MIMETYPES[path.suffix])
        return validators.of_bytes(whole, folder.name, name)
    except FileNotFoundError:  # between two looks
        raise SourceUnavailable("this version was just taken away.", where=folder.name) from None


def _streamed(path: Path, version: str, name: str) -> Response:
    size = path.stat().st_size
    response = Response(FileWrapper(path.open("rb"), PIECE), mimetype=MIMETYPES[path.suffix])
    response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    response.headers["Accept-Ranges"] = "bytes"
    validators.of_bytes(response, version, name)
    if request.method == "GET" and _asks_for_one(request.headers.get("Range", "")):
        response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response


def _asks_for_one(words: str) -> bool:
    """Whether one range is named; one that ends before it begins must be ignored (14.1.1)."""
    found = RANGE.fullmatch(words)
    first, last = found.groups() if found else ("", "")
    return bool(first or last) and not (first and last and int(last) < int(first))


@lru_cache(maxsize=8)
def listed(folder: Path) -> tuple[dict[str, Any], ...]:
    """``path``, ``title`` and ``bytes`` of what the package describes, of itself and of what stands beside it."""
    resources = json.loads((folder / PACKAGE).read_bytes())["resources"]
    titles = {str(each["path"]): str(each["title"]) for each in resources}
    schemas = {each["schema"] for each in resources if isinstance(each["schema"], str)}
    titles |= dict.fromkeys(schemas, "Columns of a table, by Frictionless") | TITLES
    return tuple(
        {"path": path, "title": title, "bytes": (folder / path).stat().st_size}
        for path, title in sorted(titles.items())
        if (folder / path).exists()
    )
