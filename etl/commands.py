"""What the commands that fill the tables do, as functions that return an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from etl import archive
from etl.arrow import pq
from etl.model import RawFile
from etl.progress import Voice
from etl.readings import findings_of, keep
from etl.refresh import Paths
from etl.refresh import refresh as run_refresh
from etl.registry import Source, card, recognise
from etl.registry import source as known_source
from trade import csvtext
from trade.errors import BadSelection, SourceUnavailable
from trade.tables import OBSERVATIONS


def refresh(paths: Paths, only: Sequence[str], told: Voice, *, offline: bool) -> int:
    """Brings the tables up to the raw files."""
    if not offline:
        told.say("No source is fetched over the network yet: reading what is in data/raw.")
    done = run_refresh(paths, only, told)
    for name, messages in done.failures.items():
        for message in messages:
            told.problem(message, source=name, event="failed")
    if done.folder is None:
        told.problem("nothing could be published.", event="done")
    elif done.is_new:
        told.say(f"Published {done.folder.name}.", event="published", version=done.folder.name)
    else:
        told.say(f"Nothing new; {done.folder.name} stands.", event="unchanged", version=done.folder.name)
    return done.exit_code


def read(paths: Paths, file: Path, name: str | None, out: BinaryIO) -> int:
    """Writes what a file says as CSV to ``out``, its problems to standard error."""
    found = _source_of(file, name)
    origin = card(paths.raw, found.name)
    raw = RawFile(file, file.name, archive.sha256(file), origin.url, origin.known_on)
    with TemporaryDirectory() as folder:
        (kept,) = keep([(found.name, origin.retrieved, raw)], Path(folder))
        if kept.error:
            raise SourceUnavailable(kept.error)
        findings = findings_of(kept)
        figures = _write_csv(kept.path, out)
    for finding in findings:
        print(f"{finding.severity}: {finding.sentence}", file=sys.stderr)
    print(
        f"{figures:,} figures of {found.name}, {len(findings):,} findings; nothing was stored.",
        file=sys.stderr,
    )
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _write_csv(reading: Path, out: BinaryIO) -> int:
    """The observations of a reading as CSV; how many."""
    columns: csvtext.Columns = [(column.name, column.kind) for column in OBSERVATIONS.columns]
    out.write(csvtext.heading(columns))
    rows = 0
    with duckdb.connect() as db:
        db.register("reading", pq.read_table(reading))
        lines = db.execute(csvtext.lines("FROM reading ORDER BY observation", columns))
        for batch in lines.to_arrow_reader(50_000):
            out.write(csvtext.joined(batch.column(0)))
            rows += batch.num_rows
    out.flush()
    return rows


def add(paths: Paths, file: Path, name: str | None, told: Voice) -> int:
    """Archives a file that can be read, and publishes it."""
    found = _source_of(file, name)
    origin = card(paths.raw, found.name)
    found.read(RawFile(file, file.name, archive.sha256(file), origin.url, origin.known_on))
    target = archive.add(file, paths.raw, found.name)
    told.say(f"Archived as {target.relative_to(paths.raw)}.", event="archived")
    return refresh(paths, [], told, offline=True)


def _source_of(file: Path, name: str | None) -> Source:
    """Whose file it is: as told, or by its form."""
    if not file.is_file():
        raise BadSelection("FILE", f"there is no file {file}.")
    if name:
        return known_source(name)
    found = recognise(file)
    if found is None:
        raise SourceUnavailable(
            "this is no form of a known publisher.",
            where=file.name,
            todo="Name the source with --source to see what its reader expects.",
        )
    return found
