"""Runs ``python -m etl`` in a process of its own: a bad file cannot reach into the dashboard."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

from dashboard.language import spoken

#: The folder that holds both ``dashboard`` and ``etl``.
PROGRAM = Path(__file__).resolve().parents[2]
#: A reading: the largest workbook now in use takes a tenth of this time and an eighth of this memory.
READ_SECONDS, READ_BYTES = 120, 2_000_000_000
#: A publish reads the whole archive again where the program has changed.
ADD_SECONDS = 1_800
#: Of what a command says; a table of a million faults must not fill the memory of the dashboard.
MOST_SAID = 400_000


@dataclass(frozen=True)
class Said:
    """How a command ended (0 done, 1 in part, else not at all) and what it said, line by line."""

    code: int
    lines: Sequence[str]


def read(file: Path, source: str) -> Said:
    """What would be read from a file; nothing is stored."""
    limited = ["dashboard.upload.limited", str(READ_SECONDS), str(READ_BYTES)]
    return _run([*limited, "read", *_of(source), "--", str(file)], READ_SECONDS)


def add(file: Path, source: str, known_on: date) -> Said:
    """Archives and publishes a file that ``read`` has shown. Memory is the refresh's own affair."""
    return _run(["etl", "add", *_of(source), f"--known-on={known_on}", "--", str(file)], ADD_SECONDS)


def _of(source: str) -> list[str]:
    return [f"--source={source}"] if source else []


def _run(words: Sequence[str], seconds: int) -> Said:
    with TemporaryFile() as told:
        process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=PROGRAM,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
        told.seek(0)
        text = told.read(MOST_SAID).decode("utf-8", "replace")
    if code < 0:
        return Said(code, [spoken("upload.stopped", seconds=seconds, signal=-code)])
    return Said(code, [_bare(line) for line in text.splitlines() if line.strip()])


def _bare(line: str) -> str:
    """A line without what only a terminal makes use of."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line)
