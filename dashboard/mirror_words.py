"""The page Mirror in words: the headline numbers, the summary, the causes of a gap."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from dashboard import numbers
from dashboard.figures import sparkline, style, words
from dashboard.figures.rows import Row, known, letters, span
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.parts.headline import LONG, flag_words
from dashboard.sides import Sides, turned
from dashboard.texts import say
from dashboard.untyped import Node, html

CAUSES = ("freight", "origin", "time", "scope", "secret", "reexport", "rates", "revised")


def name(sides: Sides, whose: str) -> str:
    """``Azerbaijan: exports``."""
    flow = "X" if whose == sides.exporter else "M"
    look = sides.view.look
    return say("mirror.whose", look.lang, who=_economy(sides, whose), flow=look.flow(flow))


def _economy(sides: Sides, code: str) -> str:
    return say("sentence.world", sides.view.lang) if code == "W00" else sides.view.look.name(code)


def named(sides: Sides) -> dict[str, str]:
    """Reporter, partner, exporter, importer as sentences say them."""
    codes = {"reporter": sides.view.asked.reporter, "partner": sides.view.partner}
    codes |= {"exporter": sides.exporter, "importer": sides.importer}
    return {slot: _economy(sides, code) for slot, code in codes.items()}


def signed(usd: float, sides: Sides, low: float | None = None, high: float | None = None) -> str:
    text = numbers.amount(usd, sides.view.asked.unit, low, high)
    return text if text.startswith(numbers.MINUS) or not usd else f"+{text}"


def measured(sides: Sides) -> dict[str, Row]:
    """The measures of the chosen period; none where a side has no figure."""
    period = sides.view.asked.period
    return dict(sides.measures.get(period, {})) if period else {}


def finding(sides: Sides) -> str:
    """``Lithuania counted 3.3 million USD more than Azerbaijan in 2020``."""
    lang, period, found = sides.view.lang, sides.view.asked.period, measured(sides)
    when = words.long(period, lang) if period else ""
    if not found:
        return say("mirror.title_none", lang, period=when, **named(sides))
    gap = found["mirror_gap"]
    if gap["low"] <= 0 <= gap["high"]:
        return say("mirror.title_same", lang, period=when, **named(sides))
    amount = numbers.amount(abs(gap["value"]), sides.view.asked.unit, gap["low"], gap["high"])
    slots = named(sides) | {"amount": amount, "unit": sides.view.look.unit_short, "period": when}
    return say("mirror.title_more" if gap["value"] > 0 else "mirror.title_less", lang, **slots)


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
    )


def _number(title: str, amount: str | None, unit: str, under: str, rows: Sequence[Row], sides: Sides) -> Node:
    said = [row for row in rows if known(row["value"])]
    return _section(title, amount, unit, under, _spark(said, [row["value"] for row in said], "B", sides))


def _section(
    title: str, amount: str | None, unit: str, under: str, spark: Node, flags: Sequence[Node] = ()
) -> Node:
    size = "headline-value headline-long" if amount and len(amount) > LONG else "headline-value"
    value = (
        html.P(say("headline.absent"), className="headline-absent")
        if amount is None
        else html.P(
            [html.Span(amount, className=size), *flags, html.Span(f" {unit}", className="headline-unit")]
        )
    )
    return html.Section(
        [html.H2(title, className="headline-name"), value, html.P(under, className="headline-change"), spark],
        className="headline",
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
        return say("mirror.no_ratio", sides.view.lang, reason=row["reason"])
    return say("mirror.ratio", sides.view.lang, ratio=numbers.plain(row["value"], 2), **named(sides))


def _inside(sides: Sides, found: dict[str, Row]) -> str:
    row = found.get("mirror_explained")
    if row is None or row["reason"]:
        return say("mirror.no_band", sides.view.lang) if row else ""
    inside = numbers.amount(row["value"], sides.view.asked.unit)
    return say("mirror.inside_short", sides.view.lang, inside=inside, unit=sides.view.look.unit_short)


def summary(sides: Sides) -> Node:
    """What the pictures show, for those who read, listen or quote."""
    lang, found = sides.view.lang, measured(sides)
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    sentences = [
        *_two_words(sides, ours, theirs),
        *_apart(sides, found),
        *_band(sides, found),
        *_over_time(sides),
    ]
    if found:
        sentences.append(say("mirror.no_proof", lang))
    body = html.P(" ".join(sentences), className="summary-text")
    return figure_card(Card("summary", say("mirror.summary", lang), "", instead=body), lang)


def _two_words(sides: Sides, ours: Row | None, theirs: Row | None) -> list[str]:
    lang, look, period = sides.view.lang, sides.view.look, sides.view.asked.period
    said: list[str] = []
    for row, whose, other in (
        (ours, sides.view.asked.reporter, sides.view.partner),
        (theirs, sides.view.partner, sides.view.asked.reporter),
    ):
        way = "X" if whose == sides.exporter else "M"
        slots = {"who": _economy(sides, whose), "whom": _economy(sides, other)}
        slots["period"] = words.long(period, lang) if period else ""
        if row is None:
            said.append(say(f"mirror.silent_{way}", lang, **slots))
            continue
        slots |= {"amount": look.amount(row), "unit": look.unit_short, "agency": look.name(row["agency"])}
        slots["valued"] = say(f"mirror.valued_{row['valuation']}", lang)
        said.append(say(f"mirror.said_{way}", lang, **slots))
    return said


def _apart(sides: Sides, found: dict[str, Row]) -> list[str]:
    if not found:
        return [say("mirror.no_gap", sides.view.lang)]
    gap, ratio, symmetric = (found[f"mirror_{code}"] for code in ("gap", "ratio", "symmetric"))
    lang, unit = sides.view.lang, sides.view.look.unit_short
    reasons = [row["reason"] for row in (ratio, symmetric) if row["reason"]]
    slots = {
        "gap": signed(gap["value"], sides, gap["low"], gap["high"]),
        "low": signed(gap["low"], sides),
        "high": signed(gap["high"], sides),
        "unit": unit,
    }
    said = [say("mirror.said_gap", lang, **slots, **named(sides))]
    if reasons:
        return [*said, say("mirror.refused", lang, reason=reasons[0])]
    percent = numbers.signed_percent(symmetric["value"] / 100)
    return [*said, say("mirror.said_ratio", lang, ratio=numbers.plain(ratio["value"], 2), percent=percent)]


def _band(sides: Sides, found: dict[str, Row]) -> list[str]:
    if not found:
        return []
    inside, outside = found["mirror_explained"], found["mirror_unexplained"]
    lang = sides.view.lang
    if inside["reason"]:
        return [say("mirror.band_refused", lang, reason=inside["reason"])]
    slots = {
        "factor": str(sides.view.asked.cif_fob),
        "inside": numbers.amount(inside["value"], sides.view.asked.unit),
        "outside": signed(outside["value"], sides),
        "unit": sides.view.look.unit_short,
    }
    return [say("mirror.said_band", lang, **slots)]


def _over_time(sides: Sides) -> list[str]:
    """How often the importer said more, and the usual and the largest difference."""
    rows = [each["mirror_symmetric"] for each in sides.measures.values()]
    rows = [row for row in rows if known(row["value"])]
    if len(rows) < 3:
        return []
    most = max(rows, key=lambda row: abs(row["value"]))
    lang = sides.view.lang
    return [
        say(
            "mirror.over_time",
            lang,
            more=sum(row["value"] > 0 for row in rows),
            count=len(rows),
            usual=numbers.percent(median(abs(row["value"]) for row in rows) / 100),
            most=numbers.signed_percent(most["value"] / 100),
            when=words.long(span(most), lang),
            **named(sides),
        )
    ]


def causes(sides: Sides) -> Node:
    """Why two honest statistics differ, and what of it can be seen in these figures."""
    lang = sides.view.lang
    ours, theirs = sides.now(sides.ours_shown), sides.now(sides.theirs_shown)
    here = _here(sides, ours, theirs) if ours and theirs else {}
    rows = [
        (say(f"mirror.cause_{cause}", lang), say(f"mirror.about_{cause}", lang), here.get(cause, ""))
        for cause in CAUSES
    ]
    shown = facts(say("mirror.cause_heads", lang).split("|"), rows, (False, False, False), stacked=True)
    return figure_card(
        Card("causes", say("mirror.causes", lang), say("mirror.causes_about", lang), instead=shown), lang
    )


def _here(sides: Sides, ours: Row, theirs: Row) -> dict[str, str]:
    lang = sides.view.lang
    exports, imports = (ours, theirs) if sides.flow == "X" else (theirs, ours)
    valued = [say(f"mirror.valued_{row['valuation']}", lang) for row in (exports, imports)]
    rules = [say(f"mirror.rule_{row['partner_rule']}", lang) for row in (exports, imports)]
    money = [row["currency"] for row in (exports, imports)]
    return {
        "freight": say("mirror.here", lang, exports=valued[0], imports=valued[1]),
        "origin": say("mirror.here", lang, exports=rules[0], imports=rules[1]),
        "rates": say("mirror.here", lang, exports=money[0], imports=money[1]),
    }
