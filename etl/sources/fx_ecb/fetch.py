"""Asks the European Central Bank for its monthly averages; nothing comes where nothing is new."""

from __future__ import annotations

from typing import Any

from etl.live.fetching import Fetching


def fetch(work: Fetching) -> None:
    """One series an ask, whole: the file is small, and earlier months may be corrected."""
    for ask in work.asks:
        with work.attempt():
            _series(work, ask)


def _series(work: Fetching, ask: Any) -> None:
    answer = work.client.get(
        f"data/EXR/{ask['key']}", {"format": "csvdata", "startPeriod": ask["since"]}, if_new=True
    )
    work.store(answer, f"EXR.{ask['key']}.csv")
