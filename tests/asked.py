"""Every function that asks a store, each as a question about one selection: for tests of engines."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import trade
from trade import desk, emptiness, export, freshness, held, indicator_questions, opened, pairs, questions
from trade.desk import changes, partners, sectors, year_to_date
from trade.errors import TradeDataError
from trade.files import sheet
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.store.embedded import Embedded
from trade.store.engine import Values

Ask = Callable[[Store, Selection], Any]
#: The engines themselves; SDMX, which is answered where the tables are and refuses a cluster; bulk data, which have
#: an engine of their own.
NOT_OF_A_CLUSTER = ("trade.store", "trade.sdmx", "trade.bulk")
YEAR = Period.year(2018)


def _with_period(question: Ask) -> Ask:
    return lambda store, asked: question(store, asked.but(period=asked.period or YEAR))


def _named(asked: Selection) -> tuple[list[str], list[str]]:
    return [asked.reporter, "LTU"], [asked.partner or "W00", "RUS"]


def _figures(store: Store, asked: Selection) -> Any:
    named = [(asked.reporter, asked.partner), (None, asked.reporter)]
    return pairs.figures(store, asked, named, [asked.period or YEAR, Period.year(2015)])


def _provenance(store: Store, asked: Selection) -> Any:
    rows = questions.series(store, asked)
    return questions.provenance(store, " ".join(row["rests_on"] for row in rows[-3:]))


def _of_file(store: Store, asked: Selection) -> Any:
    listed = [row for row in questions.files(store) if asked.source in (None, row["source"])]
    return questions.of_file(store, listed[-1]["sha256"])


def _opened(store: Store, asked: Selection) -> Any:
    words = {"partner": asked.partner, "source": asked.source, "as_of": asked.as_of}
    given = {name: word for name, word in words.items() if word is not None}
    frame = opened.Trade(store).observations(asked.reporter, **given)
    return frame.to_dict("records"), [str(kind) for kind in frame.dtypes]


def _csv(store: Store, asked: Selection) -> Any:
    extract = export.extract(store, asked)
    return extract.extent(), b"".join(extract.csv()).decode()


def _parquet(store: Store, asked: Selection) -> Any:
    return [row for batch in export.extract(store, asked).typed() for row in batch.to_pylist()]


def _sheet(store: Store, asked: Selection) -> Any:
    extract = export.revisions(store, asked)
    rows = extract.extent().rows
    styles = {"whole": 1, "number": 2, "date": 3}
    pieces = extract.written(lambda sql, columns: sheet.lines(sql, columns, 1, styles))
    return rows, [line for piece in pieces for line in piece.column(0).to_pylist()]


def _observations(store: Store, asked: Selection) -> Any:
    extract = export.observations(store, asked)
    return extract.extent(), b"".join(extract.json()).decode()


#: By module and name. Where a function asks through another one that is here, it is here all the same.
ASKED: dict[str, Ask] = {
    "questions.series": questions.series,
    "questions.mirror": questions.mirror,
    "questions.printed": questions.printed,
    "questions.coverage": questions.coverage,
    "questions.partners": _with_period(questions.partners),
    "questions.place": _with_period(questions.place),
    "questions.products": questions.products,
    "questions.count": questions.count,
    "questions.has_other_rule": questions.has_other_rule,
    "questions.newest": questions.newest,
    "questions.revisions": questions.revisions,
    "questions.revision_steps": questions.revision_steps,
    "questions.revision_means": questions.revision_means,
    "questions.revised_cells": lambda store, _: questions.revised_cells(store),
    "questions.revised_reporters": lambda store, _: questions.revised_reporters(store),
    "questions.known_days": lambda store, asked: questions.known_days(store, asked, 5),
    "questions.provenance": _provenance,
    "questions.same_cell": _with_period(questions.same_cell),
    "questions.reporters": lambda store, _: questions.reporters(store),
    "questions.partner_codes": lambda store, asked: questions.partner_codes(store, asked.reporter),
    "questions.who_names_partners": lambda store, asked: questions.who_names_partners(store, asked.reporter),
    "questions.all_who_name_partners": lambda store, _: questions.all_who_name_partners(store),
    "questions.findings": lambda store, asked: questions.findings(store, source=asked.source or "", limit=40),
    "questions.finding_counts": lambda store, _: questions.finding_counts(store),
    "questions.sources": lambda store, _: questions.sources(store),
    "questions.files": lambda store, _: questions.files(store),
    "questions.of_file": _of_file,
    "pairs.figures": _figures,
    "pairs.several": lambda store, asked: pairs.several(store, asked, *_named(asked)),
    "pairs.valuations": lambda store, asked: pairs.valuations(store, asked, *_named(asked)),
    "pairs.places": _with_period(lambda store, asked: pairs.places(store, asked, *_named(asked))),
    "pairs.splits": pairs.splits,
    "pairs.splits by product": lambda store, asked: pairs.splits(store, asked.but(by="product")),
    "held.products": lambda store, asked: held.products(store, asked.reporter),
    "held.reporters_of": lambda store, _: held.reporters_of(store),
    "held.printed_products": lambda store, _: held.printed_products(store),
    "export.rows": export.rows,
    "export.extract": _csv,
    "export.extract as Parquet": _parquet,
    "export.revisions": _sheet,
    "export.observations": _observations,
    "emptiness.reasons": lambda store, asked: emptiness.reasons(store, export.extract, asked),
    "questions.news": lambda store, asked: questions.news(store, asked, 20, 5),
    "questions.extent": questions.extent,
    "desk.rows": year_to_date.rows,
    "desk.rows by partners": lambda store, asked: partners.rows(store, desk.selection("partners", asked)),
    "desk.rows by sectors": sectors.rows,
    "desk.rows by changes": lambda store, asked: changes.rows(store, desk.selection("changes", asked)),
    "desk.periods": lambda store, asked: [*partners.periods(store, asked)],
    "opened.Trade": _opened,
    "freshness.of_all": lambda store, _: freshness.of_all(store, date(2026, 1, 1)),
    **{
        f"indicator_questions.{name}": getattr(indicator_questions, name)
        for name in indicator_questions.__all__
        if name not in ("COLUMNS", "mirror_of")
    },
    "indicator_questions.shares by product": lambda store, asked: indicator_questions.shares(
        store, asked.but(by="product")
    ),
}
#: Selections between them meet every filter and every shape of a question.
SELECTIONS: dict[str, Selection] = {
    "a pair": Selection(partner="LTU"),
    "a pair by one source in a year": Selection(partner="LTU", source="imf_dots", period=YEAR, flow="X"),
    "the world": Selection(source="imf_dots", period=YEAR, flow="T"),
    "as of a day": Selection(reporter="ARM", partner="RUS", as_of=date(2020, 6, 30), since=2012, until=2019),
    "a product": Selection(reporter="LTU", scheme="HS", product="27", flow="M"),
    "by consignment": Selection(reporter="ARM", source="armenia_armstat", partner_rule="consignment", flow="B"),
    "sections": Selection(reporter="AZE", partner="LTU", source="unctad_sitc", period=Period.year(2015)),
    "an agency": Selection(reporter="RUS", source="russia_fcs", agency="RU-FCS", flow="M", since=2015),
    "nobody": Selection(reporter="AND", partner="TUV", source="press", agency="XX"),
}  # fmt: skip


def answer(name: str, store: Store, asked: Selection) -> Any:
    """The answer; where it is refused, the refusal, which hangs on what the engine gave."""
    try:
        return ASKED[name](store, asked)
    except TradeDataError as error:
        return type(error).__name__, str(error)


class Recording(Embedded):
    """The embedded engine; keeps each question as it reaches an engine, and what was bound."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.heard: list[tuple[str, Values]] = []

    def rows(self, sql: str, values: Values) -> Any:
        self.heard.append((sql, values))
        return super().rows(sql, values)

    def frame(self, sql: str, values: Values) -> Any:
        self.heard.append((sql, values))
        return super().frame(sql, values)

    def stream(self, sql: str, values: Values, batch: int) -> Iterator[Any]:
        self.heard.append((sql, values))
        return super().stream(sql, values, batch)

    def observed(self, numbers: Iterable[int]) -> str:
        return "observations"


def who_ask() -> set[str]:
    """Every public function in ``trade`` whose first parameter is a store, as its module and name."""
    found: set[str] = set()
    for module in pkgutil.walk_packages(trade.__path__, "trade."):
        if module.name.startswith(NOT_OF_A_CLUSTER):
            continue
        held_there = import_module(module.name)
        for name, function in inspect.getmembers(held_there, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            is_asked = first is not None and first.annotation in ("Store", Store)
            if is_asked and function.__module__ == module.name and not name.startswith("_"):
                found.add(f"{module.name.removeprefix('trade.')}.{name}")
    return found
