"""Figures as words: signs of the language, counts, per cent.

Decimal and thousands signs are those of the language in CLDR: ``1,234.5``, ``1.234,5`` in Azerbaijani,
``1 234,5`` in Lithuanian and Russian. Below zero stands a minus sign in all of them.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

MINUS, SPACE = "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}"


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


def percent(share: float, decimals: int = 1, lang: str = "en") -> str:
    """A ratio as per cent: 0.4155 is ``41.6 %``."""
    return f"{plain(100 * share, decimals, lang)}{_gap(lang)}%"


@cache
def _gap(lang: str) -> str:
    """Before the sign of per cent, as CLDR has it; here English has it as the standard ISO 80000 does."""
    pattern: str = Locale.parse(lang).percent_formats[None].pattern
    return SPACE if SPACE in pattern or lang == "en" else ""
