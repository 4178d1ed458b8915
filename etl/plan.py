"""What a refresh has before it: each source's card and files, and whether any of it is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from etl import archive
from etl.model import RawFile
from etl.paths import Paths
from etl.readings import Kept, fingerprint
from etl.registry import Card, card, sources
from trade.errors import SourceUnavailable, TradeDataError
from trade.store import sql_text

INPUTS, PROGRAM = "inputs.json", "program"


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
class Plan:
    """The sources to be looked at; ``failures`` are those whose card or files are missing, and why."""

    runs: list[SourceRun]
    failures: dict[str, list[str]]
    #: hash of the program and of what the cards say of their files: another one reads all files again
    program: str

    @property
    def inputs(self) -> dict[str, str]:
        """What the data set is made from: the program, each source's card and its files' bytes."""
        words = {
            run.name: repr(run.card) + "".join(f"{f.name}{f.sha256}{f.known_on}" for f in run.files)
            for run in self.runs
        }
        words |= {name: " ".join(messages) for name, messages in self.failures.items()}
        return {PROGRAM: self.program} | {name: _hash(text) for name, text in words.items()}

    def is_answered_by(self, known: Mapping[str, str]) -> bool:
        """Whether a data set made from the inputs ``known`` holds all that this plan asks for."""
        return all(known.get(name) == digest for name, digest in self.inputs.items())


def plan(paths: Paths, names: Iterable[str], before: Path | None) -> Plan:
    """Looks at the cards and files of these sources. ``before`` is the data set in use."""
    runs: list[SourceRun] = []
    failures: dict[str, list[str]] = {}
    for name in names:
        try:
            archive.settle(paths.raw / name)
            files = archive.raw_files(paths.raw, name)
            if not files and before and name in _sources_of(before):
                raise SourceUnavailable(
                    "its files are gone.",
                    where=f"data/raw/{name}",
                    todo="Put them back: raw files only grow.",
                )
            runs.append(SourceRun(name, card(paths.raw, name), files))
        except (TradeDataError, OSError) as error:
            failures[name] = [str(error)]
    return Plan(runs, failures, _program(paths.raw))


def inputs_of(folder: Path | None) -> dict[str, str]:
    """The inputs that a data set was made from."""
    path = folder / INPUTS if folder else None
    return json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}


def write_inputs(folder: Path, known: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Notes the inputs of a new data set: those of now, and those of sources that were not asked for."""
    kept = dict(known) if known.get(PROGRAM) == now[PROGRAM] else dict[str, str]()
    (folder / INPUTS).write_text(json.dumps({**kept, **now}), encoding="utf-8")


def failures_of(folder: Path, names: Sequence[str]) -> dict[str, list[str]]:
    """What stands in a data set as not read, of these sources."""
    rows = _rows(f"SELECT source, message FROM {_table(folder, 'sources')} WHERE outcome = 'failed'")
    return {name: [message] for name, message in rows if name in names}


def _sources_of(folder: Path) -> set[str]:
    return {name for (name,) in _rows(f"SELECT DISTINCT source FROM {_table(folder, 'files')}")}


def _rows(sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query without parameters: at the first parameter DuckDB imports all of pandas, which
    takes longer than to see that nothing has changed."""
    return duckdb.execute(sql).fetchall()


def _table(folder: Path, name: str) -> str:
    return f"read_parquet({sql_text(folder / f'{name}.parquet')})"


def _program(raw: Path) -> str:
    """Addresses and days of the cards stand in every observation, so they count as program."""
    said = ""
    for name in sources():
        try:
            origin = card(raw, name)
        except TradeDataError:
            continue
        said += f"{name} {origin.url} {origin.retrieved} {origin.known_on}\n"
    return _hash(fingerprint(Path(__file__).parent.parent) + said)[:16]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
