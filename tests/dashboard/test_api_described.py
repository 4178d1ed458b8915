"""The API keeps to its own description: Schemathesis asks what it says may be asked, and what it says may not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from dashboard.api.forms import FORMS
from dashboard.api.taken import TABLES
from trade.opened import INDICATORS
from trade.parameters import PARAMETERS

HERE = Path(__file__).with_name("described")


def tried(site: str, *how: str) -> None:
    """Runs Schemathesis on the running server; every failure that it finds is one of the test."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        "schemathesis.toml",
        "run",
    ]
    settings = {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": "."}
    done = subprocess.run(
        [*command, f"{site}/api/openapi.json", "--seed", "1", "--no-color", "--generation-database", "none", *how],
        cwd=HERE, env=os.environ | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested" in done.stdout


def test_it_keeps_to_its_description(site: str):
    tried(site, "--phases", "fuzzing", "--max-examples", "1")


@pytest.mark.slow
def test_it_keeps_to_its_description_at_length(site: str):
    tried(site, "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "25")


def test_every_address_is_described_and_answers_as_in_its_example(site: str):
    described = requests.get(f"{site}/api/openapi.json", timeout=20).json()
    assert described["openapi"] == "3.1.0"
    paths = described["paths"]
    assert {f"/api/{name}" for name in TABLES} | {f"/api/indicators/{name}" for name in INDICATORS} <= set(
        paths
    )
    forms = paths["/api/trade.{form}"]["get"]["parameters"][0]["schema"]["enum"]
    assert forms == list(FORMS)
    for path in paths.values():
        for parameter in path["get"]["parameters"]:
            declared = PARAMETERS.get(parameter["name"])
            if declared and parameter["in"] == "query":
                assert declared.schema.items() <= parameter["schema"].items()
                assert parameter["allowEmptyValue"] != parameter["required"]


def test_every_example_of_the_documentation_leads_to_what_it_promises(site: str):
    page = requests.get(f"{site}/api/docs", timeout=20).text
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', page)}
    mistakes = {
        "/api/trade?reporter=Lituania",
        "/api/trade?parnter=LTU",
        "/api/trade?partner=LTU&source=imfdots",
    }
    assert mistakes < links and len(links) > 35
    for link in sorted(links):
        answer = requests.get(site + link, timeout=30)
        assert answer.ok != (link in mistakes), f"{link}: {answer.status_code}"


@pytest.mark.browser
@pytest.mark.parametrize("page", [(390, 844)], indirect=True, ids=["phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_documentation_is_read_on_a_telephone(page: Page, scheme: str):
    page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]
    page.goto("/api/docs")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(page)
    assert not found.violations_count, found.generate_report()
