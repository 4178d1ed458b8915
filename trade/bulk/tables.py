"""The tables of a bulk data set, declared once: one narrow DuckDB file, sorted, with its roll-ups.

Codes are whole numbers in them, which take half the time of text to sort and to find; ``economies``
and ``products`` say what each is. Amounts are whole numbers of the smallest unit that the file prints.
"""

from __future__ import annotations

from dataclasses import dataclass

from trade.tables import Column, Table

#: The folder of a published data set that holds bulk data sets, a file each.
BULK = "bulk"
#: Rises when these tables change: files of another layout are loaded again.
LAYOUT = 1
#: Flows by their number.
FLOWS = {1: "X", 2: "M", 3: "RX", 4: "RM"}
#: A product's number: its code's digits plus this for each of them, plus ``LETTERED`` for each pair of letters at its end.
PER_DIGIT = 100_000_000
LETTERED = 1_000_000_000
TOTAL = 0
#: The scheme of a product by the number of its digits.
SCHEMES = {2: "HS", 4: "HS4", 6: "HS6", 8: "CN8"}


@dataclass(frozen=True)
class Stored(Column):
    """A column with the type that it is stored in."""

    stored: str = ""

    @property
    def duckdb_type(self) -> str:
        return self.stored


def _whole(name: str, stored: str, meaning: str, unit: str = "", *, required: bool = True) -> Stored:
    return Stored(name, "integer", meaning, unit, required, stored=stored)


_REPORTER = _whole("reporter", "UINTEGER", "Whose statistics: a number of the table economies")
_PARTNER = _whole("partner", "UINTEGER", "With whom: a number of the table economies")
_FLOW = _whole("flow", "UTINYINT", "1 exports, 2 imports, 3 re-exports, 4 re-imports")
_PERIOD = _whole("period", "UINTEGER", "201800 the year 2018, 201803 its March")
_PRODUCT = _whole("product", "UINTEGER", "A number of the table products; 0 is TOTAL")
_VALUE = _whole("value", "BIGINT", "Amount, whole numbers", "unit of the table about")
_WEIGHT = _whole("weight", "BIGINT", "Net weight", "weight unit of the table about", required=False)
_PLACE = (
    _whole("file", "UINTEGER", "The first 8 hex digits of the file's SHA-256", required=False),
    _whole("row", "UINTEGER", "The row of that file", required=False),
)
_SUM = (
    _VALUE,
    _whole("parts", "UINTEGER", "How many rows it is the sum of"),
    Stored("printed", "boolean", "Whether the file prints this very cell", required=True, stored="BOOLEAN"),
)

