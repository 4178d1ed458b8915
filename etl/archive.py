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


@dataclass(frozen=True)
class Days:
    """When a file's bytes were added, and by when its figures were certainly public."""

    retrieved: date
    known_on: date


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def raw_files(raw: Path, source: str) -> list[RawFile]:
    """The files of a source under ``raw``, by name; the origin card and hidden files are none."""
    origin = card(raw, source)
    of_card = Days(origin.retrieved, origin.known_on)
    added = _added(raw / source)
    paths = sorted(path for path in (raw / source).rglob("*") if path.is_file() and _is_data(path))
    return [
        raw_file(path, path.relative_to(raw).as_posix(), origin.url, added.get(path.name, of_card))
        for path in paths
    ]


def raw_file(path: Path, name: str, url: str, days: Days) -> RawFile:
    return RawFile(path, name, sha256(path), url, days.known_on, days.retrieved)


def _is_data(path: Path) -> bool:
    return path.name not in (CARD, ADDED) and not path.name.startswith(".")


def _added(folder: Path) -> dict[str, Days]:
    """The days of the files that ``add`` put into the folder of a source."""
    path = folder / ADDED
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return {
                row["file"]: Days(date.fromisoformat(row["retrieved"]), date.fromisoformat(row["known_on"]))
                for row in csv.DictReader(stream, strict=True)
            }
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise SourceUnavailable(
            f"the days of the added files cannot be read ({error}).", where=f"{folder.name}/{ADDED}",
            todo="Its columns are file, retrieved, known_on; days are written 2018-12-31.",
        ) from error  # fmt: skip


def add(path: Path, raw: Path, source: str, days: Days) -> Path:
    """Copies a file into the archive of a source and notes its days; its place there.

    The same bytes are kept once. Another file of that name stays: the new one gets the first
    digits of its hash into its name.
    """
    folder = raw / source
    digest = sha256(path)
    for present in folder.rglob("*"):
        if (
            present.is_file()
            and _is_data(present)
            and present.stat().st_size == path.stat().st_size
            and sha256(present) == digest
        ):
            return present
    target = folder / path.name
    if target.exists() or not _is_data(target):  # nor may a file pass for a card or for the list of days
        target = target.with_name(f"{path.stem}.{digest[:8]}{path.suffix}")
    if not folder.is_dir():
        raise BadSelection("source", f"{folder} is no folder of the archive.")
    waiting = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, waiting)
    _note(folder / ADDED, target.name, days)  # first: a file without its days would pass for an old one
    waiting.replace(target)
    return target


def _note(path: Path, name: str, days: Days) -> None:
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        if is_new:
            writer.writerow(("file", "retrieved", "known_on"))
        writer.writerow((name, days.retrieved, days.known_on))
