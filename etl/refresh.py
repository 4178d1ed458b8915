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

from etl import archive, checks, publish, records, series
from etl.lock import exclusive
from etl.model import RawFile
from etl.observe import observe
from etl.readings import Kept, Listener, findings_of, fingerprint, keep
from etl.registry import Card, card, source, sources
from trade.errors import TradeDataError
from trade.tables import OBSERVATIONS

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


def refresh(
    paths: Paths, only: Sequence[str] = (), told: Listener | None = None
) -> Refreshed:
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
    readings = paths.readings / code
    wanted = [(run.name, file) for run in runs for file in run.files]
    _distribute(keep(wanted, readings, told), runs)
    if not before and not any(kept for run in runs for kept in run.kept if not kept.error):
        return Refreshed(None, False, {run.name: run.errors for run in runs} | failures)
    folder = publish.start(paths.processed)
    with duckdb.connect(str(folder / "work.duckdb"), config={"memory_limit": ENGINE_MEMORY}) as db:
        _fill(db, runs, before)
        records.fill(db, runs, before, failures, began)
        publish.write(db, folder)
    (folder / "work.duckdb").unlink()
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


def _fill(db: duckdb.DuckDBPyConnection, runs: Sequence[SourceRun], before: Path | None) -> None:
    """Observations, series and findings of the new data set, the last good ones where need be."""
    good = [kept for run in runs for kept in run.kept if not kept.error]
    observe(db, good, {run.name: run.card.retrieved for run in runs})
    _carry(db, runs, before)
    series.find_several(db)
    exact = [name for name, item in sources().items() if item.one_word_per_cell]
    for name, where in series.contradictions(db, exact).items():
        next(run for run in runs if run.name == name).errors.append(where)
        db.execute("DELETE FROM observations WHERE source = ?", [name])
        _carry_rows(db, before, "source = ?", [name])
    series.find_several(db)
    series.collapse(db, exact)
    series.find_several(db)
    series.build(db)
    checks.fill(db, good, [finding for kept in good for finding in findings_of(kept)])


def _carry(db: duckdb.DuckDBPyConnection, runs: Sequence[SourceRun], before: Path | None) -> None:
    """The last good figures of files that failed now and of sources that were not asked for."""
    failed = [kept.file.name for run in runs for kept in run.kept if kept.error]
    _carry_rows(
        db, before,
        "NOT list_contains(?, source) OR raw_sha256 IN (SELECT sha256 FROM old_files WHERE list_contains(?, path))",
        [[run.name for run in runs], failed],
    )  # fmt: skip


def _carry_rows(
    db: duckdb.DuckDBPyConnection, before: Path | None, which: str, values: list[object]
) -> None:
    if before is None:
        return
    db.execute(f"CREATE OR REPLACE TEMP VIEW old_files AS FROM read_parquet('{before / 'files.parquet'}')")
    db.execute(
        f"INSERT INTO {OBSERVATIONS.name} BY NAME "
        f"FROM read_parquet('{before / 'observations.parquet'}') WHERE {which}",
        values,
    )


def _forget(readings: Path, code: str) -> None:
    """Readings of another version of the program are of no use."""
    for folder in readings.iterdir():
        if folder.name != code:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
