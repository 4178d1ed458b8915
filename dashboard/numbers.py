"""Figures as words: decimals that the printed digits allow, thousands separated, units said."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trade.selection import UNITS

MINUS = "\N{MINUS SIGN}"


def decimals_for(value: float, width: float = 0.0) -> int:
    """How many decimals four significant digits take, but never more than the interval allows."""
    if not math.isfinite(value) or value == 0:
        return 0
    wanted = 3 - math.floor(math.log10(abs(value)))
    if width > 0:
        wanted = min(wanted, max(0, -math.floor(math.log10(width))))
    return max(0, min(wanted, 6))


def plain(value: float, decimals: int) -> str:
    """``-1234.5`` as ``−1,234.5``; a zero has no sign."""
    text = f"{abs(value):,.{decimals}f}"
    return MINUS + text if value < 0 and any(digit in "123456789" for digit in text) else text


def amount(usd: float, unit: str, low: float | None = None, high: float | None = None) -> str:
    """US dollars in a unit of the selection: 19 120 000 in ``million`` is ``19.12``."""
    factor = UNITS[unit]
    width = (high - low) / factor if low is not None and high is not None else 0.0
    value = usd / factor
    return plain(value, decimals_for(value, width))


def exact(usd: float, unit: str) -> str:
    """All digits that there are: 11 003 000 in ``million`` is ``11.003``."""
    text = plain(usd / UNITS[unit], 6)
    return text.rstrip("0").rstrip(".")


def alike(usd: Sequence[float], unit: str) -> list[str]:
    """All digits that there are, with the same decimals each."""
    decimals = max(len(exact(value, unit).partition(".")[2]) for value in usd)
    return [plain(value / UNITS[unit], decimals) for value in usd]


def percent(share: float, decimals: int = 1) -> str:
    """A ratio as per cent: 0.4155 is ``41.6 %``."""
    return f"{plain(100 * share, decimals)}\N{NO-BREAK SPACE}%"


def signed_percent(change: float) -> str:
    """A relative change, its sign always said: ``+12.3 %``, ``−4.0 %``."""
    text = percent(change)
    return text if text.startswith(MINUS) or not change > 0 else f"+{text}"
