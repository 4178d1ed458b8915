"""Asks UN Comtrade for what it released since the last time, in pieces that its answers hold whole.

That nothing is missing: an answer counts as whole only below every cap of the service. One at a cap is not
kept but asked for in pieces, and where a list of ours (partners, HS codes) had to be used for that, the
pieces are held against the service's own count of the whole. A count for every answer would double the
questions and prove no more. What the sums of partners and of products lack to their totals,
``python -m etl check`` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.sources.un_comtrade.available import Dataset, available
from etl.sources.un_comtrade.door import CAPS, Door, QuotaSpent
from etl.sources.un_comtrade.part import Part, numbers
from etl.sources.un_comtrade.wish import Wish
from trade.errors import SourceChanged, SourceUnavailable, TradeDataError


def fetch(work: Fetching) -> None:
    """Each ask; a part that is refused stops no other. A spent quota, or no list of data sets, ends the run."""
    asking = _Asking(work, Door.of(work))
    for ask in work.asks:
        try:
            with work.attempt():
                asking.answer(Wish.of(ask))
        except _Enough:
            return


class _Enough(Exception):
    """No more can be asked in this run; the error is noted."""


@dataclass
class _Asking:
    """One run. ``known`` are the data sets by frequency and reporter, looked up once."""

    work: Fetching
    door: Door
    known: dict[tuple[str, str], Mapping[str, Dataset]] = field(
        default_factory=dict[tuple[str, str], Mapping[str, Dataset]]
    )

    def answer(self, wish: Wish) -> None:
        """Fetches the periods of a wish that changed since they were fetched."""
        try:
            datasets = self._datasets(wish)
            due = {
                period: dataset
                for period, dataset in datasets.items()
                if wish.first <= period[:4] <= wish.last
                and self._remembered(wish.part(period), dataset.state) is None
            }
            for part in wish.parts(due, self.door.cap, self.door.periods):
                rows = self._tried(part, datasets)
                if rows is not None and len(part.periods) > 1:
                    for period in part.periods:
                        self._remember(wish.part(period), datasets, rows)
        except QuotaSpent as error:
            raise self._enough(error) from error

    def _enough(self, error: TradeDataError) -> _Enough:
        self.work.errors.append(str(error))
        return _Enough()

    def _datasets(self, wish: Wish) -> Mapping[str, Dataset]:
        key = (wish.frequency, wish.reporter)
        if key not in self.known:
            try:
                self.known[key] = available(self.door, wish.frequency, numbers(wish.reporter))
            except SourceUnavailable as error:  # so plain a question: any other one would be refused too
                raise self._enough(error) from error
        return self.known[key]

    def _tried(self, part: Part, datasets: Mapping[str, Dataset]) -> int | None:
        """How many rows came, None where they could not be used: noted, and the next part is asked for."""
        try:
            return self._take(part, datasets)
        except SourceUnavailable:
            raise
        except TradeDataError as error:
            self.work.errors.append(str(error))
            return None

    def _take(self, part: Part, datasets: Mapping[str, Dataset]) -> int | None:
        rows = self._remembered(part, _state(part, datasets))
        if rows is not None:
            return rows
        path = f"{self.door.data}/C/{part.frequency}/HS"
        answer = self.door.ask(path, {**part.params, "maxRecords": f"{self.door.cap}"})
        rows = self._came(answer)
        if rows is None:
            rows = self._in_pieces(part, datasets, answer)
        elif rows == 0:
            _refuse_nothing(part, answer)
        else:
            self.work.store(
                answer, f"{part.name}.json", known_on=self._known_on(part, datasets), check=part.check
            )
        if rows is not None:
            self._remember(part, datasets, rows)
        return rows

    def _came(self, answer: Answer) -> int | None:
        """How many rows came, None where some may be missing; -1 for what the reader will refuse."""
        try:
            found = self.door.opened(answer)
        except SourceChanged:
            return -1
        return None if self.door.is_cut(found) else len(found.rows)

    def _in_pieces(self, part: Part, datasets: Mapping[str, Dataset], answer: Answer) -> int | None:
        pieces = part.split()
        if not pieces:
            raise SourceChanged(
                "more rows came than one cell can have.", where=answer.url,
                todo="A pin is ignored, or a cap is set too low in live.toml of un_comtrade.",
            )  # fmt: skip
        came = [self._tried(piece, datasets) for piece in pieces]
        held = [rows for rows in came if rows is not None]
        if len(held) < len(came):
            return None
        if part.splits_by_list:
            self._prove(part, sum(held))
        return sum(held)

    def _prove(self, part: Part, held: int) -> None:
        """Raises SourceChanged where the service counts other rows than the pieces hold.

        Without a key its count may stop at the cap as well, which proves nothing.
        """
        path = f"{self.door.data}/C/{part.frequency}/HS"
        answer = self.door.ask(path, {**part.params, "countOnly": "true"})
        counted = self.door.opened(answer).count
        if counted not in (held, *CAPS, self.door.cap):
            raise SourceChanged(
                f"the service counts {counted} rows, its pieces hold {held}.", where=answer.url,
                todo="Is a partner missing in names.csv, or a code in hs_codes.csv of un_comtrade?",
            )  # fmt: skip

    def _known_on(self, part: Part, datasets: Mapping[str, Dataset]) -> date:
        """The day of release; today where it is not said, or where another state of that day is here already."""
        today = self.work.today
        released = datasets[part.periods[0]].released or today
        singly = [replace(part, periods=(period,)).name for period in part.periods]
        before = {self.work.memory.get(name, {}).get("released") for name in singly}
        return today if f"{released}" in before else min(released, today)

    def _remembered(self, part: Part, state: str) -> int | None:
        """The rows of a part that is here in this state; 0 where it is known to have none."""
        said = self.work.memory.get(part.name, {})
        return int(said["rows"]) if said.get("state") == state else None

    def _remember(self, part: Part, datasets: Mapping[str, Dataset], rows: int) -> None:
        released = datasets[part.periods[0]].released
        said = {"state": _state(part, datasets), "released": f"{released}", "rows": rows}
        self.work.memory.put(part.name, said)


def _state(part: Part, datasets: Mapping[str, Dataset]) -> str:
    return " ".join(datasets[period].state for period in part.periods)


def _refuse_nothing(part: Part, answer: Answer) -> None:
    """No trade with one partner is an answer; no trade at all of a period that is listed is none."""
    if not part.partners and part.level == "TOTAL" and {"X", "M"} <= {*part.flows}:
        raise SourceChanged(
            "the service lists data of this period and gives none.", where=answer.url,
            todo="It answers so to a question that it does not understand: see part.py of un_comtrade.",
        )  # fmt: skip
