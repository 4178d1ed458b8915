"""What a program reads in the head of a page as it is served, before any script runs."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests

#: Of schema.org's context, which lies on another machine, this much decides what the names mean.
VOCABULARY = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}


class Head(HTMLParser):
    """The links and the blocks of data of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        answer = requests.get(address, timeout=20)
        self.address, self.status = address, answer.status_code
        self.links: list[dict[str, str]] = []
        self.data: list[Any] = []
        self._in_data = False
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: text or "" for name, text in attrs}
        if tag == "link":
            self.links.append(said | {"href": urljoin(self.address, said["href"])})
        self._in_data = tag == "script" and said.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False

    def link(self, relation: str, mimetype: str = "") -> str:
        """The address of the one link of that kind."""
        (found,) = [
            each for each in self.links if each["rel"] == relation and each.get("type", "") == mimetype
        ]
        return found["href"]
