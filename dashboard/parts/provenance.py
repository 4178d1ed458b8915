"""Where a figure comes from: opens beside the picture, never over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from dashboard import numbers
from dashboard.figures import words
from dashboard.figures.rows import Look, Row, day, flagged, known, span
from dashboard.texts import publisher_name, say
from dashboard.untyped import Node, html

SIGNS = {"+": "", "-": f"{numbers.MINUS} "}


def panel(
    card: str,
    answer: Row,
    observations: Sequence[Mapping[str, Any]],
    others: Sequence[Row],
    look: Look,
    what: str = "",
) -> Node:
    """The figure with its interval, each document it rests on, and what others say of the same."""
    several = len(observations) > 1
    steps = [html.Li(_step(o, look)) for o in observations] if several else []
    return html.Aside(
        [
            _head(card, look.lang),
            html.P(what),
            html.P(
                [html.Strong(flagged(f"{look.amount(answer)} {look.unit_short}", answer))],
                className="provenance-value",
            ),
            html.P(_interval(answer, look), className="card-note") if _has_width(answer) else None,
            html.P(say(f"method.{answer['method']}", look.lang)) if steps else None,
            html.P(str(answer["note"])) if answer["currency"] != "USD" and answer["note"] else None,
            html.Ol(steps, className="provenance-steps") if steps else None,
            *(_document(o, look, alone=not several) for o in _documents(observations)),
            html.H4(say("provenance.others", look.lang)),
            _others(answer, others, look),
        ],
        **{"aria-label": say("provenance.title", look.lang)},
    )


def message(card: str, text: str, lang: str = "en") -> Node:
    """The panel where there is no one figure to trace."""
    return html.Aside([_head(card, lang), html.P(text)], **{"aria-label": say("provenance.title", lang)})


def _head(card: str, lang: str) -> Node:
    close = html.Button(
        "✕",
        id=f"{card}-provenance-close",
        type="button",
        className="quiet",
        **{"aria-label": say("provenance.close", lang), "data-closes": "1"},
    )
    return html.Div([html.H3(say("provenance.title", lang)), close], className="provenance-head")


def _has_width(row: Mapping[str, Any]) -> bool:
    return known(row.get("low_usd")) and known(row.get("high_usd")) and row["high_usd"] > row["low_usd"]


def _interval(row: Row, look: Look) -> str:
    low, high = numbers.alike([row["low_usd"], row["high_usd"]], look.unit, look.lang)
    return say("provenance.interval", look.lang, low=low, high=high)


def _step(observation: Mapping[str, Any], look: Look) -> list[Node]:
    """Sign, words as printed, direction and period, and the place in the document."""
    sign = SIGNS.get(str(observation["sign"]), str(observation["sign"]))
    period = words.short(span(observation), look.lang)
    return [
        sign,
        html.Code(str(observation["as_published"])),
        f" ({look.flow(observation['flow'])}, {period}; ",
        html.Code(str(observation["locator"])),
        ")",
    ]


def _documents(observations: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One of each file, the first four; the steps above name every place."""
    seen: dict[tuple[str, str], Mapping[str, Any]] = {}
    for observation in observations:
        seen.setdefault((str(observation["raw_sha256"]), str(observation["url"])), observation)
    return list(seen.values())[:4]


def _document(observation: Mapping[str, Any], look: Look, *, alone: bool) -> Node:
    """The document; its words and place too, where no step has said them."""
    lang = look.lang
    unknown = say("provenance.unknown", lang)
    url = str(observation["url"])
    title = str(observation.get("title") or url)
    printed: list[tuple[str, Node]] = [("printed", html.Code(str(observation["as_published"])))]
    place: list[tuple[str, Node]] = [("place", html.Code(str(observation["locator"])))]
    facts: list[tuple[str, Node]] = [
        *(printed if alone else []),
        (
            "document",
            html.A(title, href=url, rel="noreferrer", target="_blank") if url.startswith("http") else title,
        ),
        ("file", html.Code(PurePosixPath(str(observation.get("path") or unknown)).name)),
        *(place if alone else []),
        ("publisher", _publisher(observation, lang)),
        ("published", _day(observation.get("published_on"), lang) or unknown),
        ("known", _day(observation.get("known_on"), lang) or unknown),
        ("fetched", _day(observation.get("retrieved_at"), lang) or unknown),
        ("hash", _hash(str(observation["raw_sha256"]), lang)),
    ]
    if observation.get("note"):
        facts.append(("note", str(observation["note"])))
    return html.Dl(
        [
            part
            for key, fact in facts
            for part in (
                html.Dt(say("trace.file" if key == "file" else f"provenance.{key}", lang)),
                html.Dd(fact),
            )
        ]
    )


def _publisher(observation: Mapping[str, Any], lang: str) -> str:
    given = str(observation.get("publisher") or observation["agency"])
    return publisher_name(str(observation.get("source") or ""), given, lang)


def _hash(digits: str, lang: str) -> Node:
    """The beginning of the hash; the button copies the whole of it."""
    copy = html.Button(
        say("provenance.copy", lang),
        type="button",
        className="quiet quiet-small",
        **{"data-copy": digits, "data-done": say("provenance.copied", lang)},
    )
    return html.Span([html.Code(digits[:12], title=digits), " ", copy])


def _day(value: Any, lang: str) -> str:
    text = str(value)[:10] if value is not None else ""
    return "" if text in ("", "NaT", "None", "nan") else words.date_of(day(text), lang)


def _others(answer: Row, others: Sequence[Row], look: Look) -> Node:
    told = [row for row in others if known(row["value_usd"]) and _who(row) != _who(answer)]
    if not told:
        return html.P(say("provenance.no_others", look.lang), className="card-note")
    return html.Ul([html.Li(_other(answer, row, look)) for row in told])


def _who(row: Row) -> tuple[str, str]:
    return str(row["source"]), str(row["agency"])


def _other(answer: Row, row: Row, look: Look) -> list[Node]:
    """Who says how much, as known since when, and how far that is from this figure."""
    who = f"{look.name(row['agency'])} ({row['source']}): {look.amount(row)} {look.unit_short}"
    since = say("card.known", look.lang, day=_day(row["known_from"], look.lang))
    return [f"{who}, {since}", html.Br(), html.Span(_apart(answer, row, look), className="card-note")]


def _apart(answer: Row, row: Row, look: Look) -> str:
    """The difference in the unit and in per cent, or that the printed digits of both allow none."""
    if _has_width(answer) or _has_width(row):
        low, high = (max(answer["low_usd"], row["low_usd"]), min(answer["high_usd"], row["high_usd"]))
        if low <= high:
            return say("trace.same", look.lang)
    gap = row["value_usd"] - answer["value_usd"]
    if not gap:
        return say("trace.equal", look.lang)
    text = numbers.amount(gap, look.unit, lang=look.lang)
    signed = text if gap < 0 else f"+{text}"
    if not answer["value_usd"]:
        return say("trace.apart_bare", look.lang, difference=signed, unit=look.unit_short)
    percent = numbers.signed_percent(gap / abs(answer["value_usd"]), look.lang)
    return say("trace.apart", look.lang, difference=signed, unit=look.unit_short, percent=percent)
