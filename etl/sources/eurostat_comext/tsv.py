"""Eurostat's TSV: a series a row, its key in one cell, a column a time; letters may follow a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from etl.model import RawFile
from etl.sources.eurostat_comext.cells import DIMENSIONS, Cell
from trade.errors import SourceChanged

#: The first cell of the heading.
KEY = ",".join(DIMENSIONS) + "\\TIME_PERIOD"
#: A value with letters behind it, or none (``:``) with letters: ``1235161 ``, ``12 p``, ``: ``, ``:C``.
_VALUE = re.compile(r"(?P<value>:|-?\d+(?:\.\d+)?) ?(?P<flags>[a-zA-Z]*) ?")


def is_one(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(KEY) + 1) == f"{KEY}\t".encode()


def cells(file: RawFile) -> Iterator[Cell]:
    """The values, row by row. Raises SourceChanged for what is not as Eurostat writes it."""
    lines = file.path.read_text(encoding="utf-8").splitlines(keepends=True)
    if not lines[-1].endswith("\n"):
        raise SourceChanged(
            "the last line has no end: the file seems to be cut short.", where=file.name, todo="Fetch it again."
        )  # fmt: skip
    _, *times = lines[0].rstrip("\r\n").split("\t")
    for number, line in enumerate(lines[1:], start=2):
        key, *values = line.rstrip("\r\n").split("\t")
        dimensions = key.split(",")
        if len(dimensions) != len(DIMENSIONS) or len(values) != len(times):
            raise SourceChanged(
                f"{len(dimensions)} dimensions and {len(values)} values where the heading has "
                f"{len(DIMENSIONS)} and {len(times)}.",
                where=f"{file.name}, row {number}",
                todo="Is the file cut short?",
            )
        for time, value in zip(times, values, strict=True):
            where = f"row {number}, {time.strip()}"
            found = _VALUE.fullmatch(value)
            if not found:
                raise SourceChanged(
                    f"{value!r} is no value.", where=f"{file.name}, {where}",
                    todo="A sign needs a meaning before it can be read.",
                )  # fmt: skip
            yield Cell(
                *dimensions,
                time=time.strip(),
                value=found["value"],
                where=where,
                flags=found["flags"],
            )
