"""Events on the pictures of a page: those that concern its economies, if the address asks for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import events as drawn
from dashboard.figures import words
from dashboard.figures.ends import Line
from dashboard.figures.rows import Row, span
from dashboard.figures.style import Figure
from dashboard.state import View
from trade import annotations
from trade.period import Period


@dataclass(frozen=True)
class Noted:
    """What a card says of events: the words of each that is shown (empty: switched off), with its address."""

    shown: Sequence[tuple[str, str, str]] = ()


def on_lines(
    view: View, picture: Figure, lines: Iterable[Line], at: Callable[[Row], str], codes: Collection[str] = ()
) -> tuple[Figure, Noted | None]:
    """A picture of lines in time with its events; ``codes`` are economies besides those of the sentence."""
    return on(view, picture, {span(row): at(row) for line in lines for row in line.rows}, codes)


def on(
    view: View, picture: Figure, places: Mapping[Period, Any], codes: Collection[str] = ()
) -> tuple[Figure, Noted | None]:
    """The picture with events where they are switched on, and what its card says; None: it can have none."""
    about = {view.asked.reporter, view.partner, *codes}
    found = drawn.placed((e for e in annotations.events() if e.concerns(about)), places)
    if not found:
        return picture, None
    if not view.asked.notes:
        return picture, Noted()
    said = [
        (
            f"{words.date_of(each.event.day, view.lang)}: {each.event.words[view.lang]}",
            each.event.source,
            each.event.url,
        )
        for each in found
    ]
    return drawn.marked(picture, found), Noted(said)
