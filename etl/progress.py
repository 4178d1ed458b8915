"""Tells what a refresh does: a progress bar on a terminal, lines elsewhere, or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from etl.live.run import Asked
    from etl.readings import Kept

#: The share of a long work after which a program hears of it again.
_STEP = 0.05


class Listener:
    """Hears which files are read; this one keeps silent."""

    def expect(self, files: int) -> None:
        """So many files will be read."""

    def read(self, kept: Kept) -> None:
        """One of them has been."""

    def asked(self, asked: Asked) -> None:
        """A service has been asked for what is new."""

    def begin(self, work: str, size: float) -> None:
        """Work of that size (bytes, rows) begins."""

    def moved(self, work: str, done: float, rows: int) -> None:
        """So much of it is done, so many rows."""


class Voice(Listener):
    """How a command tells what it does. ``words`` are for people, ``facts`` for programs."""

    def asked(self, asked: Asked) -> None:
        files = f"{len(asked.kept)} new file{'s' * (len(asked.kept) != 1)}"
        words = f"{asked.source}: {files}" if asked.kept else f"{asked.source}: nothing new"
        if asked.outcome != "failed":
            self.say(words, event="asked", source=asked.source, outcome=asked.outcome, files=asked.kept,
                     requests=asked.requests, seconds=asked.seconds)  # fmt: skip

    def say(self, words: str, **facts: Any) -> None:
        """Something went as it should."""

    def problem(self, words: str, **facts: Any) -> None:
        """Something did not."""


class _Terminal(Voice):
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None, visible=False, said="")
        self._files = self._read = 0

    def expect(self, files: int) -> None:
        self._files = files
        self._progress.update(self._task, total=files, visible=files > 0)

    def read(self, kept: Kept) -> None:
        self._read += 1
        said = f"{self._read}/{self._files}"
        self._progress.update(self._task, advance=1, description=kept.file.name, said=said)

    def begin(self, work: str, size: float) -> None:
        self._progress.reset(self._task, total=size, visible=True, description=work, said="")

    def moved(self, work: str, done: float, rows: int) -> None:
        self._progress.update(self._task, completed=done, description=work, said=f"{rows:,} rows")

    def say(self, words: str, **facts: Any) -> None:
        self._progress.console.print(words, markup=False, highlight=False)

    def problem(self, words: str, **facts: Any) -> None:
        self._progress.console.print(f"error: {words}", markup=False, highlight=False, soft_wrap=True)


class _Lines(Voice):
    def say(self, words: str, **facts: Any) -> None:
        print(words, file=sys.stderr, flush=True)

    def problem(self, words: str, **facts: Any) -> None:
        print(f"error: {words}", file=sys.stderr, flush=True)


class _Json(Voice):
    _told = _size = 0.0

    def expect(self, files: int) -> None:
        self.say("", event="reading", files=files)

    def read(self, kept: Kept) -> None:
        self.say("", event="read", source=kept.source, file=kept.file.name, seconds=round(kept.seconds, 3),
                 error=kept.error or None)  # fmt: skip

    def begin(self, work: str, size: float) -> None:
        self._told = 0.0
        self._size = size

    def moved(self, work: str, done: float, rows: int) -> None:
        if self._size and done / self._size >= self._told + _STEP:
            self._told = done / self._size
            self.say("", event="working", work=work, share=round(self._told, 3), rows=rows)

    def say(self, words: str, **facts: Any) -> None:
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds")} | facts
        if words:
            line["message"] = words
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)

    def problem(self, words: str, **facts: Any) -> None:
        self.say(words, level="error", **facts)


@contextmanager
def voice(form: str) -> Generator[Voice]:
    """The voice of ``form`` (text or json), all of it on standard error."""
    if form == "json":
        yield _Json()
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"), TimeElapsedColumn(),
        TimeRemainingColumn(elapsed_when_finished=False), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    with bar:
        yield _Terminal(bar)
