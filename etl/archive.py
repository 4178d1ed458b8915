"""The raw files: found, named by the hash of their bytes, added, never changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from etl.model import RawFile
from etl.registry import CARD, card
from trade.errors import BadSelection


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def raw_files(raw: Path, source: str) -> list[RawFile]:
    """The files of a source under ``raw``, by name; the origin card and hidden files are none."""
    origin = card(raw, source)
    paths = sorted(path for path in (raw / source).rglob("*") if path.is_file() and _is_data(path))
    return [
        RawFile(path, path.relative_to(raw).as_posix(), sha256(path), origin.url, origin.known_on)
        for path in paths
    ]


def _is_data(path: Path) -> bool:
    return path.name != CARD and not path.name.startswith(".")


def add(path: Path, raw: Path, source: str) -> Path:
    """Copies a file into the archive of a source; its place there.

    The same bytes are kept once. Another file of that name stays: the new one gets the first
    digits of its hash into its name.
    """
    folder = raw / source
    digest = sha256(path)
    for present in folder.rglob("*"):
        if present.is_file() and present.stat().st_size == path.stat().st_size and sha256(present) == digest:
            return present
    target = folder / path.name
    if target.exists():
        target = target.with_name(f"{path.stem}.{digest[:8]}{path.suffix}")
    if not folder.is_dir():
        raise BadSelection("source", f"{folder} is no folder of the archive.")
    waiting = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, waiting)
    waiting.replace(target)
    return target
