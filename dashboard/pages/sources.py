"""Sources: what is loaded, whose it is, under which terms, how old, with how many findings."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from dashboard import numbers, raw_files, remembered
from dashboard.figures import words
from dashboard.language import address
from dashboard.pages.framed import framed, titled
from dashboard.texts import publisher_name, say
from dashboard.untyped import Node, dash, dcc, html
from dashboard.upload import switch
from trade import freshness, questions
from trade.bulk import listed
from trade.freshness import Freshness
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store

#: Facts as they stand in the table, in order; the others are worded here.
PLAIN = ("url", "licence", "units", "valuation", "cadence", "vintage")


def draw(store: Store, asked: Selection) -> Node:
    """A card a source."""
    remembered.passes()  # when services were asked is noted beside the data set
    lang = asked.lang
    held = Counter(str(file["source"]) for file in questions.files(store))
    today = datetime.now(UTC).date()
    built = words.date_of(date.fromisoformat(store.version[:8]), lang)
    cards = [
        _source(row, how, held[row["source"]], lang)
        for row, how in zip(questions.sources(store.small), freshness.of_all(store.small, today), strict=True)
    ]
    cards += [
        _source(row, freshness.of(row, {}, today), 0, lang, "bulk") for row in listed.sources(store.datasets)
    ]
    return html.Div(
        [
            html.H1(say("sources.title", lang), className="page-title"),
            html.P(say("sources.about", lang, day=built), className="page-about"),
            switch.section(lang) if switch.is_on() else None,
            html.Div(cards, className="grid"),
        ]
    )


def _source(row: Row, how: Freshness, files: int, lang: str, kind: str = "source") -> Node:
    labelled = [
        ("called", html.Code(row["source"])),
        ("publisher", publisher_name(row["source"], row["publisher"], lang)),
        *((name, _said(row[name])) for name in PLAIN if row[name]),
        ("period", words.years_of(row["first_period"], row["last_period"])),
        ("figures", numbers.whole(row["figures"], lang)),
        ("findings", _findings(row, lang)),
        ("last_refresh", words.moment(row["last_refresh"], lang) if row["last_refresh"] else ""),
        ("outcome", say(f"sources.{'failed' if how.failure else row['outcome']}", lang)),
        ("news", _news(row, lang)),
        ("asked", _asked(how, lang)),
        ("expected", _expected(how, lang)),
    ]
    facts_ = [
        part
        for name, said in labelled
        if said
        for part in (html.Dt(say(f"sources.{name}", lang)), html.Dd(said))
    ]
    return html.Section(
        [
            html.Header(html.H2(_unbroken(row["title"]), lang="en", id=f"{kind}-{row['source']}-title")),
            html.P(row["warning"], className="warned", lang="en") if row["warning"] else None,
            html.P(how.failure, className="warned", role="status", lang="en") if how.failure else None,
            html.Dl(facts_, className="labels"),
            raw_files.listing(row["source"], files, lang),
        ],
        className="card span-6",
        id=f"{kind}-{row['source']}",
        **{"aria-labelledby": f"{kind}-{row['source']}-title"},
    )


def _unbroken(title: str) -> Node:
    """A title that breaks between words alone: HS2-4-6 and DS-045409 stay whole."""
    if "-" not in title:
        return title
    return [part for word in title.split() for part in (html.Span(word, className="unbroken"), " ")][:-1]


def _said(text: str) -> Node:
    """A description as the source has it, in English."""
    if text.startswith("http"):
        return html.A(text, href=text, rel="noreferrer")
    return html.Span(text[:1].upper() + text[1:], lang="en")


def _findings(row: Row, lang: str) -> Node:
    if not row["findings"]:
        return say("sources.no_findings", lang)
    text = say("sources.findings_count", lang, count=int(row["findings"]))
    return dcc.Link(text, href=address("/checks", lang, source=row["source"]))


def _news(row: Row, lang: str) -> str:
    """How many figures the last refresh with news brought, and how many it revised."""
    if not row["news_at"]:
        return ""
    when = words.date_of(row["news_at"].date(), lang)
    return say("sources.news_said", lang, day=when, added=int(row["added"]), revised=int(row["revised"]))


def _asked(how: Freshness, lang: str) -> str:
    """When its service was asked last, and when it last answered."""
    if how.tried is None:
        return ""
    tried = words.moment(datetime.fromisoformat(how.tried), lang)
    if how.succeeded == how.tried:
        return tried
    if how.succeeded is None:
        return say("sources.never_answered", lang, when=tried)
    before = words.moment(datetime.fromisoformat(how.succeeded), lang)
    return say("sources.not_answered", lang, when=tried, before=before)


def _expected(how: Freshness, lang: str) -> str:
    """What is to be expected next, when, and by how many days it is late."""
    if how.about is None or how.expected is None:
        return ""
    said = {"what": words.long(how.about, lang), "day": words.date_of(how.expected, lang)}
    if not how.late:
        return say("sources.expected_said", lang, **said)
    return say("sources.late_said", lang, **said, count=how.late)


dash.register_page(__name__, path="/sources", title=titled("sources"), layout=framed(draw))
