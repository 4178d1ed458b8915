"""One bulk file -> one Parquet file of numbers, row by row in the file's order, all of it or none.

What cannot be read becomes NULL on the way, at no cost; afterwards Parquet's own statistics say
whether there is any, and only then the file is looked at again, to say where.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from etl.bulk import faults
from etl.bulk.engine import engine, in_our_words, put, watched
from etl.bulk.form import FIELDS, Form, Found
from etl.bulk.unpacked import Packed
from etl.durable import replaced, unfinished
from etl.sources.eurostat_comext.unpacking import check_end
from trade.errors import SourceChanged
from trade.store import sql_text

Moved = Callable[[float], None]
REQUIRED = tuple(name for name in FIELDS if name != "weight")


@dataclass(frozen=True)
class Staged:
    """A file that was read: its rows are in ``<key>.parquet`` beside ``<key>.json``, which says this."""

    key: str
    name: str
    sha256: str
    bytes: int
    dataset: str
    rows: int
    known_on: str
    #: Rows passed over, by reason.
    passed: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def number(self) -> int:
        return int(self.key[:8], 16)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.known_on)


def known(folder: Path, packed: Packed) -> Staged | None:
    """What was read of these bytes before, by this program."""
    said = folder / f"{packed.key}.json"
    if not said.exists() or not _rows(folder, packed.key).exists():
        return None
    return Staged(**json.loads(said.read_text(encoding="utf-8")))


def _rows(folder: Path, key: str) -> Path:
    return folder / f"{key}.parquet"


def stage(packed: Packed, plain: Path, found: Found, folder: Path, known_on: date, moved: Moved) -> Staged:
    """Reads a file. Raises SourceChanged or UnknownName with its first faulty row and what to do."""
    form = found.form
    is_parquet = plain.suffix.lower() == ".parquet"
    if not is_parquet:
        check_end(plain, packed.name)
    with unfinished(_rows(folder, packed.key), is_found_again=True) as waiting, engine(folder) as db:
        _lists(db, form)
        try:
            watched(
                db,
                f"COPY ({staged(form, plain)}) TO {sql_text(waiting)} (FORMAT parquet, PARQUET_VERSION v2)",
                moved,
            )
        except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
            raise in_our_words(error, packed.name) from error
        count, empty = _written(db, waiting)
        if not count and not form.passed:
            raise SourceChanged(
                "there are no rows under the heading.", where=packed.name, todo="Fetch it again."
            )
        faults.refuse_empty(db, form, packed.name, plain, [name for name in REQUIRED if name in empty])
        faults.refuse_unknown(db, form, packed.name, waiting)
        passed = faults.passed(db, form, plain) if form.passed else {}
    done = Staged(
        packed.key,
        packed.name,
        packed.sha256,
        packed.size,
        found.dataset,
        count,
        known_on.isoformat(),
        passed,
    )
    with replaced(folder / f"{packed.key}.json") as out:
        out.write(json.dumps(asdict(done)))
    return done


def relation(form: Form, plain: Path) -> str:
    """SQL: the file as its columns are called, text and numbers as the form says, nothing guessed."""
    if plain.suffix.lower() == ".parquet":
        return f"read_parquet({sql_text(plain)})"
    columns = ", ".join(f"{sql_text(name)}: {sql_text(kind)}" for name, kind in form.columns.items())
    return (
        f"read_csv({sql_text(plain)}, auto_detect = false, header = true, delim = {sql_text(form.delimiter)}, "
        f"quote = '\"', escape = '\"', strict_mode = true, nullstr = [{', '.join(map(sql_text, form.empty))}], "
        f"columns = {{{columns}}})"
    )


def first_row(plain: Path) -> int:
    """The number of the first row: a text file's heading is row 1."""
    return 1 if plain.suffix.lower() == ".parquet" else 2


def numbered(form: Form, plain: Path) -> str:
    """SQL: the file with the number of each row in the column ``file_line``."""
    return f"(SELECT *, (row_number() OVER () + {first_row(plain) - 1})::UINTEGER AS file_line FROM {relation(form, plain)})"


def staged(form: Form, plain: Path) -> str:
    """SQL: the rows as numbers. Where none is passed over, a row's place is its number, and costs nothing."""
    columns = ", ".join(f"{form.select[name]} AS {name}" for name in FIELDS)
    joins = joined(form)
    if not form.passed:
        return f"SELECT {columns} FROM {relation(form, plain)} AS raw {joins}"
    wanted = " AND ".join(f"({condition}) IS NOT TRUE" for condition in form.passed.values())
    return f"SELECT {columns}, file_line AS row FROM {numbered(form, plain)} AS raw {joins} WHERE {wanted}"


def joined(form: Form) -> str:
    """SQL: the lists that a form looks names up in."""
    sides = {"areas_of_reporter": "reporter", "areas_of_partner": "partner"}
    return " ".join(
        f'LEFT JOIN {name} ON {name}.name = raw."{form.printed[sides[name]]}"' for name in form.lists()
    )


def _lists(db: duckdb.DuckDBPyConnection, form: Form) -> None:
    for name, rows in form.lists().items():
        db.execute(f"CREATE TEMP TABLE {name} (name VARCHAR, id UINTEGER)")
        put(db, name, rows)


def _written(db: duckdb.DuckDBPyConnection, path: Path) -> tuple[int, set[str]]:
    """Rows, and the columns in which something is empty, by the file's own statistics."""
    rows = db.execute(
        "SELECT path_in_schema, sum(num_values), sum(stats_null_count) FROM parquet_metadata(?) GROUP BY ALL",
        [str(path)],
    ).fetchall()
    return max((int(count) for _, count, _ in rows), default=0), {name for name, _, empty in rows if empty}
