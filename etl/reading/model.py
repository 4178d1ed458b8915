"""What the reading of printed words gives: amounts with every number they may stand for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from trade.value import Value


@dataclass(frozen=True)
class Printed:
    """Plain digits as printed ("19.12", "-4.8") and the printed unit as a power of ten (6: million)."""

    digits: str
    exponent: int

    @property
    def value(self) -> Value:
        """The interval that the digits allow, in whole units of the currency."""
        return Value.printed(self.digits, self.exponent)

    def negative(self) -> Printed:
        return replace(self, digits=f"-{self.digits}")


@dataclass(frozen=True)
class Amount:
    """One amount of money in a text.

    ``readings`` holds every number that the print may stand for, likeliest form first: one when it is
    clear, none when it is malformed. ``doubts`` says what makes even a single reading unsafe (a
    magnitude word lost, a range). ``currency`` is an ISO 4217 code, or None where none is printed.
    ``role`` is what the words before it say: "level", "from", "to", "against", "by", "change";
    ``flow`` is the flow named last before it. ``start``, ``end`` are places in the text.
    """

    text: str
    readings: tuple[Printed, ...]
    currency: str | None
    start: int
    end: int
    role: str = "level"
    flow: str | None = None
    doubts: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        return len(self.readings) == 1 and not self.doubts

    @property
    def printed(self) -> Printed | None:
        """The number, where it is clear."""
        return self.readings[0] if self.is_clear else None

    @property
    def value(self) -> Value | None:
        """The value, where it is clear; in whole units of the currency."""
        return self.readings[0].value if self.is_clear else None

    def keeping(self, readings: tuple[Printed, ...]) -> Amount:
        return replace(self, readings=readings)


@dataclass(frozen=True)
class CannotTell:
    """The words do not decide; ``reasons`` says why, in plain words. A result, not an error."""

    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "; ".join(self.reasons)


def plain(number: Decimal) -> str:
    """Digits without exponent, trailing zeros kept."""
    return format(number, "f")
