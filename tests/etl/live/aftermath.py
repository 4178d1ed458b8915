"""What stands after a refresh, for tests: figures, and what is told of a source in each of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

from dashboard import health
from etl import commands, publish, reports
from etl.archive import ADDED, ARRIVING
from etl.paths import Paths
from etl.progress import Voice
from etl.refresh import Ask
from etl.registry import CARD
from trade import looks
from trade.store import Store


class Heard(Voice):
    """Keeps what a person would see on the screen."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def problem(self, words: str, **facts: Any) -> None:
        self.problems.append(words)


@dataclass(frozen=True)
class Told:
    """What a source's state is, where people and monitors look for it."""

    on_screen: str
    noted: str
    by_status: str
    by_health: str
    #: of the runs in the data set, the last one of the source
    in_runs: str

    @property
    def everywhere(self) -> tuple[str, ...]:
        return (self.on_screen, self.noted, self.by_status, self.by_health)


@cache
def store(paths: Paths) -> Store:
    """One for each project: to open one costs more than to ask it."""
    return Store(paths.processed / publish.CURRENT)


def refreshed(paths: Paths, ask: Ask, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> tuple[int, Told]:
    """One refresh as the command does it: its exit code, and what is told of the source asked."""
    heard = Heard()
    code = commands.refresh(paths, [], heard, ask)
    return code, _told(paths, heard, monkeypatch, capsys)


def _told(paths: Paths, heard: Heard, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Told:
    monkeypatch.setattr(health, "store", lambda: store(paths))
    monkeypatch.setenv("COLUMNS", "4000")
    capsys.readouterr()
    reports.status(store(paths))
    ((source, service),) = (looks.last(paths.processed) or {})["services"].items()
    (status,) = [part for part in capsys.readouterr().out.split("\n\n") if part.startswith(f"{source}:")]
    (run,) = store(paths).rows(
        "SELECT outcome, message FROM runs WHERE source = $source ORDER BY started_at DESC LIMIT 1",
        {"source": source},
    )
    return Told(
        " ".join(heard.problems), " ".join(service["errors"]), status,
        health.health(date(2024, 3, 1))[0]["sources"][source]["problem"] or "",
        f"{run['outcome']}: {run['message']}",
    )  # fmt: skip


def standing(paths: Paths, source: str) -> list[dict[str, Any]]:
    """All answers and rates of a source."""
    return [
        row
        for table in ("trade", "rates")
        for row in store(paths).rows(f"FROM {table} WHERE source = $source ORDER BY ALL", {"source": source})
    ]


def of_archive(paths: Paths, source: str) -> list[str]:
    """The files of a source; the list of their days must hold these and no other."""
    folder = paths.raw / source
    files = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != CARD)
    listed = [line.split(",")[0] for line in (folder / ADDED).read_text().splitlines()[1:]]
    assert sorted(listed) == [name for name in files if name != ADDED]
    assert not (folder / ARRIVING).exists()
    return sorted(listed)
