"""Where no cluster answers, the dashboard comes up and says so in one sentence: ``make test-cluster``."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from projects import ROOT

pytestmark = pytest.mark.cluster


@pytest.fixture
def unheard() -> Iterator[str]:
    """A host and port where nobody listens, kept from others meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"


@pytest.mark.parametrize(
    ("form", "engine"),
    [
        ("spark://{where}{published}", "Spark"),
        ("spark://{where}/s3a://bucket/bilateral", "Spark"),
        ("clickhouse://user:word@{where}/bilateral", "ClickHouse"),
        ("trino://user@{where}/catalog/bilateral", "Trino"),
    ],
)
def test_a_host_that_does_not_answer_is_told_in_a_sentence(
    form: str, engine: str, unheard: str, published: Path
):
    settings = {
        "TRADE_STORE": form.format(where=unheard, published=published), "HOST": "127.0.0.1", "PORT": "0",
        "WEB_CONCURRENCY": "1",  # each worker says it
    }  # fmt: skip
    running = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=os.environ | settings,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    site = running.stdout.readline().split()[-1]
    try:
        health, asked = [requests.get(site + path, timeout=60) for path in ("/health", "/api/sources")]
    finally:
        running.terminate()
        said = running.communicate(timeout=30)
    sentence = f"{unheard}: {engine} did not answer: Connection refused. Does it run?"
    assert (health.status_code, health.json()["message"]) == (503, sentence)
    assert (asked.status_code, asked.json()["detail"]) == (503, sentence)
    assert said == ("", f"{sentence}\n")
