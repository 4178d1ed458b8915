"""The five pictures of a report: those of the other pages, the first five that the figures allow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from dashboard import cards, mapped, tiles
from dashboard.figures.rows import span
from dashboard.mirrored import pictures
from dashboard.pages import overview, partner
from dashboard.parts.figure_card import figure_card
from dashboard.reported.gathered import Report
from dashboard.state import ranking
from dashboard.untyped import Node

COUNT = 5


def all_cards(report: Report) -> list[Node]:
    """Flows over time first. The line of one kind of period shows what bars of years do: last, unless of months."""
    parts = report.period.frequency != "A"
    makers: tuple[Callable[[Report], Node], ...] = (
        lambda report: partner.bars_card(report.view),
        *([_line] if parts else []),
        lambda report: partner.balance_card(report.view),
        _products,
        _mirror,
        _partners,
        _map,
        *([_line] if not parts else []),
    )
    made = (make(report) for make in makers)
    return list(islice((card for card in made if card is not None), COUNT))


def _line(report: Report) -> Node:
    view, since = report.view, report.view.first_year or 0
    last = report.period.end.year
    shown = [row for row in cards.like(view.own, report.period) if since <= span(row).start.year <= last]
    return (
        overview.line_card(view, shown, cards.subject(view))
        if len({span(row) for row in shown}) > 1
        else None
    )


def _products(report: Report) -> Node:
    if not report.products:
        return None
    detail = report.products[0]
    return figure_card(tiles.card(report.view, detail, detail.newest, "products"), report.view.lang)


def _mirror(report: Report) -> Node:
    """Of the larger direction, else of the one that both sides have."""
    sides = report.sides.get(report.larger) or next(iter(report.sides.values()), None)
    return pictures.lines(sides) if sides else None


def _partners(report: Report) -> Node:
    view = report.view
    if not report.names_partners:
        return None
    return overview.partners_card(view, ranking(view, view.flow), "" if report.of_world else view.partner)


def _map(report: Report) -> Node:
    view = report.view
    if not report.of_world or not report.names_partners:
        return None
    return mapped.shades(view, ranking(view, view.flow))
