"""Pages in frames of others: a card alone, and whose pages may hold it.

``embed=1`` in an address shows the page without its frame, ``card=line`` with it that card alone. Frames of
other sites are refused unless a setting names them (``framing``), and never hold anything but such pages.
"""

from __future__ import annotations

import html as markup
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import has_request_context, request

from dashboard.elements import find
from dashboard.parts.empty import empty
from dashboard.texts import say
from dashboard.untyped import Node, html

#: Parameters that any page takes besides its selection.
OWN = ("embed", "card")


def is_asked(query: Mapping[str, str]) -> bool:
    return query.get("embed") == "1"


def of_document() -> bool:
    """Whether the document that is asked for is to stand in a frame."""
    return has_request_context() and is_asked(request.args)


def permalink(href: str, card: str) -> str:
    """The whole page with the card in sight, also from inside a frame."""
    return _with(href, {}, f"card-{card}" if card else "")


def embedded(href: str, card: str) -> str:
    """The card alone, as the page has it now."""
    return _with(href, {"embed": "1", "card": card}, "")


def frame(address: str, title: str, width: str, height: int) -> str:
    """The line of an iframe: ``width`` in pixels or per cent, ``height`` in pixels."""
    return (
        f'<iframe src="{markup.escape(address)}" title="{markup.escape(title)}" '
        f'width="{width}" height="{height}" loading="lazy" style="border:0"></iframe>'
    )


def _with(href: str, more: Mapping[str, str], place: str) -> str:
    parts = urlsplit(href)
    pairs = [(name, text) for name, text in parse_qsl(parts.query) if name not in OWN]
    query = urlencode([*pairs, *more.items()], safe=".,:")
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, place))


def alone(page: Node, card: str, lang: str) -> Node:
    """The card of that name out of a drawn page, or the page where none is named; and the way to the whole."""
    found = find(page, f"card-{card}") if card else page
    # what a page fetches for itself names the page (``Referrer-Policy: same-origin`` in ``wire``)
    whole = permalink((has_request_context() and request.referrer) or "", card if found is not None else "")
    if found is None:
        why, help_ = say("embed.no_card", lang, card=card), say("embed.no_card_help", lang)
        found = empty(why, help_, lang=lang)
    heading = find(page, "page-title") if card else None
    link = html.A(say("embed.whole", lang), href=whole, target="_blank")
    foot = html.P([html.Strong(say("app.name", lang)), " · ", link], className="embed-whole")
    return html.Div(
        [*([heading] if heading is not None else []), found, foot], className="embed-card" if card else ""
    )
