"""A version of the data set by its stamp: what it held, and its files while it is kept."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response

from dashboard import http, site
from dashboard.data import store
from dashboard.discovery import files
from dashboard.discovery.documents import as_json, only
from trade.errors import TradeDataError
from trade.versions import PACKAGE, STAMP, SUMS, held, kept, pruned

remembered = lru_cache(maxsize=8)(held)


def every() -> Response:
    """The versions that are kept, the newest first."""
    only()
    stamps = kept(store().home)
    return as_json({"versions": [{"version": stamp, "address": _address(stamp)} for stamp in stamps]})


def one(stamp: str) -> Response:
    """What it held; 410 with the same of one that is no longer kept, 404 where there never was one."""
    only()
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
    known = [each["path"] for each in files.listed(folder)]
    if name not in known:
        near = get_close_matches(name[:80], known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See /api/tables."
        told = f"{name[:80]!r} is no file of this version. {hint}"
        return http.no_such_address(told, near)
    try:
        return files.sent(folder, name)
    except TradeDataError as error:
        return http.of_error(error)


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
