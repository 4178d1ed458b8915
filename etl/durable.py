"""Files that a crash, a full disk or a machine that goes dark leaves as before or as after, never between."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


def sync(path: Path) -> None:
    """Returns once the bytes of a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def unfinished(path: Path, is_found_again: bool = False) -> Generator[Path]:
    """A hidden place beside ``path`` to write to: it takes the place of ``path`` at the end, or is gone.

    ``is_found_again``: a machine that goes dark may lose the file's name, never half of its bytes.
    """
    waiting = path.with_name(f".{path.name}.part")
    try:
        yield waiting
        sync(waiting)
        waiting.replace(path)
        if not is_found_again:
            sync(path.parent)
    finally:
        waiting.unlink(missing_ok=True)


@contextmanager
def replaced(path: Path) -> Generator[IO[str]]:
    """A text file written anew."""
    with unfinished(path) as waiting, waiting.open("w", encoding="utf-8", newline="") as stream:
        yield stream
        stream.flush()


def append(path: Path, line: Mapping[str, Any]) -> None:
    """One more JSON object at the end of a file of them; what a full disk cut off must not run into it."""
    written = json.dumps(line, ensure_ascii=False).encode() + b"\n"
    with path.open("a+b") as stream:
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            written = (b"" if stream.read() == b"\n" else b"\n") + written
        stream.write(written)
        stream.flush()
