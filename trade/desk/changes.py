"""What changed most for a reporter: each partner's part in the growth of its trade, the largest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trade import pairs
from trade.codelists.named import names
from trade.desk.columns import BEFORE, CHANGE, NOW, SAID, columns
from trade.desk.partners import periods
from trade.desk.rows import FLOWS, against, bounded, named, number, period_of
from trade.errors import Refused
from trade.indicator_questions.parts import Compared, compared
from trade.indicators.change import RESIDUAL, TOTAL
from trade.indicators.figures import Figure, Measure
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.texts import say, worded
from trade.worded import Words

COLUMNS = columns(
    "reporter_name", "part", "part_name", "flow_name", "contribution_points", *NOW, *BEFORE, *CHANGE, *SAID
)
#: What a row has of the figure that it is about, and one about a figure that is not there has not.
_OF_FIGURE = ("value_usd", "low_usd", "high_usd", "as_published", "url", "known_from", "rests_on")
_At = Mapping[tuple[str, Period], Row]


def rows(store: Store, asked: Selection) -> list[dict[str, Any]]:
    """A row a publisher, direction and part, by the size of what it added; then those with one figure only, the
    residual and the total, which is the sum of all points. One row with the reason where it is refused.

    Between ``period`` (else the newest that the publisher splits by partner) and the same a year before.
    """
    return [
        row
        for flow in ([asked.flow] if asked.flow else FLOWS)
        for publisher, period in periods(store, asked.but(flow=flow, by=None))
        for row in _of_one(store, asked.but(flow=flow, by=None, period=period, **publisher), period)
    ]


def _of_one(store: Store, asked: Selection, period: Period) -> Iterator[dict[str, Any]]:
    before = period.same_period_before
    found = pairs.figures(store, asked.but(period=None), [(asked.reporter, None)], [period, before])
    for each in compared(store, asked):
        currency = each.now.about.currency
        at = {(row["partner"], period_of(row)): row for row in found if row["currency"] == currency}
        try:
            measures = each.contributions()
        except Refused as why:
            yield _whole(at, each, why.reason, asked.lang)
        else:
            yield from (_row(measure, at, each, asked.lang) for measure in _in_order(measures))


def _in_order(measures: Sequence[Measure]) -> Sequence[Measure]:
    ends = (RESIDUAL, TOTAL)

    def place(measure: Measure) -> tuple[int, Any]:
        if measure.part in ends:
            return 2 + ends.index(measure.part), 0
        return (0, -abs(measure.value.point)) if measure.value else (1, measure.part)

    return sorted(measures, key=place)


def _row(measure: Measure, at: _At, each: Compared, lang: str) -> dict[str, Any]:
    code = WORLD if measure.part in (TOTAL, RESIDUAL) else measure.part
    now, before = at.get((code, each.now.period)), at.get((code, each.before.period))
    if measure.part == RESIDUAL or now is None:
        row = _without_figure(at, each, code, lang)
        if before is not None and measure.part != RESIDUAL:
            base = Figure.of(before)
            row |= {"before_period": base.period.text, "before_as_published": before["as_published"]}
            row |= bounded("before_usd", base.value)
    else:
        row = named(now, lang) | against(now, before, lang)
    points = None if measure.value is None else number(measure.value.point)
    told = [row["notes"], worded.together(measure.notes, lang)]
    return row | {
        "part": measure.part,
        "part_name": _part_name(measure.part, lang),
        "contribution_points": points,
        "status": measure.status,
        "reason": worded.said(measure.reason, lang) if measure.reason else row["reason"],
        "notes": " ".join(dict.fromkeys(filter(None, told))) or None,
    }


def _whole(at: _At, each: Compared, why: Words, lang: str) -> dict[str, Any]:
    """The row of the total where nothing can be said of its parts."""
    now, before = at.get((WORLD, each.now.period)), at.get((WORLD, each.before.period))
    row = (
        _without_figure(at, each, WORLD, lang)
        if now is None
        else named(now, lang) | against(now, before, lang)
    )
    parts = {"part": TOTAL, "part_name": _part_name(TOTAL, lang), "contribution_points": None}
    return row | parts | {"reason": worded.said(why, lang)}


def _without_figure(at: _At, each: Compared, partner: str, lang: str) -> dict[str, Any]:
    """A row on a partner without a figure in the period, labelled as those that have one."""
    like = next(row for (_, period), row in at.items() if period == each.now.period)
    row = named({**like, "partner": partner}, lang) | dict.fromkeys(_OF_FIGURE)
    return row | against({**like, "value_usd": None}, None, lang) | {"reason": None, "status": "M"}


def _part_name(part: str, lang: str) -> str:
    return say(f"desk.{part}", lang) if part in (RESIDUAL, TOTAL) else names(lang).get(part, part)
