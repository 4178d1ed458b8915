"""What tests share: the real data set, and small projects with a few real files each."""

from __future__ import annotations

import fcntl
from pathlib import Path

import hypothesis
import pytest
from projects import ROOT, ROWS, MakeRoot, small_root

from etl.paths import Paths
from etl.refresh import refresh
from trade.store import Store

# How long an example takes says more of the machine than of the product.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of the real data set; a refresh with nothing new does nothing."""
    paths = Paths(ROOT)
    paths.processed.mkdir(parents=True, exist_ok=True)
    with (paths.processed / ".tests").open("w") as turn, (paths.processed / ".lock").open("w") as held:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two workers that refresh at once would refuse one another
        fcntl.flock(held, fcntl.LOCK_EX)  # somebody else may be building the very same: wait for it
        fcntl.flock(held, fcntl.LOCK_UN)
        done = refresh(paths)
    assert done.folder is not None
    assert not done.failures
    return paths.processed / "current"


@pytest.fixture(scope="session")
def store(published: Path) -> Store:
    return Store(published)


@pytest.fixture
def make_root(tmp_path: Path) -> MakeRoot:
    """Makes a small project in a folder of its own: ``make_root(WORKBOOK, UNCTAD)``."""
    return lambda *files: small_root(tmp_path / "project", *files)


@pytest.fixture
def make_brief_root(tmp_path: Path) -> MakeRoot:
    """The same with only the first rows of each CSV: for what does not hang on their number."""
    return lambda *files: small_root(tmp_path / "project", *files, rows=ROWS)
