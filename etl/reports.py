"""What the tables say, for a terminal or a file: check, status, summary."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from etl.registry import source as known_source
from trade import export, freshness, looks, questions
from trade.bulk import opened
from trade.errors import BadSelection, SourceUnavailable
from trade.files.about import plain
from trade.freshness import Freshness
from trade.questions import Row
from trade.selection import RULES, Selection
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
    for name in opened.names(store.home / "current"):
        print(f"\nbulk {name}: {_in_bulk(store.home / 'current', name)}")
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


def summary(store: Store, asked: Selection, form: str, output: Path | None) -> int:
    """Writes the rows asked for as CSV or XLSX; an empty answer is a sentence, not an empty file."""
    try:
        _write(store, asked, form, output)
    except OSError as error:
        if output is None:
            raise
        raise BadSelection(
            "--output", f"{output} cannot be written ({error.strerror}).",
            todo="Name a file in a folder that is there and may be written to.",
        ) from error  # fmt: skip
    if questions.has_other_rule(store, asked):
        print(_by_which_rule(asked), file=sys.stderr)
    return 0


def _by_which_rule(asked: Selection) -> str:
    """Says which of two rules the figures of imports go by, and how to ask for the other."""
    mine, other = RULES if asked.partner_rule in {None, RULES[0]} else reversed(RULES)
    return f"Imports go by country of {mine}; the same goods by country of {other}: --partner-rule {other}"


def _write(store: Store, asked: Selection, form: str, output: Path | None) -> None:
    extract = export.extract(store, *_parts(asked))
    rows = extract.extent().rows
    if not rows:
        raise SourceUnavailable(_why_empty(store, asked))
    if form == "xlsx":
        from trade.files import workbook

        if output is None:
            raise BadSelection(
                "--output", "a workbook needs a file to go to.", todo="Add: --output summary.xlsx"
            )
        pieces = workbook.written(extract, plain(asked, store.version), rows)
    else:
        pieces = extract.csv()
    with output.open("wb") if output else nullcontext(sys.stdout.buffer) as file:
        file.writelines(pieces)


def _parts(asked: Selection) -> list[Selection]:
    """By sector, what the partner reports of the same trade goes along, in the partner's own terms."""
    if asked.by == "product" and asked.partner:
        return [asked, asked.but(reporter=asked.partner, partner=asked.reporter)]
    return [asked]


def summary_selection(by: str, **words: str | None) -> Selection:
    """The selection that the words of the command line name: reporter, partner, period, flow, as_of, partner_rule."""
    given = {name: word for name, word in words.items() if word is not None}
    for name, word in given.items():
        if not word.strip():
            raise BadSelection(
                f"--{name.replace('_', '-')}", "it is empty.", todo="Write what it is to be, or leave it out."
            )
    asked = Selection.from_query(given | {"by": "product" if by == "sector" else by})
    if by == "partner":
        if asked.period is None:
            raise BadSelection("--period", "partners are listed for one period.", todo="Add: --period 2018")
        return asked.but(product="TOTAL")
    if by == "period":
        return asked.but(partner=asked.partner or questions.WORLD, product="TOTAL")
    return asked


def _why_empty(store: Store, asked: Selection) -> str:
    if asked.by == "product":
        parts = _parts(asked.but(period=None))
        what, known = "no product is", [row for part in parts for row in export.rows(store, part)]
        known.sort(key=lambda row: row["period_end"], reverse=True)
    else:
        what, known = "nothing is", questions.coverage(store, asked.but(by=None))
    day = f" as known on {asked.as_of}" if asked.as_of else ""
    pair = f"{asked.reporter} with {asked.partner or 'any partner'}{day}"
    if not known:
        return f"{what} loaded on {pair}."
    periods = list(dict.fromkeys(row["period"] for row in known))
    listed = ", ".join(periods[:8]) + (" ..." if len(periods) > 8 else "")
    return f"{what} loaded on {pair} for {asked.period or 'any period'}. There is: {listed}."
