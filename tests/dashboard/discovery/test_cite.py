"""Citations at an address of their own, read and printed by others' programs."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from dashboard.texts import say
from trade.selection import LANGUAGES
from trade.store import Store

PAIR = "partner=LTU&period=2018-01..2018-10"


def items(site: str, query: str) -> list[dict[str, Any]]:
    answer = requests.get(f"{site}/cite.json?{query}", timeout=20)
    assert answer.headers["Content-Type"] == "application/vnd.citationstyles.csl+json"
    return answer.json()


def printed(items: list[dict[str, Any]]) -> str:
    """The list of references as citeproc prints it in the one style that it brings along."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    return " ".join("".join(map(str, entry)) for entry in bibliography.bibliography())


def test_citeproc_prints_who_published_what_and_where(site: str):
    said = printed(items(site, PAIR))
    for words in (
        "News agencies and ministries",
        "2026",
        "Trade of Azerbaijan with Lithuania",
        f"{site}/data?{PAIR}",
    ):
        assert words in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bibtex_and_csl_say_the_same(site: str, store: Store, lang: str):
    (item,) = items(site, f"{PAIR}&lang={lang}")
    answer = requests.get(f"{site}/cite.bib?{PAIR}&lang={lang}", timeout=20)
    ((key, entry),) = parse_string(answer.text, "bibtex").entries.items()
    assert key == item["id"] and entry.fields["url"] == item["URL"] == f"{site}/data?{PAIR}" + (
        f"&lang={lang}" if lang != "en" else ""
    )
    assert entry.fields["title"] == f"{{{item['title']}}}".replace("\N{NO-BREAK SPACE}–", "~--")
    assert len(entry.persons["author"]) == len(item["author"])
    assert store.version in entry.fields["howpublished"] and item["version"] == store.version
    assert item["type"] == "dataset" and item["issued"]["date-parts"][0][0] == int(store.version[:4])


def test_the_sentence_is_the_one_that_files_carry(site: str, store: Store):
    said = requests.get(f"{site}/cite.txt?{PAIR}", timeout=20).text
    assert store.version in said and "Trade of Azerbaijan with Lithuania; January-October 2018." in said


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("partner=Lihtuania", 404, "Did you mean LTU?"),
        ("parnter=LTU", 400, "Did you mean 'partner'?"),
        ("partner=LTU&period=1951", 404, say("files.empty")),
    ],
)
@pytest.mark.parametrize("form", ["json", "bib", "txt"])
def test_what_cannot_be_cited_is_told(site: str, form: str, query: str, status: int, said: str):
    answer = requests.get(f"{site}/cite.{form}?{query}", timeout=20)
    assert answer.status_code == status and said in answer.text
