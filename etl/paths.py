"""The folders of a project. Without heavy imports, so that ``--help`` stays quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """The folders that a refresh works in."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def readings(self) -> Path:
        return self.processed / ".readings"

    @property
    def state(self) -> Path:
        """What is remembered of publishers' services; losing it costs requests, never figures."""
        return self.root / "data" / "state"
