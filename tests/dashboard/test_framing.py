"""Who may hold pages in a frame: this server alone unless it is told otherwise, and only pages made for it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from dashboard import framing, wire
from trade.errors import TradeDataError


def policies(path: str) -> str:
    server = Flask("handmade")
    server.add_url_rule("/", "page", lambda: "page")
    wire.attach(server, list)
    said = server.test_client().get(path).headers["Content-Security-Policy"]
    return re.findall(r"frame-ancestors (.*)", said)[0]


@pytest.mark.parametrize(
    ("setting", "embedded"),
    [
        ("", "'self'"),
        ("'none'", "'none'"),
        (
            "'self' https://portal.example.org *.example.org:8443",
            "'self' https://portal.example.org *.example.org:8443",
        ),
    ],
)
def test_only_embedded_pages_follow_the_setting(monkeypatch: pytest.MonkeyPatch, setting: str, embedded: str):
    monkeypatch.setenv("BILATERAL_FRAME_ANCESTORS", setting)
    assert policies("/?embed=1&card=line") == embedded
    assert policies("/?card=line") == "'self'"


@pytest.mark.parametrize(
    "setting", ["https://a.example; script-src *", "*", "'none' https://a.example", "a,b", "javascript:"]
)
def test_what_names_no_site_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, setting: str):
    monkeypatch.setenv("BILATERAL_FRAME_ANCESTORS", setting)
    with pytest.raises(TradeDataError, match=r"BILATERAL_FRAME_ANCESTORS: .* Write sites with blanks"):
        framing.ancestors()
