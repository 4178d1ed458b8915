"""Whose bulk file it is, by heading and name; what is no such file is told apart from what is broken."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb

from etl.bulk import baci, comext, comtrade, tables_of_others
from etl.bulk.form import Found
from etl.bulk.lists import comtrade_economies
from etl.reading.workbook import is_web_page
from trade.codelists import economies
from trade.errors import SourceChanged, UnknownName
from trade.store import sql_text

READERS = (baci.found, comtrade.found, comext.found, tables_of_others.found)
PARQUET = b"PAR1"
_HEAD = 65_536
#: Lists that travel with BACI.
_COMPANION = re.compile(r"(country|product)_codes\w*\.csv", re.ASCII)
_COUNTRIES = ("country_code", "country_name", "country_iso2", "country_iso3")
KNOWN = (
    "Known are BACI (t,i,j,k,v,q, named BACI_HS92_Y2022_V202601.csv), UN Comtrade's bulk files (tabs, 47 columns), "
    "Comext's full_v2_YYYYMM, the WTO's bilateral imports and Comext's extract as Parquet. "
    "For single files of other publishers: python -m etl add FILE."
)


def is_companion(name: str) -> bool:
    return _COMPANION.fullmatch(Path(name).name) is not None


def recognised(name: str, path: Path) -> Found:
    """The form and data set of a plain file. Raises SourceChanged where it has none."""
    heading = _heading(name, path)
    for reader in READERS:
        if found := reader(name, path, heading):
            return found
    if tuple(heading) == tuple(baci.COLUMNS):
        raise SourceChanged(
            "its name says neither edition nor version.", where=name,
            todo="Give it the name that CEPII gave it: BACI_HS92_Y2022_V202601.csv.",
        )  # fmt: skip
    raise SourceChanged(
        f"this heading is of no known bulk form: {', '.join(heading)[:120] or 'none'}.",
        where=f"{name}, row 1",
        todo=KNOWN,
    )


def _heading(name: str, path: Path) -> list[str]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise SourceChanged("the file is empty.", where=name, todo="Fetch it again.")
    if head.startswith(PARQUET):
        return _columns(name, path)
    if is_web_page(head):
        raise SourceChanged("this is a web page, not a table.", where=f"{name}, row 1",
                            todo="The service answered with words: open it in a browser, then fetch it again.")  # fmt: skip
    try:
        line = head.decode("utf-8-sig", errors="strict" if len(head) < _HEAD else "ignore").splitlines()[0]
        return next(csv.reader([line], delimiter="\t" if "\t" in line else ",", strict=True))
    except (UnicodeDecodeError, csv.Error, IndexError, StopIteration) as error:
        raise SourceChanged(
            f"this is no text table ({error}).", where=f"{name}, row 1", todo=KNOWN
        ) from error


def _columns(name: str, path: Path) -> list[str]:
    try:
        return [
            column
            for (column, *_) in duckdb.execute(f"DESCRIBE FROM read_parquet({sql_text(path)})").fetchall()
        ]
    except duckdb.Error as error:
        raise SourceChanged(f"this Parquet file cannot be opened ({str(error).splitlines()[0][:120]}).", where=name,
                            todo="It is cut short or damaged: fetch it again.") from error  # fmt: skip


def check_companion(name: str, path: Path) -> None:
    """Compares BACI's list of countries with ours; raises UnknownName where a number means another one.

    Its cells are read as text: ``NA`` is Namibia's code, not an empty cell.
    """
    if tuple(_heading(name, path)) != _COUNTRIES:
        return
    ours, listed = comtrade_economies(), economies()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line, row in enumerate(csv.DictReader(stream, strict=True), start=2):
            code = ours.get(int(row["country_code"]))
            theirs = row["country_iso3"].strip()
            if code is None or (
                theirs in listed and code in listed and listed[code].kind == "economy" and code != theirs
            ):
                raise UnknownName(
                    f"{row['country_code']} is {row['country_name']} ({theirs}) there and {code or 'nothing'} here.",
                    where=f"{name}, row {line}", todo="Correct etl/sources/un_comtrade/names.csv.",
                )  # fmt: skip
