"""One refresh at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from trade.errors import SourceUnavailable

_held: list[IO[str]] = []


def _let_go() -> None:
    """A worker must not hold the lock on when the process that took it is killed."""
    for file in _held:
        file.close()


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def exclusive(folder: Path) -> Generator[None]:
    """Holds the lock of ``folder``; raises SourceUnavailable where another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SourceUnavailable(
                "another refresh is running.", where=str(folder), todo="Wait until it has ended."
            ) from None
        _held.append(held)
        try:
            yield
        finally:
            _held.remove(held)
