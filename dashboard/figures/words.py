"""Periods and moments as pages and pictures say them."""

from __future__ import annotations

from datetime import datetime

from trade.period import Period
from trade.texts.periods import EN_DASH, date_of, long, month_names, months_of, short, years_of

__all__ = [
    "EN_DASH",
    "date_of",
    "long",
    "moment",
    "month_names",
    "months_of",
    "short",
    "stacked",
    "years_of",
]


def stacked(period: Period, lang: str = "en", longest: int = 8) -> str:
    """``short`` in lines for under an axis; long names of months stand one over the other."""
    lines = short(period, lang).split(" ")
    broken = [line.replace(EN_DASH, f"{EN_DASH}<br>") if len(line) > longest else line for line in lines]
    return "<br>".join(broken)


def moment(when: datetime, lang: str = "en") -> str:
    """``24 November 2026, 04:07 UTC``."""
    return f"{date_of(when.date(), lang)}, {when:%H:%M} UTC"
