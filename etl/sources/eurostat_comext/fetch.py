"""Asks Eurostat for what ``live.toml`` lists: tables, in halves or later where they are large; monthly files."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.model import Reading
from etl.reading.rows import heading
from etl.sources.eurostat_comext import question, said, sdmx_csv, unpacking
from etl.sources.eurostat_comext.question import Question
from etl.sources.eurostat_comext.said import Kind, Said
from trade.errors import SourceChanged, SourceUnavailable
from trade.period import Period

ASYNC = "comext/dissemination/1.0/async"
MONTHLY = "dissemination/files?file=comext/COMEXT_DATA/PRODUCTS/full_v2_{month}.7z"
READY, PREPARING, GONE = "AVAILABLE", ("SUBMITTED", "PROCESSING"), ("EXPIRED", "UNKNOWN_REQUEST")


def fetch(work: Fetching) -> None:
    """Each ask; what goes wrong with one, or with one half of it, stops no other."""
    for ask in work.asks:
        for month in ask.get("bulk", ()):
            with work.attempt():
                _monthly(work, month)
        if "dataset" in ask:
            with work.attempt():
                _all_of(work, question.of(ask, work.today))


def _all_of(work: Fetching, asked: Question) -> None:
    """A question, or its halves until the service takes them."""
    waiting = [asked]
    while waiting:
        with work.attempt():
            waiting[:0] = _one(work, waiting.pop(0))


def _one(work: Fetching, asked: Question) -> Sequence[Question]:
    """Stores the answer to a question; its halves where it is too much."""
    answer, heard = _ask(work, asked)
    if heard.kind is Kind.TOO_MUCH:
        return asked.halves(heard.words, answer.url)
    if heard.kind is Kind.FIGURES and answer.is_new and not _is_heading_alone(answer):
        known_on = _day(work, asked.dataset, _first_row(answer), answer.url)
        work.store(answer, asked.file, known_on=known_on, check=asked.check)
    return ()


def _ask(work: Fetching, asked: Question) -> tuple[Answer, Said]:
    """The service's last word. A request that it was still preparing at the last run is asked for first."""
    key = f"waits {asked.path} {asked.params['startPeriod']}"
    if number := work.memory.get(key):
        answer, heard = _prepared(work, number)
        if heard.state not in GONE:
            work.memory.put(key, None)
            return answer, heard
    answer = work.client.get(asked.path, asked.params, accept=said.TELLING, if_new=True)
    heard = said.hear(answer) if answer.is_new else Said(Kind.FIGURES)
    url = answer.url
    if heard.kind is Kind.WAITS:
        work.memory.put(key, heard.id)
        answer, heard = _prepared(work, heard.id)
        if heard.state in GONE:
            work.memory.put(key, None)
            raise SourceUnavailable(
                f"the answer that it was preparing is {heard.state}.", where=url, todo="The next refresh asks anew."
            )  # fmt: skip
    work.memory.put(key, None)
    return replace(answer, url=url), heard


def _prepared(work: Fetching, number: str) -> tuple[Answer, Said]:
    """Waits until a large answer is ready, at the client's pace and within its time, and takes it."""
    while True:
        answer = work.client.get(f"{ASYNC}/status/{number}", accept=said.TELLING)
        heard = said.hear(answer)
        if heard.state == READY:
            answer = work.client.get(f"{ASYNC}/data/{number}", accept=said.TELLING)
            heard = said.hear(answer)
        if heard.kind is not Kind.WAITS or heard.state in GONE:
            return answer, heard
        if heard.state not in (*PREPARING, READY):
            raise SourceChanged(
                f"a request in the state {heard.state!r} is not known.", where=answer.url,
                todo=f"Known are {', '.join((*PREPARING, READY, *GONE))}.",
            )  # fmt: skip


def _is_heading_alone(answer: Answer) -> bool:
    """Whether it is a table that is understood and holds no row: nothing fits the question."""
    return sdmx_csv.is_heading(heading(answer.path)) and not _first_row(answer)


def _first_row(answer: Answer) -> dict[str, str]:
    """The first row of a table by column, as far as it can be read: the reader says what is wrong with it."""
    with answer.path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        return next(csv.DictReader(stream), dict[str, str]())


def _day(work: Fetching, dataset: str, row: Mapping[str, str], url: str) -> date:
    """The day to note for an update: its own, but the next one where another update of that day was taken.

    There are updates at 11:00 and at 23:00, and of one cell one day can hold one word only.
    """
    key, printed = f"update of {dataset}", row.get(sdmx_csv.UPDATED, "")
    last_printed, last_day = work.memory.get(key, ("", "0001-01-01"))
    if printed == last_printed:
        return date.fromisoformat(last_day)
    try:
        day = sdmx_csv.update(printed, url).date()
    except SourceChanged:
        return work.today  # the reader refuses it, once it is kept
    day = max(day, date.fromisoformat(last_day) + timedelta(days=1))
    work.memory.put(key, [printed, day.isoformat()])
    return day


def _monthly(work: Fetching, month: str) -> None:
    """The file of a month, as ``202402``: every reporter, partner and product of the Union's trade."""
    answer = work.client.get(MONTHLY.format(month=month), if_new=True)
    if answer.is_new and not unpacking.is_packed(answer.path):
        raise SourceChanged(
            "no 7z archive came.", where=answer.url,
            todo="Look whether the month is among the files of COMEXT_DATA/PRODUCTS.",
        )  # fmt: skip
    period = Period.month(int(month[:4]), int(month[4:]))

    def check(reading: Reading) -> None:
        found = reading.figures["period_start"].unique().to_pylist()
        if any(day != period.start for day in found):
            raise SourceChanged(f"figures of another month than {period} came.", todo="Look into the file.")

    work.store(answer, f"full_v2_{month}.7z", check=check)
