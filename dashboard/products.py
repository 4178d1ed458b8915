"""Product detail as pages need it: one source, one side, one classification, one direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from dashboard.figures.rows import Look, Row, span, with_value
from dashboard.state import View
from dashboard.texts import say
from trade import codelists, sectors
from trade.period import Period

#: What may be chosen: classifications of the data and groupings of HS chapters.
GROUPINGS = {"HS-section": "HS", "promising": "HS"}
#: Whose names each of them shows, where its list holds several levels.
NAMED = {"HS": "chapter", "HS-section": "section", "promising": "area"}
#: A year that fewer than this share of the usual reporters cover is not shown first; fewer still
#: say nothing about the trade with all partners and are left out of lines.
ENOUGH, FEW = 0.8, 0.25
SCHEMES = ("HS-section", "HS", "SITC3", "promising")


@dataclass(frozen=True)
class Detail:
    """Rows of ``questions.products`` that belong together."""

    seen_from: str
    source: str
    agency: str
    scheme: str
    flow: str
    rows: Sequence[Row]
    #: What groups were summed from.
    ungrouped: Detail | None = None

    def whole(self, period: Period) -> float | None:
        """All of the trade by product in that period; None where the classification is a choice of goods."""
        if self.ungrouped:
            return self.ungrouped.whole(period)
        if codelists.products(self.scheme) and self.scheme not in codelists.whole_schemes():
            return None
        return sum(row["value_usd"] for row in self.at(period))

    @cached_property
    def periods(self) -> list[Period]:
        """Newest first."""
        return sorted(self._by_period, key=lambda p: (p.end, p.month_count), reverse=True)

    @cached_property
    def newest(self) -> Period:
        """The newest period; where others' reports are added up, the newest that most of them cover."""
        return next(period for period in self.periods if self.reporters(period) >= ENOUGH * self._most)

    @cached_property
    def covered(self) -> list[Period]:
        """The periods that more than a few reporters cover, newest first."""
        return [period for period in self.periods if self.reporters(period) >= self.fewest]

    @property
    def fewest(self) -> float:
        return FEW * self._most

    @cached_property
    def _most(self) -> int:
        return max(self.reporters(period) for period in self.periods)

    def at(self, period: Period) -> list[Row]:
        """The rows of one period, largest first."""
        return sorted(self._by_period.get(period, ()), key=lambda row: -row["value_usd"])

    def reporters(self, period: Period) -> int:
        """How many economies report in that period."""
        return self._reporters.get(period, 0)

    @cached_property
    def _reporters(self) -> dict[Period, int]:
        return {
            period: max(int(row["reporters"]) for row in rows) for period, rows in self._by_period.items()
        }

    @cached_property
    def _by_period(self) -> dict[Period, list[Row]]:
        found: dict[Period, list[Row]] = {}
        for row in self.rows:
            found.setdefault(span(row), []).append(row)
        return found


def details(rows: Iterable[Row]) -> list[Detail]:
    """The rows parted, the reporter's own first, then named classifications, then the newest, then the fullest."""
    parted: dict[tuple[str, ...], list[Row]] = {}
    for row in with_value(rows):
        key = (row["seen_from"], row["source"], row["agency"], row["product_scheme"], row["flow"])
        parted.setdefault(key, []).append(row)
    found = [Detail(*key, rows=_parts_only(key[3], items)) for key, items in parted.items()]
    found = [detail for detail in found if detail.rows]
    return sorted(
        found,
        key=lambda d: (
            d.seen_from != "reporter",
            not codelists.products(d.scheme),  # six digits without a name say less than chapters
            -d.newest.end.toordinal(),
            -len(d.rows),
        ),
    )


def _parts_only(scheme: str, rows: Sequence[Row]) -> list[Row]:
    """Chapters where a scheme holds sections and totals too, so that nothing is drawn twice."""
    listed = codelists.products(scheme)
    parts = {code for code, item in listed.items() if item.level in ("chapter", "range")}
    return [row for row in rows if not parts or row["product"] in parts]


def grouped(detail: Detail, grouping: str) -> Detail:
    """Chapters summed to sections or to the promising areas; others stay as they are."""
    if grouping not in GROUPINGS:
        return detail
    group = {chapter: code for _, chapter, name, code in sectors.mapping() if name == _GROUP_NAMES[grouping]}
    sums: dict[tuple[Period, str], dict[str, Any]] = {}
    for row in detail.rows:
        if code := group.get(row["product"]):
            period = span(row)
            found = sums.get((period, code))
            if found is None:
                found = sums[period, code] = _blank(row, code, detail.reporters(period))
            for name in AMOUNTS:
                found[name] += row[name] or 0.0
    return replace(detail, scheme=grouping, rows=list(sums.values()), ungrouped=detail)


_GROUP_NAMES = {"HS-section": "hs_section", "promising": "promising"}
AMOUNTS = ("value_usd", "low_usd", "high_usd")


def _blank(row: Row, code: str, reporters: int) -> dict[str, Any]:
    """A group's row before anything is added to it."""
    own = {"product": code, "method": "summed", "rests_on": "", "as_published": None, "reporters": reporters}
    return {**row, **own, **dict.fromkeys(AMOUNTS, 0.0)}


def product_look(look: Look, scheme: str) -> Look:
    """The same wording with names of products."""
    if scheme == "promising":
        named = {code: area.name(look.lang) for code, area in sectors.areas().items()}
    else:
        listed = codelists.products(GROUPINGS.get(scheme, scheme))
        named = {code: item.short(look.lang) for code, item in listed.items()}
    return replace(look, names=named)


def names_note(scheme: str, lang: str) -> str:
    """That the names are an unofficial translation, where they are."""
    level = NAMED.get(scheme) or next((item.level for item in codelists.products(scheme).values()), "")
    listed = "HS" if scheme == "HS-section" else scheme
    official = codelists.official_in(listed, level)
    return "" if lang in official or not level else say("names.unofficial", lang)


def product_name(scheme: str, code: str, lang: str) -> str:
    """One product in words: ``30 Pharmaceuticals``; as the press names it; else its code."""
    if scheme == "press":
        return code.replace("-", " ")
    listed = codelists.products(scheme or "HS").get(code)
    if listed:
        return f"{code} {listed.short(lang)}"
    heading = codelists.headings().get(code) if scheme in ("", "HS") else None
    return f"{code} {heading.name(lang)}" if heading else code


def seen_from(view: View, detail: Detail, period: Period) -> str:
    """From whose reporting the detail comes, in words."""
    return seen_over(view, detail, [period])


def seen_over(view: View, detail: Detail, periods: Sequence[Period]) -> str:
    """The same over several periods, in which not always as many report."""
    if detail.seen_from == "reporter":
        named = {"reporter": view.look.name(view.asked.reporter), "agency": view.look.name(detail.agency)}
        return say("seen.reporter", view.lang, **named)
    if view.partner == "W00":
        counts = sorted(detail.reporters(period) for period in periods) or [0]
        if counts[0] == counts[-1]:
            return say("seen.partners", view.lang, count=counts[0])
        return say("seen.span", view.lang, least=counts[0], most=counts[-1])
    return say("seen.partner", view.lang, partner=view.look.name(view.partner))
