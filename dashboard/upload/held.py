"""Files that wait until someone publishes or discards them: in a private folder, few, not for long."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

MOST = 4
SECONDS = 30 * 60
#: A file that is being published is nobody else's; one left so by a crash goes after this time.
TAKEN, TAKEN_SECONDS = ".taken", 2 * 60 * 60
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Held:
    """A file that waits; who knows the token may publish it."""

    token: str
    path: Path


def room() -> Path:
    """The folder of waiting files: all workers share it, nobody else may look into it."""
    folder = Path(tempfile.gettempdir()) / f"bilateral-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise PermissionError(f"{folder} is not private to this user: remove it")
    return folder


def is_full() -> bool:
    """Whether as many files wait as may; those whose time is over go first."""
    now = time.time()
    waiting = 0
    for folder in room().iterdir():
        allowed = TAKEN_SECONDS if folder.suffix == TAKEN else SECONDS
        if now - folder.stat().st_mtime > allowed:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            waiting += 1
    return waiting >= MOST


def place(name: str) -> Held:
    """A place for a file of that name, which must be safe."""
    token = secrets.token_hex(16)
    folder = room() / token
    folder.mkdir(mode=0o700)
    return Held(token, folder / name)


def take(token: str) -> Held | None:
    """The file for one alone to publish; None where it is gone or another takes it."""
    if not _TOKEN.fullmatch(token):
        return None
    folder = room() / token
    try:
        taken = folder.rename(folder.with_suffix(TAKEN))
        os.utime(taken)
        (path,) = taken.iterdir()
    except (OSError, ValueError):
        return None
    return Held(token, path)


def give_back(held: Held) -> None:
    """The file waits again."""
    held.path.parent.rename(held.path.parent.with_suffix(""))


def drop(held: Held) -> None:
    shutil.rmtree(held.path.parent, ignore_errors=True)


def safe_name(given: str) -> str:
    """The name that a file came with, in its own letters: no folder, nothing unseen, not hidden, not long."""
    last = re.split(r"[/\\]", given)[-1]
    name = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    short = (stem if dot else ending).encode()[:120].decode(errors="ignore").strip()
    return f"{short}{dot}{ending}" if dot else short
