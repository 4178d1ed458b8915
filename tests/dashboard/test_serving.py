"""What travels: sizes, cache rules, headers, and what is never sent."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from plotly.offline import get_plotlyjs_version

from trade import questions
from trade.store import Store

ROOT = Path(__file__).resolve().parents[2]
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


@pytest.mark.parametrize("path", ["/", "/partner/LTU", "/sectors", "/checks", "/revisions", "/sources"])
def test_pages_that_do_not_begin_with_a_grid_load_none(site: str, path: str):
    assert not [address for address in scripts(site, path) if "ag_grid" in address or "dash_table" in address]


def test_no_script_comes_from_another_host(site: str):
    assert not [address for address in scripts(site, "/data") if "//" in address]


def test_health_says_which_data(site: str, store: Store):
    said = json.loads(requests.get(site + "/health", timeout=20).text)
    assert said["data"] == store.version
    assert {*said["sources"]} == {row["source"] for row in questions.sources(store)}


def started(address: str, **environment: str) -> subprocess.Popen[str]:
    """``python app.py`` with these words in its environment."""
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=os.environ | {"TRADE_STORE": address, "HOST": "127.0.0.1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_watches_over_workers_loads_neither_pages_nor_engines():
    """Threads that an engine starts when it is imported do not survive a fork: such a worker never ends by itself."""
    asked = "import sys, dashboard.serving; print(*{'duckdb', 'pandas', 'dash', 'plotly'} & {*sys.modules})"
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == []


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/health", signal.SIGTERM),
        pytest.param("/download/trade.csv?reporter=AZE&partner=LTU", signal.SIGINT, marks=pytest.mark.slow),
        pytest.param("/health", signal.SIGINT, marks=pytest.mark.slow),
        pytest.param("/download/trade.csv?reporter=AZE&partner=LTU", signal.SIGTERM, marks=pytest.mark.slow),
    ],
)
def test_it_stops_cleanly_and_quietly(address: str, path: str, sent: signal.Signals):
    running = started(address, PORT="0")
    assert running.stdout is not None
    listening = running.stdout.readline().split()[-1]
    assert requests.get(listening + path, timeout=20).status_code == 200
    running.send_signal(sent)
    assert running.communicate(timeout=20) == ("", "")
    assert running.returncode == 0


def test_an_interrupt_may_come_while_requests_are_handed_out(address: str):
    running = started(address, PORT="0")
    assert running.stdout is not None
    health = running.stdout.readline().split()[-1] + "/health"

    def ask(_: int) -> None:
        with suppress(requests.RequestException):
            requests.get(health, timeout=20)

    with ThreadPoolExecutor(8) as many:
        many.submit(ask, 0).result()
        asked = [many.submit(ask, number) for number in range(200)]
        asked[20].result()
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=20) == ("", "")
    assert running.returncode == 0


@pytest.mark.slow
def test_an_interrupt_does_not_wait_for_a_reader_who_does_not_read(address: str):
    running = started(address, PORT="0")
    assert running.stdout is not None
    listening = running.stdout.readline().split()[-1]
    with requests.get(f"{listening}/download/trade.csv?reporter=USA", stream=True, timeout=20):
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=20) == ("", "")
    assert running.returncode == 0


def test_a_port_in_use_is_said_in_a_sentence(address: str):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = started(address, PORT=str(port))
        said, complained = running.communicate(timeout=20)
    assert (said, running.returncode) == ("", 1)
    assert re.fullmatch(rf"HOST 127.0.0.1, PORT {port} cannot be listened on: .*\n", complained)


@pytest.mark.parametrize("port", ["abc", "99999", "-1", "²", ""])
def test_what_is_no_port_is_refused_in_a_sentence(address: str, port: str):
    said, complained = started(address, PORT=port).communicate(timeout=20)
    assert said == ""
    assert re.fullmatch(r"PORT is .*\n", complained)


@pytest.mark.parametrize(
    "store",
    ["oracle:data", "data/processed/current", "spark://127.0.0.1:15002", "clickhouse://127.0.0.1:word/trade"],
)
def test_what_is_no_address_of_a_data_set_is_refused_in_a_sentence(store: str):
    running = started(store, PORT="0")
    said, complained = running.communicate(timeout=20)
    assert (said, running.returncode) == ("", 1)
    assert re.fullmatch(r"TRADE_STORE: .* Write it as .*\n", complained)


def test_where_no_data_set_is_built_is_said_in_a_sentence_and_pages_come_up(tmp_path: Path):
    running = started(f"duckdb:{tmp_path}/current", PORT="0")
    assert running.stdout is not None
    health = requests.get(running.stdout.readline().split()[-1] + "/health", timeout=20)
    running.terminate()
    sentence = f"{tmp_path}/current: no data set has been built yet. Run: make refresh"
    assert running.communicate(timeout=20) == ("", f"{sentence}\n")
    assert (health.status_code, health.json()["message"]) == (503, sentence)
