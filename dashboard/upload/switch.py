"""Whether files may be added in a browser (ALLOW_UPLOAD=1), and where on the page of sources."""

from __future__ import annotations

import os

from dashboard.texts import say
from dashboard.untyped import Node, html

PLACE = "upload"


def is_on() -> bool:
    return os.environ.get("ALLOW_UPLOAD") == "1"


def section(lang: str) -> Node:
    """The card; ``assets/upload.js`` puts into its place what the server answers."""
    return html.Section(
        [
            html.Header(
                [html.H2(say("upload.title", lang), id="upload-title"), html.P(say("upload.about", lang))]
            ),
            html.Div(id=PLACE, **{"aria-busy": "true", "data-no-answer": say("upload.no_answer", lang)}),
            html.P(id="upload-said", role="status"),
        ],
        className="card upload",
        **{"aria-labelledby": "upload-title"},
    )
