"""What all pages share: the address becomes a selection, mistakes become words, in the language asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from dashboard import embedding, language, remembered
from dashboard.data import store_of
from dashboard.parts.empty import empty, no_data
from dashboard.parts.written import written
from dashboard.state import names
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.errors import BadSelection, SourceUnavailable, TradeDataError, UnknownEconomy
from trade.selection import Selection

#: Of a page's own parameter.
LONGEST = 80
log = logging.getLogger(__name__)


def framed(draw: Callable[..., Node], own: Sequence[str] = ()) -> Callable[..., Node]:
    """A page layout from a function that draws a selection; ``own`` are parameters of this page alone."""

    def layout(**query: Any) -> Node:
        asked = {key: str(value) for key, value in query.items() if value is not None}
        lang = language.known(asked.get("lang"))
        for side in {"reporter", "partner"} & asked.keys():
            # a name in the path stands there as browsers write it: %C4%8Cekija
            asked[side] = unquote(asked[side])
        framing = {key: asked.pop(key).strip()[:LONGEST] for key in embedding.OWN if key in asked}
        more = {key: asked.pop(key).strip()[:LONGEST] for key in own if key in asked}
        try:
            selection = Selection.from_query(asked)
            page = draw(store_of(selection), selection, **more)
        except SourceUnavailable as error:
            log.info("%s", error)
            why, help_ = no_data(lang)
            return _alone(empty(help_, title=why, lang=lang), why)
        except TradeDataError as error:
            return _mistaken(error, query, lang)
        remembered.lasts()
        if embedding.is_asked(framing):
            page = embedding.alone(page, framing.get("card", ""), lang)
        return written(page)

    return layout


def titled(page: str = "") -> Callable[..., str]:
    """The title of a page's document, in the language of the request."""

    def title(**_path: str) -> str:
        lang = language.of_request()
        return " | ".join([*([say(f"nav.{page}", lang)] if page else []), say("app.name", lang)])

    return title


def overview(lang: str) -> tuple[str, str]:
    """The words and the address of the page that always works."""
    return say("app.to_overview", lang), language.address("/", lang)


def _mistaken(error: TradeDataError, query: Mapping[str, Any], lang: str) -> Node:
    """What is wrong and what would be right; beside the reader's words stand the program's own, in English."""
    links = [overview(lang)]
    if isinstance(error, UnknownEconomy):
        title = say("app.unknown_economy", lang)
        near = [(f"{names(lang)[code]} ({code})", _other(error, query, code, lang)) for code in error.near]
        links = [*near, *links]
    else:
        title = say("app.error_title", lang)
    why: Node = error.sentence()
    if lang != "en" and isinstance(error, BadSelection):
        about = say("app.bad_parameter", lang, parameter=error.parameter)
        why = html.Span([about, " ", html.Span(f"{error.what} {error.todo}", lang="en")])
    return _alone(empty(why, title=title, lang=lang, links=links), title)


def _other(error: UnknownEconomy, query: Mapping[str, Any], code: str, lang: str) -> str:
    """The same question about another economy."""
    if error.parameter == "partner":
        return language.address(f"/partner/{code}", lang, reporter=query.get("reporter"))
    return language.address("/", lang, reporter=code)


def _alone(shown: Node, title: str) -> Node:
    return written(html.Div([html.H1(title, className="unseen"), shown]))
