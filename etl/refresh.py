"""A refresh: what is new in ``data/raw`` is read, checked and published in one step.

A file that cannot be read keeps its last good figures, and a source whose files contradict one
another keeps all of its own; the others publish. The outcome of each source is in its record.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from etl import checks, codes, looked, publish, records, series
from etl.lock import exclusive
from etl.model import RawFile
from etl.plan import Paths, SourceRun, failures_of, inputs_of, plan, write_inputs
from etl.readings import Kept, Listener, findings_of, keep, reading_name
from etl.registry import source, sources
from trade.store import DATABASE

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


def refresh(paths: Paths, only: Sequence[str] = (), told: Listener | None = None) -> Refreshed:
    """Brings ``data/processed`` up to ``data/raw``; does nothing where nothing changed."""
    for name in only:
        source(name)
    with exclusive(paths.processed):
        done = _refresh(paths, list(only) or list(sources()), told or Listener())
        looked.note(paths.processed, done.outcome, done.folder.name if done.folder else None, done.failures)
        return done


def _refresh(paths: Paths, names: Sequence[str], told: Listener) -> Refreshed:
    before = publish.current(paths.processed)
    asked, known = plan(paths, names, before), inputs_of(before)
    runs, failures = asked.runs, asked.failures
    if before and asked.is_answered_by(known):
        return Refreshed(before, False, failures_of(before, names) | failures)
    began = datetime.now(UTC)
    wanted = [(run.name, file.retrieved or run.card.retrieved, file) for run in runs for file in run.files]
    _distribute(keep(wanted, paths.readings / asked.program, told), runs)
    folder = publish.start(paths.processed)
    with duckdb.connect(
        str(folder / DATABASE),
        config={"memory_limit": ENGINE_MEMORY, "storage_compatibility_version": "latest"},
    ) as db:
        _fill(db, folder, runs, before)
        records.fill(db, runs, before, failures, began)
        codes.fill(db)
        publish.write(db, folder)
    failures |= {run.name: run.errors for run in runs if run.errors}
    if not any((folder / publish.OBSERVED).iterdir()):
        shutil.rmtree(folder)
        return Refreshed(before, False, failures)
    write_inputs(folder, known, asked.inputs)
    publish.verify(folder)
    final = publish.swap(paths.processed, folder)
    _forget(paths.readings, asked.program)
    return Refreshed(final, True, failures)


def _distribute(read: Sequence[Kept], runs: Sequence[SourceRun]) -> None:
    for run in runs:
        run.kept = [kept for kept in read if kept.source == run.name]
        run.errors = [kept.error for kept in run.kept if kept.error]


def _fill(
    db: duckdb.DuckDBPyConnection, folder: Path, runs: Sequence[SourceRun], before: Path | None
) -> None:
    """Observations, series and findings of the new data set, the last good ones where need be."""
    asked = [run.name for run in runs]
    failed = [kept.file.name for run in runs for kept in run.kept if kept.error]
    good = [kept for run in runs for kept in run.kept if not kept.error]
    carried = [kept for kept in _last_good(before) if kept.source not in asked or kept.file.name in failed]
    used = {kept.path.name: kept for kept in (*carried, *good)}
    publish.take(folder, [kept.path for kept in used.values()])
    publish.view(db, folder)
    series.find_several(db)
    exact = [name for name, item in sources().items() if item.one_word_per_cell]
    for name, where in series.contradictions(db, exact).items():
        next(run for run in runs if run.name == name).errors.append(where)
        for torn in [kept for kept in used.values() if kept.source == name]:
            del used[torn.path.name]
            (folder / publish.OBSERVED / torn.path.name).unlink()
        again = {kept.path.name: kept for kept in _last_good(before) if kept.source == name}
        publish.take(folder, [kept.path for kept in again.values()])
        used |= again
    publish.view(db, folder)
    series.find_several(db)
    publish.without(folder, series.repeated(db, exact))
    publish.view(db, folder)
    series.find_several(db)
    series.build(db)
    db.execute("CHECKPOINT")  # what is on disk need not be held in memory
    every = list(used.values())
    checks.fill(db, every, [finding for kept in every for finding in findings_of(kept)])


def _last_good(before: Path | None) -> list[Kept]:
    """The readings of the data set before."""
    if before is None:
        return []
    rows: list[tuple[str, str, str, str, date]] = duckdb.execute(
        "SELECT source, path, sha256, url, retrieved_at FROM read_parquet(?) ORDER BY ALL",
        [str(before / "files.parquet")],
    ).fetchall()
    found = [
        Kept(
            name, RawFile(Path(path), path, sha256, url, day, day), day,
            before / publish.OBSERVED / reading_name(name, sha256),
        )
        for name, path, sha256, url, day in rows
    ]  # fmt: skip
    return [kept for kept in found if kept.path.exists()]


def _forget(readings: Path, code: str) -> None:
    """Readings of another version of the program are of no use."""
    for folder in readings.iterdir():
        if folder.name != code:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
