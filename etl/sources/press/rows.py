"""The rows of the file, and the documents they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from etl.reading.periods import published_on
from trade.errors import BadSelection, TradeDataError
from trade.period import Period
from trade.value import Value

COLUMNS = (
    "url", "outlet", "article_date", "reporter", "partner", "flow", "period_as_written", "period_start",
    "period_end", "value", "unit_as_written", "value_usd", "growth_as_written",
    "product_or_sector_as_written", "cited_source", "quote_fragment", "confidence", "note",
)  # fmt: skip
FLOWS = {"export": "X", "import": "M", "turnover": "T", "balance": "B"}
UNITS = {"": 0, "thousand": 3, "million": 6, "billion": 9}
#: More than the world trades in a year (about 2.5e13 USD of exports): no figure of two countries.
MOST = Decimal("5e13")
MOST_DIGITS = 20
_GROWTH = re.compile(r"([+\-−–]?)(\d+(?:[.,]\d+)?)\s?%")


class BadCell(TradeDataError):
    """A cell that cannot be used; the row is kept out and a finding says why."""


@dataclass(frozen=True)
class Hand:
    """The reading made by hand: digits in a unit, or nothing where its cells are empty."""

    digits: str
    exponent: int
    currency: str
    #: whole dollars as the hand wrote them; None where that cell is empty
    usd: Decimal | None

    @property
    def amount(self) -> Decimal:
        return Decimal(self.digits).scaleb(self.exponent)


@dataclass(frozen=True)
class Row:
    """One row: its line in the file and its cells; what the cells hold is read from them on demand."""

    line: int
    cells: dict[str, str] = field(hash=False)

    @property
    def locator(self) -> str:
        return f"row {self.line}"

    @property
    def flow(self) -> str:
        return _one_of(FLOWS, self.cells["flow"], "flow")

    @property
    def key(self) -> tuple[str, str, str]:
        """Whose trade, with whom, of what; the flow apart."""
        cells = self.cells
        return cells["reporter"], cells["partner"], cells["product_or_sector_as_written"]

    @property
    def published(self) -> Period | None:
        """Day, month or year of the article. Raises BadCell for a date that no calendar has."""
        try:
            return published_on(self.cells["article_date"])
        except BadSelection as error:
            raise BadCell(
                error.what, where="article_date", todo="Write 2018-11-20, 2018-11 or 2018."
            ) from None

    @property
    def hand_period(self) -> Period | None:
        """The period read by hand. Raises BadCell for a date that no calendar has."""
        start, end = self.cells["period_start"], self.cells["period_end"]
        if not start and not end:
            return None
        try:
            return Period(Period.parse(start).start, Period.parse(end).end)
        except BadSelection as error:
            raise BadCell(error.what, where="period_start, period_end", todo="Write 2018-01-01.") from None

    @property
    def hand(self) -> Hand | None:
        """The value read by hand, None where there is none.

        Raises BadCell for a value that is no number, an unknown unit, exports below zero, or more than
        the world trades.
        """
        digits = self.cells["value"].strip()
        if not digits:
            return None
        number = _number(digits, "value")
        exponent, currency = _unit(self.cells["unit_as_written"])
        usd = self.cells["value_usd"].strip()
        hand = Hand(digits, exponent, currency, _number(usd, "value_usd") if usd else None)
        check_possible(number.scaleb(exponent), self.flow, "value")
        return hand

    @property
    def growth(self) -> Value | None:
        """The printed change in percent; None where it is no plain percentage."""
        found = _GROWTH.match(self.cells["growth_as_written"].strip())
        if not found:
            return None
        sign = "-" if found[1] in {"-", "−", "–"} else ""
        return Value.printed(sign + found[2].replace(",", "."))


def check_possible(amount: Decimal, flow: str, column: str) -> None:
    """Raises BadCell for what no trade figure can be."""
    if abs(amount) > MOST:
        raise BadCell(
            f"{amount:,f} is more than the whole world trades.", where=column, todo="Is the unit right?"
        )
    if amount < 0 and flow != "B":
        raise BadCell(f"{amount:,f} is below zero, and only a balance can be.", where=column)


def documents(rows: Iterable[Row]) -> dict[str, Sequence[Row]]:
    """Rows by the address of their document, in order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.cells["url"], []).append(row)
    return dict(found)


def _number(text: str, column: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise BadCell(f"{text!r} is no number.", where=column, todo="Write it plainly, as in 19.12.")
    return number


def _unit(text: str) -> tuple[int, str]:
    """Power of ten and currency of "million USD"."""
    magnitude, _, currency = text.strip().rpartition(" ")
    if magnitude not in UNITS or currency not in {"USD", "EUR"}:
        raise BadCell(
            f"the unit {text!r} is not known.", where="unit_as_written", todo="As in 'million USD'."
        )
    return UNITS[magnitude], currency


def _one_of(known: dict[str, str], text: str, column: str) -> str:
    if text not in known:
        raise BadCell(f"{text!r} is none of {', '.join(known)}.", where=column)
    return known[text]
