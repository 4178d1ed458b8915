"""Before the first refresh every page says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_pages_say_that_no_data_set_has_been_built(
    serve: Callable[[str], str], browser: Browser, tmp_path: Path
):
    site = serve(f"duckdb:{tmp_path / 'nothing'}")
    page = browser.new_page()
    for path in ("/", "/partner/LTU", "/sectors", "/data", "/checks", "/sources"):
        page.goto(site + path)
        expect(page.locator("main")).to_contain_text("No data set has been built yet.", timeout=20_000)
        expect(page.locator("main")).to_contain_text("make refresh")
    page.close()
    assert requests.get(f"{site}/health", timeout=20).status_code == 503
