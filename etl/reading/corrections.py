"""Corrections of a publisher's own slips, each with its reason and a guard: ``corrections.toml`` of a source.

A correction names a file, a cell, the words that must stand there, and the words to read instead. Once
the publisher has mended the cell, the guard fails and says that the correction has to go. The raw
bytes stay as they are, and each correction that was applied is a finding that anyone can read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath

from etl.model import Finding, RawFile
from etl.reading.grid import Grid, place_of, plain_words
from trade.errors import CheckFailed


@dataclass(frozen=True)
class Correction:
    """``expect`` are cells and the words that must stand in them; ``cell`` is read as ``read_as``."""

    file: str
    sheet: str
    cell: str
    expect: Mapping[str, str]
    read_as: str
    why: str


@dataclass(frozen=True)
class Corrected:
    """The sheets with corrections applied, and a finding for each."""

    grids: Sequence[Grid]
    findings: Sequence[Finding] = field(default_factory=tuple)


@dataclass(frozen=True)
class Corrections:
    """All corrections of one source."""

    shown: str
    all: tuple[Correction, ...]

    @classmethod
    @cache
    def load(cls, path: Path) -> Corrections:
        """The corrections in ``path``; none where there is no such file."""
        shown = "/".join(path.parts[-4:])
        if not path.exists():
            return cls(shown, ())
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["correction"]
        return cls(shown, tuple(Correction(**row) for row in rows))

    def applied(self, file: RawFile, grids: Sequence[Grid]) -> Corrected:
        """The sheets of a file as they are to be read. Raises CheckFailed where a guard fails."""
        mine = [each for each in self.all if each.file == PurePosixPath(file.name).name]
        known = {grid.sheet: grid for grid in grids}
        for each in mine:
            if each.sheet not in known:
                raise self._mended(file, each, each.sheet, "no such sheet", f"the sheet {each.sheet!r}")
            known[each.sheet] = self._apply(file, known[each.sheet], each)
        return Corrected(list(known.values()), [self._finding(file, each) for each in mine])

    def _apply(self, file: RawFile, grid: Grid, each: Correction) -> Grid:
        for cell, words in each.expect.items():
            found = plain_words(grid.raw(*place_of(cell)))
            if found != words:
                raise self._mended(file, each, f"{each.sheet}!{cell}", repr(found), repr(words))
        return replace(grid, mended={**grid.mended, place_of(each.cell): each.read_as})

    def _mended(self, file: RawFile, each: Correction, place: str, found: str, expected: str) -> CheckFailed:
        return CheckFailed(
            f"a correction expects {expected}, and there stands {found}: the publisher seems to have mended it.",
            where=f"{file.name}, {place}",
            todo=f"Look at the sheet; if it is right now, delete the correction of {each.cell} from {self.shown}.",
        )

    def _finding(self, file: RawFile, each: Correction) -> Finding:
        return Finding(
            identity="corrected_by_us",
            severity="note",
            source=file.name.partition("/")[0],
            file=file.name,
            locator=f"{each.sheet}!{each.cell}",
            expected=each.read_as,
            found=each.expect.get(each.cell, ""),
            tolerance="none",
            message=each.why,
        )
