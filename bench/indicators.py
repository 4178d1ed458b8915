"""What an indicator costs over the bare gathering of its figures from the engine.

Prints the median of the whole, of the engine's questions in it, and the share of the engine, in
milliseconds. Run it with ``python -m bench.indicators``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bench._measuring import CURRENT, median_of, seconds_of
from trade import indicator_questions as ask
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

PAIR = Selection(reporter="AZE", partner="LTU", source="imf_dots", period=Period.year(2018))
WORLD = PAIR.but(partner=None, flow="X")
SECTIONS = PAIR.but(source="unctad_sitc", period=Period.year(2015))
GEORGIA = Selection(reporter="GEO", source="georgia_geostat", flow="X")
ASKED: dict[str, Callable[[Store], object]] = {
    "growth of a pair, a year": lambda store: ask.growth(store, PAIR),
    "growth of a pair, all years": lambda store: ask.growth(store, PAIR.but(period=None)),
    "balance and cover": lambda store: ask.balances(store, PAIR),
    "contributions of partners": lambda store: ask.contributions(store, WORLD),
    "shares of partners": lambda store: ask.shares(store, WORLD),
    "ranks of partners": lambda store: ask.ranks(store, WORLD),
    "concentration": lambda store: ask.concentration(store, WORLD),
    "intensity": lambda store: ask.intensity(store, PAIR),
    "mirror": lambda store: ask.mirror(store, PAIR),
    "two-way trade by section": lambda store: ask.grubel_lloyd(store, SECTIONS),
    "advantage in a market": lambda store: ask.rca(store, SECTIONS),
    "complementarity": lambda store: ask.complementarity(store, SECTIONS),
    "twelve months, 358 times": lambda store: ask.rolling(store, GEORGIA),
    "season of 358 months": lambda store: ask.seasonal(store, GEORGIA),
}


class Timed(Store):
    """Adds up the time that questions spend in the engine."""

    seconds = 0.0

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        found: list[list[Mapping[str, Any]]] = []
        parent = super()
        self.seconds += seconds_of(lambda: found.append(parent.rows(sql, values)))
        return found[0]


def main() -> None:
    store = Timed(CURRENT, remembered=0)
    for name, question in ASKED.items():
        engine: list[float] = []

        def task(question: Callable[[Store], object] = question, engine: list[float] = engine) -> None:
            store.seconds = 0.0
            question(store)
            engine.append(store.seconds)

        whole = 1000 * median_of(task, 21)
        inside = 1000 * sorted(engine)[len(engine) // 2]
        print(f"{name}: {whole:.1f} ms, the engine {inside:.1f} ms of it")


if __name__ == "__main__":
    main()
