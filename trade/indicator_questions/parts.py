"""A whole and its parts in one period: contributions to growth, shares, ranks, concentration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trade.codelists import economies, products, whole_schemes
from trade.errors import BadSelection, Refused
from trade.indicator_questions.rows import NONE, Publisher, attempt, gathered, period_of, refused
from trade.indicators import change, structure
from trade.indicators.basis import PRODUCTS
from trade.indicators.figures import Figure, Measure
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store

TOTAL = "TOTAL"
#: Kinds of partners that add up to the world, and those of them that are an economy.
_PARTS = ("economy", "former", "residual")
_ECONOMIES = ("economy", "former")
_BY_PARTNER = ("partner",)
#: What the whole has where its parts have their code.
_WHOLES = {"partner": WORLD, "product": TOTAL}


@dataclass(frozen=True)
class Whole:
    """A whole in one period: its parts by code, the published total, what parts differ from it in."""

    period: Period
    parts: dict[str, Figure]
    total: Figure | None
    differ: tuple[str, ...]

    @property
    def about(self) -> Figure:
        """The whole as rows name it: with the classification that its parts are of."""
        if self.differ == _BY_PARTNER and self.total:
            return self.total
        return next(iter(self.parts.values())).but(**{self.differ[0]: _WHOLES[self.differ[0]]})

    def published(self) -> Figure:
        """The published total; Refused where there is none."""
        if self.total is None:
            raise Refused("no_total", period=self.period)
        return self.total

    def economies(self) -> dict[str, Figure]:
        """The parts without what is of no single economy; all of them where parts are products."""
        if self.differ != _BY_PARTNER:
            return self.parts
        return {code: part for code, part in self.parts.items() if economies()[code].kind in _ECONOMIES}


@dataclass(frozen=True)
class Compared:
    """A whole of one publisher in a period and in its base."""

    now: Whole
    before: Whole

    def contributions(self) -> Sequence[Measure]:
        """What each part added to growth, the residual, the total; Refused where the bases differ."""
        now, before = self.now, self.before
        return change.contributions(now.parts, before.parts, now.published(), before.published(), now.differ)


def base_of(asked: Selection) -> Period:
    """What ``period`` is compared with: the same months of the year ``against``, else of the year before."""
    period = period_of(asked)
    year = period.start.year
    if asked.against is None:
        return period.same_period_before
    if asked.against >= year:
        raise BadSelection(
            "against", f"{asked.against} is not before {period}.", todo="Choose an earlier year."
        )
    return period.shifted_years(asked.against - year)


def compared(store: Store, asked: Selection) -> list[Compared]:
    """Each publisher's whole in ``period`` (required) and in its base: see ``contributions``."""
    period, base = period_of(asked), base_of(asked)
    return [
        Compared(now, before)
        for publisher in _publishers(store, asked, [period, base])
        for now, before in zip(
            _wholes(publisher, asked, period), _wholes(publisher, asked, base), strict=True
        )
        if now.parts
    ]


def contributions(store: Store, asked: Selection) -> list[Row]:
    """What each partner (or product: ``by``) added to growth on the base, the residual and the total.

    Turnover unless ``flow`` is given. Needs ``period``; products are those of ``partner`` or the world. The base is
    the same period of the year before, or of the year ``against``.
    """
    found = [
        row
        for each in compared(store, asked)
        for row in attempt("contribution", each.now.about, each.contributions)
    ]
    return found or refused("contribution", asked, NONE)


def shares(store: Store, asked: Selection) -> list[Row]:
    """Each partner's (or product's) share of the published total, and what is in no part. Needs ``period``."""
    return _each(store, asked, share=lambda it: structure.shares(it.parts, it.published(), it.differ))


def ranks(store: Store, asked: Selection) -> list[Row]:
    """Each economy's (or product's) rank, with the best and worst that the digits allow. Needs ``period``."""
    return _each(store, asked, rank=lambda it: structure.ranks(it.economies(), it.differ))


def concentration(store: Store, asked: Selection) -> list[Row]:
    """The plain and the normalised Herfindahl-Hirschman index over economies (or products). Needs ``period``."""

    return _each(store, asked, hhi=_plain, hhi_normalised=_normalised)


def _plain(whole: Whole) -> Measure:
    parts = whole.economies()
    return structure.hhi(parts, whole.differ).saying(structure.coverage(parts, whole.total))


def _normalised(whole: Whole) -> Measure:
    parts = whole.economies()
    return structure.hhi_normalised(parts, whole.differ).saying(structure.coverage(parts, whole.total))


def _each(
    store: Store, asked: Selection, **makes: Callable[[Whole], Measure | Sequence[Measure]]
) -> list[Row]:
    """The indicators, by their codes, of every whole that there is in the period."""
    period = period_of(asked)
    found = [
        answer
        for publisher in _publishers(store, asked, [period])
        for whole in _wholes(publisher, asked, period)
        if whole.parts
        for code, make in makes.items()
        for answer in attempt(code, whole.about, make, whole)
    ]
    return found or refused(next(iter(makes)), asked, NONE)


def _publishers(store: Store, asked: Selection, periods: list[Period]) -> list[Publisher]:
    partner = (asked.partner or WORLD) if asked.by == "product" else None
    return gathered(
        store, asked.but(flow=asked.flow or "T", scheme=None), [(asked.reporter, partner)], periods
    )


def _wholes(publisher: Publisher, asked: Selection, period: Period) -> Iterator[Whole]:
    """The whole by partner, or one for each classification that the publisher uses, in order."""
    if asked.by != "product":
        given = {figure.partner: figure for figure in publisher.where(period=period)}
        parts = {code: figure for code, figure in given.items() if economies()[code].kind in _PARTS}
        yield Whole(period, parts, given.get(WORLD), _BY_PARTNER)
        return
    schemes = sorted({figure.product_scheme for figure in publisher.figures} & set(whole_schemes()))
    for scheme in schemes:
        if asked.scheme in (None, scheme):
            total = next(iter(publisher.where(period=period, product_scheme=TOTAL)), None)
            parts = by_product(publisher.where(period=period, product_scheme=scheme))
            yield Whole(period, parts, total, PRODUCTS)


def by_product(figures: Sequence[Figure]) -> dict[str, Figure]:
    """Figures of one classification by code, none that holds another, so that nothing counts twice."""
    listed = {
        figure.product: figure for figure in figures if figure.product in products(figure.product_scheme)
    }
    holding = {products(figure.product_scheme)[code].parent for code, figure in listed.items()}
    return {code: figure for code, figure in listed.items() if code not in holding}
