"""New and revised figures of a selection as a feed (Atom, RFC 4287), page by page (RFC 5005)."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode
from xml.etree import ElementTree

from flask import Response

from dashboard import site
from dashboard.data import store
from dashboard.discovery.described import titled
from dashboard.discovery.documents import as_xml, asked, whole_number
from dashboard.figures import words
from dashboard.figures.rows import Look, span
from dashboard.language import address
from dashboard.products import product_name
from dashboard.state import names
from dashboard.texts import publisher_name, say
from trade import questions
from trade.filters import WORLD, Row
from trade.selection import Selection
from trade.tables import TRADE

ATOM = "http://www.w3.org/2005/Atom"
MIMETYPE = "application/atom+xml"
#: Entries of a page of the feed, and the last page that may be asked for.
ENTRIES, LAST = 50, 100_000
#: The year from which on identifiers of this form are in use (RFC 4151).
SINCE = 2026
Element = ElementTree.Element
ElementTree.register_namespace("", ATOM)


def feed() -> Response:
    selection, own = asked("page")
    page = whole_number("page", own.get("page", "1"), LAST)
    found = questions.news(store(), selection, ENTRIES + 1, (page - 1) * ENTRIES)
    lang = selection.lang
    root = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    at = _address(selection, 1)
    _text(root, "id", f"tag:{site.host()},{SINCE}:{at.removeprefix(site.home())}")
    _text(root, "title", say("found.feed", lang, title=titled(selection)))
    _text(root, "updated", store().built.isoformat())
    _author(root, say("app.name", lang), f"{site.home()}/")
    _link(root, "self", _address(selection, page), MIMETYPE)
    _link(root, "alternate", f"{site.home()}/revisions?{selection.to_query()}".rstrip("?"), "text/html")
    _link(root, "first", at, MIMETYPE)
    if page > 1:
        _link(root, "previous", _address(selection, page - 1), MIMETYPE)
    if len(found) > ENTRIES:
        _link(root, "next", _address(selection, page + 1), MIMETYPE)
    look = Look(selection.unit, lang, names(lang))
    publishers = {
        row["source"]: publisher_name(row["source"], row["publisher"], lang)
        for row in questions.sources(store())
    }
    for row in found[:ENTRIES]:
        _entry(root, row, look, publishers[row["source"]])
    return as_xml(root, MIMETYPE)


def _entry(root: Element, row: Row, look: Look, publisher: str) -> None:
    """A figure: its title says what it is, its text what was printed, now and before."""
    lang = look.lang
    entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    kind = "revised" if row["is_revision"] else "new"
    _text(entry, "id", identifier(row))
    _text(entry, "title", say(f"found.entry_{kind}", lang, what=_what(row, look)))
    for name in ("published", "updated"):
        _text(entry, name, f"{row['known_from']}T00:00:00Z")
    _author(entry, look.name(row["agency"]) if row["agency"] else publisher)
    _link(entry, "alternate", f"{site.home()}{_page(row, lang)}", "text/html")
    if str(row["url"]).startswith("http"):
        _link(entry, "via", str(row["url"]))
    ElementTree.SubElement(entry, f"{{{ATOM}}}category", term=kind, label=say(f"found.{kind}", lang))
    said = say(
        f"found.printed_{kind}", lang, agency=look.name(row["agency"]), printed=row["as_published"],
        before=row["before_as_published"] or "", day=words.date_of(row["known_from"], lang), publisher=publisher,
    )  # fmt: skip
    _text(entry, "content", said)


def identifier(row: Row) -> str:
    """The same for ever and in every language: host, cell, and the day from which on this was the word."""
    cell = (f"{row[name]:%Y-%m-%d}" if isinstance(row[name], date) else str(row[name]) for name in TRADE.key)
    return f"tag:{site.host()},{SINCE}:{'/'.join(part.replace('/', '-').replace(' ', '_') for part in cell)}"


def _what(row: Row, look: Look) -> str:
    """``Azerbaijan – Lithuania, turnover, January-October 2018: 19.12 million US dollars``."""
    lang = look.lang
    goods = (
        "" if row["product_scheme"] == "TOTAL" else product_name(row["product_scheme"], row["product"], lang)
    )
    amount = (
        f"{look.amount(row)} {look.unit_short}" if row["value_usd"] is not None else f"{row['as_published']}"
    )
    what = ", ".join(part for part in (look.flow(row["flow"]), goods, words.long(span(row), lang)) if part)
    return say(
        "found.figure",
        lang,
        reporter=look.name(row["reporter"]),
        partner=look.name(row["partner"]),
        what=what,
        amount=amount,
    )


def _page(row: Row, lang: str) -> str:
    """The page that shows it: of totals the pair, of goods the rows themselves."""
    default, pair = Selection(), (row["reporter"], row["partner"])
    asked = {
        "reporter": "" if pair[0] == default.reporter else pair[0],
        "source": row["source"],
        "agency": row["agency"],
    }
    asked |= {"period": row["period"]}
    if row["product_scheme"] == "TOTAL":
        path = "/" if pair[1] == WORLD else f"/partner/{pair[1]}"
        return address(path, lang, **asked, flow="" if row["flow"] not in ("X", "M", "B") else row["flow"])
    more = {
        "partner": pair[1],
        "flow": row["flow"],
        "scheme": row["product_scheme"],
        "product": row["product"],
    }
    return address("/data", lang, **asked, **more)


def _address(selection: Selection, page: int) -> str:
    query = "&".join(
        part for part in (selection.to_query(), urlencode({"page": page}) if page > 1 else "") if part
    )
    return f"{site.home()}/feed.atom{f'?{query}' if query else ''}"


def _text(parent: Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: Element, relation: str, address: str, mimetype: str = "") -> None:
    more = {"type": mimetype} if mimetype else {}
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "href": address, **more})


def _author(parent: Element, name: str, uri: str = "") -> None:
    author = ElementTree.SubElement(parent, f"{{{ATOM}}}author")
    _text(author, "name", name)
    if uri:
        _text(author, "uri", uri)
