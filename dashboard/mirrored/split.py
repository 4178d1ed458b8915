"""Product detail of both sides, cut to what can be compared: one classification, one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.figures.rows import Row, known, span
from dashboard.mirrored.sides import turned
from dashboard.state import who
from trade import codelists, pairs, questions
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

#: Schemes of the press are words of articles, no classification.
UNCLASSED = ("TOTAL", "press")
#: Source, agency, classification, period.
Cut = tuple[str, str, str, Period]


@dataclass(frozen=True)
class Split:
    """One classification and period that both sides have: the rows of both by product, theirs turned."""

    scheme: str
    period: Period
    ours: Mapping[str, Row]
    theirs: Mapping[str, Row]

    @property
    def codes(self) -> list[str]:
        """Products that a side has, the largest first."""
        sizes: dict[str, float] = {}
        for row in [*self.ours.values(), *self.theirs.values()]:
            sizes[row["product"]] = max(sizes.get(row["product"], 0.0), row["value_usd"])
        return sorted(sizes, key=lambda code: -sizes[code])


def rows_of(store: Store, asked: Selection) -> tuple[list[Row], list[Row]]:
    """Product detail of both sides, theirs turned."""
    one, other = asked.reporter, asked.partner or questions.WORLD
    flow = asked.flow or "X"
    ours = pairs.figures(store, asked.but(flow=flow), [(one, other)])
    theirs = pairs.figures(store, asked.but(flow=turned(flow)), [(other, one)])
    marked = [dict(row) | {"flow": flow, "mirrored": True} for row in theirs]
    return _of_classes(ours), _of_classes(marked)


def _of_classes(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if known(row["value_usd"]) and row["product_scheme"] not in UNCLASSED]


def split_of(asked: Selection, ours: Sequence[Row], theirs: Sequence[Row]) -> Split | None:
    """The chosen period where both have it, else the newest that they have; the classification with most products."""
    mine, others = _by_cut(ours), _by_cut(theirs)
    common = [
        (one, other)
        for one in mine
        for other in others
        if one[2:] == other[2:] and (asked.scheme in (None, one[2]))
    ]
    if not common:
        return None

    def fit(
        pair: tuple[Cut, Cut],
    ) -> tuple[bool, int, bool, int]:
        one, other = pair
        chosen = (asked.source, asked.agency) == one[:2]
        return (
            one[3] == asked.period,
            one[3].end.toordinal(),
            chosen,
            len(mine[one]) + len(others[other]),
        )

    one, other = max(common, key=fit)
    return Split(one[2], one[3], mine[one], others[other])


def _by_cut(rows: Sequence[Row]) -> dict[Cut, dict[str, Row]]:
    """By source, agency, classification and period, then product; none that holds another one there."""
    found: dict[Cut, dict[str, Row]] = {}
    for row in rows:
        key = (*who(row), row["product_scheme"], span(row))
        found.setdefault(key, {})[row["product"]] = row
    return {key: _parts_only(key[2], each) for key, each in found.items()}


def _parts_only(scheme: str, found: dict[str, Row]) -> dict[str, Row]:
    listed = codelists.products(scheme)
    holding = {listed[code].parent for code in found if code in listed}
    return {code: row for code, row in found.items() if code not in holding}
