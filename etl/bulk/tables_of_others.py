"""Two tables that travel as Parquet or CSV: the WTO's imports by chapter, and an extract of Comext by month."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from etl.bulk.comext import WORLD as COMEXT_WORLD
from etl.bulk.form import Form, Found, product, whole
from etl.bulk.lists import is_chapter_code, named, own_code, own_economies
from etl.reading.names import NameList
from etl.registry import SOURCES
from etl.sources.eurostat_comext.cells import AGENCY

_WTO = Form(
    source="wto_hs2",
    agency="WTO",
    title="Bilateral imports by HS chapter (timeseries indicator HS_M_0010)",
    url="https://timeseries.wto.org",
    licence="reuse with attribution to the World Trade Organization",
    columns={
        "reporter_code": "VARCHAR",
        "partner_code": "VARCHAR",
        "hs2": "VARCHAR",
        "year": "BIGINT",
        "imports_usd": "DOUBLE",
    },
    select={
        "reporter": "TRY_CAST(reporter_code AS UINTEGER)",
        "partner": "TRY_CAST(partner_code AS UINTEGER)",
        "flow": "2::UTINYINT",
        "period": "CASE WHEN year BETWEEN 1900 AND 2200 THEN (year * 100)::UINTEGER END",
        "product": product("hs2", (2,)),
        "value": whole("imports_usd", 0),
        "weight": "NULL::BIGINT",
    },
    printed={
        "reporter": "reporter_code",
        "partner": "partner_code",
        "period": "year",
        "product": "hs2",
        "value": "imports_usd",
    },
    economies=lambda: {
        int(number): code for number, code in NameList.load(SOURCES / "wto_hs2" / "names.csv").codes.items()
    },
    written=lambda number: f"{number:03}",
    is_product=is_chapter_code,
    edition="not said",
    leaf=2,
    currency="USD",
    decimals=0,
    printed_unit=1,
    printed_in="US$",
    weight_kg=1.0,
    valuation={"X": "U", "M": "U"},
    world=0,
)
_COMEXT = Form(
    source="eurostat_comext",
    agency=AGENCY,
    title="Comext, an extract by month with names",
    url="https://ec.europa.eu/eurostat/databrowser/view/DS-045409/",
    licence="CC BY 4.0; name Eurostat as the source",
    columns={
        "code": "VARCHAR",
        "product": "VARCHAR",
        "flow": "VARCHAR",
        "indicator": "VARCHAR",
        "reporter": "VARCHAR",
        "partner": "VARCHAR",
        "month": "VARCHAR",
        "value": "DOUBLE",
    },
    select={
        "reporter": "areas_of_reporter.id",
        "partner": "areas_of_partner.id",
        "flow": "CASE flow WHEN 'IMPORT' THEN 2::UTINYINT WHEN 'EXPORT' THEN 1::UTINYINT END",
        "period": "TRY_CAST(replace(month, '-', '') AS UINTEGER)",
        "product": product("code", (2, 4, 6, 8), total="TOTAL"),
        "value": f"CASE indicator WHEN 'VALUE_IN_EUROS' THEN {whole('value', 0)} END",
        "weight": "NULL::BIGINT",
    },
    printed={
        "reporter": "reporter",
        "partner": "partner",
        "flow": "flow",
        "period": "month",
        "product": "code",
        "value": "value",
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
    weight_kg=1.0,
    valuation={"X": "FOB", "M": "CIF"},
    world=COMEXT_WORLD,
    lists=lambda: {
        "areas_of_reporter": named("eurostat_comext/names.csv"),
        "areas_of_partner": named("eurostat_comext/names.csv", "eurostat_comext/partners.csv"),
    },
)
KNOWN = (Found(_WTO, "wto_hs2"), Found(_COMEXT, "comext_extract"))


def found(name: str, path: Path, heading: list[str]) -> Found | None:
    """By its columns; names beside the codes are not read."""
    for known in KNOWN:
        if known.form.columns.keys() <= set(heading):
            columns = {column: known.form.columns.get(column, "VARCHAR") for column in heading}
            return Found(replace(known.form, columns=columns), known.dataset)
    return None
