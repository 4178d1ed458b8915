"""Which lines a comparison has: whose figures, in which periods, by which agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.figures import style
from dashboard.figures.rows import Row, is_printed, known, span
from dashboard.revision_marks import marked
from dashboard.state import WORLD, View, alike, is_economy, newest_first, ranking, resolve, who
from trade import pairs
from trade.codelists import agencies
from trade.indicators.figures import Figure
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

#: How many partners are compared where none is named.
FIRST = 5
Voice = tuple[str, str]
Shape = tuple[str, int, int]


@dataclass(frozen=True)
class Course:
    """One line: figures of one agency on the same months of each year, one a period, in order."""

    code: str
    colour: str
    voice: Voice | None = None
    #: Those within the years of the selection, and those of all years.
    rows: Sequence[Row] = ()
    cells: Mapping[Period, Row] = field(default_factory=dict[Period, Row])
    #: The reporter's figures with the whole world by the same agency.
    whole: Mapping[Period, Row] = field(default_factory=dict[Period, Row])

    @cached_property
    def figures(self) -> Mapping[Period, Figure]:
        """What indicators are made of."""
        return {period: Figure.of(row) for period, row in self.cells.items()}

    @cached_property
    def wholes(self) -> Mapping[Period, Figure]:
        return {period: Figure.of(row) for period, row in self.whole.items()}


@dataclass(frozen=True)
class Comparison:
    """The lines; ``side`` says what they are: partners of one reporter, or reporters with one partner."""

    view: View
    side: str
    courses: Sequence[Course]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(course.code for course in self.courses)

    @property
    def drawn(self) -> list[Course]:
        """Lines that have a figure."""
        return [course for course in self.courses if course.rows]

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Reporters and partners."""
        asked = self.view.asked
        if self.side == "partner":
            return (asked.reporter,), self.codes
        return self.codes, (self.view.partner,)

    def parts(self) -> list[Row]:
        """Directions and how the agencies of the lines value them: what turnover and balance are made of."""
        view = self.view
        voices = {course.voice for course in self.drawn}
        found = pairs.valuations(view.store, _question(view.asked), *self.sides)
        wanted = (view.flow,) if view.flow in ("X", "M") else ("X", "M")
        return [row for row in found if who(row) in voices and row["flow"] in wanted]


def compare(store: Store, asked: Selection) -> Comparison:
    """The lines of a selection with the agency, the period and, where none are named, the partners chosen."""
    side = "reporter" if asked.reporters else "partner"
    codes = _codes(store, asked)
    sides = ((asked.reporter,), codes) if side == "partner" else (codes, (asked.partner or WORLD,))
    every = _rows(store, _question(asked), *sides)
    rows = [row for row in every if (row[side] in codes) and row["partner"] in sides[1]]
    asked = asked.but(reporter=codes[0]) if side == "reporter" else asked.but(partner=None)
    voice = _voice(asked, rows, side)
    if voice:
        asked = asked.but(source=voice[0], agency=voice[1])
        period = asked.period or _newest([row for row in rows if who(row) == voice], side)
        asked = asked.but(period=period)
    view = View(store, asked, rows)
    colours = style.code_colours(codes)
    return Comparison(view, side, [_course(view, every, side, code, voice, colours[code]) for code in codes])


def _codes(store: Store, asked: Selection) -> tuple[str, ...]:
    named = asked.reporters or asked.partners or ((asked.partner,) if asked.partner else ())
    return named or _largest(store, _question(asked).but(
        source=asked.source, agency=asked.agency, period=asked.period))  # fmt: skip


def _largest(store: Store, asked: Selection) -> tuple[str, ...]:
    """The largest partners of the reporter in the newest year, by turnover where balances are compared."""
    view = resolve(store, asked)
    if view.asked.period is None:
        return ()
    ranked = ranking(view, "T" if view.flow == "B" else view.flow)
    return tuple(row["partner"] for row in ranked if is_economy(row["partner"]))[:FIRST]


