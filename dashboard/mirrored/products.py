"""Both words on one trade by product, where both sides are split by one classification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import cards, numbers
from dashboard.figures import dots, style, words
from dashboard.figures.rows import Row, known, span
from dashboard.mirrored import naming
from dashboard.mirrored.sides import Sides, turned
from dashboard.mirrored.split import Split, rows_of, split_of
from dashboard.parts.empty import empty
from dashboard.parts.facts import facts
from dashboard.parts.figure_card import Card, figure_card
from dashboard.products import product_look
from dashboard.texts import say, scheme_name
from dashboard.untyped import Node, dcc, html
from trade import indicator_questions
from trade.period import Period
from trade.selection import Selection

SHOWN = 15


def card(sides: Sides) -> list[Node]:
    """Dots by product and what they come to; where the sides have no classification in common, why."""
    view = sides.view
    asked = Selection(
        reporter=view.asked.reporter,
        partner=view.partner,
        flow=sides.flow,
        by="product",
        as_of=view.asked.as_of,
        partner_rule=view.asked.partner_rule,
    )
    ours, theirs = rows_of(view.store, asked)
    split = split_of(view.asked, ours, theirs)
    if split is None:
        return [_nothing(sides, ours, theirs)]
    return [_dots(sides, split), _table(sides, split)]


def _nothing(sides: Sides, ours: Sequence[Row], theirs: Sequence[Row]) -> Node:
    """Which side is split by which classification, since they meet in none."""
    lang = sides.view.lang
    slots = naming.named(sides)
    have = {"ours": _have(sides, ours), "theirs": _have(sides, theirs)}
    why = say("mirror.no_products", lang, **slots, **have)
    body = empty(why, say("mirror.no_products_help", lang), lang=lang)
    return figure_card(Card("products", say("mirror.products_none", lang), "", instead=body), lang)


def _have(sides: Sides, rows: Sequence[Row]) -> str:
    """``HS chapter, 2001 and 2002 (WTO)``."""
    lang = sides.view.lang
    found: dict[tuple[str, str], list[Period]] = {}
    for row in rows:
        found.setdefault((row["product_scheme"], row["agency"]), []).append(span(row))
    said = [
        say(
            "mirror.have",
            lang,
            scheme=scheme_name(scheme, lang),
            years=words.years_of(min(p.start for p in periods), max(p.end for p in periods)),
            agency=sides.view.look.name(agency),
        )
        for (scheme, agency), periods in found.items()
    ]
    return "; ".join(said) or say("mirror.have_none", lang)


def _dots(sides: Sides, split: Split) -> Node:
    view, lang = sides.view, sides.view.lang
    look = product_look(view.look, split.scheme)
    codes = split.codes[:SHOWN]
    labels = {code: f"{look.name(code)}" for code in codes}
    if len(set(labels.values())) < len(labels):
        labels = {code: f"{code} {look.name(code)}" for code in codes}
    drawn = [
        dots.Voice(
            naming.name(sides, whose),
            style.flow_colour(flow),
            {labels[code]: rows[code] for code in codes if code in rows},
            hollow=hollow,
        )
        for whose, flow, rows, hollow in (
            (view.asked.reporter, sides.flow, split.ours, False),
            (view.partner, turned(sides.flow), split.theirs, True),
        )
    ]
    rows = [rows[code] for code in split.codes for rows in (split.ours, split.theirs) if code in rows]
    by = say("sectors.by", lang, scheme=scheme_name(split.scheme, lang))
    period = words.long(split.period, lang)
    return figure_card(
        Card(
            "products",
            say("mirror.products", lang, period=period, **naming.named(sides)),
            cards.subtitle(view, rows, by, say("mirror.hollow", lang, **naming.named(sides))),
            dots.figure(list(labels.values()), drawn, view.look),
            rows,
            cards.labels(view) | {"product": dict(look.names)},
            cards.source_line(view, rows),
            (cards.legend(rows, lang), say("card.click", lang)),
            cards.file_name(view, "mirror-products"),
            span=7,
            legend=dots.legend(drawn),
        ),
        lang,
    )


def _table(sides: Sides, split: Split) -> Node:
    """Gap and symmetric difference of each product, or the reason why there is none; a product leads to its years."""
    view, lang = sides.view, sides.view.lang
    look = product_look(view.look, split.scheme)
    ours = [dict(row) for row in split.ours.values()]
    theirs = [dict(row) for row in split.theirs.values()]
    measured: dict[str, dict[str, Row]] = {}
    for row in indicator_questions.mirror_of(ours, theirs, view.asked.cif_fob):
        measured.setdefault(str(row["product"]), {})[row["indicator"]] = row
    body = [
        (_over_time(sides, split, code, look.name(code)), *_said(sides, measured.get(code)))
        for code in split.codes[:SHOWN]
    ]
    shown = facts(say("mirror.product_heads", lang).split("|"), body, (False, True, True))
    title = say("mirror.products_table", lang, period=words.long(split.period, lang))
    about = say("mirror.products_about", lang, unit=say(f"unit.{view.asked.unit}", lang))
    return figure_card(Card("products-table", title, about, instead=html.Div(shown), span=5), lang)


def _over_time(sides: Sides, split: Split, code: str, name: str) -> Node:
    asked = sides.view.asked.but(
        partner=sides.view.partner, flow=sides.flow, scheme=split.scheme, product=code, source=None, agency=None,
        other_source=None, other_agency=None, period=None,
    )  # fmt: skip
    return dcc.Link(name, href=f"/mirror?{asked.to_query()}")


def _said(sides: Sides, found: Mapping[str, Row] | None) -> tuple[str, str]:
    if found is None:
        return say("mirror.one_side", sides.view.lang), words.EN_DASH
    gap, symmetric = found["mirror_gap"], found["mirror_symmetric"]
    percent = numbers.signed_percent(symmetric["value"] / 100) if known(symmetric["value"]) else words.EN_DASH
    return naming.signed(gap["value"], sides, gap["low"], gap["high"]), percent
