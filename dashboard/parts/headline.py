"""A figure of merit: value, unit, change against the same period before, a line the size of a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import numbers
from dashboard.figures import sparkline, style, words
from dashboard.figures.rows import Look, Row, known, letters, span
from dashboard.texts import capital, say
from dashboard.untyped import Node, html
from trade.period import Period

#: Under this share of the later figure a base is tiny, and a per cent of it says nothing.
TINY = 0.01
#: Letters of a number that is set smaller.
LONG = 11


@dataclass(frozen=True)
class Merit:
    """One flow in one period, the same period before, and its history for the small line."""

    flow: str
    now: Row | None
    before: Row | None
    period: Period
    history: Sequence[Row]


def headlines(merits: Sequence[Merit], look: Look) -> Node:
    """The row of headline numbers."""
    return html.Div([headline(merit, look) for merit in merits], className="headlines")


def headline(merit: Merit, look: Look) -> Node:
    """One number; says "not reported" in words where there is none."""
    name = look.flow(merit.flow)
    return html.Section(
        [
            html.H2(capital(name, look.lang), className="headline-name"),
            _value(merit, look),
            html.P(_change(merit, look), className="headline-change"),
            _spark(merit, look),
        ],
        className="headline",
        **{"data-flow": merit.flow},
    )


def _value(merit: Merit, look: Look) -> Node:
    if merit.now is None or not known(merit.now["value_usd"]):
        return html.P(say("headline.absent", look.lang), className="headline-absent")
    marks = letters(merit.now)
    flags = [html.Sup(marks, title=flag_words(marks, merit.now, look.lang))] if marks else []
    amount = look.amount(merit.now)
    size = "headline-value headline-long" if len(amount) > LONG else "headline-value"
    return html.P(
        [
            html.Span(amount, className=size),
            *flags,
            html.Span(f" {look.unit_short}", className="headline-unit"),
        ]
    )


def flag_words(marks: str, row: Row, lang: str) -> str:
    """What the letters of a figure mean."""
    texts = [say(f"flag.{mark.upper()}", lang) for mark in marks if mark != "d"]
    if "d" in marks:
        summed = row["method"] == "summed" and "reporters" in row
        texts.append(say("flag.products" if summed else f"flag.{row['method']}", lang))
    return "; ".join(texts)


def _change(merit: Merit, look: Look) -> str:
    before = words.short(merit.period.same_period_before, look.lang)
    if merit.now is None or merit.before is None or not known(merit.before["value_usd"]):
        return say("headline.no_change", look.lang, before=before) if merit.now else ""
    now, then = merit.now["value_usd"], merit.before["value_usd"]
    if merit.flow == "B" or then == 0 or abs(then) < TINY * abs(now):
        return _difference(now - then, then == 0 or merit.flow != "B", look, before)
    change = numbers.signed_percent((now - then) / abs(then), look.lang)
    return say("headline.change", look.lang, change=change, before=before)


def _difference(usd: float, small_base: bool, look: Look, before: str) -> str:
    text = numbers.amount(usd, look.unit, lang=look.lang)
    signed = text if text.startswith(numbers.MINUS) else f"+{text}"
    message = "headline.from_zero" if small_base else "headline.difference"
    return say(message, look.lang, change=signed, before=before)


def _spark(merit: Merit, look: Look) -> Node:
    rows = [row for row in merit.history if known(row["value_usd"])]
    if len(rows) < 2:
        return html.Div(className="headline-spark")
    spans = [span(row) for row in rows]
    by_year = {period.start.year: row["value_usd"] for period, row in zip(spans, rows, strict=True)}
    years = range(min(by_year), max(by_year) + 1)
    ends = {"first": words.short(spans[0], look.lang), "last": words.short(spans[-1], look.lang)}
    return html.Img(
        src=sparkline.data_uri([by_year.get(year) for year in years], style.flow_colour(merit.flow)),
        alt=say("headline.spark", look.lang, what=look.flow(merit.flow), **ends),
        title=say("headline.spark", look.lang, what=look.flow(merit.flow), **ends),
        className="headline-spark",
    )
