"""Every parameter of a selection, declared once: how it is read, what it may be, what it means.

``Selection.from_query`` reads by these, and the description of the HTTP API is made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trade import readers
from trade.period import FIRST_YEAR, LAST_YEAR, Period
from trade.readers import MOST_LINES
from trade.tables import FLOWS

UNITS = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "dollar": 1.0}
LANGUAGES = ("en", "az", "lt", "ru")
BY = ("partner", "product", "period")
RULES = ("origin", "consignment")
MEASURES = ("level", "index", "share", "growth")
SCALES = ("linear", "log")
VOICES = ("one", "each")
#: Reads one parameter (its name, its text) or raises BadSelection.
Reader = Callable[[str, str], Any]
#: In the words of JSON Schema.
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """One parameter: ``schema`` is what its text may be, in the words of JSON Schema; empty is as good as absent."""

    name: str
    read: Reader
    meaning: str
    schema: Schema
    example: str = ""
    #: What it may be, where that is a closed list.
    allowed: tuple[str, ...] = field(default=())


def _of_economy(name: str, meaning: str, example: str) -> Parameter:
    schema = {"type": "string", "maxLength": 80}
    return Parameter(name, readers.economy, f"{meaning}: an ISO 3166 alpha-3 code, a group's code, or a whole name in English, "
                     "Azerbaijani, Lithuanian or Russian", schema, example)  # fmt: skip


def _of_economies(name: str, meaning: str) -> Parameter:
    schema = {"type": "array", "items": {"type": "string", "maxLength": 80}, "maxItems": MOST_LINES}
    return Parameter(name, readers.economies, meaning, schema, "GEO,ARM")


def _of_word(name: str, meaning: str, example: str = "") -> Parameter:
    return Parameter(
        name, readers.word, meaning, {"type": "string", "maxLength": 60, "pattern": r"^[\w\-.: ]*$"}, example
    )


def _of_year(name: str, meaning: str, example: str) -> Parameter:
    schema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return Parameter(name, readers.year, meaning, schema, example)


def _choice(name: str, meaning: str, allowed: tuple[str, ...], example: str = "") -> Parameter:
    def read(parameter: str, text: str) -> str:
        return readers.one_of(parameter, text, allowed)

    return Parameter(name, read, meaning, {"type": "string", "enum": list(allowed)}, example, allowed)


def _switch(name: str, meaning: str) -> Parameter:
    def read(parameter: str, text: str) -> bool:
        return readers.one_of(parameter, text, ("0", "1")) == "1"

    return Parameter(name, read, meaning, {"type": "string", "enum": ["0", "1"]}, "1", ("0", "1"))


def _flow() -> Parameter:
    allowed = tuple(code for code, _ in FLOWS)
    meaning = "Direction of trade: " + "; ".join(f"{code} {words}" for code, words in FLOWS)

    def read(parameter: str, text: str) -> str:
        return readers.one_of(parameter, text.upper(), allowed)

    return Parameter("flow", read, meaning, {"type": "string", "enum": list(allowed)}, "X", allowed)


def _period() -> Parameter:
    one = r"[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?"
    schema = {"type": "string", "format": "period", "pattern": rf"^({one}(\.\.{one})?)?$"}
    meaning = "Exactly these days: 2018, 2018-Q3, 2018-10, 2018-01..2018-10 or days as 2021-03-21..2021-09-22"
    return Parameter("period", lambda _, text: Period.parse(text), meaning, schema, "2018-01..2018-10")


_DECLARED = (
    _of_economy("reporter", "Whose statistics; AZE unless named", "AZE"),
    _of_economy("partner", "Counterpart", "LTU"),
    _flow(),
    _period(),
    _of_year("since", "First year: periods that end in it or later", "2015"),
    _of_year("until", "Last year: periods that start in it or earlier", "2018"),
    _of_word("source", "Source id (see sources); source:agency names both", "imf_dots"),
    _of_word("agency", "Whose statistics they are, as cited by the source", "AZ-SCC"),
    _of_word("scheme", "Classification of products (see products)", "HS"),
    _of_word("product", "Code in that classification, or TOTAL", "TOTAL"),
    _choice("partner_rule", "How partners are attributed where a source gives both; origin unless named", RULES),
    _choice("by", "product: leave out the total of all products. The others change nothing in files", BY),
    _of_year("against", "The year whose same months a change is measured from; the year before unless named", "2015"),
    _switch("mirror", "On pages: the partner's figures beside the reporter's"),
    _of_economies("partners", f"Several partners of the reporter, commas between, {MOST_LINES} at most"),
    _of_economies("reporters", f"Several reporters, commas between, {MOST_LINES} at most"),
    _choice("measure", "On pages: what the lines of a comparison measure", MEASURES),
    _choice("scale", "On pages: scale of a comparison", SCALES),
    _switch("multiples", "On pages: a small chart for each line"),
    _choice("voices", "On pages: one agency for all lines, or each line's own", VOICES),
    _of_word("other_source", "On pages: the partner's source"),
    _of_word("other_agency", "On pages: the partner's agency"),
    Parameter(
        "cif_fob", readers.ratio, "What a value CIF is over the same value FOB, 1 to 2; 1.06 unless named",
        {"type": "string", "pattern": r"^(1(\.[0-9]{1,4})?|2(\.0{1,4})?)?$"}, "1.06",
    ),
    _choice("unit", "On pages: unit of the figures shown. Files hold whole US dollars", tuple(UNITS)),
    _switch("notes", "On pages: dated events on pictures of time"),
    Parameter(
        "currency", readers.currency, "Only figures that were published in this currency (ISO 4217); nothing is converted by it",
        {"type": "string", "pattern": "^([A-Z]{3})?$"}, "EUR",
    ),
    Parameter(
        "as_of", readers.day, "As known on that day; unless named, as known now",
        {"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 0}]}, "2021-05-01",
    ),
    _choice("lang", "Language of names and notes", LANGUAGES, "en"),
)  # fmt: skip
PARAMETERS: Mapping[str, Parameter] = {each.name: each for each in _DECLARED}
