"""Figures as the pages word them: in a unit of the selection, with the decimals that the printed digits allow."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trade.selection import UNITS
from trade.texts.numbers import MINUS, SPACE, percent, plain, signs, whole

__all__ = [
    "MINUS",
    "SPACE",
    "UNITS",
    "alike",
    "amount",
    "decimals_for",
    "exact",
    "percent",
    "plain",
    "signed_percent",
    "signs",
    "whole",
]


def decimals_for(value: float, width: float = 0.0) -> int:
    """How many decimals four significant digits take, but never more than the interval allows."""
    if not math.isfinite(value) or value == 0:
        return 0
    wanted = 3 - math.floor(math.log10(abs(value)))
    if width > 0:
        wanted = min(wanted, max(0, -math.floor(math.log10(width))))
    return max(0, min(wanted, 6))


def amount(
    usd: float, unit: str, low: float | None = None, high: float | None = None, lang: str = "en"
) -> str:
    """US dollars in a unit of the selection: 19 120 000 in ``million`` is ``19.12``."""
    factor = UNITS[unit]
    width = (high - low) / factor if low is not None and high is not None else 0.0
    value = usd / factor
    return plain(value, decimals_for(value, width), lang)


def exact(usd: float, unit: str, lang: str = "en") -> str:
    """All digits that there are: 11 003 000 in ``million`` is ``11.003``."""
    return plain(usd / UNITS[unit], _places(usd, unit), lang)


def alike(usd: Sequence[float], unit: str, lang: str = "en") -> list[str]:
    """All digits that there are, with the same decimals each."""
    decimals = max(_places(value, unit) for value in usd)
    return [plain(value / UNITS[unit], decimals, lang) for value in usd]


def _places(usd: float, unit: str) -> int:
    """How many decimals all digits take, at most six."""
    return len(f"{usd / UNITS[unit]:.6f}".rstrip("0").partition(".")[2])


def signed_percent(change: float, lang: str = "en") -> str:
    """A relative change, its sign always said: ``+12.3 %``, ``−4.0 %``."""
    text = percent(change, lang=lang)
    return text if text.startswith(MINUS) or not change > 0 else f"+{text}"
