"""Which periods UN Comtrade has of a reporter, in which state: what did not change is not fetched again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from etl.sources.un_comtrade.door import Door
from etl.sources.un_comtrade.envelope import Row
from trade.errors import SourceChanged

NEEDED = ("reporterCode", "period", "datasetCode", "datasetChecksum", "lastReleased")


@dataclass(frozen=True)
class Dataset:
    """What a reporter told of one period. ``state`` changes with its figures; codes in it are exact digits."""

    state: str
    #: day of its last release; None where the service does not say
    released: date | None


def available(door: Door, frequency: str, reporters: tuple[str, ...]) -> Mapping[str, Dataset]:
    """The data sets of an economy (by its Comtrade numbers) by period: 2021, or 202101."""
    answer = door.ask(f"{door.availability}/C/{frequency}/HS", {"reporterCode": ",".join(reporters)})
    found: dict[str, list[Row]] = {}
    for number, row in enumerate(door.opened(answer).rows):
        where = f"{answer.url}, /data/{number}"
        missing = [name for name in NEEDED if name not in row]
        if missing:
            raise SourceChanged(
                f"{', '.join(missing)} is missing.", where=where, todo="See available.py of un_comtrade."
            )
        if row["reporterCode"] not in reporters:
            raise SourceChanged(
                f"the reporter {row['reporterCode']} was not asked for.", where=where,
                todo="The filter is ignored, or is called otherwise now: see available.py of un_comtrade.",
            )  # fmt: skip
        found.setdefault(str(row["period"]), []).append(row)
    return {period: _dataset(rows, answer.url) for period, rows in found.items()}


def _dataset(rows: list[Row], where: str) -> Dataset:
    """A period may have several, by edition of the classification."""
    states = [f"{row['datasetCode']}:{row['datasetChecksum']}@{row['lastReleased']}" for row in rows]
    days = [_day(row["lastReleased"], where) for row in rows if row["lastReleased"]]
    return Dataset(" ".join(sorted(states)), max(days, default=None))


def _day(text: str, where: str) -> date:
    """The day of ``2022-05-03T19:12:39.8333333``."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise SourceChanged(
            f"{text!r} is no day of release.", where=where, todo="Days begin as in 2022-05-03T19:12:39."
        ) from error
