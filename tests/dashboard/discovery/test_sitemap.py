"""What search engines are told: where every page stands, in every language, and what to leave alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import requests

from trade import questions
from trade.selection import LANGUAGES
from trade.store import Store

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
#: The standard's limits of one file.
MOST_URLS, MOST_BYTES = 50_000, 50 * 2**20


def read(address: str) -> ElementTree.Element:
    answer = requests.get(address, timeout=20)
    assert answer.headers["Content-Type"].startswith("application/xml") and len(answer.content) < MOST_BYTES
    return ElementTree.fromstring(answer.content)


def located(root: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in root.findall("*/s:loc", NS)]


def test_the_index_names_a_map_of_pages_and_one_of_each_reporter(site: str, store: Store):
    maps = located(read(f"{site}/sitemap.xml"))
    reporters = [row["reporter"] for row in questions.reporters(store)]
    assert maps == [f"{site}/sitemap/{name}.xml" for name in ("pages", *reporters)]


@pytest.mark.parametrize("reporter", ["AZE", "LTU"])
def test_a_reporter_stands_with_each_partner_in_each_language(site: str, store: Store, reporter: str):
    root = read(f"{site}/sitemap/{reporter}.xml")
    found = located(root)
    partners = {row["partner"] for row in questions.partner_codes(store, reporter)} - {"W00"}
    named = {urlsplit(at).path.removeprefix("/partner/") for at in found} - {"/"}
    assert named == partners and len(found) == len(set(found)) == 4 * (len(partners) + 1) < MOST_URLS
    moments = {each.text for each in root.findall("*/s:lastmod", NS)}
    assert moments == {store.built.isoformat()}


def test_each_address_names_the_others_and_they_name_it(site: str):
    root = read(f"{site}/sitemap/AZE.xml")
    said = {
        url.findtext("s:loc", "", NS): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NS)
        }
        for url in root.findall("s:url", NS)
    }
    for at, others in said.items():
        assert set(others) == {*LANGUAGES, "x-default"}
        assert others[parse_qs(urlsplit(at).query).get("lang", ["en"])[0]] == at
        assert all(said[other] == others for other in others.values())


def test_every_tenth_address_is_a_page(site: str):
    for at in [
        *located(read(f"{site}/sitemap/pages.xml"))[::10],
        *located(read(f"{site}/sitemap/GEO.xml"))[::40],
    ]:
        assert requests.head(at, timeout=20).status_code == 200, at


def test_robots_find_the_map_and_leave_files_and_callbacks_alone(site: str):
    robots = RobotFileParser()
    text = requests.get(f"{site}/robots.txt", timeout=20).text
    robots.parse(text.splitlines())
    assert robots.site_maps() == [f"{site}/sitemap.xml"]
    for path in ("/", "/partner/LTU?lang=lt", "/catalog.jsonld", "/feed.atom", "/assets/bilateral.css"):
        assert robots.can_fetch("handmade", site + path), path
    for path in ("/download/trade.csv?partner=LTU", "/_dash-update-component"):
        assert not robots.can_fetch("handmade", site + path), path


def test_addresses_are_those_that_whoever_runs_it_gives(told: str):
    assert (
        "Sitemap: https://handmade.example.org/sitemap.xml"
        in requests.get(f"{told}/robots.txt", timeout=20).text
    )
    for path in ("/sitemap.xml", "/sitemap/pages.xml"):
        assert {re.split("(?<=[a-z])/", at)[0] for at in located(read(told + path))} == {
            "https://handmade.example.org"
        }


@pytest.mark.parametrize(("path", "status"), [("/sitemap/QQQ.xml", 404), ("/sitemap.xml?page=2", 400)])
def test_a_map_that_is_none(site: str, path: str, status: int):
    assert requests.get(site + path, timeout=20).status_code == status
