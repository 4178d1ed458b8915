"""Asks the Central Bank of Azerbaijan for the days of months that have ended and are not here yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.model import Reading
from etl.sources.fx_cbar.bulletin import read_bulletin
from etl.sources.fx_cbar.fx_cbar import DAY, all_days
from trade.errors import SourceChanged
from trade.period import Period


def fetch(work: Fetching) -> None:
    """A few months a run, so that a backlog fills over the runs; a month that is here is not asked for again."""
    for ask in work.asks:
        if "day" in ask:
            _show(work, Period.parse(ask["day"]).start)
        else:
            _months(work, ask)


def _months(work: Fetching, ask: Mapping[str, Any]) -> None:
    for month in _due(work, ask):
        with work.attempt():
            _month(work, month)


def _due(work: Fetching, ask: Mapping[str, Any]) -> list[Period]:
    """Of the months that are missing: those not tried yet before others, the latest first."""
    first = Period.parse(ask["since"]).start
    last = work.today.replace(day=1) - timedelta(days=1)
    months = Period(first, last).each_month() if first <= last else ()
    kept = {path.name[:7] for path in (work.paths.raw / work.source).glob("*.zip")}
    tried = work.memory.get("tried", {})
    missing = [month for month in reversed(months) if month.text not in kept]
    return sorted(missing, key=lambda month: tried.get(month.text, ""))[: int(ask["months"])]


def _month(work: Fetching, month: Period) -> None:
    """Every day of the calendar is asked for: it is for the bank to say on which ones it sets rates."""
    work.memory.put("tried", {**work.memory.get("tried", {}), month.text: f"{work.today}"})
    bundle = work.client.folder / f"{month.text}.zip"
    answer: Answer | None = None
    with ZipFile(bundle, "w") as packed:
        for day in all_days(month):
            answer = work.client.get(f"{day:{DAY}}.xml")
            content = answer.path.read_bytes()
            packed.writestr(ZipInfo(f"{day:{DAY}}.xml"), content, ZIP_DEFLATED)
            if not _can_be_read(content, day):
                break  # no use to ask on: what came is set aside, and the error says why
    if answer:
        work.store(replace(answer, path=bundle), bundle.name, check=lambda reading: _check(reading, month))


def _show(work: Fetching, day: date) -> None:
    """One day's rate, read and shown: of a month it is only a part, and not kept."""
    answer = work.client.get(f"{day:{DAY}}.xml")
    found = read_bulletin(answer.path.read_bytes(), day, answer.url)
    work.shown += [
        f"Asked: {answer.url}",
        f"Read: {found.manats} AZN for {found.nominal} USD on {found.day}, beside {len(found.others)} others",
    ]


def _can_be_read(content: bytes, day: date) -> bool:
    try:
        read_bulletin(content, day, "")
    except SourceChanged:
        return False
    return True


def _check(reading: Reading, month: Period) -> None:
    found = [rate.month for rate in reading.rates]
    if found != [month.text]:
        raise SourceChanged(f"a rate of {month} was asked for and {found or 'none'} came.")
