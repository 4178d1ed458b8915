"""Against the world: comparative advantage, trade intensity, complementarity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from trade.codelists import economies, whole_schemes
from trade.errors import Refused
from trade.indicator_questions.parts import TOTAL, by_product
from trade.indicator_questions.rows import (
    Publisher,
    attempt,
    gathered,
    partner_of,
    period_of,
    refused,
    row,
)
from trade.indicators import advantage, structure
from trade.indicators.figures import Figure, Measure, summed
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.worded import Words, words

#: Economies that must add up before their sum may stand for the world; fewer are a region or a choice.
FEWEST_ADDED = 50
#: Products of one side by code, and what must be said of them.
Profile = tuple[Mapping[str, Figure], Words]


def rca(store: Store, asked: Selection) -> list[Row]:
    """Comparative advantage of the reporter by product, plain and symmetric. Needs ``period``.

    Its exports to the world against the world's, where a source gives both. With ``partner``, in that
    market: what the partner's own statistics say of imports from the reporter against imports from all (flow M), and
    what all exporters of one source say of exports to it (flow X).
    """
    period = period_of(asked)
    wide = asked.but(by="product", scheme=None)
    if asked.partner is None:
        pairs = [(asked.reporter, WORLD), (WORLD, WORLD)]
        found = gathered(store, wide.but(flow="X"), pairs, [period])
        rows = _each(found, asked, "rca", _of_world)
    else:
        exporters = gathered(store, wide.but(flow="X"), [(None, asked.partner)], [period])
        pairs = [(asked.partner, asked.reporter), (asked.partner, WORLD)]
        importer = gathered(store, wide.but(flow="M"), pairs, [period])
        rows = [*_each(importer, asked, "rca", _as_bought), *_each(exporters, asked, "rca", _among_exporters)]
    return rows or refused("rca", asked, words("no_trade_by_product"))


def intensity(store: Store, asked: Selection) -> list[Row]:
    """Trade intensity with ``partner`` (required) of every period, or of ``asked.period``; by exports."""
    i, j = asked.reporter, partner_of(asked)
    pairs = [(i, j), (i, WORLD), (WORLD, j), (WORLD, WORLD)]
    periods = [asked.period] if asked.period else []
    found: list[Row] = []
    for publisher in gathered(store, asked.but(flow="X"), pairs, periods):
        for own in publisher.where(reporter=i, partner=j):
            found += attempt("intensity", own, _intensity, publisher, own)
    return found or refused("intensity", asked, words("no_exports_of_pair"))


def complementarity(store: Store, asked: Selection) -> list[Row]:
    """How well the reporter's exports fit what ``partner`` (required) buys, product by product. Needs ``period``."""
    i, j, period = asked.reporter, partner_of(asked), period_of(asked)
    wide = asked.but(by="product", scheme=None, flow=None)
    found = gathered(store, wide, [(i, WORLD), (j, WORLD)], [period])
    rows = _each(found, asked, "complementarity", _fits)
    if not any(each["reason"] is None for each in rows):
        added = gathered(store, wide.but(flow="X"), [(i, None), (None, j)], [period])
        rows = _each(added, asked, "complementarity", _fits_added) or rows
    return rows or refused("complementarity", asked, words("no_sides_by_product"))


def _each(
    publishers: Sequence[Publisher],
    asked: Selection,
    code: str,
    make: Callable[[list[Figure], Selection], Sequence[Measure]],
) -> list[Row]:
    """Rows of each publisher and classification that splits all trade; each row is about its first input."""
    found: list[Row] = []
    for publisher in publishers:
        for scheme in sorted({figure.product_scheme for figure in publisher.figures} & set(whole_schemes())):
            if asked.scheme in (None, scheme):
                figures = [f for f in publisher.figures if f.product_scheme in (scheme, TOTAL)]
                about = next(f for f in figures if f.product_scheme == scheme)
                pair = (asked.reporter, asked.partner or WORLD)
                i, j = pair if about.flow == "X" else pair[::-1]  # imports are the partner's figures
                about = about.but(reporter=i, partner=j, product=TOTAL)
                try:
                    measures = make(figures, asked)
                except Refused as why:
                    measures = [Measure(code, None, reason=why.reason)]
                found += [row(each, _about(each, about)) for each in measures]
    return found


