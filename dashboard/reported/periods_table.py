"""The first table of a report: the figures of each period, and which agency gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard import cards, numbers
from dashboard.figures import words
from dashboard.figures.rows import Row, flagged, known, letters, span
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.reported.gathered import Report, change, unit
from dashboard.state import alike
from dashboard.texts import capital, say
from dashboard.untyped import Node
from trade.period import Period

#: Lines: periods, parts of years.
PERIODS, PARTS = 10, 4
NONE = words.EN_DASH
FLOWS = ("T", "X", "M", "B")


def card(report: Report) -> Node:
    """Periods of the chosen kind, then the printed years to date that stand beside whole years."""
    view, lang = report.view, report.view.lang
    mine = [
        p for p in view.same_months if p.end <= report.period.end and p.start.year >= (view.first_year or 0)
    ]
    own = [row for row in view.own if span(row) in mine[:PERIODS]]
    whole = report.period.frequency == "A"
    parts = [row for row in report.to_date if whole or not alike(span(row), report.period)]
    shown = sorted({span(row) for row in parts}, key=lambda p: p.end, reverse=True)[:PARTS]
    parts = [row for row in parts if span(row) in shown]
    body = [*_lines(report, own, mine[:PERIODS]), *_lines(report, parts, shown)]
    rows = [*own, *parts]
    heads = say("report.heads_periods", lang, **{flow: capital(view.look.flow(flow), lang) for flow in FLOWS})
    return figure_card(
        Card(
            "periods",
            say("report.periods", lang),
            unit(report, cards.valuation(rows, lang)),
            instead=facts(heads.split("|"), body, (False, True, True, True, True, True, False), stacked=True),
            source=cards.source_line(view, rows),
            notes=(cards.legend(rows, lang), say("report.change_of", lang, flow=view.look.flow(report.flow))),
        ),
        lang,
    )


def _lines(report: Report, rows: Sequence[Row], periods: Iterable[Period]) -> list[tuple[Node, ...]]:
    """A line a period of one agency. A letter that a whole column has stands once, under the table."""
    view, lang = report.view, report.view.lang
    cells = {(row["flow"], span(row)): row for row in rows if known(row["value_usd"])}
    marked = {flow for flow in FLOWS if len({letters(row) for row in rows if row["flow"] == flow}) > 1}

    def amount(flow: str, period: Period) -> str:
        row = cells.get((flow, period))
        if row is None:
            return NONE
        return flagged(view.look.amount(row), row) if flow in marked else view.look.amount(row)

    found: list[tuple[Node, ...]] = []
    for period in periods:
        moved = change(cells.get((report.flow, period)), _before(report, cells, period))
        found.append(
            (
                words.short(period, lang),
                amount("T", period),
                NONE if moved is None else numbers.signed_percent(moved, lang),
                *(amount(flow, period) for flow in FLOWS[1:]),
                next((view.look.name(row["agency"]) for row in rows if span(row) == period), ""),
            )
        )
    return found


def _before(report: Report, cells: Mapping[tuple[str, Period], Row], period: Period) -> Row | None:
    """The figure a year earlier, of the same agency: the last line of the table has one too."""
    key = (report.flow, period.same_period_before)
    now = cells.get((report.flow, period))
    mine = now is not None and (now["source"], now["agency"]) == (
        report.view.asked.source,
        report.view.asked.agency,
    )
    return cells.get(key) or (report.row(*key) if mine else None)
