"""How UN Comtrade is asked: with a key by one path, without by another, so many questions a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from etl.live.answer import Answer
from etl.live.fetching import Fetching
from etl.sources.un_comtrade.envelope import Envelope, opened
from trade.errors import SourceChanged, SourceUnavailable

#: An answer with exactly so many rows is taken for one cut short, whatever cap is set: these are the
#: service's own, by kind of subscription.
CAPS = (500, 100_000, 250_000)


class QuotaSpent(SourceUnavailable):
    """So many questions were asked today as are allowed; tomorrow's refresh goes on."""


@dataclass(frozen=True)
class Door:
    """What the service allows those who come with a key, or without. ``cap`` is rows an answer."""

    work: Fetching
    kind: str
    data: str
    availability: str
    cap: int
    a_day: int
    periods: int

    @classmethod
    def of(cls, work: Fetching) -> Self:
        """Raises SourceChanged where live.toml does not say how much may be asked."""
        kind = "with_key" if work.settings.key else "without_key"
        paths = _PATHS[kind]
        try:
            words = work.settings.own[kind]
            return cls(work, kind, *paths, int(words["cap"]), int(words["a_day"]), int(words["periods"]))
        except (KeyError, ValueError, TypeError) as error:
            raise SourceChanged(
                f"[own.{kind}] is not complete ({error}).", where="etl/sources/un_comtrade/live.toml",
                todo="It says cap, a_day and periods.",
            ) from error  # fmt: skip

    def is_cut(self, found: Envelope) -> bool:
        """Whether rows may be missing: the service has no pages, and stops at its cap without a word."""
        came = len(found.rows)
        return came >= self.cap or came in CAPS or found.count > came

    def ask(self, path: str, params: Mapping[str, str]) -> Answer:
        """One question, counted, with those that had to be repeated. Raises QuotaSpent before the first too many."""
        day = f"{self.work.today}"
        asked = self._asked(day)
        if asked >= self.a_day:
            raise QuotaSpent(
                f"its {self.a_day} questions of {day} are asked.", where=self.work.settings.address,
                todo="The first refresh of the next day (UTC) goes on where this one stopped.",
            )  # fmt: skip
        before = self.work.client.requests
        try:
            return self.work.client.get(path, params)
        finally:
            spent = asked + self.work.client.requests - before
            self.work.memory.put(f"asked {self.kind}", {"day": day, "requests": spent})

    def opened(self, answer: Answer) -> Envelope:
        return opened(answer.path.read_bytes(), answer.url)

    def _asked(self, day: str) -> int:
        said: Any = self.work.memory.get(f"asked {self.kind}", {})
        return int(said["requests"]) if said.get("day") == day else 0


_PATHS = {
    "with_key": ("data/v1/get", "data/v1/getDa"),
    "without_key": ("public/v1/preview", "public/v1/getDA"),
}
