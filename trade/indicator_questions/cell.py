"""One cell over time: growth, balance and cover, twelve months in a row, months without their season."""

from __future__ import annotations

from collections.abc import Iterator

from trade.errors import Refused
from trade.indicator_questions.rows import NONE, Publisher, attempt, gathered, refused, row
from trade.indicators import change, months, real, two_way
from trade.indicators.figures import Figure, Measure
from trade.period import Period
from trade.questions import WORLD, Row
from trade.selection import Selection
from trade.store import Store
from trade.worded import words

NO_MONTHS = words("no_months")


def growth(store: Store, asked: Selection) -> list[Row]:
    """Growth of every period on the same one of the year before; of ``asked.period`` only, where given.

    Exports and imports unless ``flow`` is given; with the world unless ``partner`` is. ``since`` and ``until`` choose
    the periods; the year before may lie outside.
    """
    found: list[Row] = []
    for publisher, now in _cells(store, asked):
        found += attempt("growth", now, _grown, publisher, now)
    return found or refused("growth", asked, NONE)


def _grown(publisher: Publisher, now: Figure) -> Measure:
    before = now.period.same_period_before
    return change.growth(now, publisher.needed(words("no_figure_here", period=before), now, period=before))


def cagr(store: Store, asked: Selection) -> list[Row]:
    """Even growth a year from the year ``since`` to the year ``until``, or the first and last whole years there are."""
    found: list[Row] = []
    for publisher in gathered(store, asked.but(period=None), [_pair(asked)], frequency="A"):
        for flow in dict.fromkeys(figure.flow for figure in publisher.figures):
            years = publisher.where(flow=flow)
            found += attempt("cagr", years[-1], _grown_evenly, years, asked)
    return found or refused("cagr", asked, words("no_years"))


def _grown_evenly(years: list[Figure], asked: Selection) -> Measure:
    return change.cagr(_year(years, asked.until, -1), _year(years, asked.since, 0))


def balances(store: Store, asked: Selection) -> list[Row]:
    """Balance and cover ratio of every period (or of ``asked.period``) for which there are exports."""
    found: list[Row] = []
    for publisher, exports in _cells(store, asked.but(flow=None)):
        if exports.flow == "X":
            found += attempt("balance", exports, _balance, publisher, exports)
            found += attempt("cover", exports, _cover, publisher, exports)
    return found or refused("balance", asked, words("no_exports"))


def _balance(publisher: Publisher, exports: Figure) -> Measure:
    return two_way.balance(exports, publisher.needed(words("no_imports_here"), exports, flow="M"))


def _cover(publisher: Publisher, exports: Figure) -> Measure:
    return two_way.cover(exports, publisher.needed(words("no_imports_here"), exports, flow="M"))


def rolling(store: Store, asked: Selection) -> list[Row]:
    """Every twelve months in a row, of each flow; exports and imports unless ``flow`` is given."""
    found: list[Row] = []
    for run in _months(store, asked):
        for measure in months.rolling(run):
            found.append(row(measure, run[-1].but(period=Period.parse(measure.part))))
    return found or refused("rolling", asked, NO_MONTHS)


def seasonal(store: Store, asked: Selection) -> list[Row]:
    """Each month of each flow without its season, or the row that says why not."""
    found: list[Row] = []
    for run in _months(store, asked):
        try:
            measures = months.seasonal(run)
        except Refused as why:
            measures = [Measure("seasonal", None, reason=why.reason)]
        found += [row(measure, measure.inputs[0] if measure.inputs else run[-1]) for measure in measures]
    return found or refused("seasonal", asked, NO_MONTHS)


def at_base_prices(store: Store, asked: Selection) -> list[Row]:
    """Every period at constant prices: refused while no price index is loaded."""
    found: list[Row] = []
    for _, figure in _cells(store, asked):
        found += attempt("real", figure, real.at_base_prices, figure, None)
    return found or refused("real", asked, NONE)


def _pair(asked: Selection) -> tuple[str, str]:
    return asked.reporter, asked.partner or WORLD


def _cells(store: Store, asked: Selection) -> Iterator[tuple[Publisher, Figure]]:
    """Each figure of the cell with its publisher, in the periods that are asked for."""
    near = () if asked.period is None else (asked.period, asked.period.same_period_before)
    for publisher in gathered(store, asked.but(since=None, until=None), [_pair(asked)], near):
        for figure in publisher.figures:
            if asked.period in (None, figure.period) and _in_years(figure.period, asked):
                yield publisher, figure


def _in_years(period: Period, asked: Selection) -> bool:
    return (not asked.since or period.end.year >= asked.since) and (
        not asked.until or period.start.year <= asked.until
    )


def _months(store: Store, asked: Selection) -> Iterator[list[Figure]]:
    """The months of each publisher and flow."""
    for publisher in gathered(store, asked.but(period=None), [_pair(asked)], frequency="M"):
        for flow in dict.fromkeys(figure.flow for figure in publisher.figures):
            yield publisher.where(flow=flow)


def _year(years: list[Figure], wanted: int | None, otherwise: int) -> Figure:
    if wanted is None:
        return years[otherwise]
    found = next((figure for figure in years if figure.period.start.year == wanted), None)
    if found is None:
        raise Refused("no_figure", period=Period.year(wanted))
    return found
