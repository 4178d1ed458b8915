"""The headline numbers: both figures, the gap with its ratio, the symmetric difference."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import numbers
from dashboard.figures import sparkline, style, words
from dashboard.figures.rows import Row, known, letters, span
from dashboard.mirrored.naming import measured, name, named, signed
from dashboard.mirrored.sides import Sides, turned
from dashboard.parts.headline import LONG, flag_words
from dashboard.texts import say
from dashboard.untyped import Node, html
from trade.texts import worded


def headlines(sides: Sides) -> Node:
    """Both figures, the gap with its ratio, the symmetric difference with what is in the band."""
    view, found = sides.view, measured(sides)
    gap, symmetric = found.get("mirror_gap"), found.get("mirror_symmetric")
    lang, unit = view.lang, view.look.unit_short
    spread = None if gap is None else signed(gap["value"], sides, gap["low"], gap["high"])
    percent = (
        numbers.signed_percent(symmetric["value"] / 100) if symmetric and known(symmetric["value"]) else None
    )
    history = [each["mirror_gap"] for each in sides.measures.values()]
    relative = [each["mirror_symmetric"] for each in sides.measures.values()]
    return html.Div(
        [
            _figure(sides, sides.ours_shown, view.asked.reporter, sides.flow),
            _figure(sides, sides.theirs_shown, view.partner, turned(sides.flow)),
            _number(say("mirror.gap", lang), spread, unit, _ratio(sides, found), history, sides),
            _number(say("mirror.symmetric", lang), percent, "", _inside(sides, found), relative, sides),
        ],
        className="headlines",
    )


def _figure(sides: Sides, rows: Sequence[Row], whose: str, flow: str) -> Node:
    look, row = sides.view.look, sides.now(rows)
    period = sides.view.asked.period
    under = [words.long(period, look.lang) if period else ""]
    marks = ""
    if row is not None:
        under.append(say(f"mirror.valued_{row['valuation']}", look.lang))
        marks = letters(row)
    amount = look.amount(row) if row is not None else None
    flags = [html.Sup(marks, title=flag_words(marks, row, look.lang))] if row is not None and marks else []
    values = [each["value_usd"] for each in rows]
    return _section(
        name(sides, whose),
        amount,
        look.unit_short,
        ", ".join(under),
        _spark(rows, values, flow, sides),
        flags,
        lang=look.lang,
    )


def _number(title: str, amount: str | None, unit: str, under: str, rows: Sequence[Row], sides: Sides) -> Node:
    said = [row for row in rows if known(row["value"])]
    return _section(
        title,
        amount,
        unit,
        under,
        _spark(said, [row["value"] for row in said], "B", sides),
        lang=sides.view.lang,
    )


def _section(
    title: str,
    amount: str | None,
    unit: str,
    under: str,
    spark: Node,
    flags: Sequence[Node] = (),
    *,
    lang: str,
) -> Node:
    return html.Section(
        [
            html.H2(title, className="headline-name"),
            _value(amount, unit, flags, lang),
            html.P(under, className="headline-change"),
            spark,
        ],
        className="headline",
    )


def _value(amount: str | None, unit: str, flags: Sequence[Node], lang: str) -> Node:
    if amount is None:
        return html.P(say("headline.absent", lang), className="headline-absent")
    size = "headline-value headline-long" if len(amount) > LONG else "headline-value"
    return html.P(
        [html.Span(amount, className=size), *flags, html.Span(f" {unit}", className="headline-unit")]
    )


def _spark(rows: Sequence[Row], values: Sequence[float], flow: str, sides: Sides) -> Node:
    if len(values) < 2:
        return html.Div(className="headline-spark")
    lang = sides.view.lang
    said = say(
        "mirror.spark", lang, first=words.short(span(rows[0]), lang), last=words.short(span(rows[-1]), lang)
    )
    uri = sparkline.data_uri(list(values), style.flow_colour(flow))
    return html.Img(src=uri, alt=said, title=said, className="headline-spark")


def _ratio(sides: Sides, found: dict[str, Row]) -> str:
    row = found.get("mirror_ratio")
    if row is None:
        return ""
    if row["reason"]:
        return say("mirror.no_ratio", sides.view.lang, reason=worded.said(row["reason"], sides.view.lang))
    return say("mirror.ratio", sides.view.lang, ratio=numbers.plain(row["value"], 2), **named(sides))


def _inside(sides: Sides, found: dict[str, Row]) -> str:
    row = found.get("mirror_explained")
    if row is None or row["reason"]:
        return say("mirror.no_band", sides.view.lang) if row else ""
    inside = numbers.amount(row["value"], sides.view.asked.unit)
    return say("mirror.inside_short", sides.view.lang, inside=inside, unit=sides.view.look.unit_short)
