"""Embedded cards by oEmbed 1.0: from an address with ``embed=1`` to the line that shows it elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from flask import Response

from dashboard import embedding, framing, site, statuses
from dashboard.answering import said
from dashboard.discovery.documents import as_json, as_xml, only, whole_number
from dashboard.parts import written
from dashboard.texts import say
from dashboard.untyped import Node
from trade.errors import BadSelection

#: Pixels of a frame of a card, where its reader asks for no less, and of a frame of a whole page.
WIDTH, HEIGHT = 800, 900
MOST = 10_000
FORMATS = ("json", "xml")
SECONDS = 86_400


def oembed() -> Response:
    """404 where the address shows no card of this server, 401 where no other site may show it, 501 for another format."""
    given = only("url", "format", "maxwidth", "maxheight")
    form = given.get("format", "json")
    if form not in FORMATS:
        return said(f"format: {form[:40]!r} is not offered. It may be {' or '.join(FORMATS)}.", 501)
    if "url" not in given:
        raise BadSelection(
            "url", "it is missing.", todo=f"Write it as {site.home()}/partner/LTU?embed=1&card=bars"
        )
    widest, highest = (
        whole_number(name, given.get(name, str(MOST)), MOST) for name in ("maxwidth", "maxheight")
    )
    shown = _shown(given["url"])
    if shown is None:
        return said(f"url: {given['url'][:200]!r} shows no chart of this server to be embedded.", 404)
    if framing.is_own(framing.ancestors()):
        return said("url: this server lets no other site hold its charts (BILATERAL_FRAME_ANCESTORS).", 401)
    title, height = shown
    described = _described(given["url"], title, min(WIDTH, widest), min(height, highest))
    return as_json(described) if form == "json" else as_xml(_xml(described), "text/xml")


def _described(url: str, title: str, width: int, height: int) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": say("app.name"),
        "provider_url": f"{site.home()}/",
        "cache_age": SECONDS,
        "html": embedding.frame(url, title, str(width), height),
        "width": width,
        "height": height,
    }


def _xml(described: dict[str, Any]) -> ElementTree.Element:
    root = ElementTree.Element("oembed")
    for name, value in described.items():
        ElementTree.SubElement(root, name).text = str(value)
    return root


def _shown(url: str) -> tuple[str, int] | None:
    """Title and height in pixels of what the address shows in a frame; None where it is no such address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = dict(parse_qsl(parts.query))
    if f"{parts.scheme}://{parts.netloc}" != site.home() or not embedding.is_asked(query):
        return None
    found = statuses.page(parts.path)
    if found is None or statuses.status(parts.path, query) != 200:
        return None
    page, in_path = found
    card = query.get("card", "")
    if not card:
        return say("app.name"), HEIGHT
    asked = {name: text for name, text in query.items() if name not in embedding.OWN}
    return _of_card(page["layout"](**asked, **in_path), card)


def _of_card(drawn: Node, card: str) -> tuple[str, int] | None:
    about = written.about(drawn, card)
    if about is not None:
        return about["title"], about["height"]
    return (say("app.name"), HEIGHT) if written.holds(drawn, f"card-{card}") else None
