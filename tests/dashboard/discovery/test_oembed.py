"""oEmbed: from the address of an embedded card to the frame that shows it, and the words for what is none."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
import requests
from served import Head

PUBLIC = "https://handmade.example.org"
CARD = f"{PUBLIC}/partner/LTU?period=2018&embed=1&card=bars"


def ask(server: str, url: str, **more: object) -> requests.Response:
    return requests.get(f"{server}/oembed", params={"url": url} | more, timeout=20)  # pyright: ignore[reportArgumentType]


def frame(markup: str) -> dict[str, str]:
    found: list[dict[str, Any]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append({"tag": tag} | dict(attrs))
    parser.feed(markup)
    (only,) = found
    return only


def test_a_card_is_described_as_the_standard_says(told: str):
    answer = ask(told, CARD)
    said = answer.json()
    assert answer.headers["Content-Type"] == "application/json"
    assert (said["version"], said["type"], said["provider_name"]) == ("1.0", "rich", "Bilateral")
    shown = frame(said["html"])
    assert (shown["tag"], shown["src"], shown["title"]) == ("iframe", CARD, said["title"])
    assert (shown["width"], shown["height"]) == (str(said["width"]), str(said["height"]))
    assert "2018" in said["title"] and said["height"] > 400


def test_xml_says_the_same(told: str):
    root = ElementTree.fromstring(ask(told, CARD, format="xml").content)
    assert root.tag == "oembed"
    assert {each.tag: each.text for each in root} == {
        name: str(value) for name, value in ask(told, CARD).json().items()
    }


def test_it_keeps_within_what_its_reader_has_room_for(told: str):
    said = ask(told, CARD, maxwidth=320, maxheight=300).json()
    assert (said["width"], said["height"]) == (320, 300)


@pytest.mark.parametrize(
    ("url", "more", "status", "named"),
    [
        (f"{PUBLIC}/partner/LTU?period=2018", {}, 404, "url"),
        (f"{PUBLIC}/partner/LTU?embed=1&card=nonsense", {}, 404, "url"),
        (f"{PUBLIC}/partner/XXX?embed=1&card=bars", {}, 404, "url"),
        (f"{PUBLIC}/nonsense?embed=1&card=bars", {}, 404, "url"),
        ("https://elsewhere.example.org/partner/LTU?embed=1&card=bars", {}, 404, "url"),
        ("javascript:alert(1)", {}, 404, "url"),
        ("http://[", {}, 404, "url"),
        (CARD, {"format": "yaml"}, 501, "format"),
        (CARD, {"maxwidth": "wide"}, 400, "maxwidth"),
        (CARD, {"maxwith": "300"}, 400, "Did you mean 'maxwidth'?"),
        ("", {}, 400, "url"),
    ],
)
def test_what_is_asked_wrongly_gets_the_status_of_the_standard(
    told: str, url: str, more: dict[str, str], status: int, named: str
):
    answer = ask(told, url, **more)
    assert answer.status_code == status and named in answer.text


def test_a_server_that_nobody_may_frame_says_so(site: str):
    answer = ask(site, f"{site}/partner/LTU?embed=1&card=bars")
    assert answer.status_code == 401 and "BILATERAL_FRAME_ANCESTORS" in answer.text


def test_an_embedded_page_leads_there_and_no_other_does(told: str, site: str):
    path = "/partner/LTU?period=2018&embed=1&card=bars"
    for kind, form in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
        at = Head(told + path).link("alternate", kind)
        answer = requests.get(at, timeout=20)
        assert answer.status_code == 200 and f"format={form}" in at and PUBLIC in answer.text
    for page in (f"{told}/partner/LTU", site + path):
        assert not [link for link in Head(page).links if link.get("type", "").endswith("+oembed")]
