"""Addresses for search engines: an index, the pages, and the partners of each reporter, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from flask import Response

from dashboard import shell, site
from dashboard.answering import said
from dashboard.data import store
from dashboard.discovery.documents import document, only
from dashboard.language import address
from dashboard.texts import DEFAULT
from trade import questions
from trade.filters import WORLD
from trade.selection import LANGUAGES, Selection

XML = "application/xml"
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: What takes long to make, and what pages ask for themselves.
UNWANTED = ("/download/", "/cite.", "/oembed", "/_dash-update-component", "/upload", "/search?")


def robots() -> Response:
    only()
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in UNWANTED),
        f"Sitemap: {site.home()}/sitemap.xml",
    ]
    return document("\n".join(lines) + "\n", "text/plain")


def index() -> Response:
    """The pages, and a map for each reporter: the standard ends one at 50,000 addresses."""
    only()
    day = _day()
    names = ("pages", *_reporters())
    maps = (
        f"<sitemap><loc>{site.home()}/sitemap/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>\n"
        for name in names
    )
    return document(f"{HEAD}<sitemapindex {NAMESPACES}>\n{''.join(maps)}</sitemapindex>\n", XML)


def pages() -> Response:
    """The pages as they open without a question."""
    only()
    return _written((path, "") for path in [*(path for _, path in shell.PAGES), "/method", "/report"])


def partners(reporter: str) -> Response:
    """A reporter's overview and its page with each partner that there are figures on."""
    only()
    if reporter not in _reporters():
        return said(f"{reporter[:40]!r} is no reporter of this data set: see {site.home()}/sitemap.xml", 404)
    other = "" if reporter == Selection().reporter else reporter
    codes = [str(row["partner"]) for row in questions.partner_codes(store(), reporter)]
    paths = ["/", *(f"/partner/{code}" for code in codes if code != WORLD)]
    return _written((path, other) for path in paths)


def _reporters() -> list[str]:
    return [str(row["reporter"]) for row in questions.reporters(store())]


def _written(places: Iterable[tuple[str, str]]) -> Response:
    day = _day()
    urls = "".join(url for path, reporter in places for url in _urls(path, reporter, day))
    return document(f"{HEAD}<urlset {NAMESPACES}>\n{urls}</urlset>\n", XML)


def _urls(path: str, reporter: str, day: str) -> Iterator[str]:
    """The address in each language, with all the others beside it."""
    found = {lang: escape(site.home() + address(path, lang, reporter=reporter)) for lang in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{at}"/>'
        for lang, at in (*found.items(), ("x-default", found[DEFAULT]))
    )
    for at in found.values():
        yield f"<url><loc>{at}</loc><lastmod>{day}</lastmod>{others}</url>\n"


def _day() -> str:
    return store().built.isoformat()
