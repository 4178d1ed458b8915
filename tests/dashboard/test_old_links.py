"""Addresses that were handed on keep their meaning: each is answered, in process, and says what it said.

A line of ``old_links.csv`` is never taken away: where a page moves, its old address must still lead there.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from plotly.utils import PlotlyJSONEncoder

from dashboard import statuses
from dashboard.application import create
from dashboard.shell import PAGES
from dashboard.untyped import dash
from trade.selection import Selection
from trade.store import Store

with (Path(__file__).parent / "old_links.csv").open(encoding="utf-8", newline="") as stream:
    LINKS = [(row["address"], int(row["status"]), row["says"].split("|")) for row in csv.DictReader(stream)]


@pytest.fixture(scope="module")
def server() -> Flask:
    return create().server


def page_of(path: str) -> tuple[Mapping[str, Any], dict[str, str]]:
    """The page that Dash shows for a path, and what the path names."""
    for page in dash.page_registry.values():
        named = statuses._matched(page, path)  # pyright: ignore[reportPrivateUsage]
        if named is not None and page["path"] != "/404":
            return page, named
    return next(page for page in dash.page_registry.values() if page["path"] == "/404"), {}


@pytest.mark.parametrize(("address", "status", "says"), LINKS, ids=[address for address, *_ in LINKS])
def test_a_link_still_says_what_it_said(
    server: Flask, store: Store, monkeypatch: pytest.MonkeyPatch, address: str, status: int, says: list[str]
):
    assert server.test_client().get(address).status_code == status
    page, named = page_of(urlsplit(address).path)
    monkeypatch.setattr("dashboard.data.store", lambda: store)
    with server.test_request_context(address):
        drawn = page["layout"](**named, **dict(parse_qsl(urlsplit(address).query)))
    said = json.dumps(drawn, cls=PlotlyJSONEncoder, ensure_ascii=False)
    assert [text for text in says if text not in said] == []


def test_every_page_and_every_parameter_has_a_link():
    paths = {urlsplit(address).path for address, *_ in LINKS}
    assert {path for _, path in PAGES} <= paths | {"/partner"}  # which has its partner in the path
    used = {name for address, *_ in LINKS for name, _ in parse_qsl(urlsplit(address).query)}
    own = {name for page in dash.page_registry.values() for name in page.get("own", ())}
    assert {field.name for field in fields(Selection)} | own <= used | {"partner"}
