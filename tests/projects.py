"""Small projects with a few real files each, and what a command said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.paths import Paths

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
#: South Sudan's workbook, one of the smallest.
WORKBOOK = "imf_dots/DOTS_181.xlsx"
AZERBAIJAN = "imf_dots/DOTS_13.xlsx"
UNCTAD = "unctad_sitc/unctad_sitc_sections_aze_ltu_1995_2005_2015.csv"
WTO = "wto_hs2/wto_hs2_imports_of_lithuania_2001_2002.csv"
PRESS = "press/published_figures.csv"

#: As many rows as a brief CSV has.
ROWS = 12

MakeRoot = Callable[..., Paths]
Cli = Callable[..., "Said"]


@dataclass(frozen=True)
class Said:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str


def small_root(folder: Path, *files: str, rows: int | None = None) -> Paths:
    """A project in ``folder`` with the card of every source, but only these raw files.

    Of a CSV the heading and the first ``rows`` rows, all unless given.
    """
    paths = Paths(folder)
    for card in RAW.glob("*/origin.toml"):
        target = paths.raw / card.parent.name
        target.mkdir(parents=True)
        shutil.copyfile(card, target / card.name)
    for name in files:
        (paths.raw / name).write_bytes(published(name, rows))
    return paths


def published(name: str, rows: int | None = None) -> bytes:
    """A file as published; of a CSV the heading and the first ``rows`` rows."""
    data = (RAW / name).read_bytes()
    if rows is None or not name.endswith(".csv"):
        return data
    return b"".join(data.splitlines(keepends=True)[: rows + 1])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder and its bytes."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
