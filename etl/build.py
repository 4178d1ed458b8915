"""A new data set from readings: its observations, and series made anew only where a file came or went.

The cells of one reporter in one source never meet those of another, so a change of one file costs
the series of the reporters that it speaks of; the rest holds as long as the program is the same.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl import checks, derived, publish, rates, series
from etl.model import Finding, RawFile
from etl.plan import SourceRun
from etl.readings import Kept, findings_of, reading_name
from etl.registry import sources
from trade.store import DATABASE
from trade.tables import TRADE


@dataclass(frozen=True)
class Before:
    """The data set in use while the next one is built."""

    folder: Path | None
    #: whether the program that made it would make it again: then its series can be taken over
    holds: bool

    @property
    def names(self) -> set[str]:
        """The names of the readings that it was built from; none where they do not hold."""
        return {kept.path.name for kept in self._readings()} if self.holds else set()

    def last_good(self) -> list[Kept]:
        """Its readings, but for those of which every figure stands in another one."""
        return [kept for kept in self._readings() if kept.path.exists()]

    def _readings(self) -> list[Kept]:
        if self.folder is None:
            return []
        rows: list[tuple[str, str, str, str, date]] = duckdb.execute(
            "SELECT source, path, sha256, url, retrieved_at FROM read_parquet(?) ORDER BY ALL",
            [str(self.folder / "files.parquet")],
        ).fetchall()
        return [
            Kept(
                name, RawFile(Path(path), path, sha256, url, day, day), day,
                self.folder / publish.OBSERVED / reading_name(name, sha256),
            )
            for name, path, sha256, url, day in rows
        ]  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """The readings that a data set is built from; ``changed`` are the sources not as they were before."""

    used: list[Kept]
    changed: set[str]


def prepare(folder: Path, before: Before) -> None:
    """Puts the series that still hold into the folder: the DuckDB file of the data set before."""
    if not before.folder or not before.holds:
        return
    shutil.copyfile(before.folder / DATABASE, folder / DATABASE)
    with duckdb.connect(str(folder / DATABASE)) as db:
        for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            if name != TRADE.name:
                db.execute(f"DROP TABLE {name}")


def choose(db: duckdb.DuckDBPyConnection, folder: Path, runs: Sequence[SourceRun], before: Before) -> Chosen:
    """Links the observations to build from into the folder and shows them as the view of that name.

    A source whose files contradict one another is noted in its run; it keeps what it said last.
    """
    used = _used(runs, before)
    if not used:
        return Chosen([], set())
    slack = {name: item.slack for name, item in sources().items() if item.one_word_per_cell}
    exact = _exact()
    chosen = _take(db, folder, used, before, exact)
    if torn := series.contradictions(db, slack):
        for run in runs:
            run.errors += [torn[run.name]] if run.name in torn else []
        used = [kept for kept in used if kept.source not in torn]
        used += [kept for kept in before.last_good() if kept.source in torn]
        chosen = _take(db, folder, used, before, exact) if used else Chosen([], set())
    if used:
        publish.without(folder, series.leave_first(db, exact))
        publish.view(db, folder)
    return chosen


def fill(db: duckdb.DuckDBPyConnection, folder: Path, chosen: Chosen, before: Before) -> None:
    """Series and findings. ``db`` is the DuckDB file in ``folder``, prepared, its observations chosen."""
    rates.fill(db, chosen.used)
    series.build(db, _parts(db, folder, chosen, before))
    noted = _derive(db, chosen, before)
    series.mark_rules(db)
    db.execute("CHECKPOINT")  # what is on disk need not be held in memory
    said = [finding for kept in chosen.used for finding in findings_of(kept)]
    checks.fill(db, chosen.used, [*said, *noted])


def _derive(db: duckdb.DuckDBPyConnection, chosen: Chosen, before: Before) -> list[Finding]:
    """Figures that follow from others, of the sources that changed; findings on those of all."""
    files = {kept.file.sha256: kept.file.name for kept in chosen.used}
    if not before.folder or not before.holds:
        return derived.fill(db, _exact(), files)
    unchanged = [name for name in _exact() if name not in chosen.changed]
    noted = derived.fill(db, [name for name in _exact() if name in chosen.changed], files)
    return noted + derived.found_before(before.folder / "findings.parquet", unchanged)


def _exact() -> list[str]:
    """The sources whose files speak of a cell once."""
    return [name for name, item in sources().items() if item.one_word_per_cell]


def _used(runs: Sequence[SourceRun], before: Before) -> list[Kept]:
    """The readings to build from: those of now, and the last good ones where need be."""
    asked = [run.name for run in runs]
    failed = [kept.file.name for run in runs for kept in run.kept if kept.error]
    good = [kept for run in runs for kept in run.kept if not kept.error]
    carried = [kept for kept in before.last_good() if kept.source not in asked or kept.file.name in failed]
    return list({kept.path.name: kept for kept in (*carried, *good)}.values())


def _take(
    db: duckdb.DuckDBPyConnection, folder: Path, used: Sequence[Kept], before: Before, exact: Sequence[str]
) -> Chosen:
    """Links these readings, and finds the cells that several observations speak of.

    A source that did not change gives the observations of the data set before: what another of
    its files repeats is already left out of them.
    """
    source_of = {kept.path.name: kept.source for kept in used}
    differ = source_of.keys() ^ before.names
    changed = {source_of.get(name) or name.rpartition("-")[0] for name in differ}
    for taken in (folder / publish.OBSERVED).iterdir():
        taken.unlink()
    old = (before.folder or folder) / publish.OBSERVED
    paths = [kept.path if kept.source in changed else old / kept.path.name for kept in used]
    publish.take(folder, [path for path in paths if path.exists()])
    publish.view(db, folder)
    if rates.are_in(changed):
        changed |= {source for source, _ in rates.to_convert(db)}
    series.find_several(db, changed, exact)
    return Chosen(list(used), changed)


def _parts(
    db: duckdb.DuckDBPyConnection, folder: Path, chosen: Chosen, before: Before
) -> list[tuple[str, str]] | None:
    """Source and reporter of every series that files speak of which came or went; None: of all.

    Where rates came or went it is every series in another currency too.
    """
    if not before.folder or not before.holds:
        return None
    differ = {kept.path.name for kept in chosen.used} ^ before.names
    paths = [at / publish.OBSERVED / name for at in (folder, before.folder) for name in differ]
    present = [str(path) for path in paths if path.exists()]
    spoken_of = "SELECT DISTINCT source, reporter FROM read_parquet(?)"
    parts = duckdb.execute(spoken_of, [present]).fetchall() if present else []
    return parts + (rates.to_convert(db) if rates.are_in(chosen.changed) else [])
