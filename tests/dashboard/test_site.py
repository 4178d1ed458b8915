"""Where others find the site: what whoever runs it says, else the host that was asked."""

from __future__ import annotations

import pytest
from flask import Flask

from dashboard import site
from trade.errors import TradeDataError


@pytest.mark.parametrize(
    ("setting", "home", "host"),
    [
        ("", "http://handmade.example:8050", "handmade.example"),
        ("https://trade.example.org", "https://trade.example.org", "trade.example.org"),
        (" https://trade.example.org/ ", "https://trade.example.org", "trade.example.org"),
        ("http://localhost:9000", "http://localhost:9000", "localhost"),
    ],
)
def test_the_setting_goes_before_the_host(
    monkeypatch: pytest.MonkeyPatch, setting: str, home: str, host: str
):
    monkeypatch.setenv("BILATERAL_PUBLIC_URL", setting)
    with Flask("handmade").test_request_context("/", base_url="http://handmade.example:8050"):
        assert (site.home(), site.host()) == (home, host)


@pytest.mark.parametrize(
    "setting",
    ["trade.example.org", "ftp://trade.example.org", "https://a.example/path", 'https://a"b', "https://a b"],
)
def test_a_setting_that_is_no_address_is_told(monkeypatch: pytest.MonkeyPatch, setting: str):
    monkeypatch.setenv("BILATERAL_PUBLIC_URL", setting)
    with pytest.raises(TradeDataError, match=r"BILATERAL_PUBLIC_URL: .* Write it as https://"):
        site.public()
