"""What asking through ``trade.questions`` costs over the same SQL typed into DuckDB.

Prints both medians in milliseconds, their ratio and what is more, for every question. At most 1.2
times, or 1 ms more, is the promise. Run it with ``python -m bench.questions``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from bench._measuring import CURRENT, median_of
from trade import questions
from trade.period import Period
from trade.selection import Selection
from trade.store import DATABASE, Store

PAIR = Selection(reporter="AZE", partner="LTU", source="imf_dots")
WHOLE = Selection(reporter="AZE", source="imf_dots", period=Period.year(2018))
ASKED: dict[str, Callable[[Store], object]] = {
    "series of a pair": lambda store: questions.series(store, PAIR),
    "series with World": lambda store: questions.series(store, Selection()),
    "mirror of a pair": lambda store: questions.mirror(store, PAIR),
    "coverage": lambda store: questions.coverage(store, Selection()),
    "partners of a year": lambda store: questions.partners(store, WHOLE),
    "products of a pair": lambda store: questions.products(store, Selection(partner="LTU")),
    "products of a reporter": lambda store: questions.products(store, Selection()),
    "count of a reporter": lambda store: questions.count(store, Selection()),
    "newest": lambda store: questions.newest(store, Selection()),
    "one cell, every source": lambda store: questions.same_cell(store, WHOLE),
    "provenance": lambda store: questions.provenance(store, _rests_on(store)),
    "reporters": questions.reporters,
    "partner codes": lambda store: questions.partner_codes(store, "AZE"),
    "printed of a pair": lambda store: questions.printed(store, Selection(partner="LTU", source="press")),
    "findings of a page": lambda store: questions.findings(store, limit=2000),
    "all findings": questions.findings,
    "findings by rule": questions.finding_counts,
    "sources": questions.sources,
    "files": questions.files,
}


class Recording(Store):
    """Keeps the last question as it reached the engine."""

    sql = ""
    values: Mapping[str, Any] = {}

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Mapping[str, Any]]:
        self.sql, self.values = sql, dict(values or {})
        return super().rows(sql, values)


_known: dict[str, str] = {}


def _rests_on(store: Store) -> str:
    """The observations of one figure; asked once."""
    if not _known:
        _known["rests_on"] = str(questions.series(store, PAIR)[-1]["rests_on"])
    return _known["rests_on"]


def main() -> None:
    recording = Recording(CURRENT)
    folder: Path = CURRENT.resolve()
    typed = duckdb.connect(str(folder / DATABASE), read_only=True)
    for name, ask in ASKED.items():
        ask(recording)
        sql, values = recording.sql, recording.values
        rows = len(typed.execute(sql, dict(values)).fetchall())
        store = Store(CURRENT, remembered=0)
        whole = 1000 * median_of(lambda ask=ask, store=store: ask(store), 21)
        raw = 1000 * median_of(lambda sql=sql, values=values: typed.execute(sql, dict(values)).fetchall(), 21)
        kept = "" if whole <= 1.2 * raw or whole <= raw + 1 else "  MISSED"
        print(f"{name} ({rows} rows): {whole:.1f} ms, typed {raw:.1f} ms, {whole / raw:.2f} times{kept}")


if __name__ == "__main__":
    main()
