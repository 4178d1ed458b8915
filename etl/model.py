"""What a source's reader takes and gives: a raw file in; figures and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

from etl.arrow import Frame, pa
from trade.period import Period

#: Columns of the table of figures that a reader hands over: codes, days and printed digits.
#: Nothing in it is computed yet; ``etl.observe`` turns digits into values and intervals.
FIGURES = pa.schema(
    [
        ("agency", pa.string()),
        ("reporter", pa.string()),
        ("partner", pa.string()),
        ("flow", pa.string()),
        ("product_scheme", pa.string()),
        ("product", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("digits", pa.string()),  # plain number as printed: "19.12", "-4.8", "1e-05"
        ("exponent", pa.int8()),  # the printed unit as a power of ten: 6 for million
        ("currency", pa.string()),
        ("valuation", pa.string()),
        ("partner_rule", pa.string()),
        ("status", pa.string()),
        ("confidentiality", pa.string()),
        ("in_series", pa.bool_()),
        ("note", pa.string()),
        ("as_published", pa.string()),
        ("url", pa.string()),
        ("published_on", pa.date32()),
        ("known_on", pa.date32()),
        ("locator", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed. Fields are the columns of FIGURES, with the period as a Period."""

    agency: str
    reporter: str
    partner: str
    flow: str
    period: Period
    digits: str
    exponent: int
    as_published: str
    url: str
    known_on: date
    locator: str
    product_scheme: str = "TOTAL"
    product: str = "TOTAL"
    currency: str = "USD"
    valuation: str = "U"
    partner_rule: str = "unknown"
    status: str = "A"
    confidentiality: str = "F"
    in_series: bool = True
    note: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A disagreement, as the table ``findings`` keeps it (see trade.tables.FINDINGS)."""

    identity: str
    severity: str
    source: str
    file: str
    locator: str
    expected: str
    found: str
    tolerance: str
    message: str
    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    product: str | None = None
    period: str | None = None

    @property
    def sentence(self) -> str:
        return f"{self.file}, {self.locator}: {self.message} Expected {self.expected}; found {self.found}."


@dataclass(frozen=True, slots=True)
class Growth:
    """A change against the same period of the year before, in percent, as printed beside a figure."""

    #: which of the file's figures it stands beside, from 1
    place: int
    low: float
    high: float
    as_published: str

    def after(self, figures: int) -> Growth:
        """The same where so many figures stand before its own."""
        return replace(self, place=self.place + figures)


@dataclass(frozen=True, slots=True)
class Rate:
    """US dollars for one unit of a currency in a month (``2015-02``), by a publisher of rates."""

    currency: str
    month: str
    usd_per_unit: float
    publisher: str
    as_published: str
    #: day by which it was public, as ISO writes it
    known_on: str
    locator: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A cell that holds no figure of trade, and why: a share, a growth, a sign for "none"."""

    locator: str
    as_published: str
    why: str


@dataclass(frozen=True)
class RawFile:
    """A raw file and the words of its origin card that its reader needs."""

    path: Path
    #: path under data/raw with the source's folder, for messages: ``imf_dots/DOTS_13.xlsx``
    name: str
    sha256: str
    url: str
    known_on: date
    #: day on which its bytes were added to data/raw; None where it is not there
    retrieved: date | None = None


@dataclass(frozen=True)
class Reading:
    """What stands in one raw file."""

    figures: Frame
    findings: Sequence[Finding] = field(default_factory=tuple)
    growths: Sequence[Growth] = field(default_factory=tuple)
    passed: Sequence[Passed] = field(default_factory=tuple)
    #: names of the tables found, in their order; empty where a file is one table
    tables: Sequence[str] = field(default_factory=tuple)
    #: exchange rates, of a source that holds no trade
    rates: Sequence[Rate] = field(default_factory=tuple)


def figures_table(figures: Iterable[Figure]) -> Frame:
    """A table of FIGURES, one row a figure, in the order given."""
    rows = list(figures)
    columns: dict[str, list[object]] = {
        item.name: [getattr(row, item.name) for row in rows]
        for item in fields(Figure)
        if item.name != "period"
    }
    columns["period_start"] = [row.period.start for row in rows]
    columns["period_end"] = [row.period.end for row in rows]
    return pa.table({name: columns[name] for name in FIGURES.names}, schema=FIGURES)
