"""A question of SDMX, and its SQL over the relation of all figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trade.answers import compose
from trade.filters import AS_OF, DERIVED, LATEST
from trade.sdmx.components import BY_ID, COMPONENTS, DIMENSIONS, TIME, Component
from trade.sdmx.conditions import Filter, condition

#: Days beside the text of the components, for conditions and order.
_DAYS = "period_start AS first_day, period_end AS last_day, known_from AS known_day, known_to AS known_until"


def _shape(components: Sequence[Component]) -> str:
    return f"SELECT {', '.join(f'{each.sql} AS {each.id}' for each in components)}, {_DAYS} FROM answers"


#: All components; those of a key and time alone cost the engine a third, where no other is looked at.
WHOLE, KEYED = _shape(COMPONENTS), _shape((*DIMENSIONS, BY_ID[TIME]))
KEY = ", ".join(dimension.id for dimension in DIMENSIONS)
ORDER = f"{KEY}, first_day, last_day, known_day"

#: One value for each dimension, or none for any.
Key = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """What is asked of the flow.

    ``keys``: figures of any of them; ``start`` and ``end``: periods that lie wholly between these days, both included;
    ``history``: every word of a publisher, not only the latest; ``as_of``: the word of that day; ``first`` and
    ``last``: so many periods of each series; ``shown``: the components of the answer, in their order.
    """

    keys: tuple[Key, ...] = ()
    filters: tuple[Filter, ...] = ()
    start: date | None = None
    end: date | None = None
    updated_after: date | None = None
    as_of: date | None = None
    history: bool = False
    first: int | None = None
    last: int | None = None
    shown: tuple[Component, ...] = field(default=COMPONENTS)

    @property
    def only_series(self) -> bool:
        """Whether series are asked for, without their observations."""
        return BY_ID[TIME] not in self.shown


def query(asked: Asked, *, derived: bool = True) -> tuple[str, dict[str, Any]]:
    """The query of what is asked, each component as text under its id, not yet in order; and its values.

    Of series alone one row each, else the columns ``first_day`` and the like of ORDER too. Without what is ``derived``
    a part of the answer, which costs a tenth.
    """
    values: dict[str, Any] = {}
    looked_at = {*asked.shown, *(each.component for each in asked.filters)}
    shape = KEYED if looked_at <= {*DIMENSIONS, BY_ID[TIME]} else WHOLE
    sql = compose(shape, _of_parts(asked, values), _derived(asked) if derived else ())
    sql = f"SELECT * FROM ({sql}) WHERE {' AND '.join(_of_answers(asked, values))}"
    if asked.first or asked.last:
        sql += f" QUALIFY {_counted(asked, values)}"
    columns = ", ".join(component.id for component in asked.shown)
    if asked.only_series:
        return f"SELECT DISTINCT {columns} FROM ({sql})", values
    return f"SELECT {columns}, first_day, last_day, known_day FROM ({sql})", values


def by_reporter(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The query of the reporters that may be in the answer, in order, with how many printed ``rows`` each may have."""
    values: dict[str, Any] = {}
    question = "SELECT reporter, count(*) AS rows FROM answers GROUP BY ALL ORDER BY ALL"
    return compose(question, _of_parts(asked, values), ()), values


def order(asked: Asked) -> str:
    return KEY if asked.only_series else ORDER


def _of_parts(asked: Asked, values: dict[str, Any]) -> tuple[str, ...]:
    """What can be said of the published figures already: it keeps small what is put together from them."""
    wheres: list[str] = []
    for dimension in DIMENSIONS:
        if dimension.whole and (codes := _codes(asked, dimension)):
            values[f"in_{dimension.id}"] = codes
            wheres.append(f"{_column(dimension)} = ANY($in_{dimension.id})")
    if asked.start:
        values["start"] = asked.start
        wheres.append("period_start >= $start")
    if asked.end:
        values["end"] = asked.end
        wheres.append("period_end <= $end")
    if asked.as_of:
        values["as_of"] = asked.as_of
        wheres.append(AS_OF)
    elif not asked.history:
        wheres.append(LATEST)
    return tuple(wheres)


def _column(dimension: Component) -> str:
    """The column itself where the component is one: the engine then reads only the parts of the table that hold it."""
    return (
        dimension.sql.removeprefix("CAST(").removesuffix(" AS VARCHAR)")
        if dimension.id in _PLAIN
        else dimension.sql
    )


_PLAIN = {"REF_AREA", "COUNTERPART_AREA_1", "CURRENCY", "DATA_SOURCE", "SOURCE_AGENCY"}


def _codes(asked: Asked, dimension: Component) -> list[str]:
    """The codes that the dimension may have; empty for any."""
    sets = [
        {str(value) for value in each.values}
        for each in asked.filters
        if each.component == dimension and each.operator == "eq"
    ]
    if asked.keys and all(key.get(dimension.id) for key in asked.keys):
        sets.append({code for key in asked.keys for code in key[dimension.id]})
    if not sets:
        return []
    common = sets[0].intersection(*sets[1:])
    return sorted(common) or [""]  # conditions that no code meets


def _derived(asked: Asked) -> tuple[str, ...]:
    wanted = _codes(asked, BY_ID["TRADE_FLOW"])
    return tuple(flow for flow in DERIVED if not wanted or flow in wanted)


def _of_answers(asked: Asked, values: dict[str, Any]) -> list[str]:
    # parts that were never the latest word on one day make no figure
    wheres = ["(known_until IS NULL OR known_until >= known_day)"]
    if asked.keys:
        wheres.append(
            f"({' OR '.join(_of_key(key, number, values) for number, key in enumerate(asked.keys))})"
        )
    for number, each in enumerate(asked.filters):
        wheres.append(condition(each, f"filter_{number}", values))
    if asked.updated_after:
        values["updated_after"] = asked.updated_after
        wheres.append("known_day > $updated_after")
    return wheres


def _of_key(key: Key, number: int, values: dict[str, Any]) -> str:
    conditions: list[str] = []
    for name, codes in key.items():
        if codes:
            values[f"key_{number}_{name}"] = list(codes)
            conditions.append(f"{name} = ANY($key_{number}_{name})")
    return f"({' AND '.join(conditions) or 'true'})"


def _counted(asked: Asked, values: dict[str, Any]) -> str:
    """The first and the last periods of each series; words on one period count as one."""
    ranks: list[str] = []
    for name, descending, count in (("first", "", asked.first), ("last", " DESC", asked.last)):
        if count:
            values[f"{name}_count"] = count
            ordered = f"last_day{descending}, first_day{descending}"
            ranks.append(f"dense_rank() OVER (PARTITION BY {KEY} ORDER BY {ordered}) <= ${name}_count")
    return f"({' OR '.join(ranks)})"
