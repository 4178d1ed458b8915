"""The three tables of a report: figures by period, products, and both sides or the largest partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard import cards, numbers, place
from dashboard.figures import words
from dashboard.figures.rows import Row, flagged, known, letters, span
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.products import Detail, product_look, seen_from
from dashboard.reported.gathered import Report, change
from dashboard.state import alike
from dashboard.texts import capital, say, scheme_name
from dashboard.untyped import Node
from trade.period import Period

#: Lines of each table: periods, parts of years, products of a direction, periods of a direction, partners.
PERIODS, PARTS, PRODUCTS, BOTH, PARTNERS = 10, 4, 6, 5, 10
NONE = words.EN_DASH
FLOWS = ("T", "X", "M", "B")


def all_tables(report: Report) -> list[Node]:
    last = _partners if report.of_world else _both if report.sides else _place
    return [_periods(report), _products(report), last(report)]


def _unit(report: Report, *more: str) -> str:
    unit = say(f"unit.{report.view.asked.unit}", report.view.lang)
    return "; ".join([capital(unit, report.view.lang), *filter(None, more)])


def _periods(report: Report) -> Node:
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
            _unit(report, cards.valuation(rows, lang)),
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


def _products(report: Report) -> Node:
    view, lang = report.view, report.view.lang
    title = say("report.products", lang)
    if not report.products:
        why = say("report.no_products", lang)
        return figure_card(Card("groups", title, "", instead=empty(why, lang=lang)), lang)
    body = [line for detail in report.products for line in _groups(report, detail)]
    rows = [row for detail in report.products for row in detail.at(detail.newest)]
    about = "; ".join(_about(report, detail) for detail in report.products)
    heads = say("report.heads_products", lang)
    return figure_card(
        Card(
            "groups",
            title,
            _unit(report, about),
            instead=facts(
                say("report.heads_products", lang).split("|"), body, (False, False, True, True), stacked=True
            ),
            source=cards.source_line(view, rows),
            notes=(say("report.share_note", lang), cards.legend(rows, lang)),
        ),
        lang,
    )


def _about(report: Report, detail: Detail) -> str:
    """``exports 2015, by SITC section, as reported by Lithuania``."""
    view = report.view
    by = say("sectors.by", view.lang, scheme=scheme_name(detail.scheme, view.lang))
    when = words.short(detail.newest, view.lang)
    return f"{view.look.flow(detail.flow)} {when}, {by}, {seen_from(view, detail, detail.newest)}"


def _groups(report: Report, detail: Detail) -> list[tuple[Node, ...]]:
    view, rows = report.view, detail.at(detail.newest)
    look, total = product_look(view.look, detail.scheme), sum(row["value_usd"] for row in rows)
    return [
        (
            look.name(row["product"]),
            view.look.flow(detail.flow),
            view.look.amount(row),
            numbers.percent(row["value_usd"] / total, 1, view.lang) if total > 0 else NONE,
        )
        for row in rows[:PRODUCTS]
    ]


def _both(report: Report) -> Node:
    """The same trade in the words of both sides, the newest periods that both have."""
    view, lang = report.view, report.view.lang
    body: list[tuple[Node, ...]] = []
    rows: list[Row] = []
    for flow, sides in report.sides.items():
        theirs = {span(row): row for row in sides.theirs_shown}
        for one in [row for row in reversed(sides.ours_shown) if span(row) in theirs][:BOTH]:
            other = theirs[span(one)]
            rows += [one, other]
            symmetric = sides.measures[span(one)]["mirror_symmetric"]["value"]
            body.append(
                (
                    words.short(span(one), lang),
                    view.look.flow(flow),
                    view.look.amount(one),
                    view.look.amount(other),
                    numbers.signed_percent(symmetric / 100, lang) if known(symmetric) else NONE,
                )
            )
    heads = say("report.heads_both", lang, **cards.names(view))
    return figure_card(
        Card(
            "both",
            say("report.both", lang, **cards.names(view)),
            _unit(report, say("report.both_about", lang, **cards.names(view))),
            instead=facts(heads.split("|"), body, (False, False, True, True, True), stacked=True),
            source=cards.source_line(view, rows),
            notes=(say("mirror.no_proof", lang), cards.legend(rows, lang)),
        ),
        lang,
    )


def _place(report: Report) -> Node:
    return place.card(report.view, 12)


def _partners(report: Report) -> Node:
    """The largest partners with their shares and changes."""
    view, lang = report.view, report.view.lang
    rows = report.partners[:PARTNERS]
    title = say("report.partners", lang, period=words.long(report.period, lang))
    if not rows:
        why = say(
            "overview.no_partners", lang, agency=view.agency_name, period=words.long(report.period, lang)
        )
        return figure_card(Card("largest", title, "", instead=empty(why, lang=lang)), lang)
    body = [
        (
            view.look.name(row["partner"]),
            view.look.amount(row),
            numbers.percent(row["share"], 2, lang) if known(row["share"]) else NONE,
            str(row["rank"]),
            numbers.signed_percent(row["change"], lang) if known(row["change"]) else NONE,
        )
        for row in rows
    ]
    before = words.short(report.period.same_period_before, lang)
    heads = say("report.heads_partners", lang)
    return figure_card(
        Card(
            "largest",
            title,
            _unit(report, view.look.flow(report.flow), cards.reported(view)),
            instead=facts(heads.split("|"), body, (False, True, True, True, True), stacked=True),
            source=cards.source_line(view, rows),
            notes=(say("partner.place_note", lang, before=before), cards.legend(rows, lang)),
        ),
        lang,
    )
