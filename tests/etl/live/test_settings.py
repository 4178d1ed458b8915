"""The settings of every live source are whole, and its questions polite."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from projects import RAW

from etl.live.run import connector, live_sources
from etl.live.settings import load
from etl.registry import CARD, SOURCES, source


@pytest.mark.parametrize("name", live_sources())
def test_settings_are_whole(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(f"TRADE_ADDRESS_{name.upper()}", raising=False)
    settings = load(SOURCES / name)
    address = urlsplit(settings.address)
    assert address.scheme == "https" and address.hostname and not address.query and "@" not in address.netloc
    assert 0.2 <= settings.pace < settings.time_limit <= 3600
    assert 0 < settings.patience < settings.time_limit
    assert settings.asks and settings.trial and settings.user_agent
    assert bool(settings.key_header) <= bool(settings.key_env)


@pytest.mark.parametrize("name", live_sources())
def test_a_live_source_is_a_source_with_a_connector(name: str):
    assert callable(connector(name))
    assert source(name).name == name
    assert (RAW / name / CARD).is_file()


@pytest.mark.parametrize("name", live_sources())
def test_it_is_told_in_the_page_about_live_sources(name: str):
    page = (RAW.parents[1] / "docs" / "live-sources.md").read_text(encoding="utf-8")
    assert f"| `{name}` |" in page and page.count(f"`{name}`") >= 2
