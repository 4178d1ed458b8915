"""Puts the application together: pages, frame, headers, health."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Flask, request

from dashboard import (
    actions,
    cors,
    download,
    embedding,
    health,
    http,
    language,
    panels,
    raw_files,
    remembered,
    rows,
    shell,
    statuses,
    wire,
)
from dashboard.api import routes as api
from dashboard.discovery import head
from dashboard.discovery import routes as discovery
from dashboard.sdmx import routes as sdmx
from dashboard.searching import routes as searching
from dashboard.untyped import dash
from dashboard.upload import routes as upload
from trade.selection import LANGUAGES

HERE = Path(__file__).parent
#: Scripts that Dash sends along but no page uses.
UNUSED = ("/dash/dash_table/",)
#: The grid is half of all bytes: its scripts come when it is in sight (``assets/grid.js``), but on a page that begins with it.
GRID, GRID_FIRST = "/dash_ag_grid/", ("/data",)
SCRIPT = re.compile(r'<script src="([^"]*)"></script>')
LATER = r'<template id="grid-script" data-address="\1"></template>'
#: A token of each document for callbacks in the background. There are none here, and it would make every document another.
END_ID = re.compile(r'"end_id":"[^"]*",?')
DOCUMENTS = {lang: shell.index_string(lang) for lang in LANGUAGES}


def create() -> Any:
    """The Dash application; ``.server`` answers WSGI."""
    server = Flask("bilateral")
    app = dash.Dash(
        "dashboard",
        server=server,
        use_pages=True,
        pages_folder=str(HERE / "pages"),
        assets_folder=str(HERE / "assets"),
        assets_ignore=r".*\.(br|gz|txt)$",
        index_string=shell.index_string(),
        title="Bilateral",
        update_title=None,
        include_pages_meta=False,
        suppress_callback_exceptions=True,
    )
    app.interpolate_index = _index
    app.layout = lambda: shell.layout(language.of_request())
    actions.attach(app)
    raw_files.attach(app)
    panels.attach(app)
    health.attach(server)
    download.attach(server)
    rows.attach(server)
    discovery.attach(server)
    http.attach(server)
    api.attach(server)
    cors.attach(server)
    searching.attach(server)
    sdmx.attach(server)
    upload.attach(app)
    statuses.attach(server)
    wire.attach(server, app.csp_hashes)
    server.wsgi_app = remembered.Remembered(server.wsgi_app)
    return app


def _index(**parts: str) -> str:
    """The document in the language of its address, without the scripts that its page does not begin with."""
    lines = [line for line in parts["scripts"].splitlines() if not any(name in line for name in UNUSED)]
    if not request.path.startswith(GRID_FIRST):
        lines = [SCRIPT.sub(LATER, line) if GRID in line else line for line in lines]
    parts["config"] = END_ID.sub("", parts["config"])
    parts["scripts"] = "\n".join(lines)
    document = DOCUMENTS[language.of_request()]
    if embedding.of_document():
        document = document.replace("<html ", '<html class="embedded" ', 1)
    for name, part in parts.items():
        document = document.replace(f"{{%{name}%}}", part)
    remembered.lasts()
    return document.replace("</head>", f"{head.of_request()}\n</head>", 1)
