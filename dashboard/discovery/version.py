"""A version of the data set by its stamp: what it held, and its files while it is kept."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response, request, send_file

from dashboard import site
from dashboard.answering import in_turn, said
from dashboard.data import store
from dashboard.discovery.documents import as_json
from dashboard.wire import FOREVER
from trade.errors import SourceUnavailable
from trade.versions import PACKAGE, STAMP, SUMS, held, kept, moment, pruned

remembered = lru_cache(maxsize=8)(held)
MIMETYPES = {".parquet": "application/vnd.apache.parquet", ".json": "application/json", "": "text/plain"}


def every() -> Response:
    """The versions that are kept, the newest first."""
    stamps = kept(store().home)
    return as_json({"versions": [{"version": stamp, "address": _address(stamp)} for stamp in stamps]})


def one(stamp: str) -> Response:
    """What it held; 410 with the same of one that is no longer kept, 404 where there never was one."""
    folder, known = _folder(stamp), kept(store().home)
    if folder:
        return as_json(
            _links(folder) | {"is_kept": True, "is_current": stamp == store().version} | remembered(folder)
        )
    noted = pruned(store().home, stamp) if STAMP.fullmatch(stamp) else None
    if noted is None:
        return _gone(
            stamp,
            {"message": f"There is no note of a version {stamp[:40]!r}.", "kept": list(map(_address, known))},
            404,
        )
    message = "This version is no longer kept: its files are gone, what it held is told here."
    return _gone(
        stamp, {"message": message, "kept": list(map(_address, known)), "is_kept": False, **noted}, 410
    )


def file(stamp: str, name: str) -> Response:
    """A file of a version that is kept: those that its description names, and no other."""
    folder = _folder(stamp)
    if folder is None:
        return one(stamp)
    if name not in _described(folder):
        return said(f"{name[:80]!r} is no file of this version: see {_address(stamp)}/{PACKAGE}", 404)
    return in_turn(lambda: _sent(folder, name))


def _sent(folder: Path, name: str) -> Response:
    """The file, or the stretch of its bytes that is asked for: engines read Parquet piece by piece."""
    path = folder / name
    try:
        response = send_file(
            path, MIMETYPES.get(path.suffix), conditional=False, etag=False, last_modified=moment(folder.name)
        )
        response.set_etag(f"{folder.name}-{name}")
        response.headers["Cache-Control"] = FOREVER
        # what is compressed on its way has no stretches that its reader could name
        whole = path.suffix != ".parquet"
        response.make_conditional(request, not whole, None if whole else path.stat().st_size)
    except FileNotFoundError:  # taken away between two looks
        raise SourceUnavailable("this version was just taken away.", where=folder.name) from None
    return response


@lru_cache(maxsize=8)
def _described(folder: Path) -> frozenset[str]:
    package = json.loads((folder / PACKAGE).read_bytes())
    resources = package["resources"]
    schemas = (each["schema"] for each in resources if isinstance(each["schema"], str))
    return frozenset((PACKAGE, SUMS, *schemas, *(each["path"] for each in resources)))


def _address(stamp: str) -> str:
    return f"{site.home()}/version/{stamp}"


def _folder(stamp: str) -> Path | None:
    """The folder of a version that is kept on this machine."""
    home = store().home
    return home / stamp if home and stamp in kept(home) else None


def _links(folder: Path) -> dict[str, Any]:
    """Where its files are described."""
    at = _address(folder.name)
    has_sums = (folder / SUMS).exists()
    return {"address": at, "datapackage": f"{at}/{PACKAGE}", "hashes": f"{at}/{SUMS}" if has_sums else None}


def _gone(stamp: str, body: dict[str, Any], status: int) -> Response:
    return Response(
        json.dumps({"version": stamp[:40], **body}, ensure_ascii=False, indent=1) + "\n",
        status,
        mimetype="application/json",
    )
