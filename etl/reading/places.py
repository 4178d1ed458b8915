"""What a cell of a table is about: its period, unit, flow, reporter, partner, product and agency.

A layout says at which places the words of each stand; here they are found there and understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.reading.blocks import Block, Words
from etl.reading.layout import Layouts, Meant, Pattern, meaning, meant
from etl.reading.model import CannotTell
from etl.reading.periods import read_period
from trade.errors import BadSelection, UnknownName
from trade.period import Period

#: Marks that lead to a footnote: "ЭКСПОРТ*", "Всего 2", "Total exports¹".
FOOTNOTE = re.compile(r"\s*(?:\*+|[¹²³⁴⁵]+|(?<=[^\W\d])\s?\d\)?)$")

#: Places where much else may stand: only words that the layout knows count there.
LOOSE = ("title", "above", "sheet")


@dataclass
class Places:
    """The dimensions of the cells of one table."""

    layouts: Layouts
    block: Block
    #: dimension -> the label further up that holds until the next one
    groups: dict[str, Words] = field(default_factory=dict[str, Words])
    _known: dict[tuple[str, int, int], Meant] = field(default_factory=dict[tuple[str, int, int], Meant])
    _periods: dict[tuple[str, int, int], Period] = field(default_factory=dict[tuple[str, int, int], Period])

    def enter(self, labels: Sequence[Words]) -> None:
        """Goes on to a row with these labels: some hold for the rows below too."""
        for dimension, words in self.block.layout.groups.items():
            for label in labels:
                if words.search(label.text):
                    self.groups[dimension] = label

    def said(self, dimension: str, row: int, column: int) -> Meant:
        """The code of a dimension of a cell. Raises SourceChanged or UnknownName where none can be told."""
        key = self._key(dimension, row, column)
        if key not in self._known:
            self._known[key] = self._said(dimension, self.block.layout.places[dimension], row, column)
        return self._known[key]

    def _key(self, dimension: str, row: int, column: int) -> tuple[str, int, int]:
        """The same for cells whose dimension is told by the same words."""
        places = self.block.layout.places[dimension]
        leans_on_row = any(place.startswith(("row", "group")) for place in places)
        return dimension, row if leans_on_row else -1, column if "column" in places else -1

    def _said(self, dimension: str, places: Sequence[str], row: int, column: int) -> Meant:
        for place in places:
            if place.startswith("="):
                return Meant(place[1:], "")
            for words in self._at(place, dimension, row, column):
                found = self._meant(dimension, place, words)
                if found:
                    return found
        raise self._unknown(dimension, places, row, column)

    def _meant(self, dimension: str, place: str, words: Words) -> Meant | None:
        text = without_marks(words.text)
        found = meant(self._patterns(dimension), text)
        if found or dimension not in self.layouts.names or place in LOOSE:
            return found
        names, grid = self.layouts.names[dimension], self.block.grid
        known = words.text if names.knows(words.text) else text
        code = names.code(known, file=grid.file, locator=grid.place(words.row, words.column))
        return Meant(code, words.text)

    def _patterns(self, dimension: str) -> Sequence[Pattern]:
        """What words mean in this table, then in any of this publisher."""
        return (*self.block.layout.words.get(dimension, ()), *self.layouts.words.get(dimension, ()))

    def _at(self, place: str, dimension: str, row: int, column: int) -> Iterator[Words]:
        """The words at a place, the nearest first."""
        block = self.block
        if place == "column":
            yield from (words for key, words in block.heads.items() if key == column)
        elif place == "title":
            yield from block.titles
        elif place == "above":
            yield from block.titles_of_its_own
        elif place == "sheet":
            yield Words(block.grid.sheet, 0, 0)
        elif place == "group":
            yield from (words for key, words in self.groups.items() if key == dimension)
        else:
            wanted = ord(place[-1]) - ord("A") if place != "row" else None
            labels = [words for words in block.labels(row) if wanted in (None, words.column)]
            yield from labels[:1]

    def period(self, row: int, column: int) -> Period:
        """The period of a cell, put together from all its places: "Январь-февраль" and "2018 год"."""
        key = self._key("period", row, column)
        if key not in self._periods:
            self._periods[key] = self._period(row, column)
        return self._periods[key]

    def _period(self, row: int, column: int) -> Period:
        places = self.block.layout.places["period"]
        parts = [part for place in places if (part := self._period_words(place, row, column))]
        text = " ".join(parts)
        found = _period(text)
        if isinstance(found, CannotTell):
            raise self.block.grid.changed(
                row, column, f"no period can be told from {text!r}: {found}.",
                f"Look at the heads, then at the table '{self.block.layout.name}' in {self.layouts.shown}.",
            )  # fmt: skip
        return found

    def _period_words(self, place: str, row: int, column: int) -> str:
        for words in self._at(place, "period", row, column):
            text = without_marks(words.text)
            found = meaning(self._patterns("period"), text)
            if place not in LOOSE or found is not None:
                return text if found is None else found
            if isinstance(_period(text), Period):
                return text
        return ""

    def _unknown(self, dimension: str, places: Sequence[str], row: int, column: int) -> UnknownName:
        texts = [words.text for place in places for words in self._at(place, dimension, row, column)][:4]
        grid = self.block.grid
        return UnknownName(
            f"the {dimension} of this figure cannot be told: looked at {', '.join(places)}, "
            f"where stands {', '.join(map(repr, texts)) or 'nothing'}.",
            where=f"{grid.file}, {grid.place(row, column)}",
            todo=f"Add the words to [words.{dimension}] in {self.layouts.shown}.",
        )


def without_marks(text: str) -> str:
    """Words without the marks that lead to a footnote."""
    return FOOTNOTE.sub("", text).strip()


def _period(text: str) -> Period | CannotTell:
    try:
        return Period.parse(text)
    except BadSelection:
        return read_period(text)
