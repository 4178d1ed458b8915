"""UN Comtrade's bulk files: gzipped text with tabs, one a reporter and period, every level of the HS in one file."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from etl.bulk.form import Form, Found, product, whole
from etl.bulk.lists import comtrade_economies, is_hs_code
from etl.sources.un_comtrade.un_comtrade import AGENCY, EDITIONS, PINS

#: What is read of the 47 columns; the others may come and go.
NEEDED = {
    "typeCode": "VARCHAR", "freqCode": "VARCHAR", "period": "UINTEGER", "reporterCode": "USMALLINT",
    "flowCode": "VARCHAR", "partnerCode": "USMALLINT", "partner2Code": "VARCHAR",
    "classificationCode": "VARCHAR", "cmdCode": "VARCHAR", "aggrLevel": "UTINYINT", "customsCode": "VARCHAR",
    "motCode": "VARCHAR", "netWgt": "DOUBLE", "primaryValue": "DOUBLE",
}  # fmt: skip
FLOWS = {"X": 1, "M": 2, "RX": 3, "RM": 4}
SUB_FLOWS = ("DX", "FM", "MIP", "XIP", "MOP", "XOP")
_FLOW = "CASE flowCode " + " ".join(f"WHEN '{code}' THEN {n}::UTINYINT" for code, n in FLOWS.items()) + " END"
_EDITIONS = ", ".join(f"'{code}'" for code in EDITIONS)
_CODE = product("cmdCode", (2, 4, 6), total="TOTAL")
#: Level and code belong together, and goods alone are read: services have another classification.
_PRODUCT = (
    f"CASE WHEN classificationCode IN ({_EDITIONS}) AND typeCode = '{PINS['typeCode']}' "
    f"AND aggrLevel = CASE cmdCode WHEN 'TOTAL' THEN 0 ELSE length(cmdCode) END THEN {_CODE} END"
)

_FORM = Form(
    source="un_comtrade",
    agency=AGENCY,
    title="UN Comtrade, bulk files of goods",
    url="https://comtradeplus.un.org",
    licence="UN Comtrade: see its terms on re-dissemination",
    columns=NEEDED,
    select={
        "reporter": "reporterCode::UINTEGER",
        "partner": "partnerCode::UINTEGER",
        "flow": _FLOW,
        "period": "CASE WHEN freqCode = 'A' AND period BETWEEN 1900 AND 2200 THEN period * 100 "
        "WHEN freqCode = 'M' AND period // 100 BETWEEN 1900 AND 2200 AND period % 100 BETWEEN 1 AND 12 THEN period END",
        "product": _PRODUCT,
        "value": whole("primaryValue", 3),
        "weight": "round(netWgt * 1000)::BIGINT",
    },
    printed={
        "reporter": "reporterCode",
        "partner": "partnerCode",
        "flow": "flowCode",
        "period": "period",
        "product": "cmdCode",
        "value": "primaryValue",
    },
    economies=comtrade_economies,
    written=str,
    is_product=is_hs_code,
    edition="as each reporter uses it",
    leaf=6,
    currency="USD",
    decimals=3,
    printed_unit=1,
    printed_in="US dollars",
    weight_kg=0.001,
    valuation={"X": "U", "M": "U"},
    world=0,
    delimiter="\t",
    note="as reported to the United Nations; exports usually FOB, imports CIF, which the file says row by row",
    passed={
        "a part of another row by second partner": f"partner2Code IS DISTINCT FROM '{PINS['partner2Code']}'",
        "a part of another row by customs procedure": f"customsCode IS DISTINCT FROM '{PINS['customsCode']}'",
        "a part of another row by means of transport": f"motCode IS DISTINCT FROM '{PINS['motCode']}'",
        "a part of exports or imports (domestic, processing)": f"flowCode IN {SUB_FLOWS}",
        "no value": "primaryValue IS NULL",
    },
)


def found(name: str, path: Path, heading: list[str]) -> Found | None:
    if not NEEDED.keys() <= set(heading):
        return None
    return _of_columns(tuple(heading))


@cache
def _of_columns(heading: tuple[str, ...]) -> Found:
    """A column that is not read is text to the engine, which then does not look at it."""
    columns = {name: NEEDED.get(name, "VARCHAR") for name in heading}
    return Found(replace(_FORM, columns=columns), "comtrade_goods")
