"""What the head of every document says to programs: where feed, calendar and catalogue are, and what is shown."""

from __future__ import annotations

import json
import logging
from html import escape
from urllib.parse import urlencode

from flask import request

from dashboard import embedding, framing, language, remembered, site, statuses
from dashboard.data import store
from dashboard.discovery import described
from dashboard.discovery.documents import JSON_LD
from dashboard.texts import say
from trade.errors import BadSelection, TradeDataError
from trade.selection import Selection

#: Pages about the data set as a whole.
OF_WHOLE = ("/sources", "/checks", "/method")
log = logging.getLogger(__name__)


def of_request() -> str:
    """The lines for the page that is asked for; none on an address that is no page, or before there are figures."""
    try:
        asked = statuses.selection(request.path, request.args)
        return "\n".join(_lines(asked)) if asked else ""
    except BadSelection:
        return ""
    except TradeDataError as error:
        remembered.passes()
        log.info("%s", error)
        return ""


def _lines(asked: Selection) -> list[str]:
    lang = language.of_request()
    asked = asked.but(lang=lang)
    of_pair = Selection(reporter=asked.reporter, partner=asked.partner, lang=lang).to_query()
    feed = f"/feed.atom{f'?{of_pair}' if of_pair else ''}"
    title = say("found.feed", lang, title=described.titled(asked))
    found = None if request.path.startswith(OF_WHOLE) else described.part(store(), asked)
    return [
        _link("alternate", feed, "application/atom+xml", title),
        _link(
            "alternate", language.address("/calendar.ics", lang), "text/calendar", say("found.calendar", lang)
        ),
        _link("alternate", language.address("/catalog.jsonld", lang), JSON_LD, "DCAT"),
        _link("cite-as", f"/version/{store().version}"),
        *_embedded(),
        _script({"@context": "https://schema.org", **(found or described.whole(store(), lang))}),
    ]


def _link(relation: str, address: str, mimetype: str = "", title: str = "") -> str:
    more = {"type": mimetype, "title": title}
    said = "".join(f' {name}="{escape(text)}"' for name, text in more.items() if text)
    return f'<link rel="{relation}" href="{escape(address)}"{said}>'


def _embedded() -> list[str]:
    """Where a card that may stand in frames of others is described by oEmbed."""
    if not embedding.of_document() or framing.is_own(framing.ancestors()):
        return []
    url = f"{site.home()}{request.full_path.rstrip('?')}"
    return [
        _link("alternate", f"/oembed?{urlencode({'url': url, 'format': form})}", f"{kind}+oembed")
        for form, kind in (("json", "application/json"), ("xml", "text/xml"))
    ]


def _script(data: described.Described) -> str:
    """A block of data, which no policy of scripts concerns; nothing in it ends the block."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return f'<script type="{JSON_LD}">{text}</script>'