def _about(measure: Measure, otherwise: Figure) -> Figure:
    return measure.inputs[0] if measure.inputs and measure.part else otherwise


def _side(figures: Sequence[Figure], reporter: str, partner: str, flow: str) -> Profile:
    """The products of one pair, all of them as far as can be seen; Refused where there are none."""
    pair = [f for f in figures if (f.reporter, f.partner, f.flow) == (reporter, partner, flow)]
    parts = by_product([figure for figure in pair if figure.product_scheme != TOTAL])
    if not parts:
        code = "pair_exports_by_product" if flow == "X" else "pair_imports_by_product"
        raise Refused(code, reporter=reporter, partner=partner)
    whole = next((figure for figure in pair if figure.product_scheme == TOTAL), None)
    return parts, structure.coverage(parts, whole)


def _added(figures: Sequence[Figure], over: str, **labels: str) -> Profile:
    """Products added up over all economies that stand in the field ``over``; Refused where these are few."""
    single = [figure for figure in figures if not economies()[getattr(figure, over)].is_group]
    codes = {getattr(figure, over) for figure in single}
    if len(codes) < FEWEST_ADDED:
        raise Refused(f"few_{over}s", count=len(codes))
    found: dict[str, list[Figure]] = {}
    for figure in single:
        if figure.product_scheme != TOTAL:
            found.setdefault(figure.product, []).append(figure)
    added = {code: summed(each, **{over: WORLD} | labels) for code, each in found.items()}
    return by_product(list(added.values())), words(f"{over}s_added", count=len(codes))


def _advantages(part: Profile, world: Profile) -> list[Measure]:
    """Plain and symmetric index of every product of both sides."""
    own, worlds = part[0], world[0]
    labels = {"product": TOTAL, "product_scheme": TOTAL}
    whole, world_whole = summed(own.values(), **labels), summed(worlds.values(), **labels)
    found: list[Measure] = []
    for code, figure in own.items():
        try:
            if code not in worlds:
                raise Refused("world_lacks", product=code)
            plain = advantage.rca(figure, whole, worlds[code], world_whole).saying(world[1])
            found += [plain, advantage.symmetric_rca(plain)]
        except Refused as why:
            found.append(Measure("rca", None, code, reason=why.reason))
    return found


def _of_world(figures: list[Figure], asked: Selection) -> list[Measure]:
    own = _side(figures, asked.reporter, WORLD, "X")
    return _advantages(own, _side(figures, WORLD, WORLD, "X"))


def _as_bought(figures: list[Figure], asked: Selection) -> list[Measure]:
    own = _side(figures, partner_of(asked), asked.reporter, "M")
    return _advantages(own, _side(figures, partner_of(asked), WORLD, "M"))


def _among_exporters(figures: list[Figure], asked: Selection) -> list[Measure]:
    own = _side(figures, asked.reporter, partner_of(asked), "X")
    return _advantages(own, _added(figures, "reporter"))


def _intensity(publisher: Publisher, own: Figure) -> Measure:
    own_world = publisher.needed(words("no_exports_to_world", reporter=own.reporter), own, partner=WORLD)
    world = publisher.needed(words("no_world_exports_to", partner=own.partner), own, reporter=WORLD)
    every = publisher.needed(words("no_world_exports"), own, reporter=WORLD, partner=WORLD)
    return advantage.intensity(own, own_world, world, every)


def _fits(figures: list[Figure], asked: Selection) -> list[Measure]:
    exports, said = _side(figures, asked.reporter, WORLD, "X")
    imports, also = _side(figures, partner_of(asked), WORLD, "M")
    return [advantage.complementarity(exports, imports).saying(said, also)]


def _fits_added(figures: list[Figure], asked: Selection) -> list[Measure]:
    exports, said = _added([f for f in figures if f.reporter == asked.reporter], "partner")
    imports, also = _added([f for f in figures if f.partner == asked.partner], "reporter")
    return [advantage.complementarity(exports, imports).saying(said, also)]
