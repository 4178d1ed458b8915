"""The days of raw files that were added after the card of their source was written: ``added.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.durable import replaced
from trade.errors import SourceUnavailable

#: In the folder of a source.
ADDED = "added.csv"
COLUMNS = ["file", "retrieved", "known_on", "url"]


@dataclass(frozen=True)
class Days:
    """When a file's bytes were added, and by when its figures were certainly public."""

    retrieved: date
    known_on: date
    #: the address that it came from; the card's where it is empty
    url: str = ""


def noted(folder: Path, usual: str = "") -> dict[str, Days]:
    """The days of the files of a folder that has a list of them; ``usual`` is the address where none is given."""
    path = folder / ADDED
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return {
                row["file"]: Days(
                    date.fromisoformat(row["retrieved"]),
                    date.fromisoformat(row["known_on"]),
                    row.get("url") or usual,
                )
                for row in csv.DictReader(stream, strict=True)
            }
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise SourceUnavailable(
            f"the days of the added files cannot be read ({error}).", where=f"{folder.name}/{ADDED}",
            todo=f"Its columns are {', '.join(COLUMNS)}; days are written 2018-12-31.",
        ) from error  # fmt: skip


def note(folder: Path, name: str, days: Days) -> None:
    """Notes the days of a file, in place of what was noted of it; the list is whole at any moment."""
    path = folder / ADDED
    rows: list[list[str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [[*row, ""][: len(COLUMNS)] for row in csv.reader(stream)][1:]
    rows = [row for row in rows if row[0] != name]
    rows.append([name, str(days.retrieved), str(days.known_on), days.url])
    with replaced(path) as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *rows])