ROWS = Table(
    "flows",
    "One row a row of the files",
    (_REPORTER, _PARTNER, _FLOW, _PERIOD, _PRODUCT, _VALUE, _WEIGHT, *_PLACE),
    key=("file", "row"),
    warnings=("Levels of the classification stand beside one another where the file prints several.",),
)
PAIRS = Table(
    "pairs",
    "One row a pair, flow and period: all products",
    (_REPORTER, _PARTNER, _FLOW, _PERIOD, *_SUM, *_PLACE),
    key=("reporter", "partner", "flow", "period"),
)
TOTALS = Table(
    "totals",
    "One row an economy, flow and period: all partners and products",
    (
        Stored(
            "is_partner",
            "boolean",
            "Whether it is all reporters' word on it, not its own",
            required=True,
            stored="BOOLEAN",
        ),
        _whole("economy", "UINTEGER", "Whose trade: a number of the table economies"),
        _FLOW,
        _PERIOD,
        *_SUM,
        *_PLACE,
    ),
    key=("is_partner", "economy", "flow", "period"),
)
REPORTER_PRODUCTS = Table(
    "reporter_products",
    "One row a reporter, flow, period and product: all partners",
    (_REPORTER, _FLOW, _PERIOD, _PRODUCT, *_SUM, *_PLACE),
    key=("reporter", "flow", "period", "product"),
)
PARTNER_PRODUCTS = Table(
    "partner_products",
    "One row a partner, flow, period and product: all reporters, as they report it",
    (_PARTNER, _FLOW, _PERIOD, _PRODUCT, *_SUM),
    key=("partner", "flow", "period", "product"),
)
WORLD_PRODUCTS = Table(
    "world_products",
    "One row a flow, period and product: all reporters that are no group; product 0 is their total",
    (_FLOW, _PERIOD, _PRODUCT, *_SUM),
    key=("flow", "period", "product"),
)
ECONOMIES = Table(
    "economies",
    "One row an economy or group that the files speak of",
    (
        _whole("id", "UINTEGER", "Its number here"),
        Stored(
            "code", "text", "ISO 3166 alpha-3 or a group's code: see codes", required=True, stored="VARCHAR"
        ),
        Stored(
            "is_group", "boolean", "Whether its members may stand beside it", required=True, stored="BOOLEAN"
        ),
    ),
    key=("id",),
)
PRODUCTS = Table(
    "products",
    "One row a product that the files speak of",
    (
        _whole("id", "UINTEGER", "Its number here"),
        Stored("scheme", "text", "TOTAL, HS, HS4, HS6 or CN8", required=True, stored="VARCHAR"),
        Stored("code", "text", "The code as the file prints it", required=True, stored="VARCHAR"),
        _whole("chapter", "UINTEGER", "The number of its chapter; empty for TOTAL", required=False),
        Stored("section", "text", "Its section of the HS: S01 to S21", stored="VARCHAR"),
    ),
    key=("id",),
)
BULK_FILES = Table(
    "files",
    "One row a file that was read",
    (
        _whole("file", "UINTEGER", "The first 8 hex digits of its SHA-256"),
        Stored("name", "text", "Its name", required=True, stored="VARCHAR"),
        Stored("sha256", "text", "SHA-256 of the bytes", required=True, stored="VARCHAR"),
        _whole("bytes", "BIGINT", "Size as it came", "byte"),
        _whole("rows", "BIGINT", "Rows read from it"),
        _whole("passed", "BIGINT", "Rows that are parts of others, and so were passed over"),
        Stored(
            "known_on",
            "date",
            "Day by which its figures were certainly public",
            required=True,
            stored="DATE",
        ),
    ),
    key=("sha256",),
)
SPANS = Table(
    "spans",
    "One row a file, reporter, flow and period that it speaks of",
    (_whole("file", "UINTEGER", "The file"), _REPORTER, _FLOW, _PERIOD, _whole("rows", "BIGINT", "Rows")),
    key=("file", "reporter", "flow", "period"),
)
ABOUT = Table(
    "about",
    "One row: what the figures of this data set have in common",
    (
        Stored("dataset", "text", "Its name: baci_hs92_v202601", required=True, stored="VARCHAR"),
        Stored("source", "text", "Source id", required=True, stored="VARCHAR"),
        Stored("agency", "text", "Whose statistics they are", required=True, stored="VARCHAR"),
        Stored("title", "text", "What it is, with edition and version", required=True, stored="VARCHAR"),
        Stored("url", "text", "Where it is published", required=True, stored="VARCHAR"),
        Stored("licence", "text", "Terms of reuse", required=True, stored="VARCHAR"),
        Stored("edition", "text", "Edition of the classification", required=True, stored="VARCHAR"),
        _whole("leaf", "UTINYINT", "Digits of the finest codes, which sums are made of"),
        Stored("currency", "text", "ISO 4217", required=True, stored="VARCHAR"),
        Stored(
            "unit",
            "number",
            "One unit of value; also one unit of the last printed digit",
            "currency",
            required=True,
            stored="DOUBLE",
        ),
        Stored("weight_kg", "number", "One unit of weight", "kg", required=True, stored="DOUBLE"),
        Stored(
            "printed_in",
            "text",
            "How the file prints amounts: thousand US dollars",
            required=True,
            stored="VARCHAR",
        ),
        Stored(
            "printed_unit",
            "number",
            "One of what the file prints",
            "currency",
            required=True,
            stored="DOUBLE",
        ),
        Stored("valuation_x", "text", "Valuation of exports", required=True, stored="VARCHAR"),
        Stored("valuation_m", "text", "Valuation of imports", required=True, stored="VARCHAR"),
        Stored(
            "one_figure",
            "boolean",
            "Whether one figure, the exporter's row, is the word on both sides",
            required=True,
            stored="BOOLEAN",
        ),
        Stored("status", "text", "SDMX CL_OBS_STATUS of every figure", required=True, stored="VARCHAR"),
        Stored("note", "text", "What a reader must know of every figure", stored="VARCHAR"),
        _whole("world", "UINTEGER", "The number of the world"),
        Stored(
            "levels",
            "text",
            "Digits of the codes that the files print, with commas between; 0 is TOTAL",
            stored="VARCHAR",
        ),
        _whole("layout", "UINTEGER", "Which form these tables have"),
        Stored("holds_negative", "boolean", "Whether an amount is below zero", stored="BOOLEAN"),
    ),
    key=("dataset",),
)
#: US dollars for one unit of the currency, by period; empty where it is the dollar.
BULK_RATES = Table(
    "rates",
    "One row a period: what figures in another currency are converted by",
    (
        _PERIOD,
        Stored("usd_per_unit", "number", "US dollars for one unit", "USD", required=True, stored="DOUBLE"),
    ),
    key=("period",),
)

BULK_TABLES: tuple[Table, ...] = (
    ROWS, PAIRS, TOTALS, REPORTER_PRODUCTS, PARTNER_PRODUCTS, WORLD_PRODUCTS, ECONOMIES, PRODUCTS, BULK_FILES, SPANS,
    ABOUT, BULK_RATES,
)  # fmt: skip
