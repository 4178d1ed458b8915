"""What a connector works with: its questions, a client, and a place for what came."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from etl import archive
from etl.live import slips
from etl.live.answer import Answer
from etl.live.client import Client
from etl.live.memory import Memory
from etl.live.settings import Settings
from etl.model import Reading
from etl.paths import Paths
from etl.readings import Kept, observed
from trade.errors import SourceChanged, TradeDataError

Check = Callable[[Reading], None]


@dataclass
class Fetching:
    """One run for one source. ``kept`` are the files that came new, ``errors`` what went wrong."""

    settings: Settings
    paths: Paths
    client: Client
    memory: Memory
    kept: list[str] = field(default_factory=list[str])
    errors: list[str] = field(default_factory=list[str])
    #: said once a file is kept: which file, how many figures or rates
    read: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    #: lines that only ``python -m etl try`` shows, of a question whose answer is no file
    shown: list[str] = field(default_factory=list[str])

    @property
    def source(self) -> str:
        return self.settings.source

    @property
    def asks(self) -> tuple[Any, ...]:
        """The questions of ``live.toml``, in its order."""
        return self.settings.asks

    @property
    def today(self) -> date:
        return datetime.now(UTC).date()

    @contextmanager
    def attempt(self) -> Generator[None]:
        """One question: what goes wrong with it is noted, and the next one is asked."""
        try:
            yield
        except TradeDataError as error:
            self.errors.append(str(error))

    def store(
        self, answer: Answer, name: str, *, known_on: date | None = None, check: Check | None = None
    ) -> Path | None:
        """Archives the body as it came, then reads it; its place, None where the same bytes are there.

        ``name`` says what was asked (``C.A.HS.AZE.2021.json``); the day is put before its ending.
        ``known_on`` is the day by which the figures were public, today when left out. ``check`` is
        given the reading and raises where it is not what was asked for. An answer that cannot be
        used is moved out of sight, and the error says why.
        """
        if not answer.is_new:
            return None
        stem, dot, ending = name.rpartition(".")
        dated = f"{stem}.{self.today}{dot}{ending}"
        days = archive.Days(self.today, known_on or self.today, answer.url)
        came = archive.receive(answer.path, self.paths.raw / self.source, dated, days)
        place = None if isinstance(came, Path) else self._admitted(came, check)
        self.client.remember(answer)
        return place

    def _admitted(self, came: archive.Arrival, check: Check | None) -> Path:
        """Its place in the archive; raises SourceChanged where it cannot be used."""
        try:
            self._accept(came, check)
        except TradeDataError as error:
            refused = archive.refuse(came).relative_to(self.paths.root)
            ways = f" {slips.todo(self.source, refused)}" if isinstance(error, slips.Slipped) else ""
            raise SourceChanged(
                f"the answer was not used: {error}", where=came.days.url,
                todo=f"It is kept as {refused}.{ways}",
            ) from error  # fmt: skip
        place = archive.admit(came)
        self.kept.append(place.name)
        return place

    def _accept(self, came: archive.Arrival, check: Check | None) -> None:
        file = archive.raw_file(came.place, f"{self.source}/{came.place.name}", came.days)
        reading, observations = observed(Kept(self.source, file, self.today, came.place))
        if check:
            check(reading)
        slips.refuse(self.paths.processed / "current", self.source, observations)
        self.read.append((came.place.name, len(reading.figures) or len(reading.rates)))


@contextmanager
def fetching(paths: Paths, settings: Settings, **clock: Any) -> Generator[Fetching]:
    """A run for one source. ``clock`` may set the client's ``sleep`` and ``now``."""
    memory = Memory(paths.state / f"{settings.source}.json")
    folder = paths.state / f"{settings.source}.answers"
    shutil.rmtree(folder, ignore_errors=True)  # a run that was killed may have left some
    folder.mkdir(parents=True)
    try:
        yield Fetching(settings, paths, Client(settings, memory, folder, **clock), memory)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
