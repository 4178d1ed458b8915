"""Layouts of spreadsheets, read from ``layouts.toml``: where in a table its words stand, and what they mean.

A layout is data: how a table is recognised (words of its heads), where its period, unit, flow, partner
and product stand, and which of its cells are passed over, and why. ``docs/adding-a-source.md`` explains
each line of such a file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from etl.reading.names import NameList

#: What must be known of every figure. Each is read at its places, in their order.
DIMENSIONS = ("period", "unit", "flow", "reporter", "partner", "product", "agency")
#: Where words may stand. "title" is anywhere above, the nearest first; "above" only between this table
#: and the one before it; "row B" is the label in column B; "=AZE" is said by the layout itself.
PLACES = re.compile(r"row(?: [A-Z])?|column|title|above|sheet|group|=.+")


@dataclass(frozen=True)
class Meant:
    """A code or a reason, and the part of the words that says so."""

    code: str
    printed: str


@dataclass(frozen=True)
class Pattern:
    """Words as printed, as a regular expression, and what they stand for (a code, or a reason)."""

    words: re.Pattern[str]
    means: str

    def of(self, text: str) -> Meant | None:
        """What ``text`` means; a code may hold a part of the words (``HS \\1``). None: other words."""
        found = self.words.search(text)
        return Meant(found.expand(self.means), found[0]) if found else None


@dataclass(frozen=True)
class Table:
    """How one kind of table is laid out; a sheet may hold several."""

    name: str
    #: names of files and of sheets that may hold it
    file: re.Pattern[str]
    sheet: re.Pattern[str]
    #: words that must all stand in the first row of heads
    heads: tuple[re.Pattern[str], ...]
    head_rows: int
    #: words that must stand somewhere above
    above: re.Pattern[str]
    #: how many columns of labels there are, from A on
    labels: int
    #: dimension -> places, in their order
    places: Mapping[str, tuple[str, ...]]
    #: dimension -> row labels that hold for the rows below them too
    groups: Mapping[str, re.Pattern[str]]
    passed_rows: tuple[Pattern, ...]
    passed_columns: tuple[Pattern, ...]
    #: heads of columns that print a figure in percent of the same period a year before
    growth: re.Pattern[str] | None
    #: heads of columns that print a figure in percent of the first row's
    share: re.Pattern[str] | None
    #: whether zeros in the last rows of a year stand for months that had not come
    zeros_wait: bool
    #: dimension -> patterns that go before those of the source
    words: Mapping[str, tuple[Pattern, ...]]
    #: whether totals of years stand above their months, and those of a year not over are of fewer
    months_below: bool
    #: a mark behind a head or a label -> SDMX observation status
    marks: Mapping[str, str]


@dataclass(frozen=True)
class Layouts:
    """All that is known of the layouts of one publisher."""

    path: Path
    tables: tuple[Table, ...]
    #: dimension -> patterns, the first that fits is it
    words: Mapping[str, tuple[Pattern, ...]]
    #: dimension -> names as printed, exact
    names: Mapping[str, NameList]
    #: sheets without trade figures, and why they are passed over
    passed_sheets: tuple[Pattern, ...]
    valuation: Mapping[str, str]
    partner_rule: Mapping[str, str]
    #: words that say when a workbook was published, with the groups day, month and year
    published: re.Pattern[str] | None

    @property
    def shown(self) -> str:
        """The file as messages call it: ``etl/sources/kazakhstan_bns/layouts.toml``."""
        return "/".join(self.path.parts[-4:])

    @classmethod
    @cache
    def load(cls, path: Path) -> Layouts:
        """The layouts in ``path`` (``layouts.toml`` in the folder of a source). Raises ValueError."""
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        usual = said.get("usual", {})
        names = {
            dimension: NameList.load(path.parent / file) for dimension, file in said.get("names", {}).items()
        }
        return cls(
            path=path,
            tables=tuple(_table({**usual, **table}) for table in said["table"]),
            words={name: _patterns(meanings.items()) for name, meanings in said.get("words", {}).items()},
            names=names,
            passed_sheets=_passing(said.get("pass_sheets", [])),
            valuation=said.get("valuation", {}),
            partner_rule=said.get("partner_rule", {}),
            published=pattern(said["published"]) if "published" in said else None,
        )


def _table(said: Mapping[str, Any]) -> Table:
    places = {name: tuple(said[name]) for name in DIMENSIONS if name in said}
    wrong = [place for name in places for place in places[name] if not PLACES.fullmatch(place)]
    missing = [name for name in DIMENSIONS if name not in places]
    if wrong or missing:
        raise ValueError(f"table {said.get('name')!r}: unknown places {wrong}, missing {missing}")
    return Table(
        name=said["name"],
        file=pattern(said.get("file", "")),
        sheet=pattern(said.get("sheet", "")),
        heads=tuple(pattern(words) for words in said["heads"]),
        head_rows=said["head_rows"],
        above=pattern(said.get("above", "")),
        labels=said.get("labels", 1),
        places=places,
        groups={name: pattern(words) for name, words in said.get("groups", {}).items()},
        passed_rows=_passing(said.get("pass_rows", [])),
        passed_columns=_passing(said.get("pass_columns", [])),
        growth=pattern(said["growth"]) if "growth" in said else None,
        share=pattern(said["share"]) if "share" in said else None,
        zeros_wait=said.get("zeros_wait", False),
        words={name: _patterns(meanings.items()) for name, meanings in said.get("words", {}).items()},
        months_below=said.get("months_below", False),
        marks=said.get("marks", {}),
    )


def pattern(words: str) -> re.Pattern[str]:
    """Words to look for, whatever their case."""
    return re.compile(words, re.IGNORECASE)


def _passing(said: Sequence[Mapping[str, str]]) -> tuple[Pattern, ...]:
    return tuple(Pattern(pattern(row["words"]), row["why"]) for row in said)


def _patterns(meanings: Iterable[tuple[str, str]]) -> tuple[Pattern, ...]:
    return tuple(Pattern(pattern(words), code) for code, words in meanings)


def meant(patterns: Iterable[Pattern], text: str) -> Meant | None:
    """What the first pattern that fits says of ``text``; None where none fits."""
    return next((found for each in patterns if (found := each.of(text))), None)


def meaning(patterns: Iterable[Pattern], text: str) -> str | None:
    """The code or the reason alone; None where no pattern fits."""
    found = meant(patterns, text)
    return found.code if found else None
