"""Comext's codes -> ours: partners and reporters, flows, products; how a partner is named."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from etl.reading.names import NameList
from trade.codelists import members, products
from trade.errors import SourceChanged, UnknownName
from trade.period import Period

AREAS = NameList.load(Path(__file__).with_name("areas.csv"))
#: What a code meant before: until which year, and what.
BEFORE = {"BE": (1998, "BLX"), "CS": (1992, "CSK"), "YE": (1990, "YAR"), "YU": (1992, "YUG")}
FLOWS = {"1": "M", "2": "X"}
VALUATION = {"X": "FOB", "M": "CIF"}
WORLD, UNION, OUTSIDE = "W00", "G998", "E02"
#: Partners that are no country, by whether they are within the Union.
_WITHIN, _WITHOUT = (UNION, "QR1", "QV1", "QY1"), (OUTSIDE, "QS1", "QW1", "QZ1")
#: Partners of which it cannot be told, or that hold both.
_EITHER = (WORLD, "QP1", "QQ1", "QU1", "QX1", "XI1")
#: Partners that were withheld for commercial or military reasons.
WITHHELD = ("QX1", "QY1", "QZ1")
#: A code of 2, 4, 6 or 8 places; X stands for what is withheld (39XXXXXX).
_PRODUCT = re.compile(r"\d\d(?:[\dX]{2}){0,3}", re.ASCII)
_SCHEMES = {2: "HS", 4: "HS4", 6: "HS6", 8: "CN8"}


def area(printed: str, period: Period, file: str, locator: str) -> str:
    """Our code of an economy or a group at that time. Raises UnknownName."""
    until, code = BEFORE.get(printed, (0, ""))
    if period.end.year <= until:
        return code
    return AREAS.code(printed, file=file, locator=locator)


def flow(printed: str, where: str) -> str:
    """M or X. Raises SourceChanged for any other flow."""
    if printed not in FLOWS:
        raise SourceChanged(
            f"no flow {printed!r} is known.", where=where, todo="Known are 1 (imports) and 2 (exports)."
        )
    return FLOWS[printed]


@cache
def product(printed: str, where: str = "") -> tuple[str, str]:
    """Scheme and code of a product: TOTAL, HS by chapter, HS4, HS6, CN8. Raises UnknownName."""
    if printed == "TOTAL":
        return "TOTAL", "TOTAL"
    if not _PRODUCT.fullmatch(printed) or (len(printed) == 2 and printed not in products("HS")):
        raise UnknownName(
            f"no product has the code {printed!r}.", where=where,
            todo="Known are TOTAL, chapters of the HS, and codes of 4, 6 or 8 digits (or X, withheld).",
        )  # fmt: skip
    return _SCHEMES[len(printed)], printed


def is_of_union(code: str, period: Period) -> bool:
    """Whether it is the Union, or was a member of it at the end of that time.

    The United Kingdom counts to the end of 2020: until then it sent its data to Eurostat as before.
    """
    if code == "GBR":
        return 1973 <= period.end.year <= 2020
    return code == UNION or any(item.member == code and item.on(period.end) for item in members(UNION))


def rule(flow_: str, reporter: str, partner: str, period: Period) -> str:
    """How the partner is named: exports by destination; imports by origin, but by consignment within the Union."""
    if not is_of_union(reporter, period) or (flow_ == "M" and partner in _EITHER):
        return "unknown"
    if flow_ == "X":
        return "destination"
    within = partner in _WITHIN or (partner not in _WITHOUT and _is_member(partner, period))
    return "consignment" if within else "origin"


def _is_member(code: str, period: Period) -> bool:
    """By the treaties, since extra-EU trade of the Union of 27 holds the United Kingdom's from February 2020."""
    return any(item.member == code and item.on(period.end) for item in members(UNION))


def is_withheld(product_: str, partner: str) -> bool:
    """Whether the goods or the partner were withheld."""
    return "X" in product_ or partner in WITHHELD
