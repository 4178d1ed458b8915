"""Trade figures for who writes code: ``trade.open()`` gives tidy pandas frames.

    import trade
    t = trade.open()
    t.series(reporter="AZE", partner="LTU", source="imf_dots")

Words are those of the addresses of the pages (``trade.selection``): economies by code or name, periods as
``2018``, ``2018-10`` or ``2018-01..2018-10``. Money is in US dollars, never rounded; ``low_usd`` and ``high_usd``
bound what the printed digits allow; ``status`` is the SDMX observation status (A normal, E estimated, P provisional,
U low reliability, M missing); ``method`` says how a figure came about. Figures of different sources or agencies stand
in rows of their own and must not be added up. A word that is not understood raises BadSelection or UnknownEconomy;
without a data set SourceUnavailable is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from trade import codelists, indicator_questions, published, questions
from trade.errors import BadSelection
from trade.filters import Row
from trade.selection import Selection
from trade.store import Store
from trade.tables import FINDINGS, SOURCES, TABLES, TRADE
from trade.worded import together

#: Each indicator that may be asked for by name.
INDICATORS: Mapping[str, Callable[[Store, Selection], Iterable[Row]]] = {
    name: getattr(indicator_questions, name)
    for name in indicator_questions.__all__
    if name not in ("COLUMNS", "mirror_of")
}

#: Columns that hold a day, in whichever table.
DAYS = frozenset(column.name for table in TABLES for column in table.columns if column.kind == "date")


class Trade:
    """A published data set to be asked; safe to use from many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __repr__(self) -> str:
        return f"<Trade: data set {self.version}>"

    @property
    def version(self) -> str:
        """The stamp of the data set, to be cited with its figures."""
        return self._store.version

    def series(self, reporter: str = "AZE", partner: str = "W00", **words: object) -> pd.DataFrame:
        """All periods of a reporter with a partner (W00: the world), by every source.

        A row a source, agency, flow and period, columns as in the table ``trade`` of the data dictionary.
        Turnover (T) and balance (B) are put together from exports (X, FOB) and imports (M, CIF) where nobody printed
        them. ``words``: flow, source, agency, scheme, product, since, until, as_of, partner_rule.
        """
        return self._trade(questions.series, reporter=reporter, partner=partner, **words)

    def mirror(self, reporter: str, partner: str, **words: object) -> pd.DataFrame:
        """The partner's own figures on the same trade, their flows turned to the reporter's side."""
        return self._trade(questions.mirror, reporter=reporter, partner=partner, **words)

    def partners(self, reporter: str, period: str | int, **words: object) -> pd.DataFrame:
        """Every partner of a reporter in one period, largest first, with ``share`` (a fraction of 1), ``rank``,
        ``before_usd`` (the same period a year before) and ``change`` (a fraction). ``words``: flow, source, agency, …"""
        return self._trade(questions.partners, reporter=reporter, period=period, **words)

    def products(self, reporter: str, partner: str | None = None, **words: object) -> pd.DataFrame:
        """The product detail of a pair or of a reporter, by whoever reports it (``seen_from``)."""
        return self._trade(questions.products, reporter=reporter, partner=partner, **words)

    def observations(self, reporter: str, partner: str | None = None, **words: object) -> pd.DataFrame:
        """Figures as printed, every vintage of each, with document and place; nothing derived.

        Of all partners unless one is named. Columns as in the table ``observations`` plus path, title, vintage, publisher, licence of the raw file;
        ``value`` in whole units of ``currency``, ``as_published`` the very digits.
        """
        sql, values = published.query(_selection(reporter=reporter, partner=partner, **words))
        return _dated(self._store.ask(f"SELECT * FROM ({sql}) ORDER BY {published.ORDER}", values))

    def indicator(self, name: str, **words: object) -> pd.DataFrame:
        """An indicator of docs/indicators.md by its question, such as ``growth`` or ``mirror``.

        ``value`` with ``low`` and ``high`` in ``unit`` (a fraction of 1, per cent, percentage points, USD, ...); where it
        is refused, ``value`` is empty and ``reason`` says why; ``notes`` say what must be minded. Both in English.
        ``words``: reporter, partner, period, flow, source, agency, by, against, since, until, as_of.
        """
        if name not in INDICATORS:
            raise BadSelection(
                "indicator", f"{name[:40]!r} is not known.", todo=f"It may be {', '.join(INDICATORS)}."
            )
        asked = _selection(**words)
        rows = [
            {**row, "reason": row["reason"] and str(row["reason"]), "notes": together(row["notes"]) or None}
            for row in INDICATORS[name](self._of(asked), asked)
        ]
        return _frame(rows, indicator_questions.COLUMNS)

    def findings(self, source: str | None = None) -> pd.DataFrame:
        """What the checks found: identities that do not close, words that disagree, publishers' own errors."""
        found = [row for row in questions.findings(self._store) if source in (None, row["source"])]
        return _frame(found, tuple(column.name for column in FINDINGS.columns))

    def sources(self) -> pd.DataFrame:
        """What is loaded, whose it is, under which terms, how old."""
        return _frame(questions.sources(self._store), tuple(column.name for column in SOURCES.columns))

    def economies(self, lang: str = "en") -> pd.DataFrame:
        """Codes (ISO 3166 alpha-3, groups with a digit) and names in en, az, lt or ru."""
        rows = [{"code": code, "name": item.name(lang)} for code, item in codelists.economies().items()]
        return _frame(rows, ("code", "name"))

    def _trade(self, question: Callable[[Store, Selection], Iterable[Row]], **words: object) -> pd.DataFrame:
        asked = _selection(**words)
        return _frame(question(self._of(asked), asked), tuple(c.name for c in TRADE.columns))

    def _of(self, asked: Selection) -> Store:
        """The store, with the bulk data sets that are named as sources."""
        return self._store.over(asked.source, asked.other_source)


def open(address: str | None = None) -> Trade:
    """The data set at an address such as ``duckdb:data/processed/current`` (else TRADE_STORE, else that one)."""
    return Trade(Store.at(address))


def _selection(**words: object) -> Selection:
    return Selection.from_query({name: str(word) for name, word in words.items() if word is not None})


def _frame(rows: Iterable[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """The rows with these columns first."""
    listed = list(rows)
    more = [name for name in (listed[0] if listed else ()) if name not in columns]
    return _dated(pd.DataFrame.from_records([dict(row) for row in listed], columns=[*columns, *more]))


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Days are days also where there is no row."""
    for name in DAYS.intersection(frame.columns):
        frame[name] = pd.to_datetime(frame[name])
    return frame
