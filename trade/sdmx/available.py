"""What there is: the values of each dimension, the span of time, and how many series and observations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pysdmx.model import (
    AvailabilityConstraint,
    ConstraintAttachment,
    CubeKeyValue,
    CubeRegion,
    CubeValue,
    DataConstraint,
)
from pysdmx.model.constraint import CubeTimeRange, TimePeriodBoundary

from trade.filters import DERIVED
from trade.sdmx.artefacts import CONSTRAINT
from trade.sdmx.components import AGENCY, BY_ID, DIMENSIONS, FLOW, TIME, VERSION
from trade.sdmx.errors import NoResults
from trade.sdmx.question import KEY, Asked, query
from trade.store import Store

_FLOW = ConstraintAttachment(
    None, dataflows=[f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={AGENCY}:{FLOW}({VERSION})"]
)


def available(store: Store, asked: Asked, components: Sequence[str] = ()) -> AvailabilityConstraint:
    """The values that what is asked has, of these components (all unless given); NoResults where there is nothing."""
    found = _found(store, asked)
    return AvailabilityConstraint(
        constraint_attachment=_FLOW,
        cube_region=_region(found, components),
        series_count=found["series"],
        obs_count=found["observations"],
    )


def constraint(store: Store) -> DataConstraint:
    """The codes that the whole flow has: of figures as published, and of those put together from them.

    Without its span of time, which the client sdmx1 (2.28) cannot read in a structure of 3.0; availability has it.
    """
    lists = ", ".join(f"list(DISTINCT {each.sql}) AS {each.id}" for each in DIMENSIONS)
    columns = (
        "frequency, reporter, flow, product_scheme, product, partner, partner_rule, currency, source, agency"
    )
    (row,) = store.rows(f"SELECT {lists} FROM (SELECT DISTINCT {columns} FROM trade WHERE known_to IS NULL)")
    found = dict(row)
    if {"X", "M"} <= set(found["TRADE_FLOW"]):
        found["TRADE_FLOW"] = {*found["TRADE_FLOW"], *DERIVED}
        found["COUNTERPART_AREA_1_TYPE"] = {*found["COUNTERPART_AREA_1_TYPE"], "unknown"}
    return DataConstraint(
        id=CONSTRAINT,
        name="What the flow holds",
        agency=AGENCY,
        version=VERSION,
        constraint_attachment=_FLOW,
        cube_regions=[_region(found, [dimension.id for dimension in DIMENSIONS])],
        urn=f"urn:sdmx:org.sdmx.infomodel.registry.DataConstraint={AGENCY}:{CONSTRAINT}({VERSION})",
    )


def _found(store: Store, asked: Asked) -> dict[str, Any]:
    sql, values = query(replace(asked, shown=(*DIMENSIONS, BY_ID[TIME])))
    lists = ", ".join(f"list(DISTINCT {dimension.id}) AS {dimension.id}" for dimension in DIMENSIONS)
    (row,) = store.rows(
        f"SELECT {lists}, count(*) AS series, sum(observations)::BIGINT AS observations, min(first) AS first, "
        f"max(last) AS last FROM (SELECT {KEY}, count(*) AS observations, min(first_day) AS first, "
        f"max(last_day) AS last FROM ({sql}) GROUP BY ALL)",
        values,
    )
    if not row["observations"]:
        raise NoResults("nothing is there for this key.")
    return dict(row)


def _region(found: dict[str, Any], components: Sequence[str]) -> CubeRegion:
    wanted = set(components) or {*(dimension.id for dimension in DIMENSIONS), TIME}
    listed = [
        CubeKeyValue(dimension.id, [CubeValue(code) for code in sorted(found[dimension.id])])
        for dimension in DIMENSIONS
        if dimension.id in wanted
    ]
    if TIME in wanted:
        ends = (TimePeriodBoundary(f"{found['first']}"), TimePeriodBoundary(f"{found['last']}"))
        listed.append(CubeKeyValue(TIME, time_range=CubeTimeRange(start_period=ends[0], end_period=ends[1])))
    return CubeRegion(listed)
