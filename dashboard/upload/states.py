"""The states of the upload as parts of a page: nothing, failed, read, refused, published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response, render_template_string

from dashboard.data import store
from dashboard.language import address, of_request, spoken
from dashboard.state import names
from dashboard.texts import publisher_name
from dashboard.upload import held
from dashboard.upload.command import Said
from dashboard.upload.report import report, sentences
from trade import questions
from trade.errors import TradeDataError

#: What may be chosen.
TYPES = (".xls", ".xlsx", ".csv", ".txt")
MOST_BYTES = 20_000_000


def choose(said: str = "") -> Response:
    """The form in which a file is chosen."""
    return _page("choose", 200, said=said, sources=_sources())


def failed(lines: Sequence[str], status: int, *, again: bool = True) -> Response:
    """Why nothing was read, and the form again where trying again can help."""
    return _page("failed", status, lines=sentences(lines), again=again, sources=_sources() if again else [])


def read(waiting: held.Held, source: str, said: Said) -> Response:
    """What the file says, and the choice between publishing and discarding it."""
    return _page("read", 200, report=report(said.lines), **_waiting(waiting, source))


def refused(waiting: held.Held, source: str, lines: Sequence[str], status: int) -> Response:
    """Why it was not published; it still waits, for another day or to be discarded."""
    return _page("refused", status, lines=sentences(lines), **_waiting(waiting, source))


def published(name: str, sha256: str, said: Said) -> Response:
    """That it is published, and where its figures are; also where not all went well beside it."""
    rows = questions.of_file(store(), sha256)
    figures = sum(int(row["figures"]) for row in rows)
    lines = sentences(said.lines)
    return _page("published", 200, name=name, lines=lines, rows=rows, figures=figures, link=_link(rows))


def _waiting(waiting: held.Held, source: str) -> dict[str, Any]:
    today = datetime.now(UTC).date().isoformat()
    minutes = held.SECONDS // 60
    return dict(token=waiting.token, name=waiting.path.name, whose=source, today=today, minutes=minutes)


def _link(rows: Sequence[questions.Row]) -> tuple[str, str]:
    """The address and the words of the page of data that shows the figures of a file."""
    if not rows:
        return "", ""
    first = rows[0]
    lang = of_request()
    to = address("/data", lang, **{key: first[key] for key in ("reporter", "partner", "source")})
    world = spoken("sentence.world") if first["partner"] == questions.WORLD else ""
    known = names(lang)
    reporter = known.get(first["reporter"], first["reporter"])
    partner = world or known.get(first["partner"], first["partner"])
    return to, spoken("upload.see", reporter=reporter, partner=partner)


def _sources() -> list[tuple[str, str]]:
    """Whose file it can be: name and words of each source."""
    try:
        lang = of_request()
        return [
            (row["source"], f"{publisher_name(row['source'], row['publisher'], lang)} ({row['source']})")
            for row in questions.sources(store())
        ]
    except TradeDataError:
        return []


@cache
def _template() -> str:
    return Path(__file__).with_name("states.html").read_text(encoding="utf-8")


def _page(state: str, status: int, **shown: Any) -> Response:
    html = render_template_string(
        _template(), state=state, say=spoken, types=",".join(TYPES), most=MOST_BYTES, **shown
    )
    return Response(html, status, mimetype="text/html", headers={"Cache-Control": "no-store"})
