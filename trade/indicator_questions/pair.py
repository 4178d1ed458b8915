"""Both ways and both words of a pair: two-way trade by product, and mirror measures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from trade.codelists import whole_schemes
from trade.errors import Refused
from trade.indicator_questions.parts import TOTAL, by_product
from trade.indicator_questions.rows import Publisher, attempt, gathered, partner_of, period_of, refused
from trade.indicators import mirror as measures
from trade.indicators import structure, two_way
from trade.indicators.figures import Figure, Measure
from trade.questions import OTHER_SIDE, WORLD, Row
from trade.selection import CIF_FOB, Selection
from trade.store import Store
from trade.worded import words

Side = dict[str, Figure]


def grubel_lloyd(store: Store, asked: Selection) -> list[Row]:
    """Two-way trade with ``partner`` (or the world), of each product and of all. Needs ``period``.

    Where a source names no imports of the reporter, the partner's exports to it in the same source stand for them.
    """
    period, i, j = period_of(asked), asked.reporter, asked.partner or WORLD
    wide = asked.but(by="product", scheme=None, flow=None)
    found: list[Row] = []
    for publisher in gathered(store, wide, [(i, j), (j, i)], [period]):
        for scheme in sorted({figure.product_scheme for figure in publisher.figures} & set(whole_schemes())):
            exports = _products(publisher, scheme, reporter=i, partner=j, flow="X")
            if asked.scheme in (None, scheme) and exports:
                imports = _products(publisher, scheme, reporter=i, partner=j, flow="M")
                found += _both_ways(exports, imports or _products(publisher, scheme, reporter=j, flow="X"))
    return found or refused("grubel_lloyd_all", asked, words("no_exports_by_product"))


def _both_ways(exports: Side, imports: Side) -> list[Row]:
    about = next(iter(exports.values())).but(product=TOTAL)
    rows = attempt("grubel_lloyd_all", about, two_way.grubel_lloyd_all, exports, imports)
    for code in dict.fromkeys([*exports, *imports]):
        one = exports.get(code) or imports[code]
        rows += attempt("grubel_lloyd", about.but(product=code), _one_product, code, one, exports, imports)
    return rows


def _one_product(code: str, one: Figure, exports: Side, imports: Side) -> Measure:
    if code not in exports or code not in imports:
        raise Refused("one_way_only", flow=one.flow, reporter=one.reporter, partner=one.partner)
    return two_way.grubel_lloyd(exports[code], imports[code])


def _products(publisher: Publisher, scheme: str, **pair: str) -> Side:
    """The products of one way, where they are nearly all of its total (or there is no total to tell)."""
    parts = by_product(publisher.where(product_scheme=scheme, **pair))
    total = next(iter(publisher.where(product_scheme=TOTAL, **pair)), None)
    try:
        structure.coverage(parts, total)
    except Refused:
        return {}
    return parts


def mirror(store: Store, asked: Selection) -> list[Row]:
    """The reporter's exports and imports against what ``partner`` (required) says of the same trade.

    Every period that both have (or ``asked.period``), each of the reporter's publishers against each of the
    partner's; with ``source`` against the same source. Rows are about the reporter's figure, with ``other_source`` and
    ``other_agency`` of the partner's. ``cif_fob``: what CIF is over FOB.
    """
    i, j = asked.reporter, partner_of(asked)
    periods = [asked.period] if asked.period else []
    publishers = gathered(store, asked.but(flow=None), [(i, j), (j, i)], periods)
    found: list[Row] = []
    for own in [figure for each in publishers for figure in each.where(reporter=i, partner=j)]:
        if asked.flow in (None, own.flow):
            turned = {"reporter": j, "partner": i, "flow": "M" if own.flow == "X" else "X"}
            for other in filter(None, [each.get(own, **turned) for each in publishers]):
                found += _words(own, other, asked.cif_fob)
    none = refused("mirror_gap", asked, words("no_common_period"))
    return found or [{**none[0], "other_source": None, "other_agency": None}]


def mirror_of(own: Iterable[Row], others: Iterable[Row], factor: Decimal = CIF_FOB) -> list[Row]:
    """The same of rows at hand: of one of the reporter's publishers, and what ``questions.mirror`` gave of one other."""
    theirs = {_cell(row): row for row in others if row["value_usd"] is not None}
    found: list[Row] = []
    for row in own:
        other = theirs.get(_cell(row))
        if other is not None and row["value_usd"] is not None:
            turned = Figure.of(other).but(flow=OTHER_SIDE[other["flow"]])
            found += _words(Figure.of(row), turned, factor)
    return found


def _cell(row: Row) -> tuple[object, ...]:
    return row["flow"], row["product_scheme"], row["product"], row["period_start"], row["period_end"]


def _words(own: Figure, other: Figure, factor: Decimal) -> list[Row]:
    exports, imports = (own, other) if own.flow == "X" else (other, own)
    rows = [
        *attempt("mirror_gap", own, measures.gap, exports, imports),
        *attempt("mirror_ratio", own, measures.ratio, exports, imports),
        *attempt("mirror_symmetric", own, measures.symmetric, exports, imports),
        *attempt("mirror_explained", own, measures.explained, exports, imports, factor),
        *attempt("mirror_unexplained", own, measures.unexplained, exports, imports, factor),
    ]
    return [{**each, "other_source": other.source, "other_agency": other.agency} for each in rows]
