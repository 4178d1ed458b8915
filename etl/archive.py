"""The raw files: found, named by the hash of their bytes, added, never changed."""

from __future__ import annotations

import csv
import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.model import RawFile
from etl.registry import CARD, card
from trade.errors import BadSelection, SourceUnavailable

#: In the folder of a source: the days of files that were added after its card was written.
ADDED = "added.csv"
COLUMNS = ["file", "retrieved", "known_on", "url"]


@dataclass(frozen=True)
class Days:
    """When a file's bytes were added, and by when its figures were certainly public."""

    retrieved: date
    known_on: date
    #: the address that it came from; the card's where it is empty
    url: str = ""


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def raw_files(raw: Path, source: str) -> list[RawFile]:
    """The files of a source under ``raw``, by name; the origin card and what is hidden are none."""
    origin = card(raw, source)
    of_card = Days(origin.retrieved, origin.known_on, origin.url)
    added = _added(raw / source, origin.url)
    return [
        raw_file(path, path.relative_to(raw).as_posix(), added.get(path.name, of_card))
        for path in _data(raw / source)
    ]


def raw_file(path: Path, name: str, days: Days) -> RawFile:
    return RawFile(path, name, sha256(path), days.url, days.known_on, days.retrieved)


def _data(folder: Path) -> list[Path]:
    """Every file that may hold figures, by name."""
    found = (path for path in folder.rglob("*") if path.is_file() and _is_data(path))
    return sorted(
        path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts)
    )


def _is_data(path: Path) -> bool:
    return path.name not in (CARD, ADDED) and not path.name.startswith(".")


def _added(folder: Path, usual: str) -> dict[str, Days]:
    """The days of the files that were added to the folder of a source; ``usual`` is its card's address."""
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


def add(path: Path, raw: Path, source: str, days: Days) -> Path:
    """Copies a file into the archive of a source under its own name; its place there."""
    return take(path, raw, source, path.name, days)[0]


def take(path: Path, raw: Path, source: str, name: str, days: Days) -> tuple[Path, bool]:
    """Copies a file into the archive of a source and notes its days; its place, and whether it is new there.

    The same bytes are kept once. Another file of that name stays: the new one gets the first
    digits of its hash into its name.
    """
    folder = raw / source
    if not folder.is_dir():
        raise BadSelection("source", f"{folder} is no folder of the archive.")
    digest = sha256(path)
    for present in _data(folder):
        if present.stat().st_size == path.stat().st_size and sha256(present) == digest:
            return present, False
    target = folder / name
    if target.exists() or not _is_data(target):  # nor may a file pass for a card or for the list of days
        target = target.with_name(f"{target.stem}.{digest[:8]}{target.suffix}")
    waiting = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, waiting)
    _note(folder / ADDED, target.name, days)  # first: a file without its days would pass for an old one
    waiting.replace(target)
    return target, True


def _note(path: Path, name: str, days: Days) -> None:
    """Adds a line to the list of days; the list is whole at any moment."""
    rows: list[list[str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [[*row, ""][: len(COLUMNS)] for row in csv.reader(stream)][1:]
    rows.append([name, str(days.retrieved), str(days.known_on), days.url])
    waiting = path.with_name(f".{path.name}.part")
    with waiting.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *rows])
    waiting.replace(path)
