"""A CSV of Lithuania's totals, put together from two updates of Comext."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from etl.model import Figure, RawFile
from etl.reading.cells import plain_digits
from etl.reading.names import NameList
from etl.reading.rows import read_rows
from trade.errors import BadSelection, SourceChanged, UnknownName
from trade.period import Period

FOLDER = Path(__file__).parent
COLUMNS = ("vintage", "reporter", "partner", "flow", "month", "value_eur")
#: The flow as printed -> ours, valuation, and the rule that names a partner outside the Union.
FLOWS = {"EXPORT": ("X", "FOB", "destination"), "IMPORT": ("M", "CIF", "origin")}


def figures(file: RawFile) -> Iterator[Figure]:
    """The figures row by row, each with the day of its own update."""
    reporters, partners = NameList.load(FOLDER / "names.csv"), NameList.load(FOLDER / "partners.csv")
    for line, row in read_rows(file.path, file.name, COLUMNS):
        where = f"row {line}"
        flow, valuation, rule = _flow(row["flow"], file.name, where)
        updated = _day(row["vintage"], file.name, where)
        digits = plain_digits(row["value_eur"], file=file.name, locator=f"{where}, value_eur")
        yield Figure(
            agency="EUROSTAT",
            reporter=reporters.code(row["reporter"], file=file.name, locator=f"{where}, reporter"),
            partner=partners.code(row["partner"], file=file.name, locator=f"{where}, partner"),
            flow=flow,
            period=_month(row["month"], file.name, where),
            digits=digits.removesuffix(".0"),
            exponent=0,
            currency="EUR",
            valuation=valuation,
            partner_rule=rule,
            as_published=f"{row['value_eur']} EUR",
            url=file.url,
            published_on=updated,
            known_on=updated,
            locator=where,
        )


def _flow(printed: str, name: str, where: str) -> tuple[str, str, str]:
    if printed not in FLOWS:
        raise UnknownName(
            f"no flow is printed as {printed!r}.",
            where=f"{name}, {where}, flow",
            todo="Add the word to FLOWS in vintages.py of eurostat_comext.",
        )
    return FLOWS[printed]


def _month(printed: str, name: str, where: str) -> Period:
    try:
        period = Period.parse(printed)
    except BadSelection:
        period = None
    if period is None or period.frequency != "M":
        raise SourceChanged(
            f"{printed!r} is no month.", where=f"{name}, {where}, month", todo="Months are written 2022-11."
        )
    return period


def _day(printed: str, name: str, where: str) -> date:
    try:
        return date.fromisoformat(printed)
    except ValueError as error:
        raise SourceChanged(
            f"{printed!r} is no day.", where=f"{name}, {where}, vintage", todo="Days are written 2022-12-16."
        ) from error
