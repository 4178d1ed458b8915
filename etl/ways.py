"""The cheapest ways between ends of months, where every printed figure is a step there or back.

January-October leads from the end of December to the end of October, and back with the sign turned.
Which ways there are hangs on the periods alone, so the many cells of a file share a few plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from heapq import heappop, heappush

#: Ends of months are counted from year 0; a figure lies between two of them.
Ends = tuple[int, int]
#: The steps of a way: each the sign and the place of a figure among those of its cell.
Way = tuple[tuple[str, int], ...]
#: Of a way, the width of its interval counts first, then the number of its steps: fewer than this.
MOST_STEPS = 1 << 16


@lru_cache(maxsize=1024)
def plan(between: tuple[Ends, ...], costs: tuple[int, ...]) -> list[tuple[Ends, Way]]:
    """The ways to all that can be derived from figures between these ends: many cells share one plan."""
    steps, printed = steps_between(between, costs), set(between)
    return [
        ((start, end), way)
        for start in sorted(steps)
        for end, way in sorted(
            cheapest(start, [end for end in _ends_after(start) if (start, end) not in printed], steps).items()
        )
    ]


def _ends_after(start: int) -> list[int]:
    """Where a month, a quarter, a year to date, and twelve months that begin there end."""
    if start % 12 == 0:
        return [start + months for months in range(1, 13)]
    return [start + months for months in ((1, 3, 12) if start % 3 == 0 else (1, 12))]


#: From an end of a month: where a step leads, its cost, and what it is.
Steps = Mapping[int, Sequence[tuple[int, int, tuple[str, int]]]]


def steps_between(between: Sequence[Ends], costs: Sequence[int], without: int | None = None) -> Steps:
    """Every figure can be gone along, or back with the sign turned; ``without`` is closed."""
    steps: dict[int, list[tuple[int, int, tuple[str, int]]]] = {}
    for place, ((start, end), cost) in enumerate(zip(between, costs, strict=True)):
        if place != without:
            steps.setdefault(start, []).append((end, cost, ("+", place)))
            steps.setdefault(end, []).append((start, cost, ("-", place)))
    return steps


def cheapest(start: int, ends: Iterable[int], steps: Steps) -> dict[int, Way]:
    """The cheapest way to each of these ends that can be reached (E. W. Dijkstra, 1959)."""
    wanted = {end for end in ends if end in steps}
    waiting: list[tuple[int, int]] = [(0, start)]
    costs, last, settled = {start: 0}, dict[int, tuple[int, tuple[str, int]]](), set[int]()
    open_ = set(wanted)
    while waiting and open_:
        cost, here = heappop(waiting)
        if here in settled:
            continue
        settled.add(here)
        open_.discard(here)
        for there, more, step in steps.get(here, ()):
            if there not in costs or cost + more < costs[there]:
                costs[there] = cost + more
                last[there] = here, step
                heappush(waiting, (cost + more, there))
    return {end: _way_back(start, end, last) for end in wanted & settled}


def _way_back(start: int, end: int, last: Mapping[int, tuple[int, tuple[str, int]]]) -> Way:
    """The steps in order of time, those that are taken away last."""
    steps: list[tuple[str, int]] = []
    here = end
    while here != start:
        here, step = last[here]
        steps.append(step)
    return tuple(sorted(steps, key=lambda step: (step[0] == "-", step[1])))


def ranked(widths: Sequence[Decimal], between: Sequence[Ends]) -> tuple[int, ...]:
    """Whole numbers that order ways as their widths do, and ways of one width by their steps.

    All zero where there is one way at most between any two ends, whatever the widths.
    """
    if not _has_choice(between):
        return (0,) * len(between)
    places = [width.normalize().as_tuple().exponent for width in widths]
    finest = min(place for place in places if isinstance(place, int))
    return tuple(int(width.scaleb(-finest)) * MOST_STEPS + 1 for width in widths)


def _has_choice(between: Iterable[Ends]) -> bool:
    """Whether some figure joins two ends that others join already."""
    group: dict[int, int] = {}

    def first(end: int) -> int:
        while (above := group.get(end, end)) != end:
            end = above
        return end

    for start, end in between:
        one, other = first(start), first(end)
        if one == other:
            return True
        group[other] = one
    return False
