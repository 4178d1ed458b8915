"""Cards on parts of years: this year so far, years one over another, months, and twelve months.

Each stands only where one agency has such figures: the chosen one, else the one that has most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dashboard import cards, noted, numbers
from dashboard.figures import axes, periods, style, timeline
from dashboard.figures import words as said
from dashboard.figures.ends import Line
from dashboard.figures.rows import Look, Row, is_printed, known, letters, span
from dashboard.parts.figure_card import Card, figure_card
from dashboard.state import View, agency_name, alike, newest_first, who
from dashboard.texts import say
from dashboard.untyped import Node
from trade.period import Period

#: Years that can be told apart one over another, and months that can be seen side by side.
OVERLAID, MONTHS = len(style.GREYS) + 1, 120
FLOWS = {"T": ("T", "X", "M"), "X": ("X",), "M": ("M",), "B": ("X", "M", "B")}
#: Two figures make no line.
FEWEST = 3


def all_cards(view: View) -> list[Node]:
    """Those that the figures allow."""
    lines = _overlaid(view)
    made = (_to_date(view, 12 if lines is None else 5), lines, _months(view), _twelve(view))
    return [card for card in made if card is not None]


def _of(view: View, wanted: Callable[[Row], bool]) -> list[Row]:
    """The figures of this kind of the chosen agency, else of the agency that has most of them."""
    mine = [row for row in view.own if wanted(row) and known(row["value_usd"])]
    if mine:
        return mine
    others: dict[tuple[str, str], list[Row]] = {}
    for row in view.rows:
        if wanted(row):
            others.setdefault(who(row), []).append(row)
    return max(others.values(), key=len) if others else []


def _by(view: View, rows: Sequence[Row]) -> str:
    return say("card.reported", view.lang, agency=agency_name(rows[0]["agency"], view.lang))


def _is_part(row: Row) -> bool:
    """January to a later month of the same year, but no whole year."""
    period = span(row)
    return period.is_year_to_date and 1 < period.month_count < 12


def _to_date(view: View, width: int) -> Node:
    """The newest year to date beside the same months of the years before, published or derived."""
    every = [row for row in _of(view, _is_part) if row["flow"] != "B"]
    printed = newest_first(filter(is_printed, every)) or newest_first(every)
    if not printed:
        return None
    rows = [row for row in every if alike(span(row), printed[0])]
    if len({span(row) for row in rows}) < 2:
        return None
    picture = periods.figure(rows, view.look, tuple(f for f in FLOWS[view.flow] if f in "XM"), height=300)
    card = _card(view, "to-date", _growth(view, rows, printed[0]), rows, picture,
                 legend=periods.legend(picture, view.lang), width=width)  # fmt: skip
    return figure_card(card, view.lang)


def _growth(view: View, rows: Sequence[Row], period: Period) -> str:
    """``January-October 2018: turnover +12.3 % against January-October 2017``."""
    cells = {span(row): row["value_usd"] for row in rows if row["flow"] == view.flow}
    now, before = cells.get(period), cells.get(period.same_period_before)
    months = said.long(period, view.lang)
    if now is None or not before or before < 0:
        return say("within.to_date", view.lang, what=cards.subject(view), period=months)
    return say(
        "within.growth",
        view.lang,
        what=cards.subject(view),
        period=months,
        change=numbers.signed_percent(now / before - 1, view.lang),
        before=said.long(period.same_period_before, view.lang),
    )


def _overlaid(view: View) -> Node:
    """The cumulative figures of each year from January on, the newest year in its colour."""
    flow = view.flow if view.flow != "B" else "T"
    rows = [row for row in _of(view, lambda row: span(row).is_year_to_date) if row["flow"] == flow]
    lines = overlaid(rows, view.look, flow)
    if max((len(line.rows) for line in lines), default=0) < FEWEST:
        return None
    drawn = [row for line in lines for row in line.rows]
    picture = timeline.figure(lines, view.look, 300, axes.CALENDAR)
    title = say("within.overlaid", view.lang, what=cards.subject(view, flow))
    return figure_card(_card(view, "cumulative", title, drawn, picture, lines, width=7), view.lang)


def overlaid(rows: Iterable[Row], look: Look, flow: str) -> list[Line]:
    """A line a year, the older the paler; ``rows`` are years to date of one flow and one agency."""
    by_year: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["period_end"]):
        by_year.setdefault(span(row).start.year, []).append(row)
    years = sorted(by_year)[-OVERLAID:]
    if not years:
        return []
    step = max(1, len(style.GREYS) // max(1, len(years) - 1))
    colours = [*style.GREYS[::-step][::-1], style.flow_colour(flow if flow != "T" else "X")]
    return [
        Line(str(year), colour, by_year[year])
        for year, colour in zip(years, colours[-len(years) :], strict=True)
    ]


def _months(view: View) -> Node:
    every = _of(view, lambda row: row["frequency"] == "M")
    first, last = _ten_years(view, every)
    rows = [row for row in every if first <= span(row).start.year <= last and row["flow"] in FLOWS[view.flow]]
    derived = 2 * sum(not is_printed(row) for row in rows) > len(rows)
    title = say("within.months_derived" if derived else "within.months", view.lang, what=cards.subject(view))
    return _lines(view, "months", title, rows, axes.IN_TIME)


def _twelve(view: View) -> Node:
    """Any twelve months in a row, and whole years among them."""
    every = _of(view, lambda row: row["frequency"] == "R" and span(row).month_count == 12)
    voices = {who(row) for row in every}
    years = [row for row in view.rows if row["frequency"] == "A" and who(row) in voices]
    first, last = _ten_years(view, every)
    rows = [
        row
        for row in [*every, *years]
        if first <= span(row).end.year <= last and row["flow"] in FLOWS[view.flow] and known(row["value_usd"])
    ]
    title = say("within.twelve", view.lang, what=cards.subject(view))
    return _lines(view, "twelve", title, rows if every else [], axes.TO_DAY)


def _ten_years(view: View, rows: Sequence[Row]) -> tuple[int, int]:
    """As the sentence has them; ten years where it names no first one."""
    last = max((span(row).end.year for row in rows), default=0)
    return view.asked.since or last - MONTHS // 12 + 1, last


def _lines(view: View, name: str, title: str, rows: Sequence[Row], axis: axes.Axis) -> Node:
    lines = timeline.by_flow(rows, view.look, FLOWS[view.flow])
    if max((len(line.rows) for line in lines), default=0) < FEWEST:
        return None
    picture, events = noted.on_lines(view, timeline.figure(lines, view.look, 300, axis), lines, axis.at)
    card = _card(view, name, title, rows, picture, lines)
    return figure_card(replace(card, noted=events), view.lang)


def _card(
    view: View,
    name: str,
    title: str,
    rows: Sequence[Row],
    picture: style.Figure,
    lines: Sequence[Line] = (),
    legend: Sequence[tuple[str, str, str]] = (),
    width: int = 12,
) -> Card:
    lang = view.lang
    band = any("u" in letters(row) or row["method"] in ("summed", "differenced") for row in rows)
    return Card(
        name,
        title,
        cards.subtitle(view, rows, _by(view, rows)),
        picture,
        cards.in_order(rows),
        cards.labels(view),
        cards.source_line(view, rows),
        (cards.legend(rows, lang), say("within.band", lang) if band else "", say("card.click", lang)),
        cards.file_name(view, name),
        ends=cards.ends(lines, view.look, 300) if lines else (),
        legend=legend,
        span=width,
    )
