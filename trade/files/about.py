"""What a file says of itself: the same in a workbook's notes, a package's description and a Parquet file's schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trade.questions import Row
from trade.selection import Selection
from trade.tables import TRADE, Column


@dataclass(frozen=True)
class About:
    """In the language of the file. ``facts`` are headings and texts, in the order of reading."""

    name: str
    title: str
    version: str
    facts: Sequence[tuple[str, str]]
    #: Rows with SOURCES' columns: whose figures are in the file.
    sources: Sequence[Row] = ()
    #: Heads for people and what columns hold, by column; else what the tables declare.
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    meanings: Mapping[str, str] = field(default_factory=dict[str, str])
    #: The page that shows the same, where there is one.
    address: str = ""
    lang: str = "en"

    def meaning(self, column: Column) -> str:
        return self.meanings.get(column.name, column.meaning)

    def label(self, column: Column) -> str:
        return self.labels.get(column.name, column.name)

    def columns(self, columns: Sequence[Column]) -> list[tuple[str, str]]:
        """Each column and what it holds, with its unit, in a line."""
        return [(column.name, self._line(column)) for column in columns]

    def _line(self, column: Column) -> str:
        label, meaning = self.label(column), self.meaning(column)
        words = meaning if label in (column.name, meaning) else f"{label}: {meaning}"
        return f"{words} ({column.unit})" if column.unit else words


def plain(asked: Selection, version: str) -> About:
    """In English, from what the tables declare: for programs without a page."""
    facts = [
        ("selection", asked.to_query() or f"reporter={asked.reporter}"),
        ("data set", version),
        *(("warning", warning) for warning in TRADE.warnings),
    ]
    return About("bilateral", "Trade figures as published", version, facts)
