"""What travels: sizes, cache rules, headers, and what is never sent."""

from __future__ import annotations

import json
import re

import pytest
import requests
from plotly.offline import get_plotlyjs_version

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def scripts(site: str, path: str) -> list[str]:
    return re.findall(r'src="([^"]+)"', requests.get(site + path, timeout=20).text)


def test_the_plotting_bundle_is_the_small_one(site: str):
    answer = requests.get(site + PLOTLY, headers={"Accept-Encoding": "br"}, stream=True, timeout=20)
    assert answer.headers["Content-Encoding"] == "br"
    assert int(answer.headers["Content-Length"]) < 500_000
    again = requests.get(
        site + PLOTLY, headers={"If-None-Match": answer.headers["ETag"], "Accept-Encoding": "br"}, timeout=20
    )
    assert again.status_code == 304


def test_the_bundle_is_of_the_version_that_plotly_carries(site: str):
    assert f'"{get_plotlyjs_version()}"' in requests.get(site + PLOTLY, timeout=20).text


def test_a_client_without_compression_gets_plain_files(site: str):
    answer = requests.get(site + PLOTLY, headers={"Accept-Encoding": "identity"}, timeout=20)
    assert "Content-Encoding" not in answer.headers
    assert answer.content.startswith(b"/* A bundle of plotly.js")


def test_library_files_are_kept_for_ever(site: str):
    for address in scripts(site, "/"):
        answer = requests.head(site + address, timeout=20)
        assert "immutable" in answer.headers["Cache-Control"], address


def test_answers_carry_the_policy(site: str):
    policy = requests.get(site + "/", timeout=20).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert re.search(r"script-src 'self'( 'sha256-[^']+')+;", policy)


@pytest.mark.parametrize("path", ["/", "/partner/LTU", "/sectors"])
def test_pages_without_a_grid_do_not_load_one(site: str, path: str):
    assert not [address for address in scripts(site, path) if "ag_grid" in address or "dash_table" in address]


def test_no_script_comes_from_another_host(site: str):
    assert not [address for address in scripts(site, "/data") if "//" in address]


def test_health_says_which_data(site: str):
    assert json.loads(requests.get(site + "/health", timeout=20).text)["status"] == "ok"
