"""One table of a sheet: its cells become figures, or are passed over with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.model import Figure, Passed, RawFile
from etl.reading.beside import Beside, Cell
from etl.reading.blocks import Block, Words
from etl.reading.grid import SIGNS, digits, plain_words
from etl.reading.layout import Layouts, meaning
from etl.reading.places import FOOTNOTE, Places
from etl.reading.unfinished import of_months_so_far
from trade.codelists import products
from trade.errors import UnknownName


@dataclass
class Read:
    """What stands in one table: its figures, what is printed beside them, what was passed over.

    ``explained`` are the cells whose number is accounted for.
    """

    block: Block
    cells: list[Cell] = field(default_factory=list[Cell])
    beside: list[Beside] = field(default_factory=list[Beside])
    passed: list[Passed] = field(default_factory=list[Passed])
    explained: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    @property
    def name(self) -> str:
        return f"{self.block.grid.sheet}: {self.block.layout.name}"


def read_block(file: RawFile, layouts: Layouts, block: Block) -> Read:
    """All cells of a table. Raises SourceChanged or UnknownName for one that is not understood."""
    read = Read(block)
    columns = range(block.grid.width)
    read.explained |= {(row, column) for row in range(block.top, block.body.start) for column in columns}
    table = _Table(file, layouts, block, Places(layouts, block), read)
    cells = [cell for row in block.body for cell in table.row(row)]
    read.cells += of_months_so_far(block, cells) if block.layout.months_below else cells
    return read


@dataclass
class _Table:
    file: RawFile
    layouts: Layouts
    block: Block
    places: Places
    read: Read

    def row(self, row: int) -> Iterator[Cell]:
        """The figures of a row."""
        labels = self.block.labels(row)
        self.places.enter(labels)
        self.read.explained |= {(row, label.column) for label in labels if self._is_read(label, labels[0])}
        grid = self.block.grid
        columns = range(self.block.layout.labels, grid.width)
        filled = [column for column in columns if plain_words(grid.raw(row, column))]
        if not any(self._number(row, column) for column in filled):
            return  # a heading, a note, or signs alone
        why = self._passed_row(row, labels)
        for column in filled:
            if why:
                self._pass(row, column, why)
            elif column in self.block.heads:
                yield from self._cell(row, column)

    def _is_read(self, label: Words, first: Words) -> bool:
        """Whether a label is words, or a number that a place of the layout reads ("2018" above months)."""
        at = {place for places in self.block.layout.places.values() for place in places}
        wanted = {f"row {chr(ord('A') + label.column)}", *(["row"] if label is first else [])}
        return self.block.grid.number(label.row, label.column) is None or bool(at & wanted)

    def _passed_row(self, row: int, labels: Sequence[Words]) -> str | None:
        if not labels:
            raise self.block.grid.changed(
                row, 0, "figures stand in a row without a label.",
                f"Look at the sheet, then at the table '{self.block.layout.name}' in {self.layouts.shown}.",
            )  # fmt: skip
        return next(
            (why for label in labels if (why := meaning(self.block.layout.passed_rows, label.text))), None
        )

    def _cell(self, row: int, column: int) -> Iterator[Cell]:
        layout, head = self.block.layout, self.block.heads[column].text
        why = meaning(layout.passed_columns, head) or SIGNS.get(self.block.grid.words(row, column).lower())
        kind = "growth" if layout.growth and layout.growth.search(head) else ""
        kind = "share" if layout.share and layout.share.search(head) else kind
        if why:
            self._pass(row, column, why)
        elif kind:
            self._pass(row, column, f"{kind}, compared with the figures")
            flow = self.places.said("flow", row, column).code
            number = self.block.grid.number(row, column) or ""
            self.read.beside.append(Beside(kind, row, flow, number, self.block.grid.place(row, column), head))
        else:
            yield Cell(row, column, self._figure(row, column))

    def _pass(self, row: int, column: int, why: str) -> None:
        grid = self.block.grid
        self.read.passed.append(Passed(grid.place(row, column), grid.words(row, column), why))
        self.read.explained.add((row, column))

    def _number(self, row: int, column: int) -> str | None:
        """The digits of a cell, a footnote mark behind them left out."""
        grid = self.block.grid
        return grid.number(row, column) or digits(FOOTNOTE.sub("", grid.words(row, column)))

    def _figure(self, row: int, column: int) -> Figure:
        grid, number = self.block.grid, self._number(row, column)
        if number is None:
            raise grid.changed(
                row, column, f"{grid.words(row, column)!r} is no number and no known sign.",
                "Look at the cell: a sign needs a meaning before it can be read.",
            )  # fmt: skip
        self.read.explained.add((row, column))
        said = {
            name: self.places.said(name, row, column)
            for name in ("unit", "flow", "reporter", "partner", "product", "agency")
        }
        exponent, currency = said["unit"].code.split()
        scheme, product = self._product(said["product"].code, row, column)
        flow = said["flow"].code
        return Figure(
            agency=said["agency"].code,
            reporter=said["reporter"].code,
            partner=said["partner"].code,
            flow=flow,
            period=self.places.period(row, column),
            digits=number,
            exponent=int(exponent),
            as_published=f"{grid.words(row, column)} {said['unit'].printed}".strip(),
            url=self.file.url,
            known_on=self.file.known_on,
            locator=grid.place(row, column),
            product_scheme=scheme,
            product=product,
            currency=currency,
            valuation=self.layouts.valuation.get(flow, "U"),
            partner_rule=self.layouts.partner_rule.get(flow, "unknown"),
            status=self._status(row, column),
        )

    def _product(self, code: str, row: int, column: int) -> tuple[str, str]:
        """Scheme and code of "HS 27"; "TOTAL" is its own scheme."""
        scheme, _, product = code.partition(" ")
        if (product or scheme) not in products(scheme):
            raise UnknownName(
                f"no product of the scheme {scheme} has the code {product!r}.",
                where=f"{self.file.name}, {self.block.grid.place(row, column)}",
                todo="If the publisher prints it, add it to trade/codelists/products.csv.",
            )
        return scheme, product or scheme

    def _status(self, row: int, column: int) -> str:
        marks = self.block.layout.marks
        texts = [self.block.heads[column].text, self.block.grid.words(row, column)]
        texts += [label.text for label in self.block.labels(row)]
        return next((code for mark, code in marks.items() for text in texts if text.endswith(mark)), "A")
