"""A disk that is full: a sentence, nothing half published, and with room again the next refresh is well."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from aftermath import of_archive, standing, store
from misbehaving import answers
from projects import ROOT, ROWS, UNCTAD, Cli, small_root
from pytest_httpserver import HTTPServer
from refreshing import ARMENIA, edit, values
from services import Clock, asked_of
from test_faults import NEWER
from test_fx_ecb import ASKED, MONTHLY

from etl import publish
from etl.paths import Paths
from etl.refresh import refresh
from trade.looks import LOOKED

REFRESH = ("refresh", "fx_ecb", "unctad_sitc")
#: A file may grow to so many bytes: enough for answers and readings, too few for an engine.
ROOM = 60_000
WITH_LITTLE_ROOM = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM})); from etl.cli import main; main()"


def no_room(*_words: object, **_named: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "handmade")


def no_room_for_the_engine(*_words: object) -> None:
    raise duckdb.IOException('IO Error: Could not write file "handmade": No space left on device')


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = small_root(tmp_path_factory.mktemp("full"), UNCTAD, rows=ROWS)
    with pytest.MonkeyPatch.context() as patch, answers(MONTHLY)(Clock()) as address:
        patch.setenv("TRADE_ADDRESS_FX_ECB", address)
        assert refresh(paths, ask=asked_of("fx_ecb")).exit_code == 0
    return paths


@pytest.fixture
def paths(good: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    """A project that has two months, a service with three, and news of another source."""
    paths = Paths(tmp_path / "project")
    shutil.copytree(good.root, paths.root, symlinks=True)
    httpserver.expect_request(ASKED).respond_with_data(NEWER)
    monkeypatch.setenv("TRADE_ADDRESS_FX_ECB", httpserver.url_for(""))
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    return paths


def check_well(cli: Cli, paths: Paths) -> None:
    """With room again all news are there, and nothing is left of the failure."""
    assert cli(*REFRESH, root=paths).code == 0
    assert values(paths, ARMENIA) == [188_400]
    assert "2024-03" in {row["period"] for row in standing(paths, "fx_ecb")}
    assert len(of_archive(paths, "fx_ecb")) == 2
    assert not [*paths.data.rglob("*.part"), *paths.processed.glob(f"{publish.UNFINISHED}*")]
    assert "broken" not in cli("status", root=paths).out


@pytest.mark.parametrize(
    ("where", "how"),
    [
        ("etl.live.client.save", no_room),
        ("etl.archive.shutil", SimpleNamespace(copyfile=no_room)),
        ("etl.archive.note", no_room),
    ],
)
@pytest.mark.slow
def test_while_an_answer_is_archived(
    paths: Paths, cli: Cli, monkeypatch: pytest.MonkeyPatch, where: str, how: object
):
    before = standing(paths, "fx_ecb")
    with monkeypatch.context() as full:
        full.setattr(where, how)
        said = cli(*REFRESH, root=paths)
    assert said.code == 1 and "handmade: No space left on device." in said.err
    assert standing(paths, "fx_ecb") == before and len(of_archive(paths, "fx_ecb")) == 1
    assert values(paths, ARMENIA) == [188_400]
    check_well(cli, paths)


@pytest.mark.parametrize(
    ("where", "how"),
    [
        ("etl.publish.write_package", no_room),
        ("etl.readings.write_observations", no_room),
        ("etl.publish._copy", no_room_for_the_engine),
    ],
)
def test_while_a_data_set_is_built(
    paths: Paths, cli: Cli, monkeypatch: pytest.MonkeyPatch, where: str, how: Callable[..., None]
):
    version = store(paths).version
    with monkeypatch.context() as full:
        full.setattr(where, how)
        said = cli(*REFRESH, root=paths)
    assert (said.code, said.out) == (3, "") and "No space left on device" in said.err
    check_as_before(cli, paths, version)


@pytest.mark.slow
def test_for_real(paths: Paths, cli: Cli):
    """The machine itself refuses to write, to Python, to Arrow and to the engine."""
    version = store(paths).version
    command = [sys.executable, "-c", WITH_LITTLE_ROOM, *REFRESH, "--root", str(paths.root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    check_as_before(cli, paths, version)


def check_as_before(cli: Cli, paths: Paths, version: str) -> None:
    assert [path.name for path in publish.versions(paths.processed)] == [version] == [store(paths).version]
    assert not list(paths.processed.glob(f"{publish.UNFINISHED}*"))
    status = cli("status", root=paths)
    assert status.code == 1 and "broken off." in status.out
    check_well(cli, paths)


def test_what_was_published_stands_where_it_cannot_be_noted(paths: Paths, cli: Cli):
    (paths.processed / LOOKED).unlink()
    (paths.processed / LOOKED).symlink_to("/dev/full")
    said = cli(*REFRESH, root=paths)
    assert said.code == 1 and "could not be noted: No space left on device." in said.err
    assert "Published" in said.err and values(paths, ARMENIA) == [188_400]
    (paths.processed / LOOKED).unlink()
    check_well(cli, paths)
