"""What is asked of a service and how politely: ``live.toml`` beside a source.

Not part of the program's fingerprint: what is asked does not change how an answer is read.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trade.errors import SourceChanged

SETTINGS = "live.toml"


@dataclass(frozen=True)
class Settings:
    """The lines of a ``live.toml``. Times are in seconds."""

    source: str
    #: where the service stands, without a last slash; TRADE_ADDRESS_<SOURCE> in the environment goes before
    address: str
    #: least time between the beginnings of two requests
    pace: float
    #: for all that is asked of this source in one run
    time_limit: float
    #: until the first byte of an answer, and between two pieces of it
    patience: float
    #: the environment's name for the key, and the header that carries it; empty where there is none
    key_env: str
    key_header: str
    #: what is asked, in the words of the connector
    asks: tuple[Mapping[str, Any], ...]
    #: the smallest question with an answer, for ``python -m etl try``
    trial: Mapping[str, Any]
    user_agent: str
    #: lines that only the connector of the source knows: caps, quotas
    own: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def key(self) -> str | None:
        return os.environ.get(self.key_env) or None if self.key_env else None


def load(folder: Path) -> Settings:
    """The settings of the source whose folder this is. Raises SourceChanged where a line is missing."""
    path = folder / SETTINGS
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        return Settings(
            source=folder.name,
            address=_address(folder.name, str(words["address"])),
            pace=float(words["pace"]),
            time_limit=float(words["time_limit"]),
            patience=float(words.get("patience", 60)),
            key_env=str(words.get("key_env", "")),
            key_header=str(words.get("key_header", "")),
            asks=tuple(words["ask"]),
            trial=words["try"],
            user_agent=str(words.get("user_agent", "bilateral")),
            own=words.get("own", {}),
        )
    except (KeyError, ValueError) as error:
        raise SourceChanged(
            f"the settings are not complete ({error}).",
            where=f"etl/sources/{folder.name}/{SETTINGS}",
            todo="See docs/adding-a-source.md for its lines.",
        ) from error


def _address(source: str, usual: str) -> str:
    return os.environ.get(f"TRADE_ADDRESS_{source.upper()}", usual).rstrip("/")
