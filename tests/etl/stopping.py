"""Started by test_killed.py: a refresh that stands still at one point, for good, until it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from etl import checks, publish, readings, series
from etl.paths import Paths
from etl.refresh import refresh

#: Where a refresh can be stopped, in its order: a function, just before or just after it has run.
POINTS: dict[str, tuple[Any, str, bool]] = {
    "while a worker reads": (readings, "observed", False),
    "when all is read": (publish, "start", False),
    "before the series": (series, "build", False),
    "after the checks": (checks, "fill", True),
    "before the Parquet files": (publish, "write", False),
    "before it is verified": (publish, "verify", False),
    "before it gets its name": (publish, "swap", False),
    "before the pointer": (Path, "symlink_to", False),
    "with a new pointer beside the old": (Path, "symlink_to", True),
    "before old versions go": (shutil, "rmtree", False),
}


def stop_at(point: str) -> None:
    owner, name, is_after = POINTS[point]
    work: Callable[..., Any] = getattr(owner, name)

    def stopped(*words: Any, **named: Any) -> Any:
        if is_after:
            work(*words, **named)
        os.write(1, b"stopped\n")
        while True:
            signal.pause()

    setattr(owner, name, stopped)


if __name__ == "__main__":
    stop_at(sys.argv[2])
    readings.FEW_BYTES = 0  # read in workers, as a large refresh does
    refresh(Paths(Path(sys.argv[1])))
