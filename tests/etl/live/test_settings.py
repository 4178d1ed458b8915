"""The settings of every live source are whole, and its questions polite."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from projects import RAW, ROOT

from etl.live.run import connector, live_sources
from etl.live.settings import load
from etl.registry import CARD, SOURCES, source

PAGE = (ROOT / "docs" / "live-sources.md").read_text(encoding="utf-8")


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
    """A row of the table, and a section in the form of all others."""
    ((about, section),) = re.findall(rf"^## (.*\(`{name}`\))\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    labels = re.findall(r"^- \*\*(\w+):\*\* \S", section, re.MULTILINE)
    assert labels == ["Asks", "Limits", "Verified", "Undone", "Quirks"], about
    assert len(re.findall(rf"^\| `{name}` \|", PAGE, re.MULTILINE)) == 1


@pytest.mark.parametrize("name", live_sources())
def test_its_key_is_told_in_its_row(name: str):
    (row,) = re.findall(rf"^\| `{name}` \|.*$", PAGE, re.MULTILINE)
    key = load(SOURCES / name).key_env
    assert f"`{key}`" in row if key else "| none |" in row


def test_no_source_is_told_that_has_no_service():
    assert sorted(re.findall(r"^## .*\(`(\w+)`\)$", PAGE, re.MULTILINE)) == live_sources()
