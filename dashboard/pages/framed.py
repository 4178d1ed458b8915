"""What all pages share: the address becomes a selection, mistakes become words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from dashboard.data import store
from dashboard.parts.empty import empty, no_data
from dashboard.state import names
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.errors import SourceUnavailable, TradeDataError, UnknownEconomy
from trade.selection import Selection

#: Of a page's own parameter.
LONGEST = 80
log = logging.getLogger(__name__)


def framed(draw: Callable[..., Node], own: Sequence[str] = ()) -> Callable[..., Node]:
    """A page layout from a function that draws a selection; ``own`` are parameters of this page alone."""

    def layout(**query: Any) -> Node:
        asked = {key: str(value) for key, value in query.items() if value is not None}
        if "partner" in asked:  # a name in the path stands there as browsers write it: %C4%8Cekija
            asked["partner"] = unquote(asked["partner"])
        more = {key: asked.pop(key).strip()[:LONGEST] for key in own if key in asked}
        try:
            selection = Selection.from_query(asked)
            return draw(store(), selection, **more)
        except SourceUnavailable as error:
            log.info("%s", error)
            return _alone(no_data(), say("empty.no_data"))
        except UnknownEconomy as error:
            title = say("app.unknown_economy")
            near = [(f"{names('en')[code]} ({code})", _other(error, query, code)) for code in error.near]
            return _alone(empty(error.sentence(), title=title, links=[*near, overview()]), title)
        except TradeDataError as error:
            title = say("app.error_title")
            return _alone(empty(error.sentence(), title=title, links=[overview()]), title)

    return layout


def overview() -> tuple[str, str]:
    """The words and the address of the page that always works."""
    return say("app.to_overview"), "/"


def _other(error: UnknownEconomy, query: Mapping[str, Any], code: str) -> str:
    """The same question about another economy."""
    if error.parameter == "partner":
        reporter = query.get("reporter")
        return f"/partner/{code}" + (f"?reporter={reporter}" if reporter else "")
    return f"/?reporter={code}"


def _alone(shown: Node, title: str) -> Node:
    return html.Div([html.H1(title, className="unseen"), shown])
