"""Comext's monthly files (``full_v2_202402.dat``) whole: every reporter and partner by CN8, in euros.

``etl.sources.eurostat_comext.bulk`` reads a few pairs of the same files with every row's place in its series.
"""

from __future__ import annotations

from pathlib import Path

from etl.bulk.form import Form, Found, product, whole
from etl.bulk.lists import is_chapter_code, named, own_code, own_economies
from etl.sources.eurostat_comext.bulk import COLUMNS, TRADE_TYPES
from etl.sources.eurostat_comext.cells import AGENCY
from etl.sources.eurostat_comext.codes import BEFORE, VALUATION

WORLD = 41472  # W00, as a number
TYPES = {"PERIOD": "UINTEGER", "VALUE_EUR": "DOUBLE", "QUANTITY_KG": "DOUBLE"}
#: Some codes meant other economies up to here.
SINCE = max(year for year, _ in BEFORE.values())
_TYPES = ", ".join(f"'{each}'" for each in TRADE_TYPES)

_FORM = Form(
    source="eurostat_comext",
    agency=AGENCY,
    title="Comext, monthly files by CN8",
    url="https://ec.europa.eu/eurostat/databrowser/view/DS-045409/",
    licence="CC BY 4.0; name Eurostat as the source",
    columns={name: TYPES.get(name, "VARCHAR") for name in COLUMNS},
    select={
        "reporter": f"CASE WHEN TRADE_TYPE IN ({_TYPES}) THEN areas_of_reporter.id END",
        "partner": "areas_of_partner.id",
        "flow": "CASE FLOW WHEN '1' THEN 2::UTINYINT WHEN '2' THEN 1::UTINYINT END",
        "period": f"CASE WHEN PERIOD // 100 BETWEEN {SINCE + 1} AND 2200 AND PERIOD % 100 BETWEEN 1 AND 12 THEN PERIOD END",
        "product": product("PRODUCT_NC", (2, 4, 6, 8), total="TOTAL"),
        "value": whole("VALUE_EUR", 0),
        "weight": "round(QUANTITY_KG * 1000)::BIGINT",
    },
    printed={
        "reporter": "REPORTER",
        "partner": "PARTNER",
        "flow": "FLOW",
        "period": "PERIOD",
        "product": "PRODUCT_NC",
        "value": "VALUE_EUR",
    },
    economies=own_economies,
    written=own_code,
    is_product=is_chapter_code,
    edition="CN of its year",
    leaf=8,
    currency="EUR",
    decimals=0,
    printed_unit=1,
    printed_in="euros",
    weight_kg=0.001,
    valuation={**VALUATION},
    world=WORLD,
    note="rows that the file parts by procedure are added up",
    lists=lambda: {
        "areas_of_reporter": named("eurostat_comext/areas.csv"),
        "areas_of_partner": named("eurostat_comext/areas.csv"),
    },
)
FOUND = Found(_FORM, "comext_monthly")


def found(name: str, path: Path, heading: list[str]) -> Found | None:
    return FOUND if tuple(heading) == COLUMNS and "partxixu" not in name else None
