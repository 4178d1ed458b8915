"""One small question to a service, shown: what was asked, what came, how it was read. Nothing is stored."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl import archive
from etl.live.fetching import Fetching, fetching
from etl.live.run import connector, live_sources
from etl.live.settings import Settings, load
from etl.paths import Paths
from etl.registry import CARD, SOURCES, source
from trade.errors import BadSelection, TradeDataError

#: So much of an answer is shown, and so many of its figures.
MOST_TEXT, MOST_ROWS = 400, 5
COLUMNS = (
    "reporter",
    "partner",
    "flow",
    "product",
    "period_start",
    "digits",
    "exponent",
    "currency",
    "locator",
)


def run(paths: Paths, name: str, **clock: Any) -> int:
    """Asks the question ``[try]`` of a ``live.toml``; 0 where it was answered and understood, else 3."""
    source(name)
    if name not in live_sources():
        raise BadSelection(
            "source", f"{name} has no service.", todo=f"With one: {', '.join(live_sources())}."
        )
    settings = load(SOURCES / name)
    print(f"Address: {settings.address}\nKey: {_of_key(settings)}")
    with TemporaryDirectory() as folder:
        inside = Paths(Path(folder))
        shutil.copytree(paths.raw / name, inside.raw / name, ignore=_all_but_card)
        with fetching(inside, replace(settings, asks=(settings.trial,)), **clock) as work:
            try:
                connector(name)(work)
            except TradeDataError as error:
                work.errors.append(str(error))
            _show(work)
            return 0 if (work.read or work.shown) and not work.errors else 3


def _all_but_card(_folder: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if name != CARD]


def _of_key(settings: Settings) -> str:
    if not settings.key_env:
        return "none is needed"
    return (
        f"taken from {settings.key_env}" if settings.key else f"{settings.key_env} is not set; asked without"
    )


def _show(work: Fetching) -> None:
    for file in archive.raw_files(work.paths.raw, work.source):
        print(f"\nAsked: {file.url}\nCame: {file.path.stat().st_size:,} bytes, kept as {file.path.name}")
        head = file.path.read_bytes()[:MOST_TEXT]
        print(head.decode("utf-8", "replace") if b"\0" not in head else "(no text)")
        reading = source(work.source).read(file)
        print(f"Read: {len(reading.figures):,} figures, {len(reading.rates):,} rates")
        for row in reading.figures.select(COLUMNS).slice(0, MOST_ROWS).to_pylist():
            print("  " + ", ".join(f"{name} {value}" for name, value in row.items()))
        for rate in reading.rates[:MOST_ROWS]:
            print(f"  {rate.currency} {rate.month}: {rate.usd_per_unit:.6f} USD ({rate.as_published})")
    for line in work.shown:
        print(line)
    print(f"\n{work.client.requests} requests.")
    for error in work.errors:
        print(f"error: {error}", file=sys.stderr)
