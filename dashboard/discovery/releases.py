"""When publishers are expected to release what is next, as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import Response

from dashboard import site
from dashboard.data import store
from dashboard.discovery.documents import document, language, only
from dashboard.figures import words
from dashboard.texts import publisher_name, say
from trade import freshness, questions
from trade.errors import BadSelection
from trade.filters import Row
from trade.selection import no_such

#: Bytes of a line, its end apart; longer ones go on in the next after a blank.
LONGEST = 75
MIMETYPE = "text/calendar"


def calendar() -> Response:
    """An event for the next release of each source that has a habit; ``source`` asks for one of them alone."""
    given = only("lang", "source")
    lang, rows = language(given), _asked(given.get("source", ""))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bilateral//Releases//EN", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(say('found.calendar', lang))}",
             *(line for row in rows for line in _event(row, lang)), "END:VCALENDAR"]  # fmt: skip
    return document("".join(f"{_folded(line)}\r\n" for line in lines), MIMETYPE)


def _asked(source: str) -> list[Row]:
    rows = questions.sources(store())
    known = [str(row["source"]) for row in rows]
    if source and source not in known:
        near = no_such(source, known).todo
        raise BadSelection("source", f"no source is called {source[:40]!r}.", todo=near)
    return [row for row in rows if source in ("", row["source"])]


def _event(row: Row, lang: str) -> Iterator[str]:
    """A whole day. What it is about is in its identifier, so that a release that is late keeps its event."""
    about, expected = freshness.next_release(row["last_period"], row["release_every"], row["release_after"])
    if about is None or expected is None:
        return
    publisher = publisher_name(row["source"], row["publisher"], lang)
    period, last = words.long(about, lang), words.date_of(row["last_period"], lang)
    summary = say("found.release", lang, publisher=publisher, title=row["title"], period=period)
    told = say("found.release_about", lang, last=last, version=store().version)
    yield "BEGIN:VEVENT"
    yield f"UID:release-{row['source']}-{about}@{site.host()}"
    yield f"DTSTAMP:{store().built:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{expected:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{expected + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(told)}"
    if str(row["url"]).startswith("http"):
        yield f"URL:{row['url']}"
    yield f"CATEGORIES:{row['source']}"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> str:
    """The line in pieces of at most so many bytes, none of which ends within a letter."""
    pieces, held = [""], 0
    for letter in line:
        size = len(letter.encode())
        if held + size > LONGEST:
            pieces.append(" ")
            held = 1
        pieces[-1] += letter
        held += size
    return "\r\n".join(pieces)
