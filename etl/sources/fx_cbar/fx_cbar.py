"""Central Bank of Azerbaijan: US dollars per manat, the average of a month's official daily rates.

A file is a zip of the bank's answers as they came, one for each day of a month (``31.08.2026.xml``):
an average is of the whole month or it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from etl.model import Passed, Rate, RawFile, Reading, figures_table
from etl.sources.fx_cbar.bulletin import Bulletin, read_bulletin
from trade.errors import SourceChanged
from trade.period import Period

_NAME = re.compile(r"\d{2}\.\d{2}\.\d{4}\.xml", re.ASCII)
DAY = "%d.%m.%Y"
#: A real answer has some 15,000 bytes.
MOST_BYTES = 1_000_000
#: A month has some twenty working days; the longest holidays leave more than these.
FEWEST_DAYS = 10
#: The archive is in today's codes, but before this day in old manats, 5,000 of which made one of today's.
FIRST_DAY = date(2006, 1, 1)
REPEATED = "a day without a rate of its own: the last one before it came"


def recognises(path: Path) -> bool:
    try:
        with ZipFile(path) as packed:
            names = packed.namelist()
    except (BadZipFile, OSError):
        return False
    return bool(names) and all(_NAME.fullmatch(name) for name in names)


def read(file: RawFile) -> Reading:
    """No figures: one rate, the mean of the month's days on which the bank set one, each counting the same."""
    passed: list[Passed] = []
    set_on: dict[date, Bulletin] = {}
    days: list[date] = []
    for name, content in _answers(file):
        day = _asked(name, file)
        found = read_bulletin(content, day, f"{file.name}, {name}")
        passed += [Passed(f"{name}, {code}", value, why) for code, value, why in found.others]
        if set_on.setdefault(found.day, found) is not found:
            _refuse_another(set_on[found.day], found, f"{file.name}, {name}")
        if found.day != day:
            passed.append(Passed(name, found.manats, REPEATED))
        days.append(day)
    month = _month(days, file)
    if file.known_on <= month.end:
        return Reading(
            figures_table(()), passed=[*passed, Passed(file.name, month.text, "a month that had not ended")]
        )
    within = [set_on[day] for day in sorted(set_on) if month.start <= day <= month.end]
    return Reading(figures_table(()), rates=[_rate(month, within, file)], passed=passed)


def _answers(file: RawFile) -> Iterator[tuple[str, bytes]]:
    """Name and content of the answers, in their order."""
    try:
        with ZipFile(file.path) as packed:
            for item in packed.infolist():
                if item.file_size > MOST_BYTES:
                    raise SourceChanged(
                        f"it has {item.file_size:,} bytes.", where=f"{file.name}, {item.filename}",
                        todo="A day's rates are much smaller: look at what is in it.",
                    )  # fmt: skip
                yield item.filename, packed.read(item)
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise SourceChanged(
            f"this is no whole zip ({error}).", where=file.name, todo="Remove it and fetch the month again."
        ) from error


def _asked(name: str, file: RawFile) -> date:
    try:
        return datetime.strptime(name, f"{DAY}.xml").date()
    except ValueError as error:
        raise SourceChanged(
            f"{name[:40]!r} is no day.", where=file.name, todo="Its answers are named 31.08.2026.xml."
        ) from error


def _refuse_another(before: Bulletin, found: Bulletin, where: str) -> None:
    if (before.nominal, before.manats) != (found.nominal, found.manats):
        raise SourceChanged(
            f"for {found.day} it says {found.manats} AZN per USD, and {before.manats} in another answer.",
            where=where, todo="Fetch the month again; if it stays, ask the bank.",
        )  # fmt: skip


def _month(days: Sequence[date], file: RawFile) -> Period:
    """The month whose days these are, each once. Raises where they are not those of one month."""
    month = Period.month(days[0].year, days[0].month) if days else None
    if month is None or sorted(days) != all_days(month):
        missing = [f"{day}" for day in all_days(month) if day not in days] if month else []
        raise SourceChanged(
            f"it does not hold the days of one month, each once (missing: {', '.join(missing[:5]) or 'none'}).",
            where=file.name, todo="Remove it and fetch the month again.",
        )  # fmt: skip
    if month.start < FIRST_DAY:
        raise SourceChanged(
            "rates before 2006 are in old manats.", where=file.name,
            todo="Set since in etl/sources/fx_cbar/live.toml to 2006-01 or later.",
        )  # fmt: skip
    return month


def all_days(month: Period) -> list[date]:
    return [month.start + timedelta(days=n) for n in range((month.end - month.start).days + 1)]


def _rate(month: Period, within: Sequence[Bulletin], file: RawFile) -> Rate:
    if len(within) < FEWEST_DAYS:
        raise SourceChanged(
            f"only {len(within)} days of {month} have a rate of their own.", where=file.name,
            todo="Look at the dates in its answers.",
        )  # fmt: skip
    dollars = [Decimal(each.nominal) / Decimal(each.manats) for each in within]
    return Rate(
        currency="AZN",
        month=month.text,
        usd_per_unit=float(sum(dollars) / len(dollars)),
        publisher="Central Bank of the Republic of Azerbaijan",
        as_published=f"AZN per USD: {_printed(within)}",
        known_on=f"{month.end + timedelta(days=1)}",
        locator=f"{len(within)} of {len(all_days(month))} answers, USD",
    )


def _printed(within: Sequence[Bulletin]) -> str:
    """The printed rates in the order of their days: ``0.7844 (13 days), 1.05 (5 days)``."""
    words = [f"{each.manats} for {each.nominal}" if each.nominal != "1" else each.manats for each in within]
    runs = [(word, len(list(days))) for word, days in groupby(words)]
    return ", ".join(word if days == 1 else f"{word} ({days} days)" for word, days in runs)
