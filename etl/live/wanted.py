"""Whether an answer holds what was asked for, and nothing else: services are known to ignore a filter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from etl.model import Reading
from trade.errors import SourceChanged
from trade.period import Period


def refuse_others(
    reading: Reading, columns: Mapping[str, Collection[str]], is_asked: Callable[[Period], bool]
) -> None:
    """Raises SourceChanged where a figure is outside the question, or where none came.

    ``columns`` name the values that a column of FIGURES may hold; ``is_asked`` tells of a period
    whether it was asked for.
    """
    if not len(reading.figures):
        raise SourceChanged(
            "no figure came.", todo="Is what was asked for still called so? See the source's live.toml."
        )
    for name, wanted in columns.items():
        found: list[str] = reading.figures[name].unique().to_pylist()
        _refuse(name, set(found) - set(wanted))
    days = reading.figures.select(["period_start", "period_end"]).group_by(["period_start", "period_end"])
    periods = [Period(*row.values()) for row in days.aggregate([]).to_pylist()]
    _refuse("period", {period.text for period in periods if not is_asked(period)})


def _refuse(name: str, others: Collection[str]) -> None:
    if others:
        raise SourceChanged(
            f"it holds the {name} {', '.join(sorted(others)[:5])}, which was not asked for.",
            todo="A filter is ignored, or is called otherwise now: see the source's fetch.py.",
        )
