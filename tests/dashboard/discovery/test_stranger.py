"""A program that knows the front page alone finds the figure that the project starts from, and all that follows it."""

from __future__ import annotations

import csv
from typing import Any

import feedparser
import icalendar
import pytest
import rdflib
import requests
from served import Head

from trade.store import Store

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture(scope="module")
def front(site: str) -> Head:
    return Head(f"{site}/")


def taken(dataset: dict[str, Any], form: str) -> str:
    (found,) = [each["contentUrl"] for each in dataset["distribution"] if each["encodingFormat"] == form]
    return found


def test_the_front_page_leads_to_the_figure_that_a_committee_published(front: Head):
    (dataset,) = front.data
    lines = requests.get(taken(dataset, "text/csv"), timeout=60).text.splitlines()
    (row,) = [
        row
        for row in csv.DictReader(lines)
        if (row["reporter"], row["partner"], row["flow"], row["period"])
        == ("AZE", "LTU", "T", "2018-01..2018-10")
    ]
    assert float(row["value_usd"]) == 19_120_000
    assert row["as_published"] == "was $19.12 million in January-October 2018"
    assert row["agency_name"] == "State Customs Committee of Azerbaijan"


def test_it_leads_to_the_whole_as_a_package_that_another_program_reads(front: Head, store: Store):
    (whole,) = [front.data[0]["isPartOf"]]
    package = requests.get(taken(whole, "application/json"), timeout=20).json()
    assert package["version"] == whole["version"] == store.version
    assert {"trade.imf_dots", "sources"} <= {resource["name"] for resource in package["resources"]}


def test_it_leads_to_the_catalogue_the_feed_and_the_calendar(front: Head):
    catalogue = rdflib.Graph().parse(
        data=requests.get(front.link("alternate", "application/ld+json"), timeout=20).text, format="json-ld"
    )
    assert len(set(catalogue.subjects(rdflib.RDF.type, DCAT.Dataset))) > 5
    feed = feedparser.parse(requests.get(front.link("alternate", "application/atom+xml"), timeout=20).content)
    assert len(feed.entries) == 50 and not feed.bozo
    calendar = icalendar.Calendar.from_ical(
        requests.get(front.link("alternate", "text/calendar"), timeout=20).content
    )
    assert len(list(calendar.walk("VEVENT"))) > 3


def test_what_it_cites_says_what_it_held(front: Head, store: Store):
    said = requests.get(front.link("cite-as"), timeout=20).json()
    assert (said["version"], said["is_kept"], said["is_current"]) == (store.version, True, True)
