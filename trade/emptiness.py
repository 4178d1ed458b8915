"""Why an answer is empty: which part of the selection leaves nothing, and what there is without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from trade.files.extract import Extent, Extract
from trade.selection import Selection, written
from trade.store import Store

#: Parts of a selection that leave figures out, in the order in which people think of them.
NARROWING = (
    "period", "since", "until", "partner", "partners", "flow", "source", "agency", "scheme", "product", "by", "currency",
    "partner_rule", "as_of",
)  # fmt: skip
Table = Callable[[Store, Selection], Extract]


@dataclass(frozen=True)
class Reason:
    """Without ``parameter`` there would be ``extent``; ``near``: what of it is likely meant."""

    parameter: str
    given: str
    extent: Extent
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        days = f", {self.extent.first} to {self.extent.last}" if self.extent.first else ""
        meant = f" Did you mean {self.near[0]!r}?" if self.near else ""
        return f"Without {self.parameter}={self.given} there are {self.extent.rows:,} rows{days}.{meant}"


def reasons(store: Store, table: Table, asked: Selection) -> list[Reason]:
    """Each part of the selection without which it would not be empty; none where no single one is to blame."""
    given = [name for name in NARROWING if getattr(asked, name) not in (None, ())]
    tried = ((name, table(store, asked.but(**{name: None})).extent()) for name in given)
    return [_reason(asked, name, extent) for name, extent in tried if extent.rows]


def sentence(asked: Selection, found: Sequence[Reason]) -> str:
    """The reasons in English."""
    if found:
        return " ".join(map(str, found))
    if any(getattr(asked, name) not in (None, ()) for name in NARROWING):
        return "No single part of the selection is to blame: leave out several."
    return f"The tables hold nothing of {asked.reporter} as a reporter."


def _reason(asked: Selection, name: str, extent: Extent) -> Reason:
    given = written(getattr(asked, name))
    near = get_close_matches(given, extent.sources, n=1) if name == "source" else []
    return Reason(name, given, extent, tuple(near))
