"""A click on a point opens where its figure comes from, beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from dashboard.cards import figure_name
from dashboard.data import store
from dashboard.figures import words
from dashboard.figures.rows import ORIGIN, Look, Row, span
from dashboard.parts import provenance
from dashboard.revision_marks import marked
from dashboard.state import names
from dashboard.texts import say
from dashboard.untyped import Node
from trade import codelists, questions
from trade.bulk import origin as bulk_origin
from trade.errors import TradeDataError
from trade.period import Period
from trade.selection import LANGUAGES, UNITS, Selection


def opened(data: Sequence[Any], card: str, search: str) -> Node:
    """The panel of a clicked figure, which carries what it rests on."""
    origin: dict[str, str] = dict(zip(ORIGIN, map(str, data), strict=False))
    look, as_of = _look(search), _as_of(search)
    try:
        return _panel(card, origin, look, as_of)
    except TradeDataError as error:
        return provenance.message(card, error.sentence(), look.lang)


def _look(search: str) -> Look:
    query = dict(parse_qsl(search.removeprefix("?")))
    unit, lang = query.get("unit", "million"), query.get("lang", "en")
    lang = lang if lang in LANGUAGES else "en"
    return Look(unit if unit in UNITS else "million", lang, names(lang))


def _as_of(search: str) -> date | None:
    """The day of the address; the page itself has refused what is none."""
    with suppress(ValueError):
        return date.fromisoformat(dict(parse_qsl(search.removeprefix("?"))).get("as_of", ""))
    return None


def _panel(card: str, origin: dict[str, str], look: Look, as_of: date | None) -> Node:
    data = store().over(origin["source"])
    is_bulk_sum = not origin.get("rests_on", "").strip() and bool(data.bulk) and bool(origin.get("reporter"))
    if not origin.get("rests_on", "").strip() and not is_bulk_sum:
        return provenance.message(card, say("provenance.sum", look.lang), look.lang)
    observations = questions.provenance(data, origin["rests_on"])
    cell = _cell(origin, observations[0] if observations else None).but(as_of=as_of)
    if any(each["partner_rule"] == "consignment" for each in observations):
        cell = cell.but(partner_rule="consignment")
    others = marked(data, questions.same_cell(data, cell), as_of)
    mine = [row for row in others if (row["source"], row["agency"]) == (origin["source"], origin["agency"])]
    if is_bulk_sum and mine:
        observations = bulk_origin.of_sum(data, mine[0])
    if not mine or not observations:
        return provenance.message(card, say("provenance.gone", look.lang), look.lang)
    return provenance.panel(card, mine[0], observations, others, look, _what(mine[0], look))


def _what(row: Row, look: Look) -> str:
    """``Azerbaijan's imports from Lithuania: Chemicals, 2018``."""
    product = ""
    if row["product"] != "TOTAL":
        listed = codelists.products(row["product_scheme"]).get(row["product"])
        product = f": {listed.short(look.lang) if listed else row['product']}"
    return f"{figure_name(look, row)}{product}, {words.short(span(row), look.lang)}"


def _cell(origin: dict[str, str], observation: Any) -> Selection:
    """The cell that was clicked; product detail leaves reporter and partner to its observation."""
    own = (
        origin
        if origin.get("reporter")
        else {key: str(observation[key]) for key in ORIGIN if key in observation}
    )
    return Selection(
        reporter=own["reporter"],
        partner=own["partner"],
        flow=own["flow"],
        scheme=own["product_scheme"],
        product=own["product"],
        period=Period.parse(own["period"]),
    )
