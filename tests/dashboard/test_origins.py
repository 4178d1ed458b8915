"""Pages of other sites read answers for programs only where the setting lets them."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from dashboard import cors, origins
from dashboard.api import routes as api
from dashboard.discovery import routes as discovery
from dashboard.sdmx import routes as sdmx
from trade.errors import TradeDataError

PORTAL = "https://portal.example.org"


def answer(path: str = "/api/handmade", *, method: str = "GET", **headers: str) -> TestResponse:
    server = Flask("handmade")
    server.add_url_rule("/api/handmade", "answer", lambda: "answer")
    server.add_url_rule("/page", "page", lambda: "page")
    cors.attach(server)
    return server.test_client().open(path, method=method, headers=headers)


@pytest.mark.parametrize(
    ("setting", "asking", "let_in", "varies"),
    [
        ("", PORTAL, None, False),
        ("*", PORTAL, "*", False),
        (PORTAL, PORTAL, PORTAL, True),
        (f"http://localhost:3000 {PORTAL}", PORTAL, PORTAL, True),
        (PORTAL, "https://other.example.org", None, True),
        (PORTAL, "https://portal.example.org.evil.example", None, True),
        (PORTAL, "null", None, True),
    ],
)
def test_only_sites_of_the_setting_are_let_in(
    monkeypatch: pytest.MonkeyPatch, setting: str, asking: str, let_in: str | None, varies: bool
):
    monkeypatch.setenv("BILATERAL_CORS_ORIGINS", setting)
    said = answer(Origin=asking).headers
    assert said.get("Access-Control-Allow-Origin") == let_in
    assert ("Origin" in said.get("Vary", "")) == varies
    assert ("ETag" in said.get("Access-Control-Expose-Headers", "")) == (let_in is not None)
    assert "Access-Control-Allow-Credentials" not in said
    assert "Access-Control-Allow-Origin" not in answer("/page", Origin=asking).headers


def test_a_browser_that_asks_first_is_told_what_it_may_send(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BILATERAL_CORS_ORIGINS", PORTAL)
    said = answer(method="OPTIONS", Origin=PORTAL, **{"Access-Control-Request-Method": "GET"}).headers
    assert said["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert (
        "If-None-Match" in said["Access-Control-Allow-Headers"]
        and "Range" in said["Access-Control-Allow-Headers"]
    )
    assert said["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("path", ["/api/trade", "/sdmx/2.1/dataflow", "/version", "/catalog.jsonld"])
def test_wherever_programs_ask_a_browser_may_ask_first(monkeypatch: pytest.MonkeyPatch, path: str):
    """What says no to that first question is never asked the second."""
    monkeypatch.setenv("BILATERAL_CORS_ORIGINS", PORTAL)
    server = Flask("handmade")
    for attach in (api.attach, sdmx.attach, discovery.attach, cors.attach):
        attach(server)
    asked = {"Origin": PORTAL, "Access-Control-Request-Method": "GET"}
    said = server.test_client().options(path, headers=asked)
    assert said.status_code in (200, 204)
    assert said.headers["Access-Control-Allow-Origin"] == PORTAL
    assert {each.strip() for each in said.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "setting", ["portal.example.org", "* https://a.example", "https://a.example/", "null", "a,b"]
)
def test_what_names_no_site_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, setting: str):
    monkeypatch.setenv("BILATERAL_CORS_ORIGINS", setting)
    with pytest.raises(TradeDataError, match=r"BILATERAL_CORS_ORIGINS: .* Write origins with blanks"):
        origins.allowed()
