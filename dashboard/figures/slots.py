"""Where bars of whole years and of parts of years stand on one axis, and which of them are named.

A part of a year stands beside its whole year, and with more room than a whole year needs: it
carries its months in full over its bar, and two such names must not touch on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard.figures import style, words
from trade.period import Period

#: Of the whole axis, what two upright names need between them on a phone, and two years below.
NAME, YEAR = 0.052, 0.135
#: Slots of whole years that a part of a year may take.
WIDEST = 2.6
#: No axis is shorter, so that two bars do not fill the picture; so few are all named below.
SHORTEST, FEW = 6.0, 4


@dataclass(frozen=True)
class Slots:
    """The periods in order of time and their places; whole years are one unit apart."""

    periods: Sequence[Period]

    @classmethod
    def of(cls, periods: Iterable[Period]) -> Slots:
        """In order of their end, the shorter first."""
        return cls(sorted(set(periods), key=lambda p: (p.end, p.month_count)))

    @cached_property
    def places(self) -> Mapping[Period, float]:
        """Parts of years widen the axis, and that widens what their names need: settled in a few rounds."""
        wide = 1.0
        for _ in range(4):
            found = self._placed(wide)
            wide = min(WIDEST, max(1.0, 1.01 * NAME * _length(found)))
        return self._placed(wide)

    def _placed(self, wide: float) -> dict[Period, float]:
        found: dict[Period, float] = {}
        at, last = 0.0, None
        for period in self.periods:
            at += _step(last, period, wide) if last else 0.0
            found[period], last = round(at, 3), period
        return found

    @property
    def length(self) -> float:
        return _length(self.places)

    @property
    def edges(self) -> Mapping[Period, float]:
        """Left of each bar, and clear of the name that stands over it: where something begins with the period."""
        beside = max(0.5, NAME * self.length / 2)
        return {p: round(at - (beside if p in self.named else 0.5), 3) for p, at in self.places.items()}

    @cached_property
    def named(self) -> set[Period]:
        """Parts of years that carry their months over their bars: all that fit, the newest first."""
        if len(self.periods) <= FEW:
            return set()
        parts = [p for p in reversed(self.periods) if not whole(p)]
        return set(self._apart(parts, NAME * self.length))

    def axis(self, lang: str) -> dict[str, Any]:
        """What is named below the bars."""
        shown = self.periods if len(self.periods) <= FEW else self._years()
        spare = max(0.0, SHORTEST - self.length) / 2
        return style.time_axis(
            type="linear",
            tickvals=[self.places[p] for p in shown],
            ticktext=[words.stacked(p, lang) for p in shown],
            range=[-0.6 - spare, self.length - 0.6 + spare],
        )

    def _years(self) -> list[Period]:
        """Whole years: first those that stand beside a part, then round ones, then what fits."""
        years = [p for p in reversed(self.periods) if whole(p)]
        beside = {p.start.year for p in self.periods if not whole(p)}
        years.sort(key=lambda p: (p.start.year not in beside, p.start.year % 5 > 0))
        return sorted(self._apart(years, YEAR * self.length), key=lambda p: p.end)

    def labels(
        self, heights: Mapping[Period, float], lang: str, marks: Mapping[Period, str] | None = None
    ) -> list[dict[str, Any]]:
        """``Jan–Oct 2018`` standing over its bar, so that no part of a year passes for a whole one; with its letters."""
        return [
            _label(
                self.places[p],
                heights[p],
                " ".join(filter(None, (words.short(p, lang), (marks or {}).get(p)))),
            )
            for p in sorted(self.named & set(heights), key=lambda p: p.end)
        ]

    def _apart(self, wanted: Iterable[Period], room: float) -> list[Period]:
        kept: list[Period] = []
        for period in wanted:
            place = self.places[period]
            if all(abs(place - self.places[other]) >= room for other in kept):
                kept.append(period)
        return kept


def _length(places: Mapping[Period, float]) -> float:
    return max(places.values(), default=0.0) + 1.2


def whole(period: Period) -> bool:
    return period.frequency == "A"


def _step(before: Period, after: Period, wide: float) -> float:
    """A part and its own year stand closest; years without a figure leave their room empty."""
    absent = max(0, after.start.year - before.end.year - 1)
    if whole(before) and whole(after):
        return absent + 1.0
    if not whole(before) and not whole(after):
        return absent + wide
    same_year = before.start.year == after.start.year
    return absent + (1.15 if same_year else max(1.15, 0.5 + wide / 2))


def _label(place: float, height: float, text: str) -> dict[str, Any]:
    return {
        "x": place,
        "y": height,
        "text": text,
        "textangle": -90,
        "xanchor": "center",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"size": 12, "color": style.flow_colour("T")},
    }
