"""Before the first refresh every page says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_pages_say_that_no_data_set_has_been_built(serve: Callable[[str], str], tab: Page, tmp_path: Path):
    site = serve(f"duckdb:{tmp_path / 'nothing'}")
    for path in ("/", "/partner/LTU", "/sectors", "/data", "/checks", "/sources"):
        tab.goto(site + path)
        expect(tab.locator("main")).to_contain_text("No data set has been built yet.", timeout=20_000)
        expect(tab.locator("main")).to_contain_text("make refresh")
    assert requests.get(f"{site}/health", timeout=20).status_code == 503
