"""Refreshes at fixed hours: when the next one is, what a wrong hour costs, how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from projects import ROOT, Cli, MakeRoot

from etl import schedule
from trade.errors import BadSelection

BAKU, VILNIUS = ZoneInfo("Asia/Baku"), ZoneInfo("Europe/Vilnius")


@pytest.mark.parametrize(
    ("hour", "now", "expected"),
    [
        ("06:00", datetime(2026, 11, 25, 5, 59, tzinfo=BAKU), "2026-11-25T06:00:00+04:00"),
        ("06:00", datetime(2026, 11, 25, 6, 1, tzinfo=BAKU), "2026-11-26T06:00:00+04:00"),
        ("6:00", datetime(2026, 12, 31, 23, 0, tzinfo=BAKU), "2027-01-01T06:00:00+04:00"),
        ("18:30", datetime(2026, 10, 24, 20, 0, tzinfo=VILNIUS), "2026-10-25T18:30:00+02:00"),
        ("18:30", datetime(2026, 3, 28, 20, 0, tzinfo=VILNIUS), "2026-03-29T18:30:00+03:00"),
    ],
)
def test_the_next_refresh_is_at_the_hour_of_the_clock_on_the_wall(hour: str, now: datetime, expected: str):
    (trigger,) = schedule.triggers([hour], now.tzinfo)
    assert trigger.get_next_fire_time(None, now).isoformat() == expected


@pytest.mark.parametrize("hour", ["", "6", "24:00", "06:60", "noon", "06:00:00", "-1:00"])
def test_what_is_no_hour_is_said(cli: Cli, hour: str):
    with pytest.raises(BadSelection):
        schedule.triggers([hour])
    said = cli("schedule", "--at", hour)
    assert said.code == 2
    assert "Write it as 06:00." in said.err


def test_it_says_when_the_next_refresh_is_and_ends_when_told_to(make_root: MakeRoot):
    command = [sys.executable, "-m", "etl", "schedule", "--at", "06:00", "--at", "18:30", "--log", "json"]
    environment = os.environ | {"BILATERAL_ROOT": str(make_root().root), "TZ": "Asia/Baku"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        said = json.loads(running.stderr.readline())
        assert said["event"] == "scheduled"
        assert said["next"][10:] in ("T06:00:00+04:00", "T18:30:00+04:00")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=20) == 0


def test_a_refresh_that_goes_wrong_does_not_end_the_schedule(monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []

    class Voice(schedule.Voice):
        def problem(self, words: str, **facts: object) -> None:
            told.append(words)

    def work() -> None:
        raise OSError(28, "No space left on device")

    jobs: list[object] = []

    class Scheduler:
        def add_job(self, job: object, *_words: object, **_named: object) -> None:
            jobs.append(job)

        def start(self) -> None:
            for job in jobs:
                job()  # type: ignore[operator]

    monkeypatch.setattr(schedule, "BlockingScheduler", Scheduler)
    monkeypatch.setattr(schedule.signal, "signal", lambda *_: None)
    schedule.run(["06:00", "18:00"], work, Voice())
    assert told == ["OSError: [Errno 28] No space left on device"] * 2
