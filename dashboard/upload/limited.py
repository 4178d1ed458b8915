"""``python -m dashboard.upload.limited SECONDS BYTES WORD...``: the command line of etl within limits.

The limits are set here and not between fork and exec of the dashboard, whose other threads may hold locks.
"""

from __future__ import annotations

import os
import resource
import sys
from contextlib import suppress

#: What a reading may write into one file; figures of a workbook that may be uploaded take a tenth of it.
MOST_WRITTEN = 500_000_000


def main(seconds: int, memory: int, words: list[str]) -> None:
    """Becomes ``python -m etl`` with so much processor time and memory of its own."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError):  # the system's own limit is lower still
            resource.setrlimit(what, (most, most))
    os.execv(sys.executable, [sys.executable, "-m", "etl", *words])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
