"""The raw files of a source, listed when somebody opens the list: hundreds of rows weigh more than their page."""

from __future__ import annotations

from typing import Any

from dashboard import language, numbers
from dashboard.data import store
from dashboard.figures import words
from dashboard.figures.rows import Row, day
from dashboard.parts.facts import facts
from dashboard.texts import say
from dashboard.untyped import Node, dash, html
from trade import questions


def attach(app: Any) -> None:
    app.callback(
        dash.Output({"files": dash.MATCH, "part": "list"}, "children"),
        dash.Input({"files": dash.MATCH, "part": "opener"}, "n_clicks"),
        dash.State({"files": dash.MATCH, "part": "list"}, "id"),
        prevent_initial_call=True,
    )(opened)


def listing(source: str, count: int, lang: str) -> Node:
    """How many files a source has; a click lists them."""
    if not count:
        return html.Div(hidden=True)
    opener = html.Summary(
        say("sources.files", lang, count=count), id={"files": source, "part": "opener"}, n_clicks=0
    )
    body = html.Div(id={"files": source, "part": "list"}, role="status")
    return html.Details([opener, body], className="files")


def opened(_clicks: int, place: dict[str, str]) -> Node:
    """Each raw file with its size, its figures, the day it was added and its hash."""
    lang = language.of_request()
    body = [_file(row, lang) for row in questions.files(store()) if row["source"] == place["files"]]
    heads = say("sources.file_heads", lang).split("|")
    return facts(heads, body, (False, True, True, True, False), stacked=True)


def _file(row: Row, lang: str) -> tuple[Node, ...]:
    name = str(row["path"]).rpartition("/")[2]
    return (
        html.Span(name, title=row["title"], className="file-name"),
        say("sources.size", lang, count=max(1, round(row["bytes"] / 1000))),
        numbers.whole(row["figures"], lang),
        words.date_of(day(row["retrieved_at"]), lang),
        html.Code(str(row["sha256"])[:12], title=row["sha256"]),
    )
