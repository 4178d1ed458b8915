"""The numbers that stand for codes in a bulk data set."""

from __future__ import annotations

from functools import lru_cache

from trade.bulk.tables import LETTERED, PER_DIGIT, SCHEMES, TOTAL
from trade.codelists import products

#: The digits of 9999AA, CEPII's code for what it could not place; X elsewhere stands for what is withheld.
UNPLACED = "999900"


def number(code: str) -> int:
    """The number of a product's code: of ``010121`` 600,010,121. Letters stand at the end, two by two."""
    if code == "TOTAL":
        return TOTAL
    digits_ = code.rstrip("AX")
    letters = len(code) - len(digits_)
    return letters // 2 * LETTERED + len(code) * PER_DIGIT + int(digits_) * 10**letters


@lru_cache(maxsize=65_536)
def spelt(number_: int) -> str:
    """The code of a product's number."""
    if number_ == TOTAL:
        return "TOTAL"
    pairs, rest = divmod(number_, LETTERED)
    length, digits_ = divmod(rest, PER_DIGIT)
    code = f"{digits_:0{length}}"
    if not pairs:
        return code
    letter = "A" if code == UNPLACED else "X"
    return code[: length - 2 * pairs] + 2 * pairs * letter


def scheme(code: str) -> str:
    return "TOTAL" if code == "TOTAL" else SCHEMES[len(code)]


def digits(number_: int) -> int:
    """How many digits the code of this number has; 0 for TOTAL."""
    return number_ % LETTERED // PER_DIGIT


def chapter(number_: int) -> int | None:
    """The number of a product's chapter; None for TOTAL."""
    length = digits(number_)
    return 2 * PER_DIGIT + number_ % PER_DIGIT // 10 ** (length - 2) if length else None


def section(code: str) -> str | None:
    """The section of the HS that a code's chapter stands in."""
    found = products("HS").get(code[:2])
    return found.parent if found else None
