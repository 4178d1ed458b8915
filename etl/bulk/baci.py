"""BACI of CEPII: one file a year, ``BACI_HS92_Y2022_V202601.csv``; one figure a pair, in thousand US dollars.

CEPII reconciles what exporter and importer reported: exports of i to j are imports of j from i.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from etl.bulk.form import Form, Found, product, whole, with_weight
from etl.bulk.lists import comtrade_economies, is_hs_code

NAME = re.compile(r"BACI_(?P<edition>HS\d{2})_Y(?P<year>\d{4})_V(?P<version>\d{6}[a-z]?)", re.ASCII)
COLUMNS = {"t": "USMALLINT", "i": "USMALLINT", "j": "USMALLINT", "k": "VARCHAR", "v": "DOUBLE", "q": "DOUBLE"}
EDITIONS = {
    "HS88": "HS 1988", "HS92": "HS 1992", "HS96": "HS 1996", "HS02": "HS 2002", "HS07": "HS 2007",
    "HS12": "HS 2012", "HS17": "HS 2017", "HS22": "HS 2022",
}  # fmt: skip
#: A code of CEPII's own, for goods that it could not place.
UNPLACED = "9999AA"

_FORM = Form(
    source="baci",
    agency="CEPII",
    title="BACI",
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    licence="Etalab 2.0",
    columns=COLUMNS,
    select={
        "reporter": "i::UINTEGER",
        "partner": "j::UINTEGER",
        "flow": "1::UTINYINT",
        "period": "t::UINTEGER * 100",
        "product": product("k", (6,)),
        "value": with_weight(whole("v", 3), "q", 3),
        "weight": whole("q", 3),
    },
    printed={"reporter": "i", "partner": "j", "period": "t", "product": "k", "value": "v"},
    economies=comtrade_economies,
    written=str,
    is_product=lambda code: code == UNPLACED or is_hs_code(code),
    edition="",
    leaf=6,
    currency="USD",
    decimals=3,
    printed_unit=1000,
    printed_in="thousand US dollars",
    weight_kg=1.0,
    valuation={"X": "FOB", "M": "FOB"},
    world=0,
    empty=("NA", ""),
    one_figure=True,
    status="E",
    note="reconciled by CEPII from what both sides reported; imports are given without freight",
)


def found(name: str, path: Path, heading: list[str]) -> Found | None:
    if tuple(heading) != tuple(COLUMNS):
        return None
    return of_name(name)


@cache
def of_name(name: str) -> Found | None:
    """The data set by the file's name, which alone says edition and version."""
    said = NAME.search(name)
    if said is None or said["edition"] not in EDITIONS:
        return None
    edition, version = said["edition"], said["version"]
    period = {**_FORM.select, "period": f"CASE WHEN t = {said['year']} THEN t::UINTEGER * 100 END"}
    form = replace(
        _FORM, title=f"BACI {edition}, version {version}", edition=EDITIONS[edition], select=period
    )
    return Found(form, f"baci_{edition}_v{version}".lower())
