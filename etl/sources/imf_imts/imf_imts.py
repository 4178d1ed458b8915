"""IMF International Trade in Goods by partner (IMTS, once Direction of Trade): SDMX-CSV, or SDMX-ML 2.1.

SCALE says how the IMF shows a figure ("6": in millions), not how it sends it: OBS_VALUE is in whole
US dollars already and is never multiplied.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.model import Figure, Passed, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.reading.names import NameList
from etl.sources.imf_imts.observations import Row, observations, recognises
from trade.errors import BadSelection
from trade.period import Period

__all__ = ["INDICATORS", "LEFT_OUT", "NAMES", "NO_FIGURE", "read", "recognises"]

NAMES = Path(__file__).with_name("names.csv")
NONE = ("", "NaN")
NO_FIGURE = "a series, or a period of it, without a figure"


@dataclass(frozen=True)
class Indicator:
    """An indicator's flow, and how its value and its partner are told."""

    flow: str
    valuation: str
    partner_rule: str


INDICATORS = {
    "XG_FOB_USD": Indicator("X", "FOB", "destination"),
    "MG_CIF_USD": Indicator("M", "CIF", "origin"),
}
#: Known indicators that are not read: a flow counts once, and a balance follows from the two flows.
LEFT_OUT = {
    "MG_FOB_USD": "imports FOB: imports are read once, at their CIF value",
    "TBG_USD": "a trade balance: it follows from exports and imports",
}
#: STATUS, and what it means in our list.
STATUS = {"": "A", "e": "E"}
#: DERIVATION_TYPE -> status and note, where they say more than STATUS. "M" is mixed data, which nearly all is.
DERIVED = {
    "SCC": ("E", "derived by the IMF from the partner's figures"),
    "SE": ("E", "estimated by the IMF"),
    "SEME": ("E", "estimated by the IMF"),
    "SEHI": ("E", "estimated by the IMF"),
} | {reported: ("", None) for reported in ("", "M", "O", "OU", "R", "SC")}
#: What columns that may be there must hold. "D" in ACTION would take a figure back.
EXPECTED = {"SCALE": ("", "6"), "UNIT": ("", "USD"), "ACTION": ("", "A", "I", "M", "R")}


def read(file: RawFile) -> Reading:
    """Exports FOB and imports CIF by partner, in US dollars; what holds no figure is passed over."""
    names = NameList.load(NAMES)
    figures: list[Figure] = []
    passed: list[Passed] = []
    for row in observations(file):
        cells = row.cells
        why = NO_FIGURE if cells["OBS_VALUE"] in NONE else LEFT_OUT.get(cells["INDICATOR"], "")
        if why:
            passed.append(Passed(row.where, cells["OBS_VALUE"], why))
        else:
            figures.append(_figure(row, file, names))
    return Reading(figures_table(figures), passed=passed)


def _figure(row: Row, file: RawFile, names: NameList) -> Figure:
    cells = row.cells
    indicator = _indicator(row, file)
    status, note = _status(row, file)
    return Figure(
        agency="IMF",
        reporter=names.code(cells["COUNTRY"], file=file.name, locator=f"{row.where}, COUNTRY"),
        partner=names.code(
            cells["COUNTERPART_COUNTRY"], file=file.name, locator=f"{row.where}, COUNTERPART_COUNTRY"
        ),
        flow=indicator.flow,
        period=_period(row, file),
        digits=plain_digits(cells["OBS_VALUE"], file=file.name, locator=f"{row.where}, OBS_VALUE"),
        exponent=0,
        valuation=indicator.valuation,
        partner_rule=indicator.partner_rule,
        status=status,
        note=note,
        as_published=f"{cells['OBS_VALUE']} US dollars",
        url=file.url,
        known_on=file.known_on,
        locator=row.where,
    )


def _indicator(row: Row, file: RawFile) -> Indicator:
    """What the indicator means. Raises where another column of the row says otherwise."""
    code = row.cells["INDICATOR"]
    if code not in INDICATORS:
        raise row.changed(file, "INDICATOR", "is no known indicator.", "Say what it is in imf_imts.py.")
    flow, valuation, _ = code.split("_")
    for column, words in (EXPECTED | {"TRADE_FLOW": ("", flow), "VALUATION": ("", valuation)}).items():
        if row.cells.get(column, "") not in words:
            known = " or ".join(repr(word) for word in words if word)
            raise row.changed(file, column, f"where {known} was expected.", "Is the unit another one?")
    return INDICATORS[code]


def _status(row: Row, file: RawFile) -> tuple[str, str | None]:
    said, derived = row.cells.get("STATUS", ""), row.cells.get("DERIVATION_TYPE", "")
    if said not in STATUS:
        raise row.changed(file, "STATUS", "is no known status.", "Add it to STATUS of imf_imts.")
    if derived not in DERIVED:
        raise row.changed(file, "DERIVATION_TYPE", "is not known.", "Add it to DERIVED of imf_imts.")
    status, note = DERIVED[derived]
    return status or STATUS[said], note


def _period(row: Row, file: RawFile) -> Period:
    period = _parsed(row.cells["TIME_PERIOD"])
    if period is None or period.frequency != row.cells["FREQUENCY"]:
        raise row.changed(
            file,
            "TIME_PERIOD",
            f"is no period of the frequency {row.cells['FREQUENCY']!r}.",
            "Periods are written 2025, 2025-Q1 or 2025-M01.",
        )
    return period


@cache
def _parsed(text: str) -> Period | None:
    """``2025-M01``, ``2025-Q1``, ``2025`` or ``2025-A1``; None for anything else."""
    try:
        return Period.parse(text.replace("-M", "-").removesuffix("-A1"))
    except BadSelection:
        return None
