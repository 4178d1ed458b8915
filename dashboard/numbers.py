"""Figures as words: decimals that the printed digits allow, signs of the language, units said.

Decimal and thousands signs are those of the language in CLDR: ``1,234.5``, ``1.234,5`` in Azerbaijani,
``1 234,5`` in Lithuanian and Russian. Below zero stands a minus sign in all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from babel import Locale

from trade.selection import UNITS

MINUS, SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


def decimals_for(value: float, width: float = 0.0) -> int:
    """How many decimals four significant digits take, but never more than the interval allows."""
    if not math.isfinite(value) or value == 0:
        return 0
    wanted = 3 - math.floor(math.log10(abs(value)))
    if width > 0:
        wanted = min(wanted, max(0, -math.floor(math.log10(width))))
    return max(0, min(wanted, 6))


@cache
def signs(lang: str) -> tuple[str, str]:
    """The decimal sign and the one between thousands."""
    symbols = Locale.parse(lang).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def plain(value: float, decimals: int, lang: str = "en") -> str:
    """``-1234.5`` as ``−1,234.5``; a zero has no sign."""
    text = f"{abs(value):,.{decimals}f}".translate(_to_signs(lang))
    return MINUS + text if value < 0 and any(digit in "123456789" for digit in text) else text


def whole(count: float, lang: str = "en") -> str:
    """A count: ``12,345``."""
    return plain(count, 0, lang)


@cache
def _to_signs(lang: str) -> dict[int, str]:
    decimal, group = signs(lang)
    return str.maketrans({".": decimal, ",": group})


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


def percent(share: float, decimals: int = 1, lang: str = "en") -> str:
    """A ratio as per cent: 0.4155 is ``41.6 %``."""
    return f"{plain(100 * share, decimals, lang)}{_gap(lang)}%"


@cache
def _gap(lang: str) -> str:
    """Before the sign of per cent, as CLDR has it; here English has it as the standard ISO 80000 does."""
    pattern: str = Locale.parse(lang).percent_formats[None].pattern
    return SPACE if SPACE in pattern or lang == "en" else ""


def signed_percent(change: float, lang: str = "en") -> str:
    """A relative change, its sign always said: ``+12.3 %``, ``−4.0 %``."""
    text = percent(change, lang=lang)
    return text if text.startswith(MINUS) or not change > 0 else f"+{text}"
