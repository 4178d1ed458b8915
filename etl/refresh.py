"""A refresh: what is new in ``data/raw`` is read, checked and published in one step.

A file that cannot be read keeps its last good figures, and a source whose files contradict one
another keeps all of its own; the others publish. The outcome of each source is in its record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from etl import build, codes, looked, publish, records
from etl.lock import exclusive
from etl.plan import PROGRAM, Paths, Plan, SourceRun, failures_of, inputs_of, plan, write_inputs
from etl.progress import Listener
from etl.readings import Kept, keep
from etl.registry import source, sources
from trade import looks
from trade.errors import TradeDataError, sentence
from trade.store import DATABASE

if TYPE_CHECKING:
    from etl.live.run import Asked

Ask = Callable[[Paths, Sequence[str], Listener], "list[Asked]"]
#: The most that the engine may hold at once; the rest of the budget is for Python and Arrow.
ENGINE_MEMORY = "900MB"


@dataclass(frozen=True)
class Refreshed:
    """How a refresh ended: ``folder`` is the data set now in use (None: there is none)."""

    folder: Path | None
    is_new: bool
    failures: dict[str, list[str]]

    @property
    def exit_code(self) -> int:
        """0 done, 1 done in part, 3 nothing could be done."""
        if self.folder is None:
            return 3
        return 1 if self.failures else 0

    @property
    def outcome(self) -> str:
        if self.folder is None:
            return "nothing"
        return "published" if self.is_new else "unchanged"


def refresh(
    paths: Paths, only: Sequence[str] = (), told: Listener | None = None, ask: Ask | None = None
) -> Refreshed:
    """Brings ``data/processed`` up to ``data/raw``; does nothing where nothing changed.

    ``ask`` first brings ``data/raw`` up to what the publishers' services say.
    """
    for name in only:
        source(name)
    names, told = list(only) or list(sources()), told or Listener()
    with exclusive(paths.processed):
        asked = ask(paths, names, told) if ask else []
        unheard = {each.source: [*each.errors] for each in asked if each.errors}
        try:
            done = _refresh(paths, names, told, unheard)
        except (TradeDataError, OSError) as error:
            with suppress(OSError):  # where the disk is full, there may be no room for the note either
                broken = Refreshed(publish.current(paths.processed), False, unheard)
                looked.note(paths.processed, broken, names, asked, sentence(error))
            raise
        try:
            looked.note(paths.processed, done, names, asked)
        except OSError as error:  # what was published stands
            said = f"what this refresh came to could not be noted: {sentence(error)}"
            return replace(done, failures=done.failures | {looks.LOOKED: [said]})
        return done


def _refresh(
    paths: Paths, names: Sequence[str], told: Listener, unheard: Mapping[str, Sequence[str]]
) -> Refreshed:
    """``unheard`` says what went wrong when services were asked: their files of before still count."""
    before = publish.current(paths.processed)
    asked, known = plan(paths, names, before), inputs_of(before)
    runs, failures = asked.runs, _together(asked.failures, unheard)
    if before and asked.is_answered_by(known):
        return Refreshed(before, False, _together(failures_of(before, names), failures))
    began = datetime.now(UTC)
    wanted = [(run.name, file.retrieved or run.card.retrieved, file) for run in runs for file in run.files]
    _distribute(keep(wanted, paths.readings / asked.program, told), runs)
    with publish.building(paths.processed) as folder:
        is_fit = _build(folder, asked, before, known, began, unheard)
        failures = _together(failures, {run.name: run.errors for run in runs})
        if not is_fit:
            return Refreshed(before, False, failures)
        final = publish.swap(paths.processed, folder)
    _forget(paths.readings, asked.program)
    return Refreshed(final, True, failures)


def _build(
    folder: Path, asked: Plan, before: Path | None, known: Mapping[str, str], began: datetime,
    unheard: Mapping[str, Sequence[str]],
) -> bool:  # fmt: skip
    """Fills the folder of a new data set; False where there is nothing to fill it with."""
    last = build.Before(before, holds=known.get(PROGRAM) == asked.program)
    build.prepare(folder, last)
    with duckdb.connect(
        str(folder / DATABASE),
        config={"memory_limit": ENGINE_MEMORY, "storage_compatibility_version": "latest"},
    ) as db:
        chosen = build.choose(db, folder, asked.runs, last)
        if not chosen.used:
            return False
        build.fill(db, folder, chosen, last)
        records.fill(db, asked.runs, before, asked.failures, began, unheard)
        codes.fill(db)
        publish.write(db, folder, before, chosen.changed)
    write_inputs(folder, known, asked.inputs)
    publish.verify(folder)
    return True


def _together(*said: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What went wrong by source, each thing once."""
    names = {name for each in said for name in each}
    every = {name: [message for each in said for message in each.get(name, ())] for name in sorted(names)}
    return {name: list(dict.fromkeys(messages)) for name, messages in every.items() if messages}


def _distribute(read: Sequence[Kept], runs: Sequence[SourceRun]) -> None:
    for run in runs:
        run.kept = [kept for kept in read if kept.source == run.name]
        run.errors = [kept.error for kept in run.kept if kept.error]


def _forget(readings: Path, code: str) -> None:
    """Readings of another version of the program are of no use."""
    for folder in readings.iterdir():
        if folder.name != code:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
