"""What a bulk form is: columns, and SQL that turns each row into numbers. A form is data; the engine reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trade.bulk.tables import LETTERED, PER_DIGIT

#: What every staged row holds, in this order; ``weight`` alone may be empty.
FIELDS = ("reporter", "partner", "flow", "period", "product", "value", "weight")


@dataclass(frozen=True)
class Form:
    """A publisher's bulk form. SQL speaks of the columns as the file names them.

    Each expression of ``select`` is NULL where the row cannot be read: a NULL stops the file.
    """

    source: str
    agency: str
    title: str
    url: str
    licence: str
    #: Column and DuckDB type, in the file's order. What is not needed is read as text, at no cost.
    columns: Mapping[str, str]
    select: Mapping[str, str]
    #: The file's own column behind each field, for messages.
    printed: Mapping[str, str]
    #: The number of each economy -> our code, or the reason why there is none.
    economies: Callable[[], Mapping[int, str]]
    #: How the file writes an economy of that number.
    written: Callable[[int], str]
    is_product: Callable[[str], bool]
    edition: str
    leaf: int
    currency: str
    decimals: int
    #: What one of the file's amounts is, in the currency, and in words.
    printed_unit: int
    printed_in: str
    weight_kg: float
    valuation: Mapping[str, str]
    world: int
    delimiter: str = ","
    #: What stands for an empty cell. Where NA may be Namibia, it is none.
    empty: tuple[str, ...] = ("",)
    one_figure: bool = False
    status: str = "A"
    note: str | None = None
    #: Why rows are passed over -> the condition: they are parts of rows that stand beside them.
    passed: Mapping[str, str] = field(default_factory=dict[str, str])
    #: Tables to join by name: name -> (columns, rows).
    lists: Callable[[], Mapping[str, list[tuple[str, int]]]] = dict

    @property
    def unit(self) -> float:
        """One unit of the last printed digit, in the currency."""
        return self.printed_unit / 10**self.decimals


@dataclass(frozen=True)
class Found:
    """A file of a known form: which data set it belongs to."""

    form: Form
    dataset: str


Recogniser = Callable[[str, Path, list[str]], Found | None]


def product(column: str, digits: tuple[int, ...], total: str = "") -> str:
    """SQL: the number of a product by its code; NULL for codes of other lengths, or filled up with blanks."""
    lengths = ", ".join(map(str, digits))
    of_digits = f"length({column}) * {PER_DIGIT}::UINTEGER"
    bare = f"rtrim({column}, 'AX')"
    letters = f"(length({column}) - length({bare}))"
    total_case = f"WHEN {column} = '{total}' THEN 0::UINTEGER " if total else ""
    return (
        f"(CASE {total_case}WHEN length({column}) NOT IN ({lengths}) OR {column} < '0' THEN NULL "
        f"WHEN TRY_CAST({column} AS UINTEGER) IS NOT NULL THEN {of_digits} + TRY_CAST({column} AS UINTEGER) "
        f"WHEN {letters} % 2 = 0 AND {letters} > 0 THEN {letters} // 2 * {LETTERED}::BIGINT + {of_digits} "
        f"+ TRY_CAST({bare} AS UINTEGER) * (10 ** {letters})::BIGINT END)::UINTEGER"
    )


def whole(column: str, decimals: int) -> str:
    """SQL: a number with so many decimals as a whole number; NULL where it has more of them.

    A double holds 15 digits: within those, what is left over tells another decimal from its own noise.
    """
    scaled = f"({column} * {10**decimals})" if decimals else f"({column})"
    return (
        f"(CASE WHEN abs({scaled} - round({scaled})) <= 1e-6 + abs({scaled}) * 4e-16 "
        f"THEN round({scaled})::BIGINT END)"
    )


def with_weight(value: str, column: str, decimals: int) -> str:
    """SQL: the value, but NULL where the weight beside it has more decimals than it may."""
    return f"(CASE WHEN {column} IS NULL OR {whole(column, decimals)} IS NOT NULL THEN {value} END)"
