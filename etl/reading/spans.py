"""First and last month that the atoms of a period name; None where they do not go together."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable

from etl.reading.shorthand import Atom

Span = tuple[int, int] | None


def numbers_of(found: list[Atom], letters: str) -> list[int]:
    return [atom.number for atom in found if atom.letter in letters]


def _month_range(found: list[Atom]) -> Span:
    first, last = numbers_of(found, "M")
    return (first, last) if first < last else None


def _two_months(found: list[Atom]) -> Span:
    first, last = numbers_of(found, "M")
    return (first, last) if last == first + 1 else None


def _one_month(found: list[Atom]) -> Span:
    month = numbers_of(found, "M")[0]
    return month, month


def _quarter(found: list[Atom]) -> Span:
    """ "3 quarter", "quarter three"; "три квартала" are three of them, "3 квартала" may be either."""
    which = [atom for atom in found if atom.letter in "ONQu"][:2]
    if which and which[0].letter == "N" and not which[0].text.isdigit():
        return _n_quarters(found)
    if [atom.letter for atom in which] == ["N", "u"] and which[0].number > 1:
        return None
    return _slice(found, 3)


def _half(found: list[Atom]) -> Span:
    return _slice(found, 6)


def _slice(found: list[Atom], length: int) -> Span:
    number = numbers_of(found, "ONCD")[0]
    return (length * (number - 1) + 1, length * number) if 1 <= number <= 12 // length else None


def _quarter_range(found: list[Atom]) -> Span:
    first, last = numbers_of(found, "ONC")
    return (3 * first - 2, 3 * last) if 1 <= first < last <= 4 else None


def _last_slice(found: list[Atom]) -> Span:
    """ "The last quarter of 2018": no year without its number, so it is no quarter that just ended."""
    return (7, 12) if any(atom.letter == "H" for atom in found) else (10, 12)


def _n_quarters(found: list[Atom]) -> Span:
    count = numbers_of(found, "N")[0]
    return (1, 3 * count) if 1 <= count <= 4 and numbers_of(found, "O") in ([], [1]) else None


def _n_months(found: list[Atom]) -> Span:
    count = numbers_of(found, "NF")[0]
    ordinal = numbers_of(found, "O")
    return (1, count) if 1 <= count <= 12 and ordinal in ([], [1]) else None


def _months_ending(found: list[Atom]) -> Span:
    """ "12 months to September 2018", "nine months ended September 30, 2018"."""
    (count, *day), month = numbers_of(found, "N"), numbers_of(found, "M")[0]
    last_days = {monthrange(year, month)[1] for year in (2023, 2024)}
    return (count, month) if set(day) <= last_days and 1 <= count <= 12 else None


def _day_and_month(found: list[Atom]) -> Span:
    day, month = numbers_of(found, "NO")[0], numbers_of(found, "M")[0]
    return day, month


def _length(found: list[Atom]) -> Span:
    """How many months "the same month", "quarter", "half" or "ten months" are."""
    letter = next(atom.letter for atom in found if atom.letter in "NPQH")
    return 1, {"N": sum(numbers_of(found, "N")), "P": 1, "Q": 3, "H": 6}[letter]


SPANS: dict[str, Callable[[list[Atom]], Span]] = {
    "month_range": _month_range,
    "two_months": _two_months,
    "one_month": _one_month,
    "quarter": _quarter,
    "quarter_range": _quarter_range,
    "last_slice": _last_slice,
    "half": _half,
    "months": _n_months,
    "past_months": _n_months,
    "quarters": _n_quarters,
    "until": _day_and_month,
    "ending": _months_ending,
    "same_slice": _length,
}
