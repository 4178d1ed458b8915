"""What the commands that fill the tables do, as functions that return an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from etl import archive, articles, key_figures, notices, publish, series
from etl.arrow import pq
from etl.days import noted
from etl.lock import exclusive
from etl.paths import Paths
from etl.progress import Voice
from etl.reading.rows import checked_heading
from etl.reading.workbook import open_workbook
from etl.readings import Kept, findings_of, keep
from etl.refresh import Ask
from etl.refresh import refresh as run_refresh
from etl.registry import Source, card, recognise
from etl.registry import source as known_source
from etl.summing_up import summing_up
from trade import csvtext, looks
from trade.errors import BadSelection, CheckFailed, SourceChanged
from trade.tables import OBSERVATIONS


def refresh(paths: Paths, only: Sequence[str], told: Voice, ask: Ask | None) -> int:
    """Brings the tables up to the raw files, and these up to the services where ``ask`` is given."""
    for name in only:
        known_source(name)
    key = key_figures.wanted(paths.data)
    before, failed = publish.current(paths.processed), _failed(paths)
    done = run_refresh(paths, only, told, ask)
    for name, messages in done.failures.items():
        for message in messages:
            told.problem(message, source=name, event="failed")
    if done.folder is None:
        told.problem("nothing could be published.", event="done")
    elif done.is_new:
        told.say(f"Published {done.folder.name}.", event="published", version=done.folder.name)
    else:
        told.say(f"Nothing new; {done.folder.name} stands.", event="unchanged", version=done.folder.name)
    revised = key_figures.revised(before, done.folder, key) if before and done.folder and done.is_new else []
    _notify(notices.notice(failed, _failed(paths) | done.failures, revised), told)
    return done.exit_code


def _failed(paths: Paths) -> dict[str, list[str]]:
    """What fails by the last word on each source."""
    return (looks.last(paths.processed) or {}).get("failed", {})


def _notify(notice: notices.Notice, told: Voice) -> None:
    for figure in notice.revised:
        told.say(f"Revised: {figure}", event="revised", figure=figure)
    for why in notices.send(notice):
        told.problem(why, event="not told")


def read(paths: Paths, file: Path, name: str | None, day: date | None, out: BinaryIO) -> int:
    """Writes what a file says as CSV to ``out``, a summary with all problems to standard error."""
    is_article = name is None and articles.is_article(file)
    if day and not is_article:
        raise BadSelection("date", "only an article (.txt) takes the day on which it appeared.")
    with TemporaryDirectory() as folder:
        if is_article:
            _check_is_there(file)
            kept = articles.kept(file, day, Path(folder))
        else:
            kept = _reading(paths, file, _source_of(file, name), Path(folder), None)
        _write_csv(kept.path, out)
        for line in summing_up(kept):
            print(line, file=sys.stderr)
        return 1 if any(finding.severity == "error" for finding in findings_of(kept)) else 0


def _reading(paths: Paths, file: Path, found: Source, folder: Path, known_on: date | None) -> Kept:
    """The reading of a file that need not be in the archive; raises SourceChanged where there is none."""
    origin = card(paths.raw, found.name)
    days = archive.Days(origin.retrieved, known_on or origin.known_on, origin.url)
    raw = archive.raw_file(file, file.name, days)
    (kept,) = keep([(found.name, days.retrieved, raw)], folder)
    if kept.error:
        raise SourceChanged(kept.error)
    return kept


def _write_csv(reading: Path, out: BinaryIO) -> None:
    """The observations of a reading as CSV."""
    columns: csvtext.Columns = [(column.name, column.kind) for column in OBSERVATIONS.columns]
    out.write(csvtext.heading(columns))
    with duckdb.connect() as db:
        db.register("reading", pq.read_table(reading))
        lines = db.execute(csvtext.lines("FROM reading ORDER BY observation", columns))
        for batch in lines.to_arrow_reader(50_000):
            out.write(csvtext.joined(batch.column(0)))
    out.flush()


def add(paths: Paths, file: Path, name: str | None, known_on: date | None, told: Voice) -> int:
    """Archives a file that can be read and that contradicts nothing, and publishes it.

    ``known_on`` is today when left out, but the day that was noted of a file that a refresh set aside.
    """
    articles.refuse(file)
    found = _source_of(file, name)
    days = _days(paths, file, found, known_on)
    with TemporaryDirectory() as folder:
        kept = _reading(paths, file, found, Path(folder), days.known_on)
        with exclusive(paths.processed):
            if found.one_word_per_cell:
                _refuse_contradiction(paths, kept)
            target = archive.add(file, paths.raw, found.name, days)
    told.say(f"Archived as {target.relative_to(paths.raw)}.", event="archived")
    return refresh(paths, [], told, None)


def _days(paths: Paths, file: Path, found: Source, known_on: date | None) -> archive.Days:
    today = datetime.now(UTC).date()
    days = archive.Days(today, today)
    aside = paths.raw / found.name / archive.REFUSED
    if file.resolve().parent == aside.resolve():
        days = noted(aside).get(file.name, days)
    return replace(days, known_on=known_on or days.known_on)


def _refuse_contradiction(paths: Paths, kept: Kept) -> None:
    """Raises CheckFailed where a published file of the same day says otherwise of a cell."""
    before = publish.current(paths.processed)
    published = sorted((before / publish.OBSERVED).glob(f"{kept.source}-*")) if before else []
    with duckdb.connect() as db:
        files = [str(path) for path in published if path.name != kept.path.name]
        db.read_parquet(str(kept.path)).to_view("added")
        db.read_parquet([*files, str(kept.path)]).to_view("every")
        db.execute("CREATE TEMP VIEW observations AS FROM every SEMI JOIN added USING (reporter)")
        series.find_several(db, [kept.source], [kept.source])
        for where in series.contradictions(db, {kept.source: known_source(kept.source).slack}).values():
            raise CheckFailed(
                f"with the files of {kept.source} it says two things of one cell: {where}.",
                where=kept.file.name,
                todo="If it is a later edition, give the day it was public from: --known-on 2026-11-20.",
            )


def _source_of(file: Path, name: str | None) -> Source:
    """Whose file it is: as told, or by its form."""
    _check_is_there(file)
    if name:
        return known_source(name)
    found = recognise(file)
    if found is None:
        raise SourceChanged(
            f"this is no form of a known publisher{_form_of(file)}.",
            where=file.name,
            todo="Name the source with --source to see what its reader expects; whole bulk files: python -m etl bulk PATH.",
        )
    return found


def _check_is_there(file: Path) -> None:
    if not file.is_file():
        raise BadSelection("FILE", f"there is no file {file}.")


def _form_of(file: Path) -> str:
    """What a file looks like, in words; raises SourceChanged where it cannot be opened at all."""
    if file.suffix.lower() in (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"):
        return f": its sheets are {open_workbook(file, file.name).sheet_names}"
    return f": its columns are {checked_heading(file, file.name)[:12]}"
