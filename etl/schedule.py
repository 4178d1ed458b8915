"""Refreshes at fixed hours, in one process that does nothing else."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from etl.progress import Voice
from trade.errors import BadSelection

#: APScheduler has no types.
BlockingScheduler: Any = import_module("apscheduler.schedulers.blocking").BlockingScheduler
CronTrigger: Any = import_module("apscheduler.triggers.cron").CronTrigger
#: A machine that slept through an hour of refresh catches up within so many seconds.
MISSED = 3600
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def triggers(at: Sequence[str], timezone: Any = None) -> list[Any]:
    """A trigger for each hour of the day, as ``06:00``; local time unless ``timezone`` says otherwise."""
    return [_trigger(text, timezone) for text in at]


def _trigger(text: str, timezone: Any) -> Any:
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        raise BadSelection("--at", f"{text[:20]!r} is no time of day.", todo="Write it as 06:00.")
    return CronTrigger(hour=int(found[1]), minute=int(found[2]), timezone=timezone)


def run(at: Sequence[str], work: Callable[[], object], told: Voice) -> None:
    """Calls ``work`` at these hours until the process is ended; what goes wrong is told, and the next hour comes.

    Two hours that fall on one another, or on a refresh under way, make one refresh.
    """
    asked = triggers(at)
    scheduler = BlockingScheduler()
    for number, trigger in enumerate(asked):
        scheduler.add_job(
            _patiently(work, told),
            trigger,
            id=str(number),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=MISSED,
        )
    for way_out in (signal.SIGTERM, signal.SIGINT):
        signal.signal(way_out, _end)
    now = datetime.now().astimezone()
    first: datetime = min(trigger.get_next_fire_time(None, now) for trigger in asked)
    told.say(f"Next refresh: {first:%Y-%m-%d %H:%M %Z}.", event="scheduled", next=first.isoformat())
    scheduler.start()


def _patiently(work: Callable[[], object], told: Voice) -> Callable[[], None]:
    def once() -> None:
        try:
            work()
        except Exception as error:  # the next hour is another try
            told.problem(f"{type(error).__name__}: {error}", event="refused")

    return once


def _end(_signal: int, _frame: object) -> None:
    """At once, also in the midst of a refresh: wherever it is stopped, the next one goes on from there."""
    os._exit(0)
