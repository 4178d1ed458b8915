"""The words of schema.org in the head of each page: what it shows, whose it is, where to take it."""

from __future__ import annotations

import json
from datetime import date

import feedparser
import icalendar
import pytest
import rdflib
import requests
from playwright.sync_api import Page
from served import VOCABULARY, Head

from trade.selection import LANGUAGES
from trade.store import Store

#: What search engines for data ask for, or are glad of.
SAID = (
    "name", "description", "url", "version", "dateModified", "identifier", "temporalCoverage", "license",
    "isAccessibleForFree", "distribution",
)  # fmt: skip
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "places"),
    [("/partner/LTU", ["AZE", "LTU"]), ("/report/GEO/ARM", ["GEO", "ARM"]), ("/", ["AZE"])],
)
def test_a_page_describes_its_part_of_the_whole(
    site: str, store: Store, path: str, places: list[str], lang: str
):
    (said,) = Head(f"{site}{path}?lang={lang}").data
    whole = said["isPartOf"]
    assert (
        [name for name in SAID if not said.get(name)] == [name for name in SAID if not whole.get(name)] == []
    )
    assert [place["identifier"] for place in said["spatialCoverage"]] == places
    assert said["version"] == store.version and said["inLanguage"] == lang
    assert 50 <= len(said["description"]) <= 5000 and 50 <= len(whole["description"]) <= 5000
    first, last = (date.fromisoformat(day) for day in said["temporalCoverage"].split("/"))
    assert date(1960, 1, 1) <= first < last <= date.today()
    assert requests.get(said["identifier"], timeout=20).json()["version"] == store.version


@pytest.mark.parametrize("path", ["/", "/partner/LTU", "/sources"])
def test_programs_read_it_as_rdf(site: str, path: str):
    (said,) = Head(site + path).data
    graph = rdflib.Graph().parse(data=json.dumps(said | {"@context": VOCABULARY}), format="json-ld")
    assert set(graph.subjects(rdflib.RDF.type, SCHEMA.Dataset))
    assert all(str(at).startswith(site) for at in graph.objects(None, SCHEMA.contentUrl))


def test_each_form_that_is_named_is_there_and_of_that_kind(site: str):
    (said,) = Head(f"{site}/partner/LTU?lang=lt").data
    kinds = [each["encodingFormat"] for each in said["distribution"]]
    assert kinds == ["text/csv", "application/vnd.apache.parquet", "application/zip"]
    for each in said["distribution"]:
        answer = requests.get(each["contentUrl"], timeout=20)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].partition(";")[0] == each["encodingFormat"]


def test_the_creators_are_the_publishers_of_that_pair(site: str):
    (said,) = Head(f"{site}/partner/LTU").data
    assert "International Monetary Fund" in [each["name"] for each in said["creator"]]
    assert any("attribution to the International Monetary Fund" in each["name"] for each in said["license"])


@pytest.mark.parametrize("path", ["/sources", "/method", "/checks"])
def test_pages_on_the_whole_describe_the_whole(site: str, path: str):
    (said,) = Head(site + path).data
    assert said["@id"] == f"{site}/#data" and "isPartOf" not in said


@pytest.mark.parametrize("path", ["/nonsense", "/partner/XXX", "/?unit=furlong"])
def test_an_address_that_is_no_page_describes_nothing(site: str, path: str):
    head = Head(site + path)
    assert head.status in (400, 404) and not head.data
    assert not [link for link in head.links if link["rel"] == "alternate"]


def test_a_pair_without_figures_is_no_data_set(site: str):
    (nothing,) = Head(f"{site}/partner/ATA?reporter=LTU").data
    assert nothing["@id"] == f"{site}/#data", "nobody reports trade of Lithuania with Antarctica"


def test_the_head_leads_to_what_is_followed_and_cited(site: str, store: Store):
    head = Head(f"{site}/")
    feed = feedparser.parse(requests.get(head.link("alternate", "application/atom+xml"), timeout=20).content)
    assert len(feed.entries) == 50 and not feed.bozo
    calendar = requests.get(head.link("alternate", "text/calendar"), timeout=20).content
    assert len(list(icalendar.Calendar.from_ical(calendar).walk("VEVENT"))) > 3
    cited = requests.get(head.link("cite-as"), timeout=20).json()
    assert (cited["version"], cited["is_kept"], cited["is_current"]) == (store.version, True, True)
    (said,) = head.data
    assert head.link("alternate", "application/ld+json") == said["isPartOf"]["includedInDataCatalog"]["url"]


def test_it_weighs_little(site: str):
    """Of the document of a page, compressed, a kilobyte and a half at most."""
    sizes = [
        int(
            requests.head(site + path, headers={"Accept-Encoding": "br"}, timeout=20).headers[
                "Content-Length"
            ]
        )
        for path in ("/partner/LTU", "/partner/XXX")
    ]
    assert 0 < sizes[0] - sizes[1] < 1_500


def test_whoever_runs_it_says_where_it_is_found(told: str):
    (said,) = Head(f"{told}/partner/LTU").data
    assert said["url"] == "https://handmade.example.org/partner/LTU"
    assert said["distribution"][0]["contentUrl"].startswith("https://handmade.example.org/download/")


@pytest.mark.browser
def test_the_policy_of_scripts_lets_it_stand(page: Page, site: str):
    """The page's own watch fails this test on any word of the policy in the console."""
    page.goto(f"{site}/partner/LTU")
    page.wait_for_selector(".main-svg")
    text = page.locator('head script[type="application/ld+json"]').text_content()
    assert json.loads(text or "")["@type"] == "Dataset"
