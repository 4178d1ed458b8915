"""The tidy tables, declared once: columns, types, units, keys and warnings to readers.

The DuckDB tables, the data package, the data dictionary in ``docs/`` and the heads of the CSV
files are all generated from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: ``code`` is text of Latin letters, digits and ``._-`` alone, a letter or digit first: no form of a file has to look at it.
Kind = Literal["text", "code", "integer", "number", "date", "timestamp", "boolean"]

DUCKDB_TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "boolean": "BOOLEAN",
}


@dataclass(frozen=True)
class Column:
    """One column: ``codes`` lists what it may hold, where that is a closed list."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    required: bool = False
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def duckdb_type(self) -> str:
        """A closed list is an ENUM, which sorts as its codes do and takes half the time to store."""
        if not self.codes:
            return DUCKDB_TYPES[self.kind]
        codes = ", ".join(f"'{code}'" for code in sorted(code for code, _ in self.codes))
        return f"ENUM ({codes})"


@dataclass(frozen=True)
class Table:
    """One table: its rows in a sentence, its columns, the key that no two rows share."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def ddl(self, name: str = "") -> str:
        """The CREATE TABLE statement, in DuckDB's dialect."""
        body = ", ".join(
            f'"{c.name}" {c.duckdb_type}{" NOT NULL" if c.required else ""}' for c in self.columns
        )
        return f"CREATE TABLE {name or self.name} ({body})"


FLOWS = (
    ("X", "exports"),
    ("M", "imports"),
    ("T", "turnover: exports + imports"),
    ("B", "balance: exports - imports"),
    ("RX", "re-exports (part of X)"),
    ("RM", "re-imports (part of M)"),
)
FREQUENCIES = (
    ("A", "calendar year"),
    ("Q", "calendar quarter"),
    ("M", "month"),
    ("YTD", "year to date: January to a later month of the same year"),
    ("R", "any other range of days"),
)
STATUS = (
    ("A", "normal value"),
    ("E", "estimated by the publisher"),
    ("P", "provisional"),
    ("U", "low reliability"),
    ("M", "missing"),
)
METHODS = (
    ("published", "as the publisher printed it"),
    ("summed", "parts added up: chapters of a section, shorter periods, the reports of several partners"),
    ("differenced", "a cumulative figure minus the one before it"),
    ("from_parts", "exports and imports of one publisher put together"),
    (
        "converted",
        "printed in another currency; turned into US dollars by the rates of its months (table rates)",
    ),
)
VALUATIONS = (("FOB", "free on board"), ("CIF", "cost, insurance, freight"), ("U", "not said"))
PARTNER_RULES = (
    ("origin", "country where the goods were made"),
    ("consignment", "country they were sent from"),
    ("destination", "last known country they went to"),
    ("unknown", "not said"),
)

_KEYS = (
    Column("source", "code", "Source id: the folder under data/raw", required=True),
    Column("agency", "code", "Whose statistics they are, as cited by the source", required=True),
    Column(
        "reporter", "code", "Economy whose trade it is: ISO 3166 alpha-3 or a group's code", required=True
    ),
    Column(
        "partner",
        "code",
        "Counterpart: ISO 3166 alpha-3, W00 World, or a group's code (groups hold a digit)",
        required=True,
    ),
    Column("flow", "code", "Direction of trade", required=True, codes=FLOWS),
    Column(
        "product_scheme",
        "code",
        "TOTAL, or the classification and its edition (HS, SITC3, press)",
        required=True,
    ),
    Column("product", "text", "TOTAL, or the code in that classification", required=True),
    Column("period_start", "date", "First day", required=True),
    Column("period_end", "date", "Last day", required=True),
    Column("period", "code", "Text form: 2018, 2018-Q3, 2018-10, 2018-01..2018-10", required=True),
    Column("frequency", "code", "Kind of period", required=True, codes=FREQUENCIES),
)
_USD = (
    Column(
        "value_usd", "number", "The point; empty where the figure is in a currency not converted", unit="USD"
    ),
    Column("low_usd", "number", "The least that the printed digits allow", unit="USD"),
    Column("high_usd", "number", "The most that the printed digits allow", unit="USD"),
)
_QUALITY = (
    Column("valuation", "code", "Where the value is taken", required=True, codes=VALUATIONS),
    Column(
        "partner_rule", "code", "How the publisher attributes the partner", required=True, codes=PARTNER_RULES
    ),
    Column("status", "code", "SDMX CL_OBS_STATUS", required=True, codes=STATUS),
    Column("confidentiality", "code", "SDMX CL_CONF_STATUS: F free, C confidential", required=True),
)

