"""What a person asks for: to and from the query of an address, validated with a clear error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Self, cast
from urllib.parse import parse_qsl, urlencode

from trade.codelists import economy
from trade.errors import BadSelection
from trade.period import FIRST_YEAR, LAST_YEAR, Period
from trade.tables import FLOWS

#: No honest question is longer; a longer one is refused before it is read.
LONGEST_QUERY = 2_000
UNITS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "dollar": 1.0}
LANGUAGES = ("en", "az", "lt", "ru")
BY = ("partner", "product", "period")
RULES = ("origin", "consignment")
MEASURES = ("level", "index", "share", "growth")
SCALES = ("linear", "log")
VOICES = ("one", "each")
#: More lines cannot be told apart in one picture.
MOST_LINES = 8
#: What a value CIF is over the same value FOB, unless asked otherwise: the factor that the IMF takes.
CIF_FOB = Decimal("1.06")
#: Reads one parameter (its name, its text) or raises BadSelection.
Reader = Callable[[str, str], Any]


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
            raise BadSelection("query", f"it is longer than {LONGEST_QUERY:,} characters.")
        read: dict[str, Any] = {}
        for key, text in query.items():
            if key not in _READERS:
                raise no_such(key, _READERS)
            if text.strip():
                read[key] = _READERS[key](key, text.strip())
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
            item.name: _written(getattr(self, item.name))
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
    near = get_close_matches(key[:40], names, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names)}."
    return BadSelection(key[:40] or "query", "there is no such parameter.", todo=hint)


def _pairs(query: str) -> dict[str, str]:
    if len(query) > LONGEST_QUERY:
        raise BadSelection("query", f"it is longer than {LONGEST_QUERY:,} characters.")
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            raise BadSelection(key[:40], "it is given twice.", todo="Give it once.")
        found[key] = value
    return found


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, cast("tuple[object, ...]", value)))
    return "1" if value is True else str(value)


def _economy(parameter: str, text: str) -> str:
    return economy(text[:80], parameter).code


def _economies(parameter: str, text: str) -> tuple[str, ...]:
    """Codes or names with commas between, each once, in the order in which they are given."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    found = tuple(dict.fromkeys(_economy(parameter, part) for part in named))
    if len(found) > MOST_LINES:
        raise BadSelection(
            parameter,
            f"{len(found)} are asked for; more than {MOST_LINES} lines cannot be told apart.",
            todo=f"Leave out {len(found) - MOST_LINES}.",
        )
    return found


def _one_of(parameter: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        near = get_close_matches(text[:40], allowed, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(allowed)}."
        raise BadSelection(parameter, f"{text[:40]!r} is not known.", todo=hint)
    return text


def _year(parameter: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        raise BadSelection(parameter, f"{text[:40]!r} is no year.", todo="Write it as 2018.")
    return int(text)


def _word(parameter: str, text: str) -> str:
    if len(text) > 60 or not all(letter.isalnum() or letter in "-_.: " for letter in text):
        raise BadSelection(parameter, f"{text[:40]!r} is no code.", todo="See the page Sources for codes.")
    return text


def _day(parameter: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadSelection(parameter, f"{text[:40]!r} is no day.", todo="Write it as 2018-12-31.") from None


def _flow(parameter: str, text: str) -> str:
    return _one_of(parameter, text.upper(), tuple(code for code, _ in FLOWS))


def _period(parameter: str, text: str) -> Period:
    return Period.parse(text)


def _choice(*allowed: str) -> Reader:
    return lambda parameter, text: _one_of(parameter, text, allowed)


def _ratio(parameter: str, text: str) -> Decimal:
    if not re.fullmatch(r"[12](\.[0-9]{1,4})?", text) or Decimal(text) > 2:
        raise BadSelection(
            parameter, f"{text[:40]!r} is no factor from 1 to 2.", todo="Write it as 1.06 for six per cent."
        )
    return Decimal(text)


def _switch(parameter: str, text: str) -> bool:
    return _one_of(parameter, text, ("0", "1")) == "1"


_READERS: dict[str, Reader] = {
    "reporter": _economy,
    "partner": _economy,
    "flow": _flow,
    "period": _period,
    "since": _year,
    "until": _year,
    "source": _word,
    "agency": _word,
    "scheme": _word,
    "product": _word,
    "partner_rule": _choice(*RULES),
    "by": _choice(*BY),
    "against": _year,
    "mirror": _switch,
    "partners": _economies,
    "reporters": _economies,
    "measure": _choice(*MEASURES),
    "scale": _choice(*SCALES),
    "multiples": _switch,
    "voices": _choice(*VOICES),
    "other_source": _word,
    "other_agency": _word,
    "cif_fob": _ratio,
    "unit": _choice(*UNITS),
    "notes": _switch,
    "as_of": _day,
    "lang": _choice(*LANGUAGES),
}
#: What a query may hold.
PARAMETERS = tuple(_READERS)
