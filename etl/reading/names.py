"""Names as a publisher prints them -> codes of the project's lists. Never a guess."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Self

from trade.codelists import economies
from trade.errors import UnknownName

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class NameList:
    """The names of one source. Its file ``names.csv`` has the columns name, code; more may follow."""

    #: the file as messages call it: ``etl/sources/imf_dots/names.csv``
    path: str
    codes: Mapping[str, str] = field(hash=False)

    @classmethod
    @cache
    def load(cls, path: Path) -> Self:
        """The list at ``path``, read once.

        Raises UnknownName where a name stands twice or a code is in no list of economies.
        """
        shown = _shown(path)
        codes: dict[str, str] = {}
        with path.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream, strict=True), start=2):
                name = folded(row["name"])
                _check(name, row["code"], codes, f"{shown}, row {number}")
                codes[name] = row["code"]
        return cls(shown, codes)

    def knows(self, printed: str) -> bool:
        """Whether a printed name has a code, exact but for white space."""
        return printed in self.codes or folded(printed) in self.codes

    def code(self, printed: str, *, file: str, locator: str) -> str:
        """The code of a printed name, exact but for white space.

        ``file`` and ``locator`` (``Exports, FOB!B12``, ``row 7, partner``) say in the message of
        UnknownName where the name stands.
        """
        found = self.codes.get(printed) or self.codes.get(folded(printed))
        if found is None:
            raise UnknownName(
                f"the name {folded(printed)!r} has no code.{self._near(printed)}",
                where=f"{file}, {locator}",
                todo=f"If it is an economy or a group, add the line {_line(printed)} to {self.path}.",
            )
        return found

    def _near(self, printed: str) -> str:
        near = get_close_matches(folded(printed), self.codes, n=3)
        listed = ", ".join(f"{name!r} ({self.codes[name]})" for name in near)
        return f" The nearest known names are {listed}." if near else ""


def folded(name: str) -> str:
    """Without white space at the ends, and one plain space for any within."""
    return " ".join(name.split())


def _line(printed: str) -> str:
    """The line that names.csv lacks, quoted as CSV wants it."""
    name = folded(printed).replace('"', '""')
    return f'"{name}",CODE' if {",", '"'} & {*name} else f"{name},CODE"


def _check(name: str, code: str, known: Mapping[str, str], where: str) -> None:
    if name in known:
        raise UnknownName(f"the name {name!r} stands twice.", where=where, todo="Keep one line.")
    if code not in economies():
        raise UnknownName(
            f"{code!r} is no code of an economy or a group.", where=where,
            todo="See trade/codelists/economies.csv.",
        )  # fmt: skip


def _shown(path: Path) -> str:
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else str(path)
