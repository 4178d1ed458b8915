"""Bulk files made by hand in the forms of their publishers; what they say is no statistic.

UN Comtrade's rows are real (China's totals of 2010, as its service gave them), put into the form of a bulk file here.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from py7zr import SevenZipFile

LIVE = Path(__file__).parent / "etl" / "live" / "recorded"
CHINA = LIVE / "un_comtrade" / "get_C_A_HS_CHN_2010_raw.json"
COMEXT = LIVE / "eurostat_comext" / "unproven_full_v2_202402_excerpt.dat"
BACI = "BACI_HS22_Y{year}_V202601.csv"
#: Azerbaijan, China, Germany, India, Lithuania, Namibia (whose ISO alpha-2 code is NA), the United States.
PLACES = (31, 156, 276, 699, 440, 516, 842)
GOODS = ("010121", "010129", "270900", "300490", "847130", "854231", "9999AA")
Cells = tuple[int, int, int, str, str, str]


def baci_rows(year: int, seed: int = 1) -> list[Cells]:
    """Rows of one year, in CEPII's order: about half of all pairs and goods."""
    draw = random.Random(f"{seed} {year}")
    return [
        (year, i, j, k, f"{draw.randrange(1, 10**7) / 1000:g}", "NA" if draw.random() < 0.1 else f"{draw.randrange(10**6) / 1000:g}")
        for i in PLACES for j in PLACES if i != j for k in GOODS if draw.random() < 0.5
    ]  # fmt: skip


def baci(
    folder: Path, year: int = 2022, rows: Iterable[Sequence[Any]] | None = None, name: str = BACI
) -> Path:
    path = folder / name.format(year=year)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(map(str, row)) for row in (baci_rows(year) if rows is None else rows)]
    path.write_text("\n".join(["t,i,j,k,v,q", *lines]) + "\n", encoding="utf-8")
    return path


def baci_zip(folder: Path, years: Sequence[int], namibia: str = "NAM") -> Path:
    """As CEPII sends it: years, the two lists and a read me in one archive."""
    path = folder / "BACI_HS22_V202601.zip"
    countries = (
        f"country_code,country_name,country_iso2,country_iso3\n516,Namibia,NA,{namibia}\n699,India,IN,IND\n"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year in years:
            archive.write(baci(folder / "parts", year), BACI.format(year=year))
        archive.writestr("country_codes_V202601.csv", countries)
        archive.writestr("product_codes_HS22_V202601.csv", 'code,description\n010121,"Horses"\n')
        archive.writestr("Readme.txt", "Read me")
    return path


def china() -> list[dict[str, Any]]:
    """China's totals of 2010 with Argentina and Germany, as UN Comtrade's service gave them: real."""
    return json.loads(CHINA.read_text(encoding="utf-8"))["data"]


def comtrade(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Rows of the service in the form of a bulk file: tabs, gzipped."""
    text = io.StringIO()
    out = csv.writer(text, delimiter="\t", lineterminator="\n")
    out.writerow(rows[0])
    out.writerows([_cell(value) for value in row.values()] for row in rows)
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    return path


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def seven(path: Path, *files: Path) -> Path:
    with SevenZipFile(path, "w") as archive:
        for file in files:
            archive.write(file, "full_v2_202402.dat")
    return path


def levels(reporter: int, year: int) -> list[dict[str, Any]]:
    """Rows of one reporter in UN Comtrade's form with several levels: what is printed beside its parts differs
    from their sum, as it does where something is withheld. Made up."""
    draw, like = (
        random.Random(f"{reporter} {year}"),
        china()[0] | {"refYear": year, "period": str(year), "reporterCode": reporter},
    )
    rows: list[dict[str, Any]] = []
    for flow in ("M", "X"):
        for partner in (0, 97, *PLACES):
            if partner == reporter or (
                flow == "M" and partner == 0
            ):  # imports from the world are not printed
                continue
            for code in ("TOTAL", "01", "27", *GOODS[:-1]):
                often = 0.3 if partner in (0, 97) or len(code) < 6 else 0.8
                if draw.random() < often:
                    level = 0 if code == "TOTAL" else len(code)
                    said = {"flowCode": flow, "partnerCode": partner, "cmdCode": code, "aggrLevel": level}
                    rows.append(like | said | {"primaryValue": draw.randrange(10**9) / 1000})
    return rows
