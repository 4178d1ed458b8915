"""A refresh that is killed, wherever it stands: the last good data set stays, the next one finishes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from handmade_damage import put
from projects import ROOT, ROWS, UNCTAD, WORKBOOK, Cli, MakeRoot, small_root
from stopping import POINTS

from etl import publish
from etl.paths import Paths
from etl.refresh import refresh
from trade.store import Store

COUNTS = "SELECT (SELECT count(*) FROM observations) AS observations, (SELECT count(*) FROM trade) AS answers"
OLD = [{"value_usd": 188_393.0}]
NEW = [{"value_usd": 188_400.0}]


def armenia(store: Store) -> list[dict[str, object]]:
    return store.rows(
        "SELECT value_usd FROM trade WHERE source = 'unctad_sitc' AND reporter = 'ARM' AND partner = 'LTU'"
        " AND period = '1995' AND product = 'TOTAL'"
    )


@pytest.fixture(scope="module")
def three_versions(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A project with as many versions as are kept."""
    paths = small_root(tmp_path_factory.mktemp("published"), WORKBOOK, UNCTAD, rows=ROWS)
    for old, new in [("4765.042", "4765.043"), ("4765.043", "4765.044"), ("4765.044", "4765.042")]:
        edit(paths, old, new)
        refresh(paths)
    return paths


def edit(paths: Paths, old: str, new: str) -> None:
    file = paths.raw / UNCTAD
    file.write_bytes(put(old, new)(file.read_bytes()))


@contextmanager
def standing_at(paths: Paths, point: str) -> Generator[None]:
    """A refresh in a process of its own that stands at ``point``, and is killed at the end."""
    command = [sys.executable, str(Path(__file__).with_name("stopping.py")), str(paths.root), point]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"stopped\n"
        try:
            yield
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=20)  # ends only when its workers have ended too
        assert process.returncode == -signal.SIGKILL


def kill_at(paths: Paths, point: str) -> None:
    with standing_at(paths, point):
        pass


#: While it reads and just before it publishes is tried at each run, the rest where there is time.
OFTEN = ("while a worker reads", "before the pointer")
MOMENTS = [pytest.param(each, marks=() if each in OFTEN else pytest.mark.slow) for each in POINTS]


@pytest.mark.parametrize("point", MOMENTS)
def test_a_killed_refresh_harms_nothing(three_versions: Paths, tmp_path: Path, point: str):
    paths = Paths(tmp_path / "project")
    shutil.copytree(three_versions.root, paths.root, symlinks=True)
    current = paths.processed / "current"
    edit(paths, "188.393", "188.4")
    before = Store(current).rows(COUNTS)
    kill_at(paths, point)
    assert armenia(Store(current)) == (NEW if point == "before old versions go" else OLD)
    assert Store(current).rows(COUNTS) == before
    assert refresh(paths).exit_code == 0
    assert armenia(Store(current)) == NEW
    assert Store(current).rows(COUNTS) == before
    assert not [path for path in paths.processed.iterdir() if path.name.startswith(publish.UNFINISHED)]
    assert not list(paths.readings.rglob("*.part"))


@pytest.mark.slow
def test_a_first_refresh_that_is_killed_leaves_nothing_to_read(make_brief_root: MakeRoot):
    paths = make_brief_root(UNCTAD)
    kill_at(paths, "before the pointer")
    assert not (paths.processed / "current").exists()
    assert refresh(paths).exit_code == 0
    assert armenia(Store(paths.processed / "current")) == OLD


def test_two_at_once_are_told_and_the_lock_ends_with_its_holder(cli: Cli, make_brief_root: MakeRoot):
    paths = make_brief_root(UNCTAD)
    assert refresh(paths).exit_code == 0
    edit(paths, "188.393", "188.4")
    with standing_at(paths, "while a worker reads"):
        for words in (("refresh", "--offline"), ("add", paths.raw / UNCTAD)):
            said = cli(*words, root=paths)
            assert (said.code, "another refresh is running" in said.err) == (3, True)
        assert cli("status", root=paths).code == 0
    assert cli("refresh", "--offline", root=paths).code == 0
    assert armenia(Store(paths.processed / "current")) == NEW
