"""The feed: what is new and what was revised, as printed, in a form that readers of feeds take."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
import requests

from dashboard.texts import say
from trade import questions
from trade.selection import LANGUAGES, Selection
from trade.store import Store

ATOM = "{http://www.w3.org/2005/Atom}"
#: What RFC 4287 asks of a feed and of each entry (4.1.1, 4.1.2); an entry with content needs no summary.
REQUIRED = ("id", "title", "updated", "author", "link")
TAG = re.compile(r"tag:[\w.-]+,2026:\S+")


def read(address: str) -> tuple[ElementTree.Element, Any]:
    answer = requests.get(address, timeout=20)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    parsed = feedparser.parse(answer.content)
    assert not parsed.bozo and parsed.version == "atom10"
    return ElementTree.fromstring(answer.content), parsed


@pytest.mark.parametrize(
    "query", ["", "partner=LTU", "reporter=ARM&flow=X&lang=lt", "reporter=GEO&since=2024"]
)
def test_each_part_that_the_standard_asks_for_is_there(site: str, query: str):
    root, _ = read(f"{site}/feed.atom?{query}")
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        assert [name for name in REQUIRED if element.find(ATOM + name) is None] == []
        assert TAG.fullmatch(element.findtext(f"{ATOM}id") or "")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert days == sorted(days, key=str, reverse=True)


def everything(site: str, query: str) -> list[Any]:
    """All entries, from page to page as RFC 5005 links them."""
    found: list[Any] = []
    at = f"{site}/feed.atom?{query}"
    while at:
        _, parsed = read(at)
        found += parsed.entries
        at = next((link.href for link in parsed.feed.links if link.rel == "next"), "")
    return found


def test_its_pages_hold_every_printed_figure_of_the_pair_once(site: str, store: Store):
    asked = Selection(partner="LTU")
    ids = [entry.id for entry in everything(site, "partner=LTU")]
    printed = "reporter = 'AZE' AND partner = 'LTU' AND method = 'published' AND known_to IS NULL"
    (count,) = store.rows(f"SELECT count(*) AS n FROM trade WHERE {printed}")
    assert len(ids) == len(set(ids)) == count["n"] + len(questions.revisions(store, asked)) > 50


def test_the_figure_that_the_project_starts_from_is_in_it(site: str):
    (entry,) = [each for each in everything(site, "partner=LTU") if "/2018-01-01/2018-10-31/" in each.id]
    assert (
        entry.title.replace("\N{NO-BREAK SPACE}", " ")
        == "Azerbaijan – Lithuania, turnover, January-October 2018: 19.12 million USD"
    )
    assert "“was $19.12 million in January-October 2018”" in entry.content[0].value
    assert entry.author == "State Customs Committee of Azerbaijan" and entry.published.startswith(
        "2018-11-30"
    )
    assert requests.get(entry.link, timeout=20).status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_revised_figure_shows_both_words_in_the_readers_language(site: str, store: Store, lang: str):
    """Armenia's exports to Argentina or whichever was revised last: as printed, now and before."""
    query = "reporter=ARM&since=2024&flow=X"
    entries = {entry.id: entry for entry in everything(site, f"{query}&lang={lang}")}
    rows = [row for row in questions.revisions(store, Selection.from_query(query)) if row["vintages"] == 2][
        :5
    ]
    assert rows
    for row in rows:
        cell = f"/{row['partner']}/X/{row['product_scheme']}/{row['product']}/{row['period_start']}/{row['period_end']}/"
        (entry,) = [e for id_, e in entries.items() if cell in id_ and id_.endswith(str(row["latest_known"]))]
        assert entry.title.startswith(say("found.entry_revised", lang, what=""))
        assert row["first_as_published"] in entry.content[0].value
        assert row["latest_as_published"] in entry.content[0].value


def test_as_of_a_day_it_holds_what_was_public_by_then(site: str):
    days = {entry.updated[:10] for entry in everything(site, "partner=LTU&as_of=2019-01-01")}
    assert max(days) <= "2019-01-01" < max(e.updated[:10] for e in everything(site, "partner=LTU"))


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("pge=2", 400, "pge: there is no such parameter. Did you mean 'page'?"),
        ("page=0", 400, "page: '0' is no whole number from 1"),
        ("partner=Lihtuania", 404, "Did you mean LTU?"),
        ("partner=LTU&partner=DEU", 400, "partner: it is given twice."),
        ("flow=Q", 400, "flow: 'Q' is not known."),
    ],
)
def test_what_is_asked_wrongly_is_told(site: str, query: str, status: int, said: str):
    answer = requests.get(f"{site}/feed.atom?{query}", timeout=20)
    assert answer.status_code == status and said in answer.text


def test_an_entry_keeps_its_name_whatever_the_language(site: str):
    ids = [
        [entry.id for entry in read(f"{site}/feed.atom?partner=LTU&lang={lang}")[1].entries]
        for lang in LANGUAGES
    ]
    assert ids[0] == ids[1] == ids[2] == ids[3]
