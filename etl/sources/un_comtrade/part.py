"""A question to UN Comtrade that one answer can hold, and how it falls into smaller ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from etl.live.wanted import refuse_others
from etl.model import Reading
from etl.reading.names import NameList
from etl.sources.un_comtrade.un_comtrade import NAMES, PINS, SCHEMES
from trade.errors import SourceChanged
from trade.period import Period

CODES = Path(__file__).with_name("hs_codes.csv")
#: Digits of the codes that a level means.
LEVELS = {"TOTAL": 0, "AG2": 2, "AG4": 4, "AG6": 6}
#: So many product codes at most are named in one address, which may have 4,096 characters.
MOST_CODES = 350
FEW = 3


@dataclass(frozen=True)
class Part:
    """``partners`` are Comtrade's numbers, none for all; ``products`` a level or codes of that level."""

    reporter: str
    frequency: str
    periods: tuple[str, ...]
    flows: tuple[str, ...]
    partners: tuple[str, ...]
    level: str
    products: tuple[str, ...] = ()

    @property
    def params(self) -> Mapping[str, str]:
        """The question in the service's words, everything pinned so that each cell has one row."""
        asked = {
            "reporterCode": ",".join(numbers(self.reporter)),
            "period": ",".join(self.periods),
            "flowCode": ",".join(self.flows),
            "cmdCode": ",".join(self.products or (self.level,)),
        }
        if self.partners:
            asked["partnerCode"] = ",".join(self.partners)
        pins = {name: value for name, value in PINS.items() if name != "typeCode"}
        return asked | pins | {"breakdownMode": "classic", "includeDesc": "true"}

    @property
    def name(self) -> str:
        """What it is called among the files and in the memory: A.AZE.2021.X-M.all.TOTAL."""
        said = (self.periods, self.flows, self.partners or ("all",), self.products or (self.level,))
        return ".".join((self.frequency, self.reporter, *map(_short, said)))

    def split(self) -> tuple[Part, ...]:
        """Smaller ones that make it up: by period, else flow, partner, product. None where it cannot be split."""
        if len(self.periods) > 1:
            return tuple(replace(self, periods=some) for some in _halves(self.periods))
        if len(self.flows) > 1:
            return tuple(replace(self, flows=(flow,)) for flow in self.flows)
        if len(self.partners) != 1:
            return tuple(replace(self, partners=some) for some in _halves(self.partners or _all_numbers()))
        products = self.products or _all_codes(self.level)
        return tuple(replace(self, products=some) for some in _halves(products)) if len(products) > 1 else ()

    @property
    def splits_by_list(self) -> bool:
        """Whether splitting it names what it asked for without names: then a list of ours may lack something."""
        whole = len(self.periods) == 1 == len(self.flows)
        return whole and (not self.partners or (len(self.partners) == 1 and not self.products))

    def check(self, reading: Reading) -> None:
        """Raises SourceChanged where a row is outside the question."""
        digits = LEVELS[self.level]
        asked = {
            "reporter": {self.reporter},
            "flow": self.flows,
            "product_scheme": {SCHEMES[digits] if digits else "TOTAL"},
        }
        if self.partners:
            asked["partner"] = {NameList.load(NAMES).codes[number] for number in self.partners}
        if self.products:
            asked["product"] = self.products
        periods = {period_of(text) for text in self.periods}
        refuse_others(reading, asked, periods.__contains__)


def period_of(text: str) -> Period:
    """The period that Comtrade writes 2021 or 202101."""
    return Period.parse(text if len(text) == 4 else f"{text[:4]}-{text[4:]}")


@cache
def numbers(code: str) -> tuple[str, ...]:
    """All of Comtrade's numbers for one of our codes, as 729 and 736 for SDN: of one time at most one has data."""
    found = tuple(number for number, meant in NameList.load(NAMES).codes.items() if meant == code)
    if not found:
        raise SourceChanged(
            f"UN Comtrade has no number for {code!r}.", where="etl/sources/un_comtrade/live.toml",
            todo="Write an economy's code, as AZE; see names.csv of un_comtrade.",
        )  # fmt: skip
    return found


def _all_numbers() -> tuple[str, ...]:
    return tuple(NameList.load(NAMES).codes)


@cache
def _all_codes(level: str) -> tuple[str, ...]:
    """The codes of all editions of the HS of one level."""
    if not LEVELS[level]:
        return (level,)
    with CODES.open(encoding="utf-8", newline="") as stream:
        return tuple(row["code"] for row in csv.DictReader(stream) if len(row["code"]) == LEVELS[level])


def _halves(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two halves, or more pieces where these were too long for an address."""
    size = min((len(items) + 1) // 2, MOST_CODES)
    return (tuple(items[start : start + size]) for start in range(0, len(items), size))


def _short(items: Sequence[str]) -> str:
    """Few words as they are, many as the first and the last with a hash of all."""
    if len(items) <= FEW:
        return "-".join(items)
    return f"{items[0]}-{items[-1]}-{sha256(','.join(items).encode()).hexdigest()[:8]}"
