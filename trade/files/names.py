"""Names of files that are taken away: whose word, which pair, which days, as known on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from trade.period import Period
from trade.selection import Selection

SEVERAL = "several-sources"
ALL = "all"


def file_name(
    asked: Selection,
    version: str,
    *,
    what: str = "",
    sources: Sequence[str] = (),
    days: str = "",
    lang: str = "",
) -> str:
    """``bilateral_imf_dots_AZE-LTU_1960-2020_2026-11-26``, without the ending; no sign that a file system minds.

    ``sources`` and ``days`` are those of the rows where the selection names none; ``version`` is that of the data
    set. With its last part as ``as_of`` the same can be asked for again.
    """
    source = asked.source or (sources[0] if len(sources) == 1 else SEVERAL if sources else "")
    partner = ",".join(asked.partners) or asked.partner or ALL
    pair = f"{','.join(asked.reporters) or asked.reporter}-{partner}"
    period = _written(asked.period) if asked.period else days
    parts = (
        "bilateral",
        source,
        pair,
        what,
        period,
        (asked.as_of and str(asked.as_of)) or vintage(version),
        lang,
    )
    return "_".join(re.sub(r"[^\w.,-]", "-", part) for part in parts if part)


def years(first: date | None, last: date | None) -> str:
    """``1960-2020``, or ``2018`` alone."""
    return "-".join(dict.fromkeys(str(day.year) for day in (first, last) if day))


def vintage(version: str) -> str:
    """The day of a data set, as its version says it: ``2026-11-26`` for ``20261126T003745173837Z``."""
    found = re.match(r"(\d{4})(\d{2})(\d{2})T", version)
    return "-".join(found.groups()) if found else version


def _written(period: Period) -> str:
    """``2018``, ``2018-01--2018-10``: two hyphens stand for a stretch, as in ISO 8601 where no slash can."""
    return period.text.replace("..", "--")
