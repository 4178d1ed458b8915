"""A refresh: what is new in ``data/raw`` is read, checked and published in one step.

A file that cannot be read keeps its last good figures, and a source whose files contradict one
another keeps all of its own; the others publish. The outcome of each source is in its record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import archive, checks, codes, publish, records, series
from etl.lock import exclusive
from etl.model import RawFile
from etl.readings import Kept, Listener, findings_of, fingerprint, keep, reading_name
from etl.registry import Card, card, source, sources
from trade.errors import TradeDataError
from trade.store import DATABASE

INPUTS = "inputs.json"
#: The most that the engine may hold at once; the rest of the budget is for Python and Arrow.
ENGINE_MEMORY = "900MB"


@dataclass(frozen=True)
class Paths:
    """The folders that a refresh works in."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def readings(self) -> Path:
        return self.processed / ".readings"


@dataclass
class SourceRun:
    """What a refresh did for one source."""

    name: str
    card: Card
    files: list[RawFile] = field(default_factory=list[RawFile])
    kept: list[Kept] = field(default_factory=list[Kept])
    errors: list[str] = field(default_factory=list[str])

    @property
    def outcome(self) -> str:
        if self.errors:
            return "failed"
        return "published" if any(kept.is_new for kept in self.kept) else "unchanged"


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


def refresh(paths: Paths, only: Sequence[str] = (), told: Listener | None = None) -> Refreshed:
    """Brings ``data/processed`` up to ``data/raw``; does nothing where nothing changed."""
    for name in only:
        source(name)
    with exclusive(paths.processed):
        return _refresh(paths, only, told or Listener())


def _refresh(paths: Paths, only: Sequence[str], told: Listener) -> Refreshed:
    before = publish.current(paths.processed)
    runs, failures = _plan(paths, only or list(sources()))
    code = fingerprint(Path(__file__).parent.parent)
    inputs = _inputs(code, runs)
    if before and _inputs_of(before) == inputs and not failures:
        return Refreshed(before, False, _failures_of(before))
    began = datetime.now(UTC)
    wanted = [(run.name, run.card.retrieved, file) for run in runs for file in run.files]
    _distribute(keep(wanted, paths.readings / code, told), runs)
    if not before and not any(not kept.error for run in runs for kept in run.kept):
        return Refreshed(None, False, {run.name: run.errors for run in runs} | failures)
    folder = publish.start(paths.processed)
    with duckdb.connect(
        str(folder / DATABASE),
        config={"memory_limit": ENGINE_MEMORY, "storage_compatibility_version": "latest"},
    ) as db:
        _fill(db, folder, runs, before)
        records.fill(db, runs, before, failures, began)
        codes.fill(db)
        publish.write(db, folder)
    (folder / INPUTS).write_text(json.dumps(inputs), encoding="utf-8")
    publish.verify(folder)
    final = publish.swap(paths.processed, folder)
    _forget(paths.readings, code)
    failures |= {run.name: run.errors for run in runs if run.errors}
    return Refreshed(final, True, failures)


def _plan(paths: Paths, names: Iterable[str]) -> tuple[list[SourceRun], dict[str, list[str]]]:
    """The sources with their files; and those whose card or folder is missing, with the reason."""
    runs: list[SourceRun] = []
    failures: dict[str, list[str]] = {}
    for name in names:
        try:
            runs.append(SourceRun(name, card(paths.raw, name), archive.raw_files(paths.raw, name)))
        except TradeDataError as error:
            failures[name] = [str(error)]
    return runs, failures


def _inputs(code: str, runs: Sequence[SourceRun]) -> dict[str, str]:
    """What the data set is made from: the program, each source's card and its files' bytes."""
    words = {run.name: repr(run.card) + "".join(f.name + f.sha256 for f in run.files) for run in runs}
    return {"program": code} | {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in words.items()
    }


def _inputs_of(folder: Path) -> dict[str, str]:
    path = folder / INPUTS
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _failures_of(folder: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(folder / publish.DATABASE), read_only=True) as db:
        rows = db.execute("SELECT source, message FROM sources WHERE outcome = 'failed'").fetchall()
    return {name: [message] for name, message in rows}


def _distribute(read: Sequence[Kept], runs: Sequence[SourceRun]) -> None:
    for run in runs:
        run.kept = [kept for kept in read if kept.source == run.name]
        run.errors = [kept.error for kept in run.kept if kept.error]


def _fill(
    db: duckdb.DuckDBPyConnection, folder: Path, runs: Sequence[SourceRun], before: Path | None
) -> None:
    """Observations, series and findings of the new data set, the last good ones where need be."""
    good = [kept for run in runs for kept in run.kept if not kept.error]
    failed = [kept.file.name for run in runs for kept in run.kept if kept.error]
    publish.take(folder, [kept.path for kept in good])
    asked = [run.name for run in runs]
    publish.take(
        folder,
        _last_good(
            before, "NOT list_contains($asked, source) OR list_contains($failed, path)", asked, failed
        ),
    )
    publish.view(db, folder)
    series.find_several(db)
    exact = [name for name, item in sources().items() if item.one_word_per_cell]
    for name, where in series.contradictions(db, exact).items():
        next(run for run in runs if run.name == name).errors.append(where)
        for path in (folder / publish.OBSERVED).glob(f"{name}-*"):
            path.unlink()
        publish.take(
            folder, _last_good(before, "list_contains($asked, source) AND $failed IS NOT NULL", [name], [])
        )
    publish.view(db, folder)
    series.find_several(db)
    publish.without(folder, series.repeated(db, exact))
    publish.view(db, folder)
    series.find_several(db)
    series.build(db)
    db.execute("CHECKPOINT")  # what is on disk need not be held in memory
    checks.fill(db, good, [finding for kept in good for finding in findings_of(kept)])


def _last_good(before: Path | None, which: str, asked: list[str], failed: list[str]) -> list[Path]:
    """The observations of the data set before, of the raw files that ``which`` chooses."""
    if before is None:
        return []
    rows = duckdb.execute(
        f"SELECT source, sha256 FROM read_parquet('{publish.quoted(before / 'files.parquet')}') WHERE {which}",
        {"asked": asked, "failed": failed},
    ).fetchall()
    paths = [before / publish.OBSERVED / reading_name(source, sha256) for source, sha256 in rows]
    return [path for path in paths if path.exists()]


def _forget(readings: Path, code: str) -> None:
    """Readings of another version of the program are of no use."""
    for folder in readings.iterdir():
        if folder.name != code:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
