"""What a person asks for: to and from the query of an address, validated with a clear error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Self, cast
from urllib.parse import parse_qsl, urlencode

from trade.errors import BadSelection, QueryTooLong
from trade.parameters import (
    BY,
    LANGUAGES,
    MEASURES,
    MOST_LINES,
    PARAMETERS,
    RULES,
    SCALES,
    UNITS,
    VOICES,
)
from trade.period import Period

__all__ = [
    "BY",
    "CIF_FOB",
    "LANGUAGES",
    "LONGEST_QUERY",
    "MEASURES",
    "MOST_LINES",
    "RULES",
    "SCALES",
    "UNITS",
    "VOICES",
    "Selection",
]
#: No honest question is longer; a longer one is refused before it is read.
LONGEST_QUERY = 2_000
#: What a value CIF is over the same value FOB, unless asked otherwise: the factor that the IMF takes.
CIF_FOB = Decimal("1.06")


@dataclass(frozen=True)
class Selection:
    """One question. A field that is None asks for all, or for the default that the data give."""

    reporter: str = "AZE"
    partner: str | None = None
    flow: str | None = None
    #: The period of headline figures and rankings; None: the latest of the source.
    period: Period | None = None
    #: First and last year of time lines.
    since: int | None = None
    until: int | None = None
    source: str | None = None
    agency: str | None = None
    scheme: str | None = None
    product: str | None = None
    #: By which rule partners are named where a source gives both; None: by origin.
    partner_rule: str | None = None
    by: str | None = None
    #: The year whose same months a change is measured from; None: the year before.
    against: int | None = None
    #: The partner's figures on the same trade beside the reporter's own.
    mirror: bool = False
    #: The lines of a comparison: several partners of the reporter, or several reporters with one partner.
    partners: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    #: What the lines of a comparison measure, on which scale, whether each has a small chart of its own,
    #: and whether one agency speaks for all of them or each line has its own.
    measure: str = "level"
    scale: str = "linear"
    multiples: bool = False
    voices: str = "one"
    #: Whose figures the partner's are, where both sides are set against each other.
    other_source: str | None = None
    other_agency: str | None = None
    #: What freight and insurance make of a value FOB; from 1 to 2.
    cif_fob: Decimal = CIF_FOB
    unit: str = "million"
    #: Dated events on pictures of time.
    notes: bool = False
    #: Only figures that were published in this currency (ISO 4217); converts nothing.
    currency: str | None = None
    #: As known on that day; None: as known now.
    as_of: date | None = None
    lang: str = "en"

    @classmethod
    def from_query(cls, query: str | Mapping[str, str]) -> Self:
        """The selection of a query string or its pairs; raises BadSelection, UnknownEconomy.

        Empty values are as good as absent. An unknown parameter is an error: a misspelt filter
        must not be a silent "everything".
        """
        if isinstance(query, str):
            query = _pairs(query)
        if sum(len(key) + len(value) for key, value in query.items()) > LONGEST_QUERY:
            raise QueryTooLong(LONGEST_QUERY)
        read: dict[str, Any] = {}
        for key, text in query.items():
            if key not in PARAMETERS:
                raise no_such(key, PARAMETERS)
            if text.strip():
                read[key] = PARAMETERS[key].read(key, text.strip())
        if ":" in read.get("source", ""):  # source and agency in one word, as the sentence has them
            read["source"], read["agency"] = read["source"].split(":", 1)
        return cls(**read)

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise BadSelection("since", f"{self.since} is after {self.until}.", todo="Swap since and until.")
        if self.partners and self.reporters:
            raise BadSelection(
                "reporters", "several partners are asked for too.", todo="Name several of one side only."
            )

    def to_query(self) -> str:
        """The query string that reads back as this selection; defaults are left out."""
        default = type(self)()
        pairs = {
            item.name: written(getattr(self, item.name))
            for item in fields(self)
            if getattr(self, item.name) != getattr(default, item.name)
        }
        return urlencode(pairs, safe=".,")

    def but(self, **changes: Any) -> Self:
        """The same question with other words."""
        return replace(self, **changes)

    @property
    def factor(self) -> float:
        """How many US dollars one unit is."""
        return UNITS[self.unit]


def no_such(key: str, known: Iterable[str]) -> BadSelection:
    """The error of a parameter that is none of those known."""
    names = list(known)
    near = tuple(get_close_matches(key[:40], names, n=1))
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
    return BadSelection(
        key[:40] or "query", "there is no such parameter.", todo=hint, near=near, allowed=tuple(names)
    )


def _pairs(query: str) -> dict[str, str]:
    if len(query) > LONGEST_QUERY:
        raise QueryTooLong(LONGEST_QUERY)
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            raise BadSelection(key[:40], "it is given twice.", todo="Give it once.")
        found[key] = value
    return found


def written(value: object) -> str:
    """A word of a selection as an address has it."""
    if isinstance(value, tuple):
        return ",".join(map(str, cast("tuple[object, ...]", value)))
    return "1" if value is True else str(value)
