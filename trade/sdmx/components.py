"""The data structure, declared once: what each component holds and which columns of ``trade`` it comes from.

Names are those of the global structure for merchandise trade, UNSD:IMTS(1.2), where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trade.csvtext import plain_number

AGENCY, FLOW, STRUCTURE, CONCEPTS, VERSION = "BILATERAL", "TRADE", "TRADE", "CS_TRADE", "1.0"
TIME = "TIME_PERIOD"
VALUE = "OBS_VALUE"

Role = Literal["dimension", "time", "measure", "series", "observation"]
Kind = Literal["text", "number", "day", "time"]


@dataclass(frozen=True)
class Component:
    """A component of the structure.

    ``sql`` gives its text from the columns of the relation ``answers``; ``codelist`` names the list that its values are
    codes of. ``role`` is what it is: a dimension, time, the measure, an attribute of a series or of an observation.
    ``whole``: the SQL holds of a figure put together from parts too as it holds of its parts, so that it can be a
    condition on both.
    """

    id: str
    name: str
    role: Role
    sql: str
    codelist: str = ""
    kind: Kind = "text"
    required: bool = False
    whole: bool = True


#: What may stand in a publisher's code and in none of SDMX: two of them are words with blanks. A regular expression would
#: cost ten times as much.
NO_CODE = " !\"#%&'()*+,./:;<=>?[\\]^`{|}~"
_IN_SQL, _UNDER = NO_CODE.replace("'", "''"), "_" * len(NO_CODE)
_PRODUCT = (
    "CASE product_scheme WHEN 'TOTAL' THEN 'TOTAL' ELSE product_scheme || '_' || "
    f"translate(product, '{_IN_SQL}', '{_UNDER}') END"
)
#: Gregorian forms of years and months, the reporting form of quarters, a time range for all others.
_PERIOD = (
    "CASE CAST(frequency AS VARCHAR) WHEN 'A' THEN period WHEN 'Q' THEN period WHEN 'M' THEN period ELSE "
    "CAST(period_start AS VARCHAR) || '/P' || CASE "
    "WHEN day(period_start) = 1 AND day(period_end + INTERVAL 1 DAY) = 1 "
    "THEN CAST(date_diff('month', period_start, period_end + INTERVAL 1 DAY) AS VARCHAR) || 'M' "
    "ELSE CAST(date_diff('day', period_start, period_end) + 1 AS VARCHAR) || 'D' END END"
)


def _dimension(name: str, title: str, column: str, codelist: str, *, whole: bool = True) -> Component:
    sql = column if " " in column else f"CAST({column} AS VARCHAR)"
    return Component(name, title, "dimension", sql, codelist, required=True, whole=whole)


def _about(
    name: str, title: str, column: str, codelist: str = "", kind: Kind = "text", *, required: bool = False
) -> Component:
    sql = plain_number(column) if kind == "number" else f"CAST({column} AS VARCHAR)"
    return Component(name, title, "observation", sql, codelist, kind, required, whole=False)


COMPONENTS: tuple[Component, ...] = (
    _dimension("FREQ", "Frequency: the kind of period", "frequency", "CL_FREQ"),
    _dimension("REF_AREA", "Reference area: the economy whose trade it is", "reporter", "CL_AREA"),
    _dimension("TRADE_FLOW", "Trade flow", "flow", "CL_TRADE_FLOW", whole=False),
    _dimension("COMMODITY_1", "Commodity: a classification and its code", _PRODUCT, "CL_COMMODITY"),
    _dimension("COUNTERPART_AREA_1", "Counterpart area: with whom", "partner", "CL_AREA"),
    _dimension(
        "COUNTERPART_AREA_1_TYPE",
        "How the counterpart is attributed",
        "partner_rule",
        "CL_COUNTERPART_AREA_TYPE",
        whole=False,
    ),
    _dimension("CURRENCY", "Currency in which the figure was published", "currency", "CL_CURRENCY"),
    _dimension(
        "DATA_SOURCE", "Source: the publication that the figure stands in", "source", "CL_DATA_SOURCE"
    ),
    _dimension(
        "SOURCE_AGENCY",
        "Agency whose statistics they are, as the source cites it",
        "agency",
        "CL_SOURCE_AGENCY",
    ),
    Component(TIME, "Time period", "time", _PERIOD, kind="time", required=True),
    Component(VALUE, "Value in US dollars", "measure", plain_number("value_usd"), kind="number", whole=False),
    Component("UNIT_MEASURE", "Unit of measure", "series", "'USD'", "CL_CURRENCY", required=True),
    Component("UNIT_MULT", "Unit multiplier: a power of ten", "series", "'0'", "CL_UNIT_MULT", required=True),
    Component("DECIMALS", "Decimals worth showing: a cent is the least", "series", "'2'", "CL_DECIMALS"),
    _about("OBS_STATUS", "Observation status", "status", "CL_OBS_STATUS", required=True),
    _about("CONF_STATUS", "Confidentiality", "confidentiality", "CL_CONF_STATUS", required=True),
    _about("VALUATION", "Valuation: where the value is taken", "valuation", "CL_VALUATION", required=True),
    _about("METHOD", "How the value came about", "method", "CL_METHOD", required=True),
    _about("OBS_VALUE_LOW", "The least that the printed digits allow", "low_usd", kind="number"),
    _about("OBS_VALUE_HIGH", "The most that the printed digits allow", "high_usd", kind="number"),
    _about(
        "COUNTERPART_AREA_1_TYPE_OTHER",
        "The other rule by which the same source gives this figure too: choose one, never add both",
        "other_rule",
        "CL_COUNTERPART_AREA_TYPE",
    ),
    _about("AS_PUBLISHED", "The figures it rests on, as printed", "as_published"),
    _about("COMMENT_OBS", "What a reader must know of this figure", "note"),
    _about(
        "KNOWN_FROM", "First day on which this was the latest word", "known_from", kind="day", required=True
    ),
    _about("KNOWN_TO", "Last such day; empty while it still is", "known_to", kind="day"),
    _about("URL", "Where the document is", "url"),
)
BY_ID = {component.id: component for component in COMPONENTS}
DIMENSIONS = tuple(component for component in COMPONENTS if component.role == "dimension")
ATTRIBUTES = tuple(component for component in COMPONENTS if component.role in ("series", "observation"))
