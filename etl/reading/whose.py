"""Whose trade with whom a figure is: from the economies, cases and prepositions of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.reading.marks import Marked
from etl.reading.model import CannotTell
from trade.codelists import agencies

WORLD = "W00"
NOBODY = "PRESS"
#: Other states whose customs or statistics go by the same names.
NAMESAKES = frozenset({"BLR", "UZB", "TKM", "TJK", "KGZ", "ARM"})


@dataclass(frozen=True)
class Sides:
    reporter: str
    partner: str
    flow: str


@dataclass(frozen=True)
class Named:
    """What tells the sides of one figure."""

    #: distinct economies of the sentence, in order
    codes: Sequence[str]
    #: the marks of those that stand with the figure's own flow word
    near: Sequence[Marked]
    #: the marks of all of the sentence
    every: Sequence[Marked]
    #: the agency's code, or None where none is cited
    agency: str | None
    #: whether the words say that it is all foreign trade
    is_world: bool
    #: all economies of the article so far
    article: Sequence[str]
    #: whether the whole article names one economy alone
    is_alone: bool
    #: whether the agency is cited in the same sentence
    is_cited_here: bool


def sides(flow: str, named: Named) -> Sides | CannotTell:
    """Reporter, partner and flow as the agency's country sees it."""
    country = agencies()[named.agency].country if named.agency else ""
    if len(named.codes) > 2:
        return CannotTell((f"more than two economies: {', '.join(named.codes)}",))
    if len(named.codes) == 2:
        return _of_two(flow, named, country)
    if len(named.codes) == 1:
        return _of_one(flow, named, country)
    return CannotTell(("no economy is named",))


def _of_two(flow: str, named: Named, country: str) -> Sides | CannotTell:
    one, two = named.codes
    if country and country not in named.codes:
        return CannotTell((f"the statistics of {country} on {one} and {two}",))
    other = two if country == one else one
    if flow in "TB":
        return _balanced(flow, named, country, other)
    route = _route(flow, named)
    if route is None:
        is_pair = all(each.mark == "with" for each in named.every)
        if country and is_pair:
            return Sides(country, other, flow)
        return CannotTell((f"{one} and {two}: which way the goods went",))
    exporter, importer = route
    reporter = country or (exporter if flow == "X" else importer)
    partner = importer if reporter == exporter else exporter
    return Sides(reporter, partner, "X" if reporter == exporter else "M")


def _balanced(flow: str, named: Named, country: str, other: str) -> Sides | CannotTell:
    """Turnover has no direction, so that only a cited agency tells whose statistics it is."""
    if not country:
        return CannotTell(("no agency of either economy is cited: whose statistics it is",))
    owner = next((each.code for each in named.every if each.mark == "owner"), country)
    if flow == "B" and owner != country:
        return CannotTell(("a balance that is another's than the agency's country",))
    return Sides(country, other, flow)


def _route(flow: str, named: Named) -> tuple[str, str] | None:
    """Exporter and importer, where cases and prepositions tell."""
    near = {each.code: each.mark for each in named.near}
    if len({(each.code, each.mark) for each in named.near}) != len(near):
        return None
    target = [code for code, mark in near.items() if mark == "to"]
    origin = [code for code, mark in near.items() if mark == "from"]
    others = [code for code in named.codes if near.get(code, "owner") == "owner"]
    if len(target) == 1 and len(origin) == 1:
        return origin[0], target[0]
    if len(target) == 1 and flow == "X" and len(others) == 1:
        return others[0], target[0]
    if len(origin) == 1 and flow == "M" and len(others) == 1:
        return origin[0], others[0]
    return None


def _of_one(flow: str, named: Named, country: str) -> Sides | CannotTell:
    code = named.codes[0]
    marks = {each.mark for each in named.near or named.every if each.code == code}
    if marks in ({{"X": "to", "M": "from"}.get(flow, "with")}, {"with"}):
        why = _why_no_reporter(code, named, country)
        return CannotTell((why,)) if why else Sides(country, code, flow)
    why = _why_no_world(code, marks - {{"X": "from", "M": "to"}.get(flow, "owner")}, named, country)
    return CannotTell((why,)) if why else Sides(code, WORLD, flow)


def _why_no_reporter(code: str, named: Named, country: str) -> str:
    """ "Exports to Lithuania": the agency's country exports, unless another may be meant."""
    if not country or country == code:
        return f"trade with {code}: no agency tells whose"
    if not named.is_cited_here and set(named.article) - {country, code}:
        return f"trade with {code}: of {country}, or of another that is named before"
    return ""


def _why_no_world(code: str, marks: set[str], named: Named, country: str) -> str:
    if marks - {"owner"}:
        return f"how {code} stands to the figure"
    if country and country != code:
        return f"the statistics of {country} on {code} alone"
    if not (named.is_world or named.is_alone):
        return f"only {code} is named: with the world, or with one named elsewhere"
    return ""
