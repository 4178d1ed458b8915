"""What the tables say, for a terminal: check, status."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from etl.registry import source as known_source
from trade import freshness, looks, questions
from trade.bulk import opened
from trade.errors import BadSelection, SourceUnavailable
from trade.freshness import Freshness
from trade.questions import Row
from trade.store import Store

COUNTED = ("file", "figure", "finding")
SEVERITIES = ("error", "warning", "note")


def store_of(processed: Path) -> Store:
    return Store(processed / "current")


def check(store: Store, severity: str, source: str | None) -> int:
    """Prints the findings of this severity or graver; 1 where there are errors."""
    if severity not in SEVERITIES:
        raise BadSelection(
            "--severity", f"{severity!r} is not known.", todo=f"It may be {', '.join(SEVERITIES)}."
        )
    shown = SEVERITIES[: SEVERITIES.index(severity) + 1]
    if source:
        known_source(source)
    every = questions.findings(store, source=source or "")
    for row in every:
        if row["severity"] in shown:
            print(_finding(row))
    counts = [f"{sum(row['severity'] == word for row in every):,} {word}s" for word in SEVERITIES]
    print(f"{', '.join(counts)}.", file=sys.stderr)
    return 1 if any(row["severity"] == "error" for row in every) else 0


def _finding(row: Row) -> str:
    whom = " ".join(
        str(row[name]) for name in ("reporter", "partner", "flow", "product", "period") if row[name]
    )
    return (
        f"{row['severity']}: {row['identity']}: {row['file']}, {row['locator']}: {whom}: {row['message']} "
        f"Expected {row['expected']}; found {row['found']}; tolerance: {row['tolerance']}."
    )


def status(store: Store) -> int:
    """Prints what is loaded and how fresh it is, a paragraph a source; 1 where a source failed."""
    rows = questions.sources(store)
    fresh = freshness.of_all(store, datetime.now(UTC).date())
    width = max(40, get_terminal_size().columns)
    print(f"Data set {store.version}")
    print(_looked(looks.last(store.home)))
    for row, how in zip(rows, fresh, strict=True):
        print(
            f"\n{row['source']}: {'failed' if how.failure else row['outcome']}, {row['last_refresh']:%Y-%m-%d %H:%M} UTC"
        )
        for words in [*_about(row), *_fresh(how)]:
            print(fill(words, width, initial_indent="  ", subsequent_indent="    ", break_long_words=False))
    if folder := store.folder:
        for name in opened.names(folder):
            print(f"\nbulk {name}: {_in_bulk(folder, name)}")
    return 1 if any(how.failure for how in fresh) or looks.why_broken(store.home) else 0


def _in_bulk(folder: Path, name: str) -> str:
    """Rows, files and time of a bulk data set; or why it cannot be opened."""
    try:
        row = opened.summary(folder, name)
    except SourceUnavailable as error:
        return str(error)
    files = f"{row['files']} file{'s' * (row['files'] != 1)}"
    return f"{row['rows']:,} rows, {files}, {row['first']} to {row['last']}\n  {row['title']}"


def _about(row: Row) -> list[str]:
    numbers = ", ".join(f"{row[f'{one}s']:,} {one}{'s' * (row[f'{one}s'] != 1)}" for one in COUNTED)
    days = f", {row['first_period']:%Y-%m} to {row['last_period']:%Y-%m}" if row["first_period"] else ""
    news = (
        [f"last news: {row['news_at']:%Y-%m-%d}, {row['added']:,.0f} new, {row['revised']:,.0f} revised"]
        if row["news_at"]
        else []
    )
    return [row["publisher"], f"vintage: {row['vintage']}", numbers + days, *news]


def _fresh(how: Freshness) -> list[str]:
    """When its service was asked, what is to be expected, and what went wrong."""
    said: list[str] = []
    if how.tried:
        success = _moment(how.succeeded) if how.succeeded else "never"
        said.append(f"service: last asked {_moment(how.tried)}, last success {success}")
    if how.expected:
        late = f", {how.late} day{'s' * (how.late != 1)} ago" if how.late else ""
        said.append(f"next: {how.about}, to be expected {how.expected}{late}")
    return [*said, *([f"why: {how.failure}"] if how.failure else [])]


def _moment(iso: str) -> str:
    return f"{iso[:16].replace('T', ' ')} UTC"


def _looked(last: dict[str, Any] | None) -> str:
    if last is None:
        return "When it was last looked for news is not known."
    if last["outcome"] == "broken":
        return f"Last looked {_moment(last['time'])}: broken off. {last['why']}"
    word = {"published": "there was news", "unchanged": "nothing new", "nothing": "nothing could be read"}
    failed = f"; failed: {', '.join(last['failed'])}" if last["failed"] else ""
    return f"Last looked {_moment(last['time'])}: {word[last['outcome']]}{failed}."
