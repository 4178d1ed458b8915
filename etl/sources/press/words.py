"""What the words of every row say, read document by document in the order of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.reading.model import CannotTell
from etl.reading.periods import Setting, resolve
from etl.reading.phrases import Phrase, understand
from etl.sources.press.amounts import Said, habits_of, read_row, with_document
from etl.sources.press.rows import Row
from trade.period import Period


def read_document(rows: Sequence[Row]) -> list[Said]:
    """What each row of one document says; ``rows`` must have usable dates and flows."""
    found: list[Said] = []
    about: Period | None = None
    main, habits = _only_subject(rows), habits_of(rows)
    for row in rows:
        timed = _read_time(row, about)
        about = timed.about
        if about is None and main is not None:
            timed = _read_time(row, main)
        found.append(Said(row, read_row(row, habits), timed.period, timed.is_comparison))
    found = [_placed(each, found) for each in found]
    return [with_document(each, found) for each in found]


def _only_subject(rows: Sequence[Row]) -> Period | None:
    """The one period that a document names outright; None where it names several or none."""
    found: set[Period] = set()
    for row in rows:
        about = _read_time(row, None).about
        found |= {about} if about else set()
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class _Timed:
    period: Period | CannotTell
    is_comparison: bool | None
    about: Period | None


def _read_time(row: Row, about: Period | None) -> _Timed:
    phrase = understand(row.cells["period_as_written"])
    period = resolve(phrase, Setting(row.published, about)) if isinstance(phrase, Phrase) else phrase
    comparison = phrase.is_comparison if isinstance(phrase, Phrase) else None
    known = row.hand_period or (period if isinstance(period, Period) else None)
    if known and comparison is False and not _looks_back(known, about):
        about = known
    return _Timed(period, comparison or None, about)


def _looks_back(period: Period, about: Period | None) -> bool:
    """Whether it is what the text is about, in an earlier year."""
    return about is not None and period < about and period.shifted_years(_years(period, about)) == about


def _years(period: Period, about: Period) -> int:
    return about.end.year - period.end.year


def _placed(said: Said, others: Sequence[Said]) -> Said:
    """With what the document tells of whether a row is the later or the earlier of two."""
    if said.is_comparison or not isinstance(said.period, Period):
        return said
    same = {each.period for each in others if each.row.key == said.row.key}
    if said.period.shifted_years(1) in same:
        return replace(said, is_comparison=True)
    published = said.row.published
    latest = published is not None and said.period.shifted_years(1).end >= published.end
    if latest or said.period.same_period_before in same:
        return replace(said, is_comparison=False)
    return said