OBSERVATIONS = Table(
    "observations",
    "One row a published figure; never changed, only added to",
    (
        Column(
            "observation",
            "integer",
            "Its number: 2^31 times the first 8 hex digits of the file's SHA-256, plus its place among the file's figures",
            required=True,
        ),
        *_KEYS,
        Column("value", "number", "The point in whole units of the currency", unit="currency", required=True),
        Column("currency", "code", "ISO 4217", required=True),
        Column("last_digit", "number", "One unit of the last printed digit", unit="currency", required=True),
        *_USD,
        Column("net_weight_kg", "number", "Net weight, where published", unit="kg"),
        *_QUALITY,
        Column(
            "in_series",
            "boolean",
            "False where the figure is kept but must not reach a series",
            required=True,
        ),
        Column("note", "text", "What a reader must know of this figure"),
        Column("as_published", "text", "The cell or words as printed, with unit and currency", required=True),
        Column("url", "text", "Where the document is", required=True),
        Column("published_on", "date", "Day of publication, where known"),
        Column("known_on", "date", "Day by which the figure was certainly public", required=True),
        Column("retrieved_at", "date", "Day on which the bytes were added to data/raw", required=True),
        Column("raw_sha256", "text", "SHA-256 of the raw file", required=True),
        Column(
            "locator",
            "text",
            "Place in that file: Sheet!B7, row 12, chars 120-164, JSON pointer",
            required=True,
        ),
    ),
    key=("observation",),
    warnings=(
        "Groups (codes with a digit) stand beside their members: never sum over both.",
        "Agencies of one country differ; figures of two agencies are never one series.",
    ),
)

TRADE = Table(
    "trade",
    "One row an answer: the word of one publisher on one cell, while it was its latest",
    (
        *_KEYS,
        Column("currency", "code", "ISO 4217, as published", required=True),
        *_USD,
        Column("method", "code", "How the value came about", required=True, codes=METHODS),
        *_QUALITY,
        Column(
            "other_rule",
            "code",
            "The other partner rule by which the same source gives this figure too; empty where there is none",
            codes=PARTNER_RULES,
        ),
        Column("note", "text", "What a reader must know of this figure"),
        Column("as_published", "text", "The figures it rests on, as printed", required=True),
        Column("url", "text", "Where the document is", required=True),
        Column("known_from", "date", "First day on which this was the latest word", required=True),
        Column("known_to", "date", "Last such day; empty while it still is"),
        Column(
            "rests_on",
            "text",
            "The numbers of the observations it rests on, each with its sign, one blank between",
            required=True,
        ),
    ),
    key=(
        "source",
        "agency",
        "reporter",
        "partner",
        "flow",
        "product_scheme",
        "product",
        "period_start",
        "period_end",
        "currency",
        "partner_rule",
        "known_from",
    ),
    warnings=(
        "A year-to-date figure is not a year: compare it with the same months of another year.",
        "A converted figure leans on an exchange rate: compare its changes with those in its own currency.",
        "value_usd is empty for figures in a currency or of a time without a rate; see as_published.",
        "Where other_rule is not empty the same trade stands here twice, attributed to partners by two rules: choose one.",
    ),
)

RATES = Table(
    "rates",
    "One row a currency, a month and a file: what figures in other currencies are converted by",
    (
        Column("source", "text", "Source id", required=True),
        Column("publisher", "text", "Who set the rate", required=True),
        Column("currency", "code", "ISO 4217", required=True),
        Column("period_start", "date", "First day", required=True),
        Column("period_end", "date", "Last day", required=True),
        Column("period", "text", "Text form of the month: 2015-02", required=True),
        Column(
            "usd_per_unit", "number", "US dollars for one unit of the currency", unit="USD", required=True
        ),
        Column("as_published", "text", "The printed rates that it is computed from", required=True),
        Column("url", "text", "Where they are published", required=True),
        Column("known_on", "date", "Day by which the rate was certainly public", required=True),
        Column("retrieved_at", "date", "Day on which the bytes were added to data/raw", required=True),
        Column("raw_sha256", "text", "SHA-256 of the raw file", required=True),
        Column("locator", "text", "Place in that file", required=True),
    ),
    key=("source", "currency", "period_start", "raw_sha256"),
    warnings=(
        "HM Revenue & Customs sets a rate before its month begins: it is no average of the month.",
        "Of two files that give a rate for one month, the one added last is used.",
    ),
)

