"""Asks the World Bank's WITS for a reporter's yearly trade: a request a year and flow."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.live.telling import refusal
from etl.live.wanted import refuse_others
from etl.reading.names import NameList
from etl.sources.wits.wits import FLOWS, NAMES

NOT_FOUND = 404
#: How a 404 says that there is nothing, as opposed to an address that is gone.
NOTHING = "NoRecordsFound"
#: How the service tells a mistake with status 200, in place of JSON.
MISTAKE = "<wits:error"
#: Of an answer: when it was put together, which alone is no news.
PREPARED = re.compile(rb'"prepared"\s*:\s*"[^"]*"')


def fetch(work: Fetching) -> None:
    """Two dimensions at most may be "all", so years are asked one by one; last year is the latest that may be."""
    for ask in work.asks:
        for year in range(ask["since"], ask.get("until", work.today.year - 1) + 1):
            for indicator in ask.get("indicators", FLOWS):
                with work.attempt():
                    _year(work, ask, year, indicator)


def _year(work: Fetching, ask: Any, year: int, indicator: str) -> None:
    asked = {
        "reporter": ask["reporter"],
        "year": str(year),
        "partner": ask["partner"],
        "product": ask["product"],
        "indicator": indicator,
    }
    path = "/".join(f"{name}/{value}" for name, value in asked.items())
    answer = work.client.get(f"datasource/tradestats-trade/{path}", {"format": "JSON"}, accept=(NOT_FOUND,))
    if _has_figures(answer):
        _keep(work, answer, asked)


def _has_figures(answer: Answer) -> bool:
    """Whether figures came; not having any for a year is no mistake. Raises SourceUnavailable for one."""
    text = answer.text()
    if answer.status == NOT_FOUND:
        if NOTHING in text:
            return False
        raise refusal(answer.url, "it answered 404", answer)
    if MISTAKE in text[:4_096]:
        raise refusal(answer.url, "it answered with a mistake", answer)
    return True


def _keep(work: Fetching, answer: Answer, asked: dict[str, str]) -> None:
    """Stores the answer unless the same but for its time is there."""
    stem = ".".join(value.upper() for value in asked.values())
    digest = hashlib.sha256(PREPARED.sub(b"", answer.path.read_bytes())).hexdigest()
    is_here = any((work.paths.raw / work.source).glob(f"{stem}.*.json"))
    if is_here and work.memory.get(f"content {stem}") == digest:
        return
    names = NameList.load(NAMES)
    wanted = {
        column: {names.code(asked[column], file="live.toml", locator=column)}
        for column in ("reporter", "partner")
        if asked[column] != "all"
    } | {"flow": {FLOWS[asked["indicator"]]}}
    work.store(
        answer,
        f"{stem}.json",
        check=lambda reading: refuse_others(reading, wanted, lambda period: period.text == asked["year"]),
    )
    work.memory.put(f"content {stem}", digest)
