"""Sentences on the figures of the pair itself: how much, how it changed, what it was made of."""

from __future__ import annotations

from dashboard import cards, numbers
from dashboard.figures import words
from dashboard.figures.rows import Row, span
from dashboard.reported.gathered import Report, apart, change, high, low, matters
from dashboard.texts import capital, say, variant

#: Earlier figures beyond which one can be the largest.
ENOUGH = 5
STATUSES = "EPU"
#: A percentage that is less sure than this is told as a range.
POINT = 0.01


def interval(report: Report, row: Row) -> str:
    """The least and the most, where they matter."""
    if not matters(row):
        return ""
    look = report.view.look
    least, most = numbers.alike([low(row), high(row)], look.unit, look.lang)
    return say("report.interval", look.lang, low=least, high=most, unit=look.unit_short)


def money(report: Report, row: Row) -> dict[str, str]:
    return {"amount": report.view.look.amount(row), "unit": report.view.look.unit_short}


def worth(report: Report) -> list[str]:
    """Of the chosen direction; of exports and imports where turnover is not known."""
    flows = [report.flow] if report.row(report.flow) else ["X", "M"]
    told: list[str] = []
    for flow in flows:
        row = report.row(flow)
        if row is not None:
            told += [_amount(report, row), _exact(report, row), _status(report, row)]
            told += [_change(report, row), _record(report, row)]
    return [text for text in told if text]


def _amount(report: Report, row: Row) -> str:
    view = report.view
    return say(
        variant("report.worth", row["flow"], view.lang),
        view.lang,
        flow=view.look.flow(row["flow"]),
        period=words.long(span(row), view.lang),
        agency=view.look.name(row["agency"]),
        **money(report, row),
        **cards.names(view),
    )


def _exact(report: Report, row: Row) -> str:
    found = interval(report, row)
    return f"{capital(found, report.view.lang)}." if found else ""


def _status(report: Report, row: Row) -> str:
    status = str(row["status"])
    return say(f"report.status_{status}", report.view.lang) if status in STATUSES else ""


def _change(report: Report, row: Row) -> str:
    before = report.row(row["flow"], report.period.same_period_before)
    if before is None:
        return ""
    lang, moved = report.view.lang, change(row, before)
    slots = {"before": words.long(span(before), lang), **money(report, before)}
    if not apart(row, before):
        return say("report.same", lang, **slots)
    if moved is None or low(before) <= 0:
        return say("report.before", lang, **slots)
    least, most = sorted((abs(low(row) / high(before) - 1), abs(high(row) / low(before) - 1)))
    size = _percent(abs(moved), least, most, 1, lang)
    return say("report.more" if moved > 0 else "report.less", lang, size=size, **slots)


def _percent(share: float, least: float, most: float, decimals: int, lang: str) -> str:
    """``13.0 %``; ``17–33 %`` where the printed digits leave more than a point open."""
    if most - least > POINT:
        return f"{numbers.plain(100 * least, 0, lang)}{words.EN_DASH}{numbers.percent(most, 0, lang)}"
    return numbers.percent(share, decimals, lang)


def _record(report: Report, row: Row) -> str:
    """Whether it is beyond all earlier figures of the same months, by this source."""
    earlier = [
        r for r in cards.like(report.view.own, report.period, row["flow"]) if span(r).end < span(row).end
    ]
    if len(earlier) < ENOUGH:
        return ""
    first = min(span(r).start.year for r in earlier)
    if all(low(row) > high(r) for r in earlier):
        return say("report.most", report.view.lang, first=str(first))
    if all(high(row) < low(r) for r in earlier):
        return say("report.least", report.view.lang, first=str(first))
    return ""


def parts(report: Report) -> list[str]:
    """Which direction is larger, and the balance; each only where the digits tell."""
    lang, look = report.view.lang, report.view.look
    exports, imports, both = (report.row(flow) for flow in "XMT")
    told: list[str] = []
    if (
        report.flow == "T"
        and exports
        and imports
        and both
        and both["value_usd"] > 0
        and apart(exports, imports)
    ):
        larger, smaller = sorted((exports, imports), key=lambda row: -row["value_usd"])
        told.append(
            say(
                "report.parts",
                lang,
                larger=look.flow(larger["flow"]),
                smaller=look.flow(smaller["flow"]),
                share=_percent(larger["value_usd"] / both["value_usd"], *_share(larger, smaller), 0, lang),
                other=look.amount(smaller),
                **money(report, larger),
            )
        )
    balance = report.row("B")
    if report.flow == "T" and balance and (low(balance) > 0 or high(balance) < 0):
        size = numbers.amount(
            abs(balance["value_usd"]), look.unit, balance["low_usd"], balance["high_usd"], lang
        )
        sign = "surplus" if balance["value_usd"] > 0 else "deficit"
        told.append(say(f"report.{sign}", lang, amount=size, unit=look.unit_short))
    return told


def _share(larger: Row, smaller: Row) -> tuple[float, float]:
    """The least and the most that one of two parts can be of both."""
    least, most = max(low(larger), 0.0), max(low(smaller), 0.0)
    return least / (least + high(smaller)), high(larger) / (high(larger) + most)


def to_date(report: Report) -> list[str]:
    """The newest printed part of a year, where it follows the newest whole year."""
    rows = [row for row in report.to_date if row["flow"] == report.flow]
    newest = report.period == next(iter(report.view.same_months), None)
    if report.period.frequency != "A" or not newest or not rows:
        return []
    view, row = report.view, max(rows, key=lambda row: span(row).end)
    return [
        say(
            "report.to_date",
            view.lang,
            flow=view.look.flow(row["flow"]),
            period=words.long(span(row), view.lang),
            agency=view.look.name(row["agency"]),
            **money(report, row),
        )
    ]
