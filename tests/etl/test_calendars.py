"""When publishers usually release (``[release]`` in ``source.toml``): whole, and told in the docs."""

from __future__ import annotations

import re

import pytest
from projects import ROOT

from etl.registry import sources
from trade.freshness import MONTHS, PATIENCE

CALENDARS = {name: item.habits["release"] for name, item in sources().items() if "release" in item.habits}


@pytest.mark.parametrize("name", CALENDARS)
def test_a_calendar_is_whole(name: str):
    calendar = CALENDARS[name]
    assert set(calendar) == {"every", "after"}
    assert calendar["every"] in MONTHS and calendar["every"] in PATIENCE
    assert isinstance(calendar["after"], int) and -31 <= calendar["after"] <= 730


def test_the_docs_list_who_keeps_one():
    page = (ROOT / "docs" / "live-sources.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"Calendars are kept for (.*?);", page, re.DOTALL)
    assert sorted(re.findall(r"`(\w+)`", told)) == sorted(CALENDARS)
