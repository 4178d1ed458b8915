"""The three tables of a report: figures by period, products, and both sides or the largest partners."""

from __future__ import annotations

from dashboard import cards, numbers, place
from dashboard.figures import words
from dashboard.figures.rows import Row, known, span
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.products import Detail, product_look, seen_from
from dashboard.reported import periods_table
from dashboard.reported.gathered import Report, unit
from dashboard.texts import say, scheme_name
from dashboard.untyped import Node

#: Lines of each table: periods, parts of years, products of a direction, periods of a direction, partners.
PERIODS, PARTS, PRODUCTS, BOTH, PARTNERS = 10, 4, 6, 5, 10
NONE = words.EN_DASH
FLOWS = ("T", "X", "M", "B")


def all_tables(report: Report) -> list[Node]:
    last = _partners if report.of_world else _both if report.sides else _place
    return [periods_table.card(report), _products(report), last(report)]


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
            unit(report, about),
            instead=facts(heads.split("|"), body, (False, False, True, True), stacked=True),
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
            unit(report, say("report.both_about", lang, **cards.names(view))),
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
            unit(report, view.look.flow(report.flow), cards.reported(view)),
            instead=facts(heads.split("|"), body, (False, True, True, True, True), stacked=True),
            source=cards.source_line(view, rows),
            notes=(say("partner.place_note", lang, before=before), cards.legend(rows, lang)),
        ),
        lang,
    )