FINDINGS = Table(
    "findings",
    "One row a disagreement: what was expected, what was found, within which tolerance",
    (
        Column("identity", "text", "Which rule was checked", required=True),
        Column(
            "severity",
            "text",
            "How much it matters",
            required=True,
            codes=(
                ("error", "contradicts; the figure is kept out of series or the file was not read"),
                ("warning", "beyond what the printed digits allow"),
                ("note", "worth knowing; nothing is wrong"),
            ),
        ),
        Column("source", "text", "Source id", required=True),
        Column("reporter", "text", "Economy whose statistics they are, where it applies"),
        Column("partner", "text", "Counterpart, where it applies"),
        Column("flow", "text", "Direction, where it applies"),
        Column("product", "text", "Product code, where it applies"),
        Column("period", "text", "Period, where it applies"),
        Column("file", "text", "The raw file, under data/raw", required=True),
        Column("locator", "text", "Place in that file", required=True),
        Column("expected", "text", "What the rule asks for", required=True),
        Column("found", "text", "What stands there", required=True),
        Column("tolerance", "text", "What was allowed, and why", required=True),
        Column("message", "text", "The finding in a sentence", required=True),
    ),
    key=("identity", "file", "locator", "period", "expected"),
)

RUNS = Table(
    "runs",
    "One row a source a refresh",
    (
        Column("run", "text", "Stamp of the refresh", required=True),
        Column("source", "text", "Source id", required=True),
        Column("started_at", "timestamp", "Start (UTC)", required=True),
        Column("seconds", "number", "Time for reading this source", unit="s", required=True),
        Column(
            "outcome",
            "text",
            "What happened",
            required=True,
            codes=(
                ("published", "read whole and published"),
                ("unchanged", "nothing new; the last reading stands"),
                ("failed", "not read; the last good data stays"),
            ),
        ),
        Column("message", "text", "Why, in words"),
        Column("files_read", "integer", "Files read anew", required=True),
        Column("figures", "integer", "Distinct figures of this source in the data set", required=True),
        Column(
            "added", "integer", "Cells that have a published figure and had none before; empty: not counted"
        ),
        Column("revised", "number", "Published figures that gave way to later ones; empty: not counted"),
    ),
    key=("run", "source"),
)

FILES = Table(
    "files",
    "One row a raw file in use",
    (
        Column("source", "text", "Source id", required=True),
        Column("path", "text", "Path under data/raw", required=True),
        Column("sha256", "text", "SHA-256 of the bytes", required=True),
        Column("bytes", "integer", "Size", unit="byte", required=True),
        Column("title", "text", "Title of the document", required=True),
        Column("url", "text", "Where it is published", required=True),
        Column("vintage", "text", "When it was published or taken, as far as known", required=True),
        Column("retrieved_at", "date", "Day on which it was added to data/raw", required=True),
        Column("figures", "integer", "Figures read from it", required=True),
    ),
    key=("source", "sha256"),
)

SOURCES = Table(
    "sources",
    "One row a source",
    (
        Column("source", "text", "Source id", required=True),
        Column("publisher", "text", "Who publishes it", required=True),
        Column("title", "text", "What it is", required=True),
        Column("url", "text", "Where", required=True),
        Column("licence", "text", "Terms of reuse", required=True),
        Column("units", "text", "Units as published", required=True),
        Column("valuation", "text", "FOB, CIF, or what is known", required=True),
        Column("cadence", "text", "How often it is published", required=True),
        Column(
            "release_every", "text", "What a release is about: month, quarter or year; empty: no calendar"
        ),
        Column("release_after", "number", "How long after its end a release is usually out", unit="day"),
        Column("vintage", "text", "Vintage of what is loaded", required=True),
        Column("warning", "text", "What its readers must know"),
        Column("last_refresh", "timestamp", "Last time it was read (UTC)"),
        Column("outcome", "text", "How that ended", required=True),
        Column("message", "text", "Why, in words"),
        Column("files", "integer", "Files in use", required=True),
        Column("figures", "integer", "Distinct figures", required=True),
        Column("findings", "integer", "Findings of severity error or warning", required=True),
        Column("first_period", "date", "Start of its earliest period"),
        Column("last_period", "date", "End of its latest period"),
    ),
    key=("source",),
)

CODES = Table(
    "codes",
    "One row a code and its names, for the codes in the other tables",
    (
        Column("list", "text", "Which list: economy, agency, flow, or a product scheme", required=True),
        Column("code", "text", "The code", required=True),
        Column("name_en", "text", "Name in English", required=True),
        Column("name_az", "text", "Name in Azerbaijani"),
        Column("name_lt", "text", "Name in Lithuanian"),
        Column("name_ru", "text", "Name in Russian"),
    ),
    key=("list", "code"),
)

TABLES: tuple[Table, ...] = (OBSERVATIONS, TRADE, RATES, FINDINGS, RUNS, FILES, SOURCES, CODES)


def table(name: str) -> Table:
    return next(t for t in TABLES if t.name == name)
