"""``python -m etl bulk``: reads bulk files, lays their data sets out, publishes them in one step.

A file that was read is kept as numbers until its data set is published, so that work that was
stopped goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from etl import publish
from etl.bulk import layout, overlap, recognise, staging, unpacked
from etl.bulk.engine import is_stopped
from etl.bulk.form import Form, Found
from etl.bulk.staging import Staged
from etl.lock import exclusive
from etl.paths import Paths
from etl.progress import Voice
from trade.bulk import opened
from trade.bulk.tables import BULK, LAYOUT
from trade.errors import CheckFailed, SourceChanged, SourceUnavailable, UnknownName
from trade.store import sql_text

STAGED = ".bulk"
_HERE = Path(__file__).parent
#: What a staged file depends on besides its bytes.
_PROGRAM = (
    _HERE,
    _HERE.parent / "sources",
    _HERE.parents[1] / "trade" / "bulk",
    _HERE.parents[1] / "trade" / "codelists",
)


@dataclass
class _Work:
    """What this run has read so far."""

    folder: Path
    known_on: date
    published: set[str]
    told: Voice
    size: float
    done: float = 0.0
    rows: int = 0
    staged: dict[str, list[Staged]] = field(default_factory=dict[str, list[Staged]])
    forms: dict[str, Form] = field(default_factory=dict[str, Form])
    failed: list[str] = field(default_factory=list[str])


def bulk(paths: Paths, given: Sequence[Path], known_on: date | None, told: Voice) -> int:
    """Exit code: 0 all is published, 1 some files were refused or it was stopped, 3 nothing could be done."""
    files = unpacked.paths(list(given))
    with exclusive(paths.processed):
        before = publish.current(paths.processed)
        if before is None:
            raise SourceUnavailable(
                "no data set has been built yet.", where=str(paths.processed), todo="Run: make refresh"
            )
        work = _Work(
            _staging(paths), known_on or datetime.now(UTC).date(), _published(before), told,
            sum(path.stat().st_size for path in files),
        )  # fmt: skip
        try:
            for path in files:
                _read_all(path, work)
            return _publish(paths, before, work)
        except (KeyboardInterrupt, RuntimeError) as error:
            if not is_stopped(error):
                raise
            read = sum(map(len, work.staged.values()))
            told.problem(
                f"stopped. Nothing was published; {read} file(s) that were read are not read again.",
                event="stopped",
            )
            return 1 if read else 3


def _staging(paths: Paths) -> Path:
    """The folder of what was read by this program; what another one read is of no use."""
    digest = hashlib.sha256()
    for folder in _PROGRAM:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".csv"):
                digest.update(path.read_bytes())
    folder = paths.processed / STAGED / digest.hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.parent.iterdir():
        if other != folder:
            shutil.rmtree(other)
    for left in folder.glob(".*"):  # of a run that was killed
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    return folder


def _published(before: Path) -> set[str]:
    """The files that stand in the data set, by number and hash."""
    found: set[str] = set()
    for name in opened.names(before):
        if stands := _standing(before, name):
            with duckdb.connect(str(stands), read_only=True) as db:
                rows = db.execute("SELECT file, sha256 FROM files").fetchall()
            found |= {f"{number:08x}{sha}" for number, sha in rows}
    return found


def _standing(before: Path, name: str) -> Path | None:
    """A data set as it stands; None where there is none, or one that another layout made."""
    path = before / BULK / f"{name}.duckdb"
    if not path.exists():
        return None
    with duckdb.connect(str(path), read_only=True) as db:
        said = db.execute("FROM about")
        about = dict(zip([column[0] for column in said.description or []], said.fetchall()[0], strict=True))
    return path if about.get("layout") == LAYOUT else None


def _read_all(path: Path, work: _Work) -> None:
    """Reads what one path holds; what cannot be read is told, and the next one's turn comes."""
    try:
        for packed in unpacked.packed(path):
            if recognise.is_companion(packed.name):
                with packed.plain(work.folder) as plain:
                    recognise.check_companion(packed.name, plain)
            elif f"{packed.key[:8]}{packed.sha256}" in work.published:
                work.told.say(f"{packed.name}: loaded before.", event="unchanged", file=packed.name)
            else:
                _read(packed, work)
    except (SourceChanged, UnknownName) as error:
        work.failed.append(str(error))
        work.told.problem(str(error), event="failed", file=path.name)
    work.done += path.stat().st_size


