"""The raw files: found, named by the hash of their bytes, added, never changed.

A file that comes is out of sight (``.arriving``) until it is known to be usable. Wherever a crash stops
that, ``settle`` brings the archive to before or after it.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from etl import durable
from etl.days import ADDED, Days, note, noted
from etl.model import RawFile
from etl.registry import CARD, card
from trade.errors import BadSelection

#: In the folder of a source: what came and is not yet in the archive, and answers that could not be used.
ARRIVING, REFUSED = ".arriving", ".refused"


@dataclass(frozen=True)
class Arrival:
    """A file beside the archive, under the name that it will have there."""

    place: Path
    days: Days

    @property
    def folder(self) -> Path:
        return self.place.parent.parent


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def raw_files(raw: Path, source: str) -> list[RawFile]:
    """The files of a source under ``raw``, by name; the origin card and what is hidden are none."""
    origin = card(raw, source)
    of_card = Days(origin.retrieved, origin.known_on, origin.url)
    added = noted(raw / source, origin.url)
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


def add(path: Path, raw: Path, source: str, days: Days) -> Path:
    """Copies a file into the archive of a source under its own name; its place there."""
    return take(path, raw, source, path.name, days)[0]


def take(path: Path, raw: Path, source: str, name: str, days: Days) -> tuple[Path, bool]:
    """Copies a file into the archive of a source and notes its days; its place, and whether it is new there."""
    came = receive(path, raw / source, name, days)
    return (came, False) if isinstance(came, Path) else (admit(came), True)


def receive(path: Path, folder: Path, name: str, days: Days) -> Arrival | Path:
    """Copies a file beside the archive of a source; where the same bytes are in it already, their place.

    Another file of that name stays: the new one gets the first digits of its hash into its name.
    """
    if not folder.is_dir():
        raise BadSelection("source", f"{folder} is no folder of the archive.")
    if present := _same(path, folder):
        return present
    target = folder / name
    if target.exists() or not _is_data(target):  # nor may a file pass for a card or for the list of days
        target = _by_hash(target, path)
    place = folder / ARRIVING / target.name
    place.parent.mkdir(exist_ok=True)
    with durable.unfinished(place) as waiting:
        shutil.copyfile(path, waiting)
    return Arrival(place, days)


def admit(came: Arrival) -> Path:
    """Takes a file into the archive; its place there."""
    note(came.folder, came.place.name, came.days)  # first: a file without its days would pass for an old one
    return _move(came.place, came.folder)


def refuse(came: Arrival) -> Path:
    """Sets a file aside, with its days; its place. The same bytes are kept once."""
    folder = came.folder / REFUSED
    folder.mkdir(exist_ok=True)
    if present := _same(came.place, folder):
        came.place.unlink()
        _leave(came.place.parent)
        return present
    place = came.place
    if (folder / place.name).exists():
        place = place.rename(_by_hash(place, place))
    note(folder, place.name, came.days)
    return _move(place, folder)


def settle(folder: Path) -> None:
    """Ends what a crash left half done: what was noted goes into the archive, all else that came is gone."""
    if not (folder / ARRIVING).is_dir():
        return
    known = noted(folder)
    for place in (folder / ARRIVING).iterdir():
        if place.name in known and not (folder / place.name).exists():
            place.replace(folder / place.name)
        else:
            place.unlink()
    _leave(folder / ARRIVING)


def _same(path: Path, folder: Path) -> Path | None:
    """A file of the folder that holds the same bytes."""
    digest = sha256(path)
    alike = (each for each in _data(folder) if each.stat().st_size == path.stat().st_size)
    return next((each for each in alike if sha256(each) == digest), None)


def _by_hash(target: Path, path: Path) -> Path:
    return target.with_name(f"{target.stem}.{sha256(path)[:8]}{target.suffix}")


def _move(place: Path, folder: Path) -> Path:
    target = place.replace(folder / place.name)
    durable.sync(folder)
    _leave(place.parent)
    return target


def _leave(arriving: Path) -> None:
    """Nothing is left of a way that was gone, unless something else is on it."""
    if not any(arriving.iterdir()):
        arriving.rmdir()


__all__ = ["ADDED", "ARRIVING", "REFUSED", "Arrival", "Days", "add", "admit", "raw_file", "raw_files",
           "receive", "refuse", "settle", "sha256", "take"]  # fmt: skip
