"""Raw files -> observations, each file read once: kept by the hash of its bytes and of the program."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from etl.arrow import Frame, pq
from etl.durable import unfinished
from etl.model import Finding, Growth, Passed, Rate, RawFile, Reading
from etl.observe import collapsed, observe
from etl.plausible import check_possible
from etl.progress import Listener
from etl.registry import source
from etl.workers import spread
from trade.errors import SourceChanged, TradeDataError

CODE = ("etl", "trade")
#: What is asked of a service does not change how an answer is read.
NOT_READING = ("live.toml",)
#: Starting a worker costs more than reading a few small files.
FEW_BYTES = 2_000_000
#: Columns that differ from row to row, and how Parquet writes them: a dictionary would only cost.
ROW_BY_ROW = {
    "observation": "DELTA_BINARY_PACKED", "as_published": "DELTA_BYTE_ARRAY", "locator": "DELTA_BYTE_ARRAY",
    "value": "", "last_digit": "", "value_usd": "", "low_usd": "", "high_usd": "",
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """A file's reading on disk, or the reason why there is none."""

    source: str
    file: RawFile
    retrieved: date
    path: Path
    error: str = ""
    seconds: float = 0.0
    #: Whether it was read in this run.
    is_new: bool = False


def fingerprint(root: Path) -> str:
    """A hash of the program: readers, names and code lists. Another program reads again."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".csv", ".toml") and path.name not in NOT_READING:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def keep(
    wanted: Sequence[tuple[str, date, RawFile]], folder: Path, told: Listener | None = None
) -> list[Kept]:
    """Reads what is not yet in ``folder``; one Kept a file, in the order asked for.

    ``wanted`` names the source, the day on which the file was retrieved, and the file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan = [Kept(name, file, day, folder / reading_name(name, file.sha256)) for name, day, file in wanted]
    missing = {kept.path: kept for kept in plan if not kept.path.exists()}
    told = told or Listener()
    told.expect(len(missing))
    done: dict[Path, Kept] = {}
    for result in _read_all(list(missing.values())):
        done[result.path] = result
        told.read(result)
    return [done.get(kept.path, kept) for kept in plan]


def _read_all(missing: Sequence[Kept]) -> Iterator[Kept]:
    if sum(kept.file.path.stat().st_size for kept in missing) < FEW_BYTES:
        yield from map(_read_one, missing)
        return
    of_source = Counter(kept.source for kept in missing)
    # one large file is one worker's alone, so that the others fill the rest of the time
    lone_first = sorted(missing, key=lambda kept: of_source[kept.source])
    yield from spread(_read_one, lone_first, chunksize=2)


def _read_one(kept: Kept) -> Kept:
    began = time.monotonic()
    try:
        reading, table = observed(kept)
    except TradeDataError as error:
        return replace(kept, error=str(error), seconds=time.monotonic() - began, is_new=True)
    write_reading(reading, table, kept.path)
    return replace(kept, seconds=time.monotonic() - began, is_new=True)


def write_reading(reading: Reading, table: Frame, path: Path) -> None:
    """The observations of a reading in one file, with what its reader had to say beside them."""
    table = table.replace_schema_metadata(
        {
            "findings": json.dumps([asdict(row) for row in reading.findings]),
            "growths": json.dumps([asdict(row) for row in reading.growths]),
            "rates": json.dumps([asdict(row) for row in reading.rates]),
            "passed": json.dumps(_by_reason(reading.passed)),
            "tables": json.dumps(reading.tables),
        }
    )
    with unfinished(
        path, is_found_again=True
    ) as waiting:  # one that a machine going dark left empty would pass for read
        write_observations(table, waiting)


def observed(kept: Kept) -> tuple[Reading, Frame]:
    """The file's reading and its observations; whatever goes wrong is a TradeDataError."""
    publisher = source(kept.source)
    try:
        reading = publisher.read(kept.file)
        table = observe(reading.figures, kept.source, kept.file, kept.retrieved)
        check_possible(table, reading, kept.file)
        if publisher.one_word_per_cell:
            table, differ = collapsed(table, kept.file, publisher.slack)
            reading = replace(reading, findings=[*reading.findings, *differ])
        return reading, table
    except TradeDataError:
        raise
    except Exception as error:  # one file that its reader was not made for must not stop the others
        raise SourceChanged(
            f"its reader stumbled: {type(error).__name__}: {error}.", where=kept.file.name,
            todo=f"Is it a file of {kept.source}? Then the reader of {kept.source} has a fault.",
        ) from error  # fmt: skip


def write_observations(table: Frame, path: Path) -> None:
    """One Parquet file: words that repeat as a dictionary, what differs row by row as it is.

    How words were held here is not written down: whoever reads the file finds words.
    """
    with pq.ParquetWriter(
        path,
        table.schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in table.column_names if name not in ROW_BY_ROW],
        column_encoding={name: how for name, how in ROW_BY_ROW.items() if how},
        write_statistics=["observation", "source", "reporter"],
        store_schema=False,
    ) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(table.schema.metadata or {})


def reading_name(source: str, sha256: str) -> str:
    """The name of the Parquet file that holds a raw file's observations."""
    return f"{source}-{sha256[:12]}.parquet"


def findings_of(kept: Kept) -> list[Finding]:
    """What the reader of a file had to say."""
    return [Finding(**row) for row in _beside(kept, "findings")]


def growths_of(kept: Kept) -> list[Growth]:
    """The growth that a file prints beside its figures."""
    return [Growth(**row) for row in _beside(kept, "growths")]


def rates_of(kept: Kept) -> list[Rate]:
    """The exchange rates that a file gives."""
    return [Rate(**row) for row in _beside(kept, "rates")]


def passed_of(kept: Kept) -> dict[str, list[str]]:
    """The cells of a file that hold no figure, by the reason why."""
    return dict(_beside(kept, "passed"))


def tables_of(kept: Kept) -> list[str]:
    """The names of the tables found in a file; none where a file is one table."""
    return list(_beside(kept, "tables"))


def _by_reason(passed: Sequence[Passed]) -> dict[str, list[str]]:
    reasons: dict[str, list[str]] = {}
    for each in passed:
        reasons.setdefault(each.why, []).append(each.locator)
    return reasons


def _beside(kept: Kept, name: str) -> Any:
    metadata: dict[bytes, bytes] = pq.read_schema(kept.path).metadata or {}
    return json.loads(metadata.get(name.encode(), b"[]"))
