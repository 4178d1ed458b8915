"""A published number and what its printed digits allow: point, low and high."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from trade.errors import TradeDataError

HALF = Decimal("0.5")


@dataclass(frozen=True)
class Value:
    """An amount as an interval: ``low <= truth < high``, printed as ``point``.

    Agencies cut digits as often as they round them: the truth lies up to half a unit of the
    last printed digit below the point and up to one whole unit beyond it (away from zero).
    ``$19.12 million`` is 19 120 000, from 19 115 000 up to 19 130 000.
    """

    point: Decimal
    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not self.low <= self.point <= self.high:
            raise TradeDataError(f"{self.point} lies outside its interval {self.low}..{self.high}.")

    @classmethod
    def printed(cls, digits: str | Decimal, exponent: int = 0) -> Value:
        """The value of ``digits`` (plain, with ``.``) times ten to the ``exponent``.

        ``printed("19.12", 6)`` is "19.12 million".
        """
        number = Decimal(digits)
        point = number.scaleb(exponent)
        unit = last_digit(number, exponent)
        if point < 0:
            return cls(point, point - unit, point + unit * HALF)
        return cls(point, point - unit * HALF, point + unit)

    @classmethod
    def exact(cls, amount: int | Decimal) -> Value:
        number = Decimal(amount)
        return cls(number, number, number)

    @property
    def width(self) -> Decimal:
        return self.high - self.low

    def __add__(self, other: Value) -> Value:
        return Value(self.point + other.point, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Value) -> Value:
        return Value(self.point - other.point, self.low - other.high, self.high - other.low)

    def __neg__(self) -> Value:
        return Value(-self.point, -self.high, -self.low)

    def scaled(self, factor: int | Decimal) -> Value:
        factor = Decimal(factor)
        low, high = sorted((self.low * factor, self.high * factor))
        return Value(self.point * factor, low, high)

    def overlaps(self, other: Value) -> bool:
        """Whether one truth could stand behind both numbers."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, amount: Decimal) -> bool:
        return self.low <= amount <= self.high

    def within(self, other: Value) -> bool:
        return other.low <= self.low and self.high <= other.high


def last_digit(number: Decimal, exponent: int = 0) -> Decimal:
    """One unit of the last printed digit: 10 000 for "19.12" million."""
    place = number.as_tuple().exponent
    if not isinstance(place, int):
        raise TradeDataError(f"{number} is not a finite number.")
    return Decimal(1).scaleb(place + exponent)
