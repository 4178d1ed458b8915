"""Tables found in a sheet: which layout each has, its heads, its rows, the words above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from etl.reading.grid import Grid
from etl.reading.layout import Table


@dataclass(frozen=True)
class Words:
    """Words and the cell that they stand in."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Block:
    """One table in a sheet: its heads begin in row ``top``, its rows end before ``end``.

    ``before`` is the row in which the heads of the table before it end, 0 for the first one.
    """

    grid: Grid
    layout: Table
    top: int
    end: int
    before: int = 0

    @property
    def body(self) -> range:
        return range(self.top + self.layout.head_rows, self.end)

    @cached_property
    def heads(self) -> dict[int, Words]:
        """Each column's heads from top to bottom as one text; columns without any are left out."""
        rows = [self._head_row(row) for row in range(self.top, self.top + self.layout.head_rows)]
        found: dict[int, Words] = {}
        for column in range(self.layout.labels, self.grid.width):
            texts = list(dict.fromkeys(row[column] for row in rows if row.get(column)))
            if texts:
                found[column] = Words(" ".join(texts), self.top, column)
        return found

    def _head_row(self, row: int) -> dict[int, str]:
        """The heads in a row. One that stands over others reaches to the next one beside it."""
        is_last = row == self.top + self.layout.head_rows - 1
        found: dict[int, str] = {}
        reaching = ""
        for column in range(self.layout.labels, self.grid.width):
            own = self.grid.words(row, column)
            reaching = own if own or is_last else reaching
            if reaching:
                found[column] = reaching
        return found

    def labels(self, row: int) -> list[Words]:
        """The labels of a row; columns of labels that are empty are left out."""
        texts = ((column, self.grid.words(row, column)) for column in range(self.layout.labels))
        return [Words(text, row, column) for column, text in texts if text]

    @cached_property
    def titles(self) -> list[Words]:
        """What stands above the table and in its heads, nearest first."""
        grid, bottom = self.grid, self.top + self.layout.head_rows
        rows = range(bottom - 1, -1, -1)
        cells = ((row, column) for row in rows for column in range(grid.width))
        return [
            Words(text, *cell) for cell in cells if (text := grid.words(*cell)) and not grid.number(*cell)
        ]

    @cached_property
    def titles_of_its_own(self) -> list[Words]:
        """The titles between the last figures of the table before and this one."""
        rows = range(self.before, self.top)
        figures = [row for row in rows if any(self.grid.number(row, c) for c in range(1, self.grid.width))]
        first = max(figures, default=-1) + 1
        return [words for words in self.titles if words.row >= first]


def blocks(grid: Grid, layouts: Sequence[Table]) -> list[Block]:
    """The tables of a sheet, from top to bottom; one ends where the next one's heads begin."""
    file = PurePosixPath(grid.file).name
    known = [layout for layout in layouts if layout.file.search(file) and layout.sheet.search(grid.sheet)]
    starts = list(_starts(grid, known))
    ends = [*(top for top, _ in starts), grid.height][1:]
    befores = [0, *(top + layout.head_rows for top, layout in starts)]
    return [
        Block(grid, layout, top, end, before)
        for (top, layout), end, before in zip(starts, ends, befores[:-1], strict=True)
    ]


def _starts(grid: Grid, layouts: Sequence[Table]) -> Iterator[tuple[int, Table]]:
    row = 0
    above: set[str] = set()
    while row < grid.height:
        texts = {text for column in range(grid.width) if (text := grid.own_words(row, column))}
        above |= texts
        known = (each for each in layouts if any(map(each.above.search, above)))
        layout = next((each for each in known if _has_heads(each, texts)), None)
        if layout:
            yield row, layout
        row += layout.head_rows if layout else 1


def _has_heads(layout: Table, texts: set[str]) -> bool:
    return all(any(words.search(text) for text in texts) for words in layout.heads)
