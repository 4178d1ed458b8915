"""A card passed on: its citation and the line that embeds it, made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dashboard import embedding, framing, language
from dashboard.data import store
from dashboard.figures import words
from dashboard.parts import card_panel
from dashboard.texts import publisher_name, say
from dashboard.untyped import Node
from trade import questions
from trade.period import Period
from trade.texts.citation import Cited

About = Mapping[str, Any]


def opened(act: str, about: About, href: str) -> Node:
    """The panel with the citation (``cite``), or with the line that embeds the card."""
    lang = language.known(dict(parse_qsl(urlsplit(href).query)).get("lang"))
    if act == "cite":
        return card_panel.cite(about["card"], cited(about, href, _today(), lang), lang)
    address = embedding.embedded(href, about["card"])
    return card_panel.embed(
        about["card"], about["title"], address, about["height"], framing.ancestors(), lang
    )


def cited(about: About, href: str, accessed: date, lang: str) -> Cited:
    """The view of a card as it is cited; publishers and data sets are those of its figures."""
    data = store().over(*about["sources"])
    version = data.version
    known = {row["source"]: row for row in questions.sources(data)}
    sources = [known[name] for name in about["sources"] if name in known]
    return Cited(
        title=about["title"],
        publishers=_publishers(sources, about["cited"], lang) or [say("app.name", lang)],
        works=[str(row["title"]) for row in sources],
        period=_period(about, lang),
        version=version,
        address=embedding.permalink(href, about["card"]),
        accessed=accessed,
        key=f"bilateral {about['file']} {about['card']} {version[:8]}",
    )


def _publishers(sources: Sequence[Mapping[str, Any]], agencies: Sequence[str], lang: str) -> list[str]:
    """Those of the sources; where the press cites, the bodies that it cites."""
    named = [
        publisher_name(row["source"], row["publisher"], lang) for row in sources if row["source"] != "press"
    ]
    if any(row["source"] == "press" for row in sources):
        named += [say("mirror.cited", lang, agency=agency) for agency in agencies]
    return list(dict.fromkeys(named))


def _period(about: About, lang: str) -> str:
    """``2018``, ``January-October 2018``, or all days from the first to the last as years."""
    first, last = (date.fromisoformat(about[name]) if about[name] else None for name in ("first", "last"))
    if first and last and about["once"]:
        return words.long(Period(first, last), lang)
    return words.years_of(first, last)


def _today() -> date:
    return datetime.now(UTC).date()
