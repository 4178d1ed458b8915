"""From gathered rows to figures of one publisher, and from measures to tidy rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, ParamSpec

from trade.errors import BadSelection, Refused
from trade.indicators.declared import indicator
from trade.indicators.figures import Figure, Measure
from trade.pairs import figures
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.worded import Words, words

P = ParamSpec("P")
NONE = words("none_in_dollars")
#: What a row says of the figure that it is about.
ABOUT = (
    "source",
    "agency",
    "reporter",
    "partner",
    "flow",
    "product_scheme",
    "product",
    "currency",
    "valuation",
)
#: The columns of all answers, ``reason`` and ``notes`` as words to be said; ``value``, ``low`` and ``high`` are in ``unit``, None where refused. ``part`` is
#: the partner, product or months that the value is of, where the figure that the row is about has parts.
COLUMNS = (
    "indicator", "part", "value", "low", "high", "unit", "status", "reason", "notes", "rests_on", *ABOUT,
    "period", "period_start", "period_end",
)  # fmt: skip
_CELL = attrgetter("reporter", "partner", "flow", "product_scheme", "product", "period.start", "period.end")


@dataclass(frozen=True)
class Publisher:
    """The figures of one source and agency in one currency; only these are measured against each other."""

    figures: tuple[Figure, ...]
    _at: dict[tuple[object, ...], Figure]

    def get(self, like: Figure, **other: Any) -> Figure | None:
        """The figure on the cell of ``like`` with these fields otherwise; None where there is none."""
        return self._at.get(_CELL(like.but(**other)))

    def needed(self, why_not: Words, like: Figure, **other: Any) -> Figure:
        """As ``get``; Refused for that reason where there is none."""
        found = self.get(like, **other)
        if found is None:
            raise Refused(why_not)
        return found

    def where(self, **fields: Any) -> list[Figure]:
        """The figures with these fields, in order."""
        return [f for f in self.figures if all(getattr(f, name) == value for name, value in fields.items())]


def gathered(
    store: Store,
    asked: Selection,
    pairs: Sequence[tuple[str | None, str | None]],
    periods: Sequence[Period] = (),
    frequency: str | None = None,
) -> list[Publisher]:
    """The figures of ``pairs.figures`` by publisher; those without a value in dollars are left out."""
    return by_publisher(figures(store, asked, pairs, periods, frequency))


def by_publisher(rows: Iterable[Row]) -> list[Publisher]:
    """Rows with TRADE's columns by source, agency and currency, in order."""
    found: dict[tuple[str, str, str], list[Figure]] = {}
    for row in rows:
        if row["value_usd"] is not None:
            key = (row["source"], row["agency"], row["currency"])
            found.setdefault(key, []).append(Figure.of(row))
    return [Publisher(tuple(each), {_CELL(figure): figure for figure in each}) for each in found.values()]


def attempt(
    code: str,
    about: Figure,
    make: Callable[P, Measure | Sequence[Measure]],
    *given: P.args,
    **named: P.kwargs,
) -> list[Row]:
    """The rows of what ``make`` makes of what is given, or the one row that says why it was refused."""
    try:
        made = make(*given, **named)
    except Refused as refused:
        made = Measure(code, None, reason=refused.reason)
    return [row(each, about) for each in ([made] if isinstance(made, Measure) else made)]


def row(measure: Measure, about: Figure) -> Row:
    """One answer: COLUMNS."""
    value, bounded = measure.value, measure.bounded
    return {
        "indicator": measure.indicator,
        "part": measure.part or None,
        "value": None if value is None else float(value.point),
        "low": float(value.low) if value and bounded else None,
        "high": float(value.high) if value and bounded else None,
        "unit": indicator(measure.indicator).unit,
        "status": measure.status,
        "reason": measure.reason,
        "notes": measure.notes,
        "rests_on": measure.rests_on,
        **{name: getattr(about, name) for name in ABOUT},
        "period": about.period.text,
        "period_start": about.period.start,
        "period_end": about.period.end,
    }


def refused(code: str, asked: Selection, reason: Words) -> list[Row]:
    """The one row where no publisher has anything to begin with."""
    said = {"source": asked.source, "agency": asked.agency, "reporter": asked.reporter, "flow": asked.flow}
    said |= {"partner": asked.partner or WORLD, "product_scheme": asked.scheme, "product": asked.product}
    period = asked.period
    return [
        dict.fromkeys(COLUMNS)
        | {
            "indicator": code,
            "unit": indicator(code).unit,
            "status": "M",
            "reason": reason,
            "notes": (),
            "rests_on": "",
        }
        | said
        | {"period": period and period.text, "period_start": period and period.start}
        | {"period_end": period and period.end}
    ]


def period_of(asked: Selection) -> Period:
    if asked.period is None:
        raise BadSelection("period", "this indicator needs one.", todo="Write it as period=2018.")
    return asked.period


def partner_of(asked: Selection) -> str:
    if asked.partner is None:
        raise BadSelection("partner", "this indicator needs one.", todo="Write it as partner=LTU.")
    return asked.partner
