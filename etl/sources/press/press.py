"""Figures that the press printed: each row's words read, and checked against the reading made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl.model import Figure, Finding, Growth, RawFile, Reading, figures_table
from etl.reading.rows import heading, read_rows
from etl.sources.press import names
from etl.sources.press.amounts import Said
from etl.sources.press.judging import Judged, Remark, judge
from etl.sources.press.partners import misnamed
from etl.sources.press.rows import COLUMNS, BadCell, Row, documents
from etl.sources.press.words import read_document
from trade.period import Period

SOURCE = "press"
#: The customs of Azerbaijan take exports FOB and imports CIF; of the others the page says nothing.
VALUATIONS = {"X": "FOB", "M": "CIF"}
SAYING_VALUATION = frozenset({"AZ-SCC", "AZ-SSC"})


@dataclass(frozen=True)
class Codes:
    """Codes of a row's reporter, partner, agency and product, with what was odd about them."""

    reporter: str
    partner: str
    agency: str
    product: str
    remarks: tuple[Remark, ...]


def recognises(path: Path) -> bool:
    """Whether a file is such a CSV, by its heading."""
    return path.suffix.lower() == ".csv" and heading(path) == list(COLUMNS)


def read(file: RawFile) -> Reading:
    """Every row's figure as printed, with a finding for each doubt.

    Raises SourceChanged for an empty file, an unknown heading or a wrong encoding, and UnknownName for
    an economy that no list knows. A row with an unusable cell is kept out with a finding.
    """
    rows = [Row(line, cells) for line, cells in read_rows(file.path, file.name, COLUMNS)]
    codes = {row.line: _codes(row, file) for row in rows}
    findings: list[Finding] = []
    usable = [row for row in rows if not _unusable(row, codes[row.line], file, findings)]
    said = {
        each.row.line: (each, group)
        for rows_of_one in documents(usable).values()
        for group in [read_document(rows_of_one)]
        for each in group
    }
    figures: list[Figure] = []
    growths: list[Growth] = []
    for row in usable:
        figure = _row(*said[row.line], codes[row.line], file, findings)
        if figure:
            figures.append(figure)
            growths += _growth(row, len(figures))
    return Reading(figures_table(figures), findings, growths)


def _unusable(row: Row, codes: Codes, file: RawFile, findings: list[Finding]) -> bool:
    """Whether a cell that the words lean on cannot be used; says so in ``findings``."""
    try:
        row.flow, row.published, row.hand_period  # noqa: B018  # pyright: ignore[reportUnusedExpression]
    except BadCell as error:
        findings.append(_finding(_bad_cell(error), row, codes, file, None))
        return True
    return False


def _row(
    said: Said, document: Sequence[Said], codes: Codes, file: RawFile, findings: list[Finding]
) -> Figure | None:
    try:
        judged = judge(said)
    except BadCell as error:
        judged = Judged(remarks=(_bad_cell(error),))
    named = misnamed(said, document, codes.reporter, codes.partner)
    judged = replace(judged, remarks=(*judged.remarks, *named))
    remarks = _distinct((*codes.remarks, *judged.remarks))
    findings += [_finding(each, said.row, codes, file, judged.period) for each in remarks]
    if judged.printed is None or judged.period is None:
        return None
    return _figure(said.row, codes, judged, judged.period, file)


def _figure(row: Row, codes: Codes, judged: Judged, period: Period, file: RawFile) -> Figure:
    assert judged.printed is not None
    cells = row.cells
    azerbaijan = codes.reporter == "AZE" and codes.agency in SAYING_VALUATION
    published = row.published
    return Figure(
        agency=codes.agency,
        reporter=codes.reporter,
        partner=codes.partner,
        flow=row.flow,
        period=period,
        digits=judged.printed.digits,
        exponent=judged.printed.exponent,
        as_published=cells["quote_fragment"],
        url=cells["url"],
        known_on=published.end if published else file.known_on,
        locator=row.locator,
        product_scheme=names.TOTAL if codes.product == names.TOTAL else "press",
        product=codes.product,
        currency=judged.currency,
        valuation=VALUATIONS.get(row.flow, "U") if azerbaijan else "U",
        status="U" if cells["confidence"].strip().lower() == "low" else "A",
        in_series=judged.agrees,
        note=cells["note"] or None,
        published_on=_day(published),
    )


def _growth(row: Row, place: int) -> list[Growth]:
    growth = row.growth
    words = row.cells["growth_as_written"]
    return [Growth(place, float(growth.low), float(growth.high), words)] if growth else []


def _day(published: Period | None) -> date | None:
    return published.start if published and published.start == published.end else None


def _codes(row: Row, file: RawFile) -> Codes:
    cells, place = row.cells, row.locator
    agency = names.agency(cells["cited_source"])
    product, known = names.product(cells["product_or_sector_as_written"])
    remarks: list[Remark] = []
    if agency is None:
        cited = cells["cited_source"]
        message = f"No agency is listed for the words {cited!r}; it goes under {names.NOBODY}."
        remarks.append(
            Remark("agency_unknown", "note", "a line in etl/sources/press/agencies.csv", cited, message)
        )
    if not known:
        words = cells["product_or_sector_as_written"]
        message = f"The product {words!r} is new; it goes under {product}."
        remarks.append(
            Remark("product_unknown", "note", "a line in etl/sources/press/products.csv", words, message)
        )
    return Codes(
        names.economy(cells["reporter"], file=file.name, locator=place, column="reporter"),
        names.economy(cells["partner"], file=file.name, locator=place, column="partner"),
        agency or names.NOBODY,
        product,
        tuple(remarks),
    )


def _bad_cell(error: BadCell) -> Remark:
    message = f"Column {error.where}: {error.what} {error.todo}".strip()
    return Remark("unusable_cell", "error", "a usable cell", error.what, message)


def _distinct(remarks: Sequence[Remark]) -> list[Remark]:
    return list(dict.fromkeys(remarks))


def _finding(remark: Remark, row: Row, codes: Codes, file: RawFile, period: Period | None) -> Finding:
    return Finding(
        identity=remark.identity,
        severity=remark.severity,
        source=SOURCE,
        file=file.name,
        locator=row.locator,
        expected=remark.expected,
        found=remark.found,
        tolerance=remark.tolerance,
        message=remark.message,
        reporter=codes.reporter,
        partner=codes.partner,
        flow=_flow(row),
        product=codes.product,
        period=period.text if period else None,
    )


def _flow(row: Row) -> str | None:
    try:
        return row.flow
    except BadCell:
        return None
