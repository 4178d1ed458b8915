"""What tests share: the real data set, and small projects with a few real files each."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.plan import Paths
from etl.refresh import refresh
from trade.store import Store

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
#: Azerbaijan's workbook.
WORKBOOK = "imf_dots/DOTS_13.xlsx"
UNCTAD = "unctad_sitc/unctad_sitc_sections_aze_ltu_1995_2005_2015.csv"
PRESS = "press/published_figures.csv"

MakeRoot = Callable[..., Paths]


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of the real data set; a refresh with nothing new does nothing."""
    paths = Paths(ROOT)
    paths.processed.mkdir(parents=True, exist_ok=True)
    with (paths.processed / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # another run may be building the very same: wait for it
    done = refresh(paths)
    assert done.folder is not None
    assert not done.failures
    return paths.processed / "current"


@pytest.fixture(scope="session")
def store(published: Path) -> Store:
    return Store(published)


def small_root(folder: Path, *files: str) -> Paths:
    """A project in ``folder`` with the card of every source, but only these raw files."""
    paths = Paths(folder)
    for card in RAW.glob("*/origin.toml"):
        target = paths.raw / card.parent.name
        target.mkdir(parents=True)
        shutil.copyfile(card, target / card.name)
    for name in files:
        shutil.copyfile(RAW / name, paths.raw / name)
    return paths


@pytest.fixture
def make_root(tmp_path: Path) -> MakeRoot:
    """Makes a small project in a folder of its own: ``make_root(WORKBOOK, UNCTAD)``."""
    return lambda *files: small_root(tmp_path / "project", *files)
