"""One refresh at a time: a lock that the operating system drops when its holder dies."""

from __future__ import annotations

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from trade.errors import SourceUnavailable


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
        yield