def _read(packed: unpacked.Packed, work: _Work) -> None:
    began = time.perf_counter()
    with packed.plain(work.folder) as plain:
        found = recognise.recognised(packed.name, plain)
        staged = staging.known(work.folder, packed)
        if staged is None:
            staged = _stage(packed, plain, found, work)
    work.staged.setdefault(found.dataset, []).append(staged)
    work.forms[found.dataset] = found.form
    work.rows += staged.rows
    seconds = time.perf_counter() - began
    passed = "".join(f"; passed over {count:,} rows: {why}" for why, count in staged.passed.items())
    work.told.say(f"{packed.name}: {staged.rows:,} rows, {seconds:.1f} s{passed}.", event="read", file=packed.name,
                  rows=staged.rows, seconds=round(seconds, 3), passed=staged.passed)  # fmt: skip


def _stage(packed: unpacked.Packed, plain: Path, found: Found, work: _Work) -> Staged:
    guess = max(1, plain.stat().st_size // _bytes_a_row(plain))
    work.told.begin(packed.name, work.size)

    def moved(share: float) -> None:
        work.told.moved(packed.name, work.done + share * packed.size, work.rows + int(share * guess))

    return staging.stage(packed, plain, found, work.folder, work.known_on, moved)


def _bytes_a_row(plain: Path) -> int:
    with plain.open("rb") as stream:
        head = stream.read(65_536)
    return max(1, len(head) // max(1, head.count(b"\n")))


def _publish(paths: Paths, before: Path, work: _Work) -> int:
    """Lays out the data sets that have new files and makes them part of a new version."""
    if not work.staged:
        if work.failed:
            work.told.problem("nothing could be published.", event="done")
            return 3
        work.told.say(f"Nothing new; {before.name} stands.", event="unchanged")
        return 0
    with publish.building(paths.processed) as folder:
        laid = [name for name in sorted(work.staged) if _lay_out(name, folder, before, work)]
        if not laid:
            work.told.problem("nothing could be published.", event="done")
            return 3
        publish.carry_all(before, folder, other_than=laid)
        final = publish.swap(paths.processed, folder)
    for name in laid:
        for each in work.staged[name]:
            (work.folder / f"{each.key}.parquet").unlink()
            (work.folder / f"{each.key}.json").unlink()
    work.told.say(
        f"Published {final.name}: {', '.join(laid)}.", event="published", version=final.name, datasets=laid
    )
    return 1 if work.failed else 0


def _lay_out(name: str, folder: Path, before: Path, work: _Work) -> bool:
    """Builds one data set; False where its files contradict one another."""
    staged, stands = work.staged[name], _standing(before, name)
    try:
        gone = overlap.replaced(work.folder, staged, stands)
    except CheckFailed as error:
        work.failed.append(str(error))
        work.told.problem(str(error), event="failed", dataset=name)
        return False
    for file in gone.values():
        work.told.say(f"{file} gives its place to the new file.", event="replaced", file=file)
    (folder / BULK).mkdir(exist_ok=True)
    total, done = sum(each.rows for each in staged) + _rows_of(stands), 0
    label = f"laying out {name}"
    work.told.begin(label, total)

    def moved(rows: int) -> None:
        nonlocal done
        done += rows
        work.told.moved(label, done, done)

    began = time.perf_counter()
    parts = layout.Parts(work.forms[name], name, work.folder, staged, stands, tuple(gone))
    layout.lay_out(parts, folder / BULK / f"{name}.duckdb", _rates(before, work.forms[name]), moved)
    shutil.rmtree(folder / BULK / ".overflow", ignore_errors=True)
    seconds = time.perf_counter() - began
    work.told.say(f"{name}: {total:,} rows laid out, {seconds:.1f} s.", event="laid out", dataset=name, rows=total,
                  seconds=round(seconds, 3))  # fmt: skip
    return True


def _rows_of(path: Path | None) -> int:
    if path is None:
        return 0
    with duckdb.connect(str(path), read_only=True) as db:
        (count,) = db.execute("SELECT coalesce(sum(rows), 0)::BIGINT FROM files").fetchall()[0]
    return int(count)


def _rates(before: Path, form: Form) -> list[tuple[int, float]]:
    """US dollars for one unit of a form's currency by month; the file added last has the word."""
    if form.currency == "USD":
        return []
    return duckdb.execute(
        f"SELECT replace(period, '-', '')::UINTEGER AS month, arg_max(usd_per_unit, (retrieved_at, known_on, raw_sha256)) "
        f"FROM read_parquet({sql_text(before / 'rates.parquet')}) WHERE currency = {sql_text(form.currency)} "
        f"GROUP BY month ORDER BY month"
    ).fetchall()
