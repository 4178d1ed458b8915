"""Sentences on what surrounds the pair: its place among partners, goods, what the other side says."""

from __future__ import annotations

from babel.lists import format_list

from dashboard import cards, numbers
from dashboard.figures import words
from dashboard.mirrored.sides import Sides
from dashboard.products import Detail, product_look, seen_from
from dashboard.reported.amounts import money
from dashboard.reported.gathered import Report, apart, high, low
from dashboard.texts import capital, say, scheme_name, variant

#: Partners that are named.
NAMED = 3


def place(report: Report) -> list[str]:
    """The partner's rank and share, where the source has a world total."""
    lang = report.view.lang
    mine = next((row for row in report.partners if row["partner"] == report.view.partner), None)
    if mine is None or not mine["rank"] or not report.names_partners or mine["share"] is None:
        return []
    return [
        say(
            "report.place",
            lang,
            flow=report.view.look.flow(report.flow),
            rank=int(mine["rank"]),
            count=len(report.partners),
            share=numbers.percent(mine["share"], 2, lang),
            **cards.names(report.view),
        )
    ]


def partners(report: Report) -> list[str]:
    lang, look = report.view.lang, report.view.look
    top = report.partners[:NAMED]
    if len(top) < NAMED or not report.names_partners:
        return []
    shares = [numbers.percent(row["share"], 1, lang) if row["share"] is not None else "" for row in top]
    named = [
        look.name(row["partner"]) + (f" ({share})" if share else "")
        for row, share in zip(top, shares, strict=True)
    ]
    listed = format_list(named, locale="en_GB" if lang == "en" else lang)
    return [say("report.largest", lang, flow=look.flow(report.flow), list=listed)]


def is_clear(report: Report, detail: Detail) -> bool:
    """Whether one product group is larger than all others."""
    rows = detail.at(detail.newest)
    return bool(rows) and rows[0]["value_usd"] > 0 and (len(rows) < 2 or apart(rows[0], rows[1]))


def product(report: Report, detail: Detail) -> str:
    view, rows = report.view, detail.at(detail.newest)
    text = say(
        "report.product",
        view.lang,
        what=capital(view.look.flow(detail.flow), view.lang),
        period=words.long(detail.newest, view.lang),
        scheme=scheme_name(detail.scheme, view.lang),
        seen=seen_from(view, detail, detail.newest),
        first=product_look(view.look, detail.scheme).name(rows[0]["product"]),
        share=numbers.percent(rows[0]["value_usd"] / sum(row["value_usd"] for row in rows), 0, view.lang),
    )
    estimated = any(row["status"] == "E" for row in rows)
    return f"{text} {say('report.estimated', view.lang)}" if estimated else text


def mirror(report: Report) -> list[str]:
    """What the partner says of the same periods, and what that is worth."""
    met = [
        sides
        for sides in report.sides.values()
        if sides.now(sides.ours_shown) and sides.now(sides.theirs_shown)
    ]
    if not met:
        return []
    statuses = {sides.measures[report.period]["mirror_gap"]["status"] for sides in met}
    caution = "mirror.estimated" if "E" in statuses else "mirror.no_proof"
    return [*(_other(report, sides) for sides in met), say(caution, report.view.lang)]


def _other(report: Report, sides: Sides) -> str:
    view, look = report.view, report.view.look
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    assert ours and theirs
    flow = "M" if sides.flow == "X" else "X"
    gap = numbers.amount(
        abs(theirs["value_usd"] - ours["value_usd"]),
        look.unit,
        low(theirs) - high(ours),
        high(theirs) - low(ours),
        look.lang,
    )
    way = "same" if not apart(ours, theirs) else "more" if theirs["value_usd"] > ours["value_usd"] else "less"
    slots = {} if way == "same" else {"gap": gap}
    return say(
        variant(f"report.mirror_{way}", flow, view.lang),
        view.lang,
        flow=look.flow(flow),
        period=words.long(report.period, view.lang),
        agency=look.name(theirs["agency"]),
        **slots,
        **money(report, theirs),
        **cards.names(view),
    )
