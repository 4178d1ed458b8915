"""What the tables say, for a terminal or a file: check, status, summary."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

from trade import export, questions
from trade.errors import BadSelection, SourceUnavailable
from trade.period import Period
from trade.questions import Row
from trade.selection import Selection
from trade.store import Store

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
    every = [row for row in questions.findings(store) if source in (None, row["source"])]
    if source and source not in {row["source"] for row in questions.sources(store)}:
        raise BadSelection("--source", f"no source is called {source!r}.")
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
    """Prints what is loaded; 1 where a source failed."""
    rows = questions.sources(store)
    grid = Grid(
        "source", "publisher", "vintage", "refreshed (UTC)", "outcome", title=f"Data set {store.version}"
    )
    for name in ("files", "figures", "findings"):
        grid.add_column(name, justify="right")
    for row in rows:
        numbers = [f"{row[name]:,}" for name in ("files", "figures", "findings")]
        refreshed = f"{row['last_refresh']:%Y-%m-%d %H:%M}"
        grid.add_row(row["source"], row["publisher"], row["vintage"], refreshed, row["outcome"], *numbers)
    Console().print(grid)
    for row in rows:
        if row["message"]:
            print(f"{row['source']}: {row['message']}")
    return 1 if any(row["outcome"] == "failed" for row in rows) else 0


def summary(store: Store, asked: Selection, form: str, output: Path | None) -> int:
    """Writes the rows asked for as CSV or XLSX; an empty answer is a sentence, not an empty file."""
    rows = _rows(store, asked)
    if not rows:
        raise SourceUnavailable(_why_empty(store, asked))
    if form == "xlsx":
        if output is None:
            raise BadSelection(
                "--output", "a workbook needs a file to go to.", todo="Add: --output summary.xlsx"
            )
        from etl.spreadsheet import write_xlsx

        write_xlsx(output, rows, asked, store.version)
        return 0
    pieces = [piece for part in _parts(asked) for piece in export.csv(store, part)]
    heading = pieces[0]
    text = heading + b"".join(piece for piece in pieces if piece != heading)
    if output:
        output.write_bytes(text)
    else:
        sys.stdout.buffer.write(text)
    return 0


def _parts(asked: Selection) -> list[Selection]:
    """By sector, what the partner reports of the same trade goes along, in the partner's own terms."""
    if asked.by == "product" and asked.partner:
        return [asked, asked.but(reporter=asked.partner, partner=asked.reporter)]
    return [asked]


def _rows(store: Store, asked: Selection) -> list[Row]:
    return [row for part in _parts(asked) for row in export.rows(store, part)]


def summary_selection(reporter: str, partner: str | None, period: str | None, by: str) -> Selection:
    """The selection that the words of the command line name."""
    words = {"reporter": reporter, "partner": partner or "", "by": "product" if by == "sector" else by}
    asked = Selection.from_query(words)
    if period:
        asked = asked.but(period=Period.parse(period))
    if by == "partner":
        if asked.period is None:
            raise BadSelection("--period", "partners are listed for one period.", todo="Add: --period 2018")
        return asked.but(product="TOTAL")
    if by == "period":
        return asked.but(partner=asked.partner or questions.WORLD, product="TOTAL")
    return asked


def _why_empty(store: Store, asked: Selection) -> str:
    known = questions.coverage(store, asked.but(by=None))
    pair = f"{asked.reporter} with {asked.partner or 'any partner'}"
    if not known:
        return f"nothing is loaded on {pair}."
    periods = list(dict.fromkeys(row["period"] for row in known))
    listed = ", ".join(periods[:8]) + (" ..." if len(periods) > 8 else "")
    return f"nothing is loaded on {pair} for {asked.period or 'any period'}. There is: {listed}."
