"""What monitors are told: 200 while the data is as fresh as it should be, else 503 and why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import health
from trade.looks import LOOKED
from trade.store import Store

SHIPPED = date(2026, 11, 25)


@pytest.fixture
def processed(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped data set with notes of its own beside it."""
    (tmp_path / "current").symlink_to((store.home / "current").resolve())
    monkeypatch.setattr(health, "store", lambda: Store(tmp_path / "current"))
    return tmp_path


def note(processed: Path, source: str, **words: Any) -> None:
    moment = "2026-11-25T06:00:00+00:00"
    service = {"tried": moment, "succeeded": moment, "outcome": "unchanged", "errors": []} | words
    line = {"time": moment, "outcome": "unchanged", "failed": {}, "services": {source: service}}
    with (processed / LOOKED).open("a") as stream:
        stream.write(json.dumps(line) + "\n")


def test_files_alone_cannot_be_fresher_than_they_are(processed: Path):
    body, code = health.health(SHIPPED)
    assert (body["status"], code) == ("ok", 200)
    assert body["sources"]["georgia_geostat"] == {
        "tried": None, "succeeded": None, "next": "2024-11", "expected": "2024-12-14", "late_days": 711, "problem": None,
    }  # fmt: skip


def test_a_service_that_is_asked_and_brings_nothing_for_too_long_is_told(processed: Path):
    note(processed, "georgia_geostat")
    body, code = health.health(SHIPPED)
    assert (body["status"], code) == ("stale", 503)
    assert body["message"] == (
        "georgia_geostat: 2024-11 was to be expected on 2024-12-14 and has not come in 711 days."
    )


def test_a_service_that_failed_is_told_until_it_answers(processed: Path):
    note(processed, "fx_hmrc", outcome="failed", succeeded=None, errors=["it answered 500, 5 times."])
    body, code = health.health(SHIPPED)
    assert (body["status"], code) == ("stale", 503)
    assert body["message"] == "fx_hmrc: it answered 500, 5 times."
    note(processed, "fx_hmrc")
    assert health.health(SHIPPED)[1] == 200


def test_without_a_data_set_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "store", lambda: Store(tmp_path / "current"))
    body, code = health.health(SHIPPED)
    assert (body["status"], code) == ("no data", 503)
    assert "make refresh" in body["message"]
