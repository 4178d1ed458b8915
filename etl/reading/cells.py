"""Numbers and years in the cells of data files: plain digits or an error, nothing in between."""

from __future__ import annotations

import re

from trade.errors import SourceChanged
from trade.period import Period

_PLAIN = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d{1,2})?", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
#: The whole world's merchandise exports are some 2.5e13 US dollars a year.
MOST_USD = 5e13


def plain_digits(cell: str, *, file: str, locator: str, exponent: int = 0) -> str:
    """The cell as it stands, if it is a plain number that trade can have; raises SourceChanged."""
    text = cell.strip()
    if not _PLAIN.fullmatch(text):
        raise SourceChanged(
            f"{cell!r} is no number.", where=f"{file}, {locator}",
            todo="Look at the row: a sign or a flag needs a meaning before it can be read.",
        )  # fmt: skip
    if abs(float(text)) * 10**exponent > MOST_USD:
        raise SourceChanged(
            f"{cell!r} is more than the whole world trades.", where=f"{file}, {locator}",
            todo="Has the unit changed?",
        )  # fmt: skip
    return text.lower()


def plain_year(cell: str, *, file: str, locator: str) -> Period:
    """The year that a cell names; raises SourceChanged for anything else."""
    if not _YEAR.fullmatch(cell):
        raise SourceChanged(
            f"{cell!r} is no year.", where=f"{file}, {locator}", todo="Only annual figures are known."
        )
    return Period.year(int(cell))
