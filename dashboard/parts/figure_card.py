"""A card with one picture: who reports what, the picture, where it is from, and quiet actions.

Table and files are made in the browser from what the card holds (``assets/saving.js``), so they always
equal the screen and cost the server nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard import numbers
from dashboard.figures import spoken
from dashboard.figures.style import Figure
from dashboard.noted import Noted
from dashboard.parts import card_actions, card_rows
from dashboard.parts.written import picture
from dashboard.texts import say
from dashboard.untyped import Node, html

#: Pixels of an embedded card that are not its picture: title, legend, source, actions.
AROUND = 230


@dataclass(frozen=True)
class Card:
    """What a card says. ``name`` is its id on the page and begins the names of its files."""

    name: str
    title: str
    subtitle: str
    figure: Figure | None = None
    #: The figures behind the picture, columns of the table ``trade``, in the order of the table view.
    rows: Sequence[Mapping[str, Any]] = ()
    #: Labels by column and code for the table view: ``{"partner": {"LTU": "Lithuania"}}``.
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    source: str = ""
    notes: Sequence[str] = ()
    file_name: str = "bilateral"
    #: Shown in place of the picture, such as an empty state.
    instead: Node = None
    #: How much of the 12 columns it takes.
    span: int = 12
    extra: Node = None
    #: Names of lines beside the picture: name, colour, height in pixels.
    ends: Sequence[tuple[str, str, float]] = ()
    #: What colours and forms mean, over the picture: words, colour, ``solid``, ``round``, ``hatched`` or ``hollow``.
    legend: Sequence[tuple[str, str, str]] = ()
    #: Events that fall in its time: each in words, who says so and where; None: it can have none.
    noted: Noted | None = None
    #: Columns that only this card has, with their names, in order.
    own: Mapping[str, str] = field(default_factory=dict[str, str])


def figure_card(card: Card, lang: str = "en") -> Node:
    """The card; without a picture it keeps title and footer, so that nothing jumps."""
    body = [card.instead] if card.figure is None else _picture(card, lang)
    return html.Section(
        [
            html.Header([html.H2(card.title, id=f"{card.name}-title"), html.P(card.subtitle)]),
            *([card.extra] if card.extra is not None else []),
            html.Div(body, className="card-body"),
            _footer(card, lang),
            html.Div(className="card-panel"),
        ],
        className=f"card span-{card.span}",
        id=f"card-{card.name}",
        **{"aria-labelledby": f"{card.name}-title"},
    )


def _picture(card: Card, lang: str) -> list[Node]:
    height = card.figure["layout"]["height"] if card.figure else 0
    return [
        html.Div(
            [
                *([_legend(card.legend)] if card.legend else []),
                # its room is kept from the first frame on: the library draws a good while later
                html.Div(
                    picture(
                        card.name,
                        height,
                        say("search.failed", lang),
                        figure=_in_language(card.figure, lang),
                        rows=card_rows.table(card.rows, card.labels, lang, card.own),
                        about=_about(card),
                    ),
                    className="card-graph",
                    style={"--height": f"{height}px"},
                ),
                *([_ends(card.ends)] if card.ends else []),
            ],
            className="card-plot card-plot-ends" if card.ends else "card-plot",
            role="figure",
            **{"aria-labelledby": f"{card.name}-title", "aria-describedby": f"{card.name}-spoken"},
        ),
        _spoken(card, lang),
        *([_events(card.noted)] if card.noted and card.noted.shown else []),
        html.Div(
            className="card-table",
            hidden=True,
            tabIndex="0",
            role="region",
            **{"aria-label": f"{say('take.table', lang)}: {card.title}"},
        ),
        html.Div(className="card-provenance", role="status"),
    ]


def _spoken(card: Card, lang: str) -> Node:
    """What the picture shows, for who does not see it: what, in which unit, and what the numbers do."""
    subtitle = f"{card.subtitle.rstrip('.')}. " if card.subtitle else ""
    shown = spoken.summary(card.figure, lang) if card.figure else ""
    return html.P(subtitle + shown, id=f"{card.name}-spoken", className="unseen")


def _events(noted: Noted) -> Node:
    """What the numbers over the picture stand for."""
    items = [
        html.Li([html.Span(said), " ", html.A(source, href=url, rel="noreferrer", lang="en")])
        for said, source, url in noted.shown
    ]
    return html.Ol(items, className="card-events")


def _in_language(figure: Figure | None, lang: str) -> Figure | None:
    """The picture with the signs of the language in the numbers along its axes."""
    if figure is None:
        return None
    return figure | {"layout": figure["layout"] | {"separators": "".join(numbers.signs(lang))}}


def _legend(legend: Sequence[tuple[str, str, str]]) -> Node:
    marks = [
        html.Li([html.I(className=form, style={"--tone": colour}), words]) for words, colour, form in legend
    ]
    return html.Ul(marks, className="legend")


def _ends(ends: Sequence[tuple[str, str, float]]) -> Node:
    """Names at the ends of their lines; on a phone a legend below them."""
    return html.Ul(
        [
            html.Li([html.I(style={"background": colour}), name], style={"--at": f"{at}px"})
            for name, colour, at in ends
        ],
        className="ends",
    )


def _footer(card: Card, lang: str) -> Node:
    said = [html.P(card.source)] if card.source else []
    on_screen = say("card.click", lang)
    said += [
        html.P(note, className="card-note card-note-screen" if note == on_screen else "card-note")
        for note in card.notes
        if note
    ]
    actions: list[Node] = []
    if card.figure is not None:
        pressed = {"aria-pressed": str(bool(card.noted and card.noted.shown)).lower()}
        more = [card_actions.button(card.name, "events", card.title, lang, **pressed)] if card.noted else []
        actions = card_actions.actions(card.name, card.title, more, lang)
    return html.Footer([html.Div(said, className="card-source"), html.Div(actions, className="card-actions")])


def _about(card: Card) -> dict[str, Any]:
    """What its files and its citation say of a card; the days are those of its figures."""
    rows = [row for row in card.rows if row.get("period_start")]
    named = card.labels.get("agency", {})
    cited = dict.fromkeys(str(row["agency"]) for row in card.rows if row.get("source") == "press")
    return {
        "card": card.name,
        "title": card.title,
        "subtitle": card.subtitle,
        "source": card.source,
        "file": card.file_name,
        "events": [f"({i}) {said}" for i, (said, *_) in enumerate(card.noted.shown, start=1)]
        if card.noted
        else [],
        "sources": sorted({str(row["source"]) for row in card.rows if row.get("source")}),
        "cited": [named.get(code, code) for code in cited],
        "first": min((str(row["period_start"])[:10] for row in rows), default=""),
        "last": max((str(row["period_end"])[:10] for row in rows), default=""),
        "once": len({(row["period_start"], row["period_end"]) for row in rows}) == 1,
        "height": (card.figure["layout"]["height"] if card.figure else 0) + AROUND,
    }
