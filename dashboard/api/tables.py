"""The data set as its files: tables as they were published, in ranges where a client asks for one.

Only these bytes are known to stay the same while their version does, so only here are strong tags and ``Range``.
By it other programs read part of a table: ``read_parquet('http://.../api/tables/trade/imf_dots.parquet')`` in DuckDB.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from dashboard import http, site
from dashboard.api.lists import envelope
from dashboard.data import store
from dashboard.room import with_room
from trade.errors import SourceUnavailable
from trade.store import DATABASE
from trade.tables import Column

PACKAGE = "datapackage.json"
MEDIA = {".parquet": "application/vnd.apache.parquet", ".duckdb": "application/octet-stream"}
#: Bytes that are read at a time.
PIECE = 1 << 18
#: One range, as all clients of tables ask for. More at once or other units may be ignored (RFC 9110, 14.2).
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
COLUMNS = (
    Column("path", "text", "Name of the file below /api/tables", required=True),
    Column("title", "text", "What it holds", required=True),
    Column("bytes", "integer", "Size", unit="byte", required=True),
    Column("url", "text", "Where it is", required=True),
)


def listed() -> Response:
    """Each file with its size, what it holds and where it is; SourceUnavailable where a cluster has the data set."""
    folder = store().folder
    if folder is None:
        raise SourceUnavailable("the data set is on a cluster, without files here.", todo="Ask /api/trade.")
    known = http.unchanged(lambda bare: http.stamped(bare, folder.name))
    if known is not None:
        return known
    base = f"{site.home()}/api/tables/"
    rows = [{**each, "url": base + each["path"]} for each in _files(folder)]
    return http.stamped(http.as_json(envelope(folder.name, COLUMNS, rows, {})), folder.name)


def file(path: str) -> Response | None:
    """A file of the data set, None where there is none of that name; raises Busy."""
    folder = store().folder
    if folder is None or path not in {each["path"] for each in _files(folder)}:
        return None
    stamp = _weakly if path == PACKAGE else _strongly
    known = http.unchanged(lambda bare: stamp(bare, folder, path))
    if known is not None:
        return known
    if path == PACKAGE:
        text = (folder / path).read_bytes()
        return _weakly(Response(text, mimetype="application/json"), folder, path)
    return with_room(lambda: _strongly(_streamed(folder / path), folder, path))


def _streamed(path: Path) -> Response:
    size = path.stat().st_size
    response = Response(
        FileWrapper(path.open("rb"), PIECE),
        mimetype=MEDIA[path.suffix],
        headers={"Content-Disposition": f'attachment; filename="{path.name}"', "Accept-Ranges": "bytes"},
    )
    response.content_length = size
    return response


def _strongly(response: Response, folder: Path, path: str) -> Response:
    """The very bytes: a range of them where one is asked for; 416 where it lies outside."""
    http.stamped(response, folder.name)
    response.set_etag(f"{folder.name}-{path}")
    if response.is_streamed and request.method == "GET" and _asks_for_one(request.headers.get("Range", "")):
        response.make_conditional(request, accept_ranges=True, complete_length=response.content_length)
    return response


def _asks_for_one(words: str) -> bool:
    """Whether one range is named; one that ends before it begins must be ignored (14.1.1)."""
    found = RANGE.fullmatch(words)
    first, last = found.groups() if found else ("", "")
    return bool(first or last) and not (first and last and int(last) < int(first))


def _weakly(response: Response, folder: Path, _path: str) -> Response:
    """JSON may travel compressed: other bytes, the same words."""
    return http.stamped(response, folder.name)


@lru_cache(maxsize=2)
def _files(folder: Path) -> tuple[dict[str, Any], ...]:
    """The files that the package of data describes, itself and the database beside them."""
    package: dict[str, Any] = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    titles = {str(each["path"]): str(each["title"]) for each in package["resources"]}
    titles |= {
        PACKAGE: "What every table holds, by Frictionless",
        DATABASE: "All tables as one DuckDB database",
    }
    return tuple(
        {"path": path, "title": title, "bytes": (folder / path).stat().st_size}
        for path, title in sorted(titles.items())
    )
