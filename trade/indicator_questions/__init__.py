"""Indicators of what is selected: inputs gathered, worked out or refused, one tidy row each (``COLUMNS``).

Each source, agency and currency answers for itself. A row has the value with its bounds, the unit, the status letter
of its inputs, their observations (``rests_on``), and where it is refused the reason in words.
"""

from __future__ import annotations

from trade.indicator_questions.cell import at_base_prices, balances, cagr, growth, rolling, seasonal
from trade.indicator_questions.pair import grubel_lloyd, mirror, mirror_of
from trade.indicator_questions.parts import concentration, contributions, ranks, shares
from trade.indicator_questions.rows import COLUMNS
from trade.indicator_questions.world import complementarity, intensity, rca

__all__ = [
    "COLUMNS",
    "at_base_prices",
    "balances",
    "cagr",
    "complementarity",
    "concentration",
    "contributions",
    "growth",
    "grubel_lloyd",
    "intensity",
    "mirror",
    "mirror_of",
    "ranks",
    "rca",
    "rolling",
    "seasonal",
    "shares",
]
