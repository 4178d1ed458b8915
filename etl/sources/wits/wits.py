"""World Bank, WITS TradeStats: yearly trade by partner and sector in thousand US dollars, as SDMX-JSON.

The World Bank derives it from UN Comtrade and says so beside each figure.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from etl.model import Figure, Passed, RawFile, Reading, figures_table
from etl.reading.cells import plain_digits, plain_year
from etl.reading.names import NameList
from trade.errors import SourceChanged, UnknownName

NAMES = Path(__file__).with_name("names.csv")
PRODUCTS = Path(__file__).with_name("products.csv")
#: What the header of an answer is called. Tariffs (DF_WITS_Tariff_TRAINS) are another data set: their
#: keys stand in another order than they say.
DATA_SET = "DF_WITS_TradeStats_Trade"
SERIES = ("FREQ", "REPORTER", "PARTNER", "PRODUCTCODE", "INDICATOR")
OBSERVATION = ("TIME_PERIOD",)
ATTRIBUTES = ("DATASOURCE",)
#: Indicators that are read -> flow; the unit is a part of an indicator's name.
FLOWS = {"XPRT-TRD-VL": "X", "MPRT-TRD-VL": "M"}
EXPONENT, UNIT = 3, "(US$ Thousand)"
#: DATASOURCE -> what is noted beside a figure.
FROM = {"WITS-CMT": "derived by the World Bank from UN Comtrade"}
#: The names of Serbia stand for Serbia and Montenegro together in earlier years.
SERBIA, SERBIA_ALONE_SINCE = ("SER", "SRB"), 2006
OVERLAP = "a grouping of goods that overlaps with the sixteen sectors"
NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class _Seen:
    """An observation: the codes of its series and its source by dimension, its digits, its place."""

    codes: Mapping[str, str]
    year: str
    value: str | None
    where: str


def recognises(path: Path) -> bool:
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as stream:
        return DATA_SET.encode() in stream.read(4_096)


def read(file: RawFile) -> Reading:
    """Exports and imports by partner and sector; groupings that overlap with sectors are passed over."""
    names = NameList.load(NAMES)
    figures: list[Figure] = []
    passed: list[Passed] = []
    for seen in _observations(file):
        scheme, product = _product(seen, file)
        if seen.value is None or not product:
            passed.append(Passed(seen.where, seen.value or "", OVERLAP if seen.value else NO_FIGURE))
        else:
            figures.append(_figure(seen, seen.value, (scheme, product), file, names))
    return Reading(figures_table(figures), passed=passed)


def _observations(file: RawFile) -> Iterator[_Seen]:
    words = _words(file)
    try:
        structure = words["structure"]
        series = _listed(structure["dimensions"]["series"], SERIES, file)
        years = _listed(structure["dimensions"]["observation"], OBSERVATION, file)[0]
        sources = _listed(structure["attributes"]["observation"], ATTRIBUTES, file)[0]
        _check_unit(structure["dimensions"]["series"][-1]["values"], file)
        (data,) = words["dataSets"]
        for key, one in data["series"].items():
            places = [int(place) for place in key.split(":")]
            codes = {name: ids[at] for name, ids, at in zip(SERIES, series, places, strict=True)}
            for place, (value, source) in one["observations"].items():
                year = years[int(place)]
                codes_here = codes | {"DATASOURCE": sources[int(source)]}
                yield _Seen(codes_here, year, value or None, f"series {key}, {year}")
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise SourceChanged(
            f"it is not laid out as SDMX-JSON of WITS ({type(error).__name__}: {error}).", where=file.name,
            todo="Compare it with tests/etl/live/recorded/wits.",
        ) from error  # fmt: skip


def _words(file: RawFile) -> Any:
    """The answer, numbers as their digits. Raises SourceChanged where it is another data set, or no JSON."""
    try:
        words: Any = json.loads(file.path.read_bytes(), parse_float=str, parse_int=str)
        found: Any = words["header"]["id"]
    except (ValueError, KeyError, TypeError) as error:
        raise SourceChanged(
            f"this is no SDMX-JSON ({type(error).__name__}: {error}).",
            where=file.name,
            todo="Fetch it again.",
        ) from error
    if found != DATA_SET:
        raise SourceChanged(
            f"it is the data set {found!r}.", where=f"{file.name}, header", todo=f"Only {DATA_SET} is read."
        )
    return words


def _listed(said: Sequence[Any], wanted: Sequence[str], file: RawFile) -> list[list[str]]:
    """The codes of each dimension, which must be those ``wanted``, in that order."""
    found = [str(each["id"]) for each in said]
    if found != list(wanted):
        raise SourceChanged(
            f"the dimensions are {', '.join(found)}, not {', '.join(wanted)}.", where=f"{file.name}, structure",
            todo="A new dimension may mean several figures a cell: look before it is added here.",
        )  # fmt: skip
    return [[str(value["id"]) for value in each["values"]] for each in said]


def _check_unit(indicators: Sequence[Any], file: RawFile) -> None:
    for each in indicators:
        if each["id"] not in FLOWS or not str(each["name"]).endswith(UNIT):
            raise SourceChanged(
                f"the indicator {each['id']} is {each['name']!r}.", where=f"{file.name}, structure",
                todo=f"Values in {UNIT} of {' and '.join(FLOWS)} are read.",
            )  # fmt: skip


@cache
def _products() -> Mapping[str, tuple[str, str]]:
    """A code of the service -> scheme and code here; empty for a grouping that is left out."""
    with PRODUCTS.open(encoding="utf-8", newline="") as stream:
        return {row["name"]: (row["scheme"], row["code"]) for row in csv.DictReader(stream, strict=True)}


def _product(seen: _Seen, file: RawFile) -> tuple[str, str]:
    printed = seen.codes["PRODUCTCODE"]
    if printed not in _products():
        raise UnknownName(
            f"the product {printed!r} has no code.", where=f"{file.name}, {seen.where}",
            todo="Add it to etl/sources/wits/products.csv, without a code if it overlaps with the sectors.",
        )  # fmt: skip
    return _products()[printed]


def _figure(seen: _Seen, value: str, product: tuple[str, str], file: RawFile, names: NameList) -> Figure:
    codes = seen.codes
    for name, known in (("FREQ", ("A",)), ("DATASOURCE", FROM)):
        if codes[name] not in known:
            raise SourceChanged(
                f"{name} {codes[name]!r} is not known.", where=f"{file.name}, {seen.where}",
                todo="Yearly figures derived from UN Comtrade are read.",
            )  # fmt: skip
    return Figure(
        agency="WB",
        reporter=_economy(seen, "REPORTER", file, names),
        partner=_economy(seen, "PARTNER", file, names),
        flow=FLOWS[codes["INDICATOR"]],
        product_scheme=product[0],
        product=product[1],
        period=plain_year(seen.year, file=file.name, locator=seen.where),
        digits=plain_digits(value, file=file.name, locator=seen.where, exponent=EXPONENT),
        exponent=EXPONENT,
        note=FROM[codes["DATASOURCE"]],
        as_published=f"{value} thousand US dollars",
        url=file.url,
        known_on=file.known_on,
        locator=seen.where,
    )


def _economy(seen: _Seen, dimension: str, file: RawFile, names: NameList) -> str:
    printed = seen.codes[dimension]
    if printed in SERBIA and int(seen.year) < SERBIA_ALONE_SINCE:
        raise SourceChanged(
            f"{printed} is Serbia and Montenegro together before {SERBIA_ALONE_SINCE}.",
            where=f"{file.name}, {seen.where}, {dimension}",
            todo="Ask for later years only.",
        )
    return names.code(printed, file=file.name, locator=f"{seen.where}, {dimension}")
