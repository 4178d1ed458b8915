"""The code lists as bulk forms need them: numbers of economies and of products -> our codes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from etl.reading.names import NameList
from etl.registry import SOURCES
from trade.codelists import economies, products

WORLD = "W00"


@cache
def comtrade_economies() -> Mapping[int, str]:
    """Comtrade's numbers, which BACI uses too: 699 India, 490 Asia not specified."""
    names = NameList.load(SOURCES / "un_comtrade" / "names.csv")
    return {int(number): code for number, code in names.codes.items()}


@cache
def _comtrade_codes() -> frozenset[str]:
    path = SOURCES / "un_comtrade" / "hs_codes.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream, strict=True))


def is_hs_code(code: str) -> bool:
    """Whether any edition of the HS has it, at 2, 4 or 6 digits; or it stands for goods not specified."""
    return code in _comtrade_codes() or code in ("TOTAL", "9999", "999999")


def is_chapter_code(code: str) -> bool:
    """Whether a code begins with a chapter of the HS; X may stand for what is withheld."""
    return code == "TOTAL" or code[:2] in products("HS")


def number(code: str) -> int:
    """A number for one of our codes that stays the same whatever list it stands in."""
    return int(code, 36)


@cache
def own_economies() -> Mapping[int, str]:
    """Our own codes by their numbers, for files that print no number."""
    return {number(code): code for code in economies()}


def own_code(given: int) -> str:
    return own_economies().get(given, str(given))


def named(*lists: str) -> list[tuple[str, int]]:
    """Names as printed and the numbers of their codes, out of lists of a source: ``eurostat_comext/names.csv``."""
    codes = {name: code for path in lists for name, code in NameList.load(SOURCES / path).codes.items()}
    return [(name, number(code)) for name, code in codes.items()]
