"""What one request asks of Comext, and its halves where it is too much for the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from etl.model import Reading
from etl.sources.eurostat_comext import codes
from etl.sources.eurostat_comext.cells import FREQUENCIES, VALUES
from trade.codelists import products
from trade.errors import BadSelection, SourceChanged
from trade.period import Period

Codes = tuple[str, ...]
#: In ``products`` of an ask: every chapter of the HS.
CHAPTERS = "HS2"
#: What is halved first where a question is too large.
_HALVED = ("times", "flows", "products", "reporters", "partners")
_LISTS = ("reporters", "partners", "products")


@dataclass(frozen=True)
class Question:
    """Codes as Comext writes them; an empty list of products asks for all of them. ``times`` are in order."""

    name: str
    dataset: str
    frequency: str
    reporters: Codes
    partners: Codes
    products: Codes
    flows: Codes
    times: Codes

    @property
    def path(self) -> str:
        parts = (
            (self.frequency,), self.reporters, self.partners, self.products, self.flows, (VALUES[self.dataset],),
        )  # fmt: skip
        return (
            f"comext/dissemination/sdmx/2.1/data/{self.dataset}/{'.'.join('+'.join(part) for part in parts)}"
        )

    @property
    def params(self) -> dict[str, str]:
        return {"format": "SDMX-CSV", "startPeriod": self.times[0], "endPeriod": self.times[-1]}

    @property
    def file(self) -> str:
        """A name that says what was asked: the ask's own, the times, and what else tells halves apart."""
        parts = [self.dataset, self.name, self.frequency, _span(self.times), "".join(self.flows)]
        parts += [_span(each) for each in (self.products, self.reporters, self.partners) if each]
        return "_".join(parts) + ".csv"

    def halves(self, words: str, url: str) -> tuple[Question, Question]:
        """Two questions for what this one asks. Raises SourceChanged where it cannot be less."""
        for name in _HALVED:
            found: Codes = getattr(self, name)
            if (half := len(found) // 2) > 0:
                return replace(self, **{name: found[:half]}), replace(self, **{name: found[half:]})
        raise SourceChanged(
            f"it is too much even for one code of each dimension ({words.rstrip('.')}).", where=url,
            todo="List the products in etl/sources/eurostat_comext/live.toml.",
        )  # fmt: skip

    def check(self, reading: Reading) -> None:
        """Raises SourceChanged where a figure is not one that was asked for."""
        asked = {
            "reporter": set(self._areas(self.reporters)),
            "partner": set(self._areas(self.partners)),
            "flow": {codes.FLOWS[each] for each in self.flows},
            "period_start": {Period.parse(each).start for each in self.times},
            "period_end": {Period.parse(each).end for each in self.times},
        }
        if self.products:
            asked["product"] = {codes.product(each)[1] for each in self.products}
        for column, known in asked.items():
            for found in reading.figures[column].unique().to_pylist():
                if found not in known:
                    raise SourceChanged(
                        f"figures with the {column} {found} came, which was not asked for.", where=self.file,
                        todo="The service seems to read the question in another way.",
                    )  # fmt: skip

    def _areas(self, printed: Codes) -> Iterator[str]:
        for time in (self.times[0], self.times[-1]):
            yield from (codes.area(each, Period.parse(time), "live.toml", each) for each in printed)


def _span(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else f"{found[0]}-{found[-1]}"


def of(ask: Mapping[str, Any], today: date) -> Question:
    """The question of an ask in ``live.toml``. Raises BadSelection for words that are not known."""
    frequency, dataset = ask.get("frequency", "M"), ask["dataset"]
    if frequency not in FREQUENCIES or dataset not in VALUES:
        raise BadSelection(
            "ask", f"{ask['name']}: {dataset} at the frequency {frequency} is not known.",
            todo=f"Known are {', '.join(VALUES)} and {', '.join(FREQUENCIES)}.",
        )  # fmt: skip
    lists = {name: tuple(ask.get(name, ())) for name in _LISTS}
    if not lists["reporters"] or not lists["partners"]:
        raise BadSelection(
            "ask", f"{ask['name']}: reporters and partners must be listed.", todo="See live.toml."
        )
    return Question(
        name=ask["name"],
        dataset=dataset,
        frequency=frequency,
        reporters=lists["reporters"],
        partners=lists["partners"],
        products=tuple(_listed(lists["products"])),
        flows=tuple(ask.get("flows", codes.FLOWS)),
        times=_times(ask["since"], ask.get("until"), frequency, today),
    )


def _listed(asked: Codes) -> Iterator[str]:
    for each in asked:
        if each == CHAPTERS:
            yield from (code for code, item in products("HS").items() if item.level == "chapter")
        else:
            yield each


def _times(since: str, until: str | None, frequency: str, today: date) -> Codes:
    """Every month, or year, from the first one to the last, which is the present one unless said."""
    last = Period.parse(until).end if until else today
    months = Period(Period.parse(since).start, Period.month(last.year, last.month).end).each_month()
    return tuple(dict.fromkeys(month.text[:4] if frequency == "A" else month.text for month in months))
