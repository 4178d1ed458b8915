"""In which language a page is asked for: the address says it (``lang=lt``) and nothing else remembers it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import has_request_context, request

from dashboard.texts import DEFAULT, say
from trade.selection import LANGUAGES

#: What each language calls itself.
NAMES = {"en": "English", "az": "Azərbaycanca", "lt": "Lietuvių", "ru": "Русский"}


def known(lang: object) -> str:
    """The language if it is one of ours, else English."""
    return str(lang) if lang in LANGUAGES else DEFAULT


def of_request() -> str:
    """The language of the document that is asked for, or of the page for which something is fetched.

    What a page fetches (its frame, its title, forms) is not asked for by an address of its own; the
    browser says which page it is for (``Referrer-Policy: same-origin`` in ``wire``).
    """
    if not has_request_context():
        return DEFAULT
    own = request.args.get("lang")
    of_page = parse_qs(urlsplit(request.referrer or "").query).get("lang", [DEFAULT])[0]
    return known(own or of_page)


def spoken(message: str, /, **slots: object) -> str:
    """The message in the language of the request."""
    return say(message, of_request(), **slots)


def address(path: str, lang: str, **query: Any) -> str:
    """An address of this site that keeps the language; empty values are left out."""
    pairs = {name: value for name, value in query.items() if value} | _pair(lang)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _pair(lang: str) -> dict[str, str]:
    return {"lang": lang} if lang != DEFAULT else {}
