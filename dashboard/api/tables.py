"""The data set as its files: what there is, and a lasting name for the newest of each.

They stand at the address of their version, where their bytes never change (``dashboard.discovery.files``).
"""

from __future__ import annotations

from flask import Response

from dashboard import http, site, validators
from dashboard.api.lists import envelope
from dashboard.data import store
from dashboard.discovery import files
from dashboard.discovery.documents import only
from trade.errors import SourceUnavailable
from trade.tables import Column

COLUMNS = (
    Column("path", "text", "Name of the file in its version", required=True),
    Column("title", "text", "What it holds", required=True),
    Column("bytes", "integer", "Size", unit="byte", required=True),
    Column(
        "url", "text", "Where it is for good; a range of it is sent where one is asked for", required=True
    ),
)


def listed() -> Response:
    """Each file with its size, what it holds and where it is; SourceUnavailable where a cluster has the data set."""
    only()
    folder = store().folder
    if folder is None:
        raise SourceUnavailable("the data set is on a cluster, without files here.", todo="Ask /api/trade.")
    known = validators.unchanged(lambda bare: validators.stamped(bare, folder.name))
    if known is not None:
        return known
    base = f"{site.home()}/version/{folder.name}/"
    rows = [{**each, "url": base + each["path"]} for each in files.listed(folder)]
    return validators.stamped(http.as_json(envelope(folder.name, COLUMNS, rows, {})), folder.name)


def newest(path: str) -> Response | None:
    """Leads to that file of the version in use; None where there is none of that name."""
    folder = store().folder
    if folder is None or path not in {each["path"] for each in files.listed(folder)}:
        return None
    there = Response(status=302, headers={"Location": f"/version/{folder.name}/{path}"})
    return validators.stamped(there, folder.name)
