"""Asks the International Monetary Fund for the trade of a reporter with each partner, as SDMX-CSV."""

from __future__ import annotations

from typing import Any

from etl.live.fetching import Check, Fetching
from etl.live.wanted import refuse_others
from etl.reading.names import NameList
from etl.sources.imf_imts.imf_imts import INDICATORS, NAMES
from trade.errors import SourceChanged
from trade.period import Period

CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
NO_CONTENT = 204
EVERY = "*"  # an empty place in a key is answered with no rows


def fetch(work: Fetching) -> None:
    """One answer a reporter and frequency, whole: earlier periods are revised with every release."""
    for ask in work.asks:
        with work.attempt():
            _ask(work, ask)


def _ask(work: Fetching, ask: Any) -> None:
    partner = ask.get("partner", EVERY)
    key = f"{ask['reporter']}.{'+'.join(INDICATORS)}.{partner}.{ask['frequency']}"
    answer = work.client.get(
        f"data/dataflow/IMF.STA/IMTS/+/{key}",
        {"c[TIME_PERIOD]": f"ge:{ask['since']}"},
        headers={"Accept": CSV},
        accept=(NO_CONTENT,),
    )
    if answer.status == NO_CONTENT:
        raise SourceChanged(
            "the service knows no data set IMTS (it answered 204).", where=answer.url,
            todo="Look for its new name on data.imf.org.",
        )  # fmt: skip
    name = f"IMTS.{ask['reporter']}.{'ALL' if partner == EVERY else partner}.{ask['frequency']}.csv"
    work.store(answer, name, check=_check(ask))


def _check(ask: Any) -> Check:
    names = NameList.load(NAMES)
    asked = {
        column: {names.code(ask[column], file="live.toml", locator=column)}
        for column in ("reporter", "partner")
        if column in ask
    }
    frequency, since = ask["frequency"], Period.parse(ask["since"].replace("-M", "-"))

    def is_asked(period: Period) -> bool:
        return period.frequency == frequency and period >= since

    return lambda reading: refuse_others(reading, asked, is_asked)
