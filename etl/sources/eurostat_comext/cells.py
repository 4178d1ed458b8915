"""A cell of Comext as any of its formats prints it, and what becomes of it: a figure, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl.model import Figure, Passed, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.sources.eurostat_comext import codes
from etl.sources.eurostat_comext.flags import Meaning, meaning
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

#: The member states' trade by HS and CN8; that of the Union and of others by HS.
MEMBERS, ALL = "DS-045409", "DS-059341"
#: Of each data set the indicator in euros, and those that no table here takes.
VALUES = {MEMBERS: "VALUE_IN_EUROS", ALL: "VALUE_EUR"}
QUANTITIES = {MEMBERS: ("QUANTITY_IN_100KG", "SUPPLEMENTARY_QUANTITY"), ALL: ("QUANTITY_KG",)}
#: The dimensions of both data sets, in the order of a key.
DIMENSIONS = ("freq", "reporter", "partner", "product", "flow", "indicators")
AGENCY = "EUROSTAT"
FREQUENCIES = ("A", "M")
UNION = "the Union of 27 members as it is since February 2020, in all years"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as printed. ``value`` is empty or ``:`` where there is none."""

    freq: str
    reporter: str
    partner: str
    product: str
    flow: str
    indicator: str
    time: str
    value: str
    #: the place in the file
    where: str
    #: Eurostat's letters beside the value
    flags: str = ""
    #: day of the update that the file holds; None where it does not say
    updated: date | None = None
    #: day by which it was public, where it is another than the file's
    known_on: date | None = None
    #: the words as printed, where they are more than the value
    printed: str = ""
    note: str = ""


def reading(cells: Iterable[Cell], file: RawFile) -> Reading:
    """The figures of a file; everything else in it is passed over for a reason."""
    figures: list[Figure] = []
    passed: list[Passed] = []
    for cell in cells:
        made = figure(cell, file)
        if isinstance(made, Figure):
            figures.append(made)
        else:
            passed.append(Passed(cell.where, f"{cell.value} {cell.flags}".strip(), made))
    return Reading(figures_table(figures), passed=passed)


def figure(cell: Cell, file: RawFile) -> Figure | str:
    """The figure of a cell, or why it is none. Raises SourceChanged or UnknownName for what is not known."""
    where = f"{file.name}, {cell.where}"
    known_on = cell.known_on or file.known_on
    period = _period(cell, where)
    reporter = codes.area(cell.reporter, period, file.name, f"{cell.where}, reporter")
    partner = codes.area(cell.partner, period, file.name, f"{cell.where}, partner")
    flow = codes.flow(cell.flow, where)
    scheme, product = codes.product(cell.product, where)
    marked = meaning(cell.flags, where)
    is_member = codes.is_of_union(reporter, period)
    if why := _why_not(cell, where, marked, is_member=is_member):
        return why
    seen_on = cell.updated or file.retrieved
    if seen_on and period.end >= seen_on:
        return "a period that had not ended"
    return Figure(
        agency=AGENCY,
        reporter=reporter,
        partner=partner,
        flow=flow,
        period=period,
        digits=plain_digits(cell.value, file=file.name, locator=cell.where),
        exponent=0,
        as_published=f"{cell.printed or cell.value} EUR {cell.flags}".strip(),
        url=file.url,
        known_on=known_on,
        locator=cell.where,
        product_scheme=scheme,
        product=product,
        currency="EUR",
        valuation=codes.VALUATION[flow] if is_member else "U",
        partner_rule=codes.rule(flow, reporter, partner, period),
        status=marked.status,
        confidentiality="C" if codes.is_withheld(product, partner) else marked.confidentiality,
        note="; ".join(filter(None, (marked.note, cell.note, _of_union(reporter, partner)))) or None,
        published_on=cell.updated,
    )


def _of_union(*areas: str) -> str:
    return UNION if codes.UNION in areas else ""


def _why_not(cell: Cell, where: str, marked: Meaning, *, is_member: bool) -> str:
    data_set = _data_set(cell, where)
    if cell.indicator != VALUES[data_set]:
        return "a quantity: the tables here hold values"
    if data_set == ALL and is_member:
        return f"a member of the Union: its trade is read from {MEMBERS}"
    if cell.value in ("", ":"):
        return "confidential" if marked.confidentiality == "C" else "not available"
    return ""


def _data_set(cell: Cell, where: str) -> str:
    for name in (MEMBERS, ALL):
        if cell.indicator in (VALUES[name], *QUANTITIES[name]):
            return name
    raise SourceChanged(
        f"no indicator {cell.indicator!r} is known.", where=where,
        todo="Its unit must be known: add it to cells.py of eurostat_comext.",
    )  # fmt: skip


def _period(cell: Cell, where: str) -> Period:
    """A month or a year, as the frequency says; the two are never added up."""
    try:
        period = Period.parse(cell.time)
    except BadSelection:
        period = None
    if cell.freq not in FREQUENCIES or period is None or period.frequency != cell.freq:
        raise SourceChanged(
            f"{cell.time!r} at the frequency {cell.freq!r} is no period that is known.", where=where,
            todo="Known are months (M, 2024-01) and years (A, 2024).",
        )  # fmt: skip
    return period
