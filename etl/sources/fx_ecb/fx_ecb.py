"""European Central Bank: US dollars per euro, the average of each month, as CSV or SDMX-ML 2.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from etl.model import Passed, Rate, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits
from etl.reading.rows import heading, heading_with, read_rows
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

#: Of the columns of ``csvdata``, those that are read; others may come and go.
KEY = ("FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", "EXR_SUFFIX")
COLUMNS = (*KEY, "TIME_PERIOD", "OBS_VALUE")
#: Dollars per euro, spot, average.
SERIES = ("USD", "EUR", "SP00", "A")
GENERIC = "{http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic}"
NONE = ("", "NaN")


@dataclass(frozen=True, slots=True)
class _Observation:
    """One value of a series, and where it stands. ``key`` holds the words of KEY."""

    key: tuple[str, ...]
    time: str
    value: str
    where: str


def recognises(path: Path) -> bool:
    return set(COLUMNS) <= set(heading(path))


def read(file: RawFile) -> Reading:
    """No figures: the rates of whole months. Days, and months that had not ended, are passed over."""
    rates: list[Rate] = []
    passed: list[Passed] = []
    is_xml = file.path.suffix.lower() == ".xml"
    for seen in _of_xml(file) if is_xml else _of_csv(file):
        why = _why_not(seen, file)
        if why:
            passed.append(Passed(seen.where, seen.value, why))
        else:
            rates.append(_rate(seen, file))
    return Reading(figures_table(()), rates=rates, passed=passed)


def _of_csv(file: RawFile) -> Iterator[_Observation]:
    columns = heading_with(file.path, file.name, COLUMNS)
    for line, row in read_rows(file.path, file.name, columns):
        key = tuple(row[name] for name in KEY)
        yield _Observation(key, row["TIME_PERIOD"], row["OBS_VALUE"], f"row {line}")


def _of_xml(file: RawFile) -> Iterator[_Observation]:
    try:
        tree = parse(file.path, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise SourceChanged(f"this is no XML ({error}).", where=file.name, todo="Fetch it again.") from error
    for number, series in enumerate(tree.iter(f"{GENERIC}Series"), start=1):
        words = {each.get("id"): each.get("value", "") for each in series.iterfind(f"{GENERIC}SeriesKey/*")}
        key = tuple(words.get(name, "") for name in KEY)
        for seen in series.iterfind(f"{GENERIC}Obs"):
            time = _value(seen.iterfind(f"{GENERIC}ObsDimension"))
            value = _value(seen.iterfind(f"{GENERIC}ObsValue"))
            yield _Observation(key, time, value, f"Series[{number}]/Obs[{time}]")


def _value(found: Iterable[Element]) -> str:
    return next((each.get("value", "") for each in found), "")


def _why_not(seen: _Observation, file: RawFile) -> str:
    """Why an observation is no rate of a month; empty where it is one. Raises where it is another series."""
    frequency, *series = seen.key
    if tuple(series) != SERIES:
        raise SourceChanged(
            f"a series {'.'.join(seen.key)} was not expected.", where=f"{file.name}, {seen.where}",
            todo=f"Only {'.'.join(SERIES)} is read here.",
        )  # fmt: skip
    if frequency != "M":
        return "no average of a month"
    if seen.value in NONE:
        return "no rate"
    return "" if _month(seen, file).end < file.known_on else "a month that had not ended"


def _rate(seen: _Observation, file: RawFile) -> Rate:
    where = f"{file.name}, {seen.where}"
    usd = float(plain_digits(seen.value, file=file.name, locator=seen.where))
    if usd <= 0:
        raise SourceChanged(f"{seen.value!r} is no rate.", where=where, todo="Fetch it again.")
    month = _month(seen, file)
    return Rate(
        currency="EUR",
        month=month.text,
        usd_per_unit=usd,
        publisher="European Central Bank",
        as_published=f"{seen.value} USD per EUR",
        known_on=f"{month.end + timedelta(days=1)}",
        locator=seen.where,
    )


def _month(seen: _Observation, file: RawFile) -> Period:
    try:
        period = Period.parse(seen.time)
    except BadSelection:
        period = None
    if period is None or period.frequency != "M":
        raise SourceChanged(
            f"{seen.time!r} is no month.",
            where=f"{file.name}, {seen.where}",
            todo="Months are written 2022-11.",
        )
    return period
