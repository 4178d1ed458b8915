"""Answers of the store to questions of SDMX: how much there is, rows, and SDMX-CSV piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trade.csvtext import joined, quoted
from trade.sdmx.components import AGENCY, BY_ID, DIMENSIONS, FLOW, TIME, VERSION
from trade.sdmx.question import Asked, Key, by_reporter, order, query
from trade.store import Store

if TYPE_CHECKING:
    import pandas as pd

_COUNTED = (*DIMENSIONS, BY_ID[TIME])
#: What stands before the components in a line: SDMX-CSV 1.0 and 2.0.
_BEFORE = {
    "1.0.0": (("DATAFLOW", f"{AGENCY}:{FLOW}({VERSION})"),),
    "2.0.0": (("STRUCTURE", "dataflow"), ("STRUCTURE_ID", f"{AGENCY}:{FLOW}({VERSION})"), ("ACTION", "I")),
}
#: Lines that the engine writes at once, and printed figures that it sorts at once, unless one reporter has more.
_ROWS, _SORTED_ROWS = 20_000, 100_000


def counts(store: Store, asked: Asked, most: int, most_series: int) -> tuple[int, int]:
    """How many observations and series there are, counted no further than to see that there are more than ``most``.

    Where only series are asked for, each counts as one observation.
    """
    light = asked if asked.only_series else replace(asked, shown=_COUNTED)
    if (printed := _count(store, light, most, derived=False)) > most:
        return printed, 0
    if (all_of_them := _count(store, light, most, derived=True)) > most:
        return all_of_them, 0
    series = replace(asked, shown=DIMENSIONS)
    return all_of_them, _count(store, series, most_series, derived=True)


def _count(store: Store, asked: Asked, most: int, *, derived: bool) -> int:
    sql, values = query(asked, derived=derived)
    return store.rows(f"SELECT count(*) AS rows FROM (SELECT 1 FROM ({sql}) LIMIT {int(most) + 1})", values)[
        0
    ]["rows"]


def frame(store: Store, asked: Asked) -> pd.DataFrame:
    """The answer in its order: a column of text a component, None where there is nothing; with ``known_day`` where
    history is asked for."""
    sql, values = query(asked)
    columns = ", ".join(component.id for component in asked.shown)
    if asked.history and not asked.only_series:
        columns += ", known_day"
    return store.ask(f"SELECT {columns} FROM ({sql}) ORDER BY {order(asked)}", values)


def csv(store: Store, asked: Asked, version: str) -> Iterator[bytes]:
    """SDMX-CSV of version 1.0.0 or 2.0.0, heading first. Nothing at all where there is no row.

    Values are exactly those of the store, without the guard against formulas of the files for spreadsheets.
    """
    before = _BEFORE[version]
    names = [*(name for name, _ in before), *(component.id for component in asked.shown)]
    written = ", ".join(quoted(f"coalesce({component.id}, '')") for component in asked.shown)
    start = ",".join(text for _, text in before)
    line = f"concat_ws(',', '{start}', {written}) || chr(13) || chr(10)"
    begun = False
    for part in _parts(store, asked):
        sql, values = query(part)
        for batch in store.stream(
            f"SELECT {line} AS line FROM ({sql}) ORDER BY {order(asked)}", values, _ROWS
        ):
            if batch.num_rows and not begun:
                begun = True
                yield ",".join(names).encode() + b"\r\n"
            yield joined(batch.column(0))


def _parts(store: Store, asked: Asked) -> Iterator[Asked]:
    """The question for some reporters after others: what is sorted at once stays small."""
    sql, values = by_reporter(asked)
    together: list[str] = []
    rows = 0
    for each in store.rows(sql, values):
        if together and rows + each["rows"] > _SORTED_ROWS:
            yield _of(asked, together)
            together, rows = [], 0
        together.append(each["reporter"])
        rows += each["rows"]
    if together:
        yield _of(asked, together)


def _of(asked: Asked, reporters: Sequence[str]) -> Asked:
    """The question for these reporters alone."""
    keys: tuple[Key, ...] = asked.keys or ({},)
    own = [(key, [one for one in reporters if one in (key.get("REF_AREA") or reporters)]) for key in keys]
    return replace(asked, keys=tuple({**key, "REF_AREA": tuple(kept)} for key, kept in own if kept))
