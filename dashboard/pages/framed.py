"""What all pages share: the address becomes a selection, mistakes become words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from dashboard.data import store
from dashboard.parts.empty import empty, no_data
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.errors import SourceUnavailable, TradeDataError
from trade.selection import Selection

#: Of a page's own parameter.
LONGEST = 80
log = logging.getLogger(__name__)


def framed(draw: Callable[..., Node], own: Sequence[str] = ()) -> Callable[..., Node]:
    """A page layout from a function that draws a selection; ``own`` are parameters of this page alone."""

    def layout(**query: Any) -> Node:
        asked = {key: str(value) for key, value in query.items() if value is not None}
        more = {key: asked.pop(key).strip()[:LONGEST] for key in own if key in asked}
        try:
            selection = Selection.from_query(asked)
            return draw(store(), selection, **more)
        except SourceUnavailable as error:
            log.info("%s", error)
            return _alone(no_data(), say("empty.no_data"))
        except TradeDataError as error:
            title = say("app.error_title")
            return _alone(empty(error.sentence(), title=title), title)

    return layout


def _alone(shown: Node, title: str) -> Node:
    return html.Div([html.H1(title, className="unseen"), shown])
