"""Both words on one trade: the reporter's figures and the partner's, chosen so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.figures.rows import OTHER_SIDE, Row, is_printed, known, span
from dashboard.revision_marks import marked
from dashboard.state import View, newest_first, who
from trade import indicator_questions, questions
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

#: Source and agency.
Voice = tuple[str, str]
#: Periods that stand on one line: all whole years, all months, the same January-to-month of each year.
Kind = tuple[str, int, int]


@dataclass(frozen=True)
class Sides:
    """The reporter's rows of all its publishers, the partner's of all its own, and which two are compared.

    ``theirs`` are turned to the reporter's direction and marked ``mirrored``.
    """

    view: View
    theirs: Sequence[Row]
    other: Voice | None

    @property
    def flow(self) -> str:
        """The direction as the reporter sees it: exports or imports."""
        return self.view.asked.flow or "X"

    @property
    def exporter(self) -> str:
        return self.view.asked.reporter if self.flow == "X" else self.view.partner

    @property
    def importer(self) -> str:
        return self.view.partner if self.flow == "X" else self.view.asked.reporter

    @cached_property
    def kinds(self) -> list[Period]:
        """The newest period of each kind that the chosen publishers have, those that both have first."""
        both = _common(_of(self.view.own, self.flow), self.others)
        found: dict[Kind, Period] = {}
        for period in [*newest_first(both.values()), *newest_first(self._all)]:
            found.setdefault(kind(period), period)
        return list(found.values())

    @cached_property
    def periods(self) -> list[Period]:
        """All of the chosen kind that a side has, newest first, whatever years are shown."""
        chosen = self.view.asked.period
        return [p for p in newest_first(self._all) if chosen and kind(p) == kind(chosen)]

    @property
    def _all(self) -> list[Row]:
        return [*_of(self.view.own, self.flow), *self.others]

    @cached_property
    def others(self) -> list[Row]:
        """The chosen one of the partner's publishers."""
        return [row for row in self.theirs if who(row) == self.other]

    @cached_property
    def ours_shown(self) -> list[Row]:
        """The reporter's row of each period of the kind, in the years that are shown, in order of time."""
        return self._shown(_of(self.view.own, self.flow))

    @cached_property
    def theirs_shown(self) -> list[Row]:
        return self._shown(self.others)

    def _shown(self, rows: Iterable[Row]) -> list[Row]:
        chosen, since = self.view.asked.period, self.view.asked.since or 0
        if chosen is None:
            return []
        once = {span(row): row for row in rows}
        shown = [p for p in once if kind(p) == kind(chosen) and since <= p.start.year and p.end <= chosen.end]
        return [once[period] for period in sorted(shown, key=lambda p: p.start)]

    @cached_property
    def measures(self) -> Mapping[Period, Mapping[str, Row]]:
        """What ``indicator_questions.mirror`` says of each period that both have, by indicator."""
        found: dict[Period, dict[str, Row]] = {}
        ours = [dict(row) for row in self.ours_shown]
        theirs = [dict(row) for row in self.theirs_shown]
        for row in indicator_questions.mirror_of(ours, theirs, self.view.asked.cif_fob):
            found.setdefault(span(row), {})[row["indicator"]] = row
        return found

    def now(self, rows: Sequence[Row]) -> Row | None:
        """The row of the chosen period."""
        return next((row for row in rows if span(row) == self.view.asked.period), None)


def kind(period: Period) -> Kind:
    """What periods of one line have in common."""
    if period.frequency in ("A", "Q", "M"):
        return period.frequency, 0, 0
    return period.frequency, period.start.month, period.month_count


def compared(store: Store, asked: Selection, ours: Sequence[Row] | None = None) -> Sides:
    """The two publishers that have most periods in common, and the newest of these, unless the address names others.

    ``ours``: the rows of ``View.rows``, where they have been asked for already.
    """
    wide = asked.but(period=None, since=None, until=None, source=None, agency=None)
    if ours is None:
        found = [row for row in questions.series(store, wide.but(flow=None)) if known(row["value_usd"])]
        ours = marked(store, found, asked.as_of)
    their_rows = [
        dict(row) | {"mirrored": True}
        for row in questions.mirror(store, wide)
        if known(row["value_usd"]) and row["flow"] == asked.flow
    ]
    theirs = marked(store, their_rows, asked.as_of)
    view = View(store, asked, ours)
    mine = _voices(_of(ours, asked.flow or "X"), asked.source, asked.agency)
    others = _voices(theirs, asked.other_source, asked.other_agency)
    pairs = [(one, other) for one in mine for other in others]
    if not pairs:
        own, other = next(iter(mine), None), next(iter(others), None)
    else:
        own, other = max(pairs, key=lambda pair: _fit(mine[pair[0]], others[pair[1]]))
    if own:
        view = View(store, asked.but(source=own[0], agency=own[1]), ours)
    period = asked.period or _newest(mine.get(own or ("", ""), []), others.get(other or ("", ""), []))
    return Sides(View(store, view.asked.but(period=period), ours), theirs, other)


def _of(rows: Iterable[Row], flow: str) -> list[Row]:
    """Those of one direction; of odd spans of days only what was printed so."""
    return [row for row in rows if row["flow"] == flow and (row["frequency"] != "R" or is_printed(row))]


def _voices(rows: Iterable[Row], source: str | None, agency: str | None) -> dict[Voice, list[Row]]:
    found: dict[Voice, list[Row]] = {}
    for row in rows:
        if source in (None, row["source"]) and agency in (None, row["agency"]):
            found.setdefault(who(row), []).append(row)
    return found


def _common(ours: Iterable[Row], theirs: Iterable[Row]) -> dict[Period, Row]:
    """Our rows of the periods that both have."""
    spans = {span(row) for row in theirs}
    return {span(row): row for row in ours if span(row) in spans}


def _fit(ours: Sequence[Row], theirs: Sequence[Row]) -> tuple[int, int, int]:
    """How well two publishers can be compared: printed periods in common, then any, then how many there are."""
    printed = _common(filter(is_printed, ours), filter(is_printed, theirs))
    return len(printed), len(_common(ours, theirs)), len(ours) + len(theirs)


def _newest(ours: Sequence[Row], theirs: Sequence[Row]) -> Period | None:
    """The newest period of the kind that most periods in common have; without any in common the newest of all."""
    common = newest_first(_common(ours, theirs).values())
    if not common:
        return next(iter(newest_first([*ours, *theirs])), None)
    counted: dict[Kind, int] = {}
    for period in common:
        counted[kind(period)] = counted.get(kind(period), 0) + 1
    most = max(counted, key=lambda each: counted[each])
    return next(period for period in common if kind(period) == most)


def turned(flow: str) -> str:
    """The same trade's direction for the other side."""
    return OTHER_SIDE[flow]
