"""Which sources there are: a folder each under ``etl/sources`` and ``data/raw``."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from typing import Any

from etl.model import RawFile, Reading
from etl.reading import sheets
from trade.errors import BadSelection, SourceUnavailable

SOURCES = Path(__file__).with_name("sources")
CARD = "origin.toml"


@dataclass(frozen=True)
class Card:
    """Where the bytes of a source come from: its ``origin.toml``."""

    source: str
    publisher: str
    title: str
    url: str
    licence: str
    vintage: str
    units: str
    valuation: str
    retrieved: date
    known_on: date
    warning: str


@dataclass(frozen=True)
class Source:
    """A publisher: its habits (``source.toml``) and its reader."""

    name: str
    habits: dict[str, Any]
    recognises: Callable[[Path], bool]
    read: Callable[[RawFile], Reading]

    @property
    def one_word_per_cell(self) -> bool:
        """Whether two different figures for one cell of one vintage are a contradiction."""
        return bool(self.habits.get("one_word_per_cell", True))

    @property
    def slack(self) -> float:
        """How much of what its printed digits allow two figures of one cell may use: 0, or 1 where the
        publisher prints a cell in several tables and rounds each for itself."""
        return 1.0 if self.habits.get("rounds_each_table") else 0.0


@cache
def sources() -> dict[str, Source]:
    """All sources by name, in the order of their names."""
    folders = sorted(path.parent for path in SOURCES.glob("*/source.toml"))
    return {folder.name: _source(folder) for folder in folders}


def source(name: str) -> Source:
    if name not in sources():
        near = get_close_matches(name[:40], sources(), n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(sources())}."
        raise BadSelection("source", f"no source is called {name[:40]!r}.", todo=hint)
    return sources()[name]


def _source(folder: Path) -> Source:
    habits = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    if not (folder / f"{folder.name}.py").exists():
        return Source(
            folder.name,
            habits,
            partial(sheets.recognises, folder=folder),
            partial(sheets.read, folder=folder),
        )
    reader = importlib.import_module(f"etl.sources.{folder.name}.{folder.name}")
    return Source(folder.name, habits, reader.recognises, reader.read)


_WORDS = ("source", "publisher", "title", "url", "licence", "vintage", "units", "valuation", "warning")


def card(raw: Path, name: str) -> Card:
    """The origin card of a source under ``raw`` (the folder ``data/raw``)."""
    path = raw / name / CARD
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        said = {key: str(words[key]) for key in _WORDS}
        return Card(**said, retrieved=_day(words["retrieved"]), known_on=_day(words["known_on"]))
    except FileNotFoundError as error:
        raise SourceUnavailable(
            "the origin card is missing.", where=f"{name}/{CARD}", todo="No file is read without one."
        ) from error
    except (KeyError, ValueError) as error:
        raise SourceUnavailable(
            f"the origin card is not complete ({error}).",
            where=f"{name}/{CARD}",
            todo="See docs/adding-a-source.md for its lines.",
        ) from error


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def recognise(path: Path) -> Source | None:
    """The one source whose reader knows the file's form, or None."""
    return next((item for item in sources().values() if item.recognises(path)), None)