def _question(asked: Selection) -> Selection:
    """What the figures hang on: the same for each way of drawing them, so that it is asked once."""
    return Selection(
        reporter=asked.reporter,
        flow=asked.flow or "T",
        as_of=asked.as_of,
        partner_rule=asked.partner_rule,
        scheme=asked.scheme,
        product=asked.product,
    )


def _rows(store: Store, asked: Selection, reporters: tuple[str, ...], partners: tuple[str, ...]) -> list[Row]:
    """All figures of the lines and of their reporters with the world."""
    found = pairs.several(store, asked, reporters, [*partners, WORLD])
    return marked(store, (row for row in found if known(row["value_usd"])), asked.as_of)


def _voice(asked: Selection, rows: Iterable[Row], side: str) -> Voice | None:
    """Source and agency that know the most of the lines, then the one with the most figures."""
    counted: dict[Voice, list[str]] = {}
    for row in filter(is_printed, rows):
        if asked.source in (None, row["source"]) and asked.agency in (None, row["agency"]):
            counted.setdefault(who(row), []).append(row[side])
    return max(counted, key=lambda v: (len(set(counted[v])), len(counted[v])), default=None)


def _shape(row: Row) -> Shape:
    period = span(row)
    return row["frequency"], period.start.month, period.month_count


def _newest(rows: Sequence[Row], side: str) -> Period | None:
    """Of the months that most figures are about, the newest that half of the lines have."""
    printed = [row for row in rows if is_printed(row)]
    shapes: dict[Shape, list[Row]] = {}
    for row in printed:
        shapes.setdefault(_shape(row), []).append(row)
    most = (
        max(shapes.values(), key=lambda found: (len(found), found[0]["frequency"] == "A")) if shapes else []
    )
    have: dict[Period, set[str]] = {}
    for row in most:
        have.setdefault(span(row), set()).add(row[side])
    full = max(map(len, have.values()), default=0)
    return next((p for p in newest_first(most) if 2 * len(have[p]) >= full), None)


def _course(
    view: View, every: Sequence[Row], side: str, code: str, voice: Voice | None, colour: str
) -> Course:
    """The figures of one line; where each has its own agency, of its own."""
    period = view.asked.period
    reporter = code if side == "reporter" else view.asked.reporter
    partner = code if side == "partner" else view.partner
    like = [
        row
        for row in every
        if row["reporter"] == reporter and row["frequency"] == (period.frequency if period else "")
        if period and alike(span(row), period)
    ]
    mine = [row for row in like if row["partner"] == partner]
    if view.asked.voices == "each":
        voice = _own(mine, reporter) or voice
    if period is None or voice is None:
        return Course(code, colour)
    cells = _cells(row for row in mine if who(row) == voice)
    first = view.asked.since or 0
    rows = [row for p, row in cells.items() if first <= p.start.year <= period.end.year]
    whole = _cells(row for row in like if row["partner"] == WORLD and who(row) == voice)
    return Course(code, colour, voice, rows, cells, whole)


def _own(rows: Sequence[Row], reporter: str) -> Voice | None:
    """The agency of the reporter's own country where it has two figures or more, else that with the most."""
    counted: dict[Voice, int] = {}
    for row in rows:
        counted[who(row)] = counted.get(who(row), 0) + 1

    def home(voice: Voice) -> bool:
        listed = agencies().get(voice[1])
        return listed is not None and listed.country == reporter and counted[voice] > 1

    return max(counted, key=lambda voice: (home(voice), counted[voice]), default=None)


def _cells(rows: Iterable[Row]) -> dict[Period, Row]:
    """One figure a period, in order: printed in dollars before converted."""
    in_order = sorted(rows, key=lambda row: (row["period_start"], row["method"] != "converted"))
    return {span(row): row for row in in_order}
