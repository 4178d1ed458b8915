"""Indicators: pure functions over figures, each refused with a reason where they are not on one basis.

``declared`` lists them with formula, inputs, range and reference; docs/indicators.md is made from it.
"""

from __future__ import annotations

from trade.indicators.declared import INDICATORS, Indicator, indicator
from trade.indicators.figures import Figure, Measure

__all__ = ["INDICATORS", "Figure", "Indicator", "Measure", "indicator"]
