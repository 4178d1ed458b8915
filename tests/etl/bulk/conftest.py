"""A project with a small data set, to load bulk files into."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import WORKBOOK, Said, small_root

from etl.paths import Paths
from etl.refresh import refresh

Cli = Callable[..., Said]


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = small_root(tmp_path_factory.mktemp("bulk") / "project", WORKBOOK)
    assert refresh(paths).exit_code == 0
    return paths


@pytest.fixture
def root(published_once: Paths, tmp_path: Path) -> Paths:
    """A copy of it, so that each test publishes for itself."""
    shutil.copytree(published_once.root, tmp_path / "project", symlinks=True)
    return Paths(tmp_path / "project")


@pytest.fixture
def came(tmp_path: Path) -> Path:
    """A folder for files that an operator has."""
    folder = tmp_path / "came"
    folder.mkdir()
    return folder
