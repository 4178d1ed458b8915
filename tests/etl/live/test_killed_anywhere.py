"""A refresh that asks services, killed at any moment: the archive and the data set are always whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import hurried
import pytest
from aftermath import of_archive, store
from flask import Request, Response
from handmade_comtrade import Comtrade, rows_of
from misbehaving import ANY
from projects import ROOT, ROWS, UNCTAD, WORKBOOK, small_root
from pytest_httpserver import HTTPServer
from refreshing import edit
from test_fx_ecb import MONTHLY

from etl import archive, publish
from etl.days import noted
from etl.live import run
from etl.paths import Paths
from etl.refresh import refresh
from trade.tables import FILES, FINDINGS, OBSERVATIONS, RATES, TRADE

#: SEED and KILLS in the environment try the same again, or fewer.
KILLS = int(os.environ.get("KILLS") or 50)
LIVE = ("fx_ecb", "un_comtrade")
HEAD, ROW, _ = MONTHLY.splitlines()


@dataclass
class Publishers:
    """The European Central Bank and UN Comtrade, which know so many months since January 2016."""

    known: int = 3

    def __call__(self, request: Request) -> Response:
        months = [f"{2016 + number // 12}-{number % 12 + 1:02}" for number in range(self.known)]
        if "EXR" in request.path:
            return Response("\n".join([HEAD, *(ROW.replace("2024-01", month) for month in months), ""]))
        periods = [month.replace("-", "") for month in months]
        return Comtrade(rows_of(31, periods, "X M", [0, 440, 268], ["TOTAL"]))(request)


@pytest.fixture
def publishers(monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Publishers:
    publishers = Publishers()
    httpserver.expect_request(ANY).respond_with_handler(publishers)
    for source in LIVE:
        monkeypatch.setenv(f"TRADE_ADDRESS_{source.upper()}", httpserver.url_for(""))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    monkeypatch.setattr(run, "load", hurried.hurried)
    return publishers


def counts(paths: Paths) -> dict[str, int]:
    asked = ", ".join(
        f"(SELECT count(*) FROM {table}) AS {table}" for table in ("observations", "trade", "rates")
    )
    return store(paths).rows(f"SELECT {asked}")[0]


def run_for(paths: Paths, seconds: float) -> float:
    """Runs a refresh in a process of its own and kills it after so many seconds; how long it took at most."""
    command = [sys.executable, str(Path(hurried.__file__)), str(paths.root)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout and process.stdout.readline() == b"begun\n"
        began = time.monotonic()
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)  # ends only when its workers have ended too
        return time.monotonic() - began


def check_archive(paths: Paths) -> None:
    """No file is there twice or without its days; what is noted and not there is on its way."""
    for source in LIVE:
        files = {each.path.name: each.sha256 for each in archive.raw_files(paths.raw, source)}
        assert [sha for sha, times in Counter(files.values()).items() if times > 1] == []
        arriving = paths.raw / source / archive.ARRIVING
        coming = {path.name for path in arriving.iterdir()} if arriving.is_dir() else set[str]()
        listed = set(noted(paths.raw / source))
        assert files.keys() <= listed <= files.keys() | coming


@pytest.mark.slow
def test_fifty_kills(tmp_path: Path, publishers: Publishers):
    seed = int(os.environ.get("SEED") or random.randrange(10**6))
    print(f"SEED={seed}")  # shown where the test fails; in the environment it does the same again
    moment = random.Random(seed)
    paths = small_root(tmp_path / "project", WORKBOOK, UNCTAD, rows=ROWS)
    lasts = run_for(paths, 120)
    for number in range(KILLS):
        before = counts(paths)
        publishers.known += 1
        edit(paths.raw / UNCTAD, f"188.{393 + number}", f"188.{394 + number}")
        run_for(paths, moment.uniform(0, lasts))
        killed = counts(paths)
        check_archive(paths)
        began = time.monotonic()
        assert hurried.work(paths).exit_code == 0
        lasts = max(lasts / 2, time.monotonic() - began)
        assert killed in (before, counts(paths))
        check_archive(paths)
        assert [len(of_archive(paths, source)) for source in LIVE][1] == publishers.known
        assert not list(paths.processed.glob(f"{publish.UNFINISHED}*"))
    check_like_one_from_nothing(paths, tmp_path / "fresh")


def check_like_one_from_nothing(paths: Paths, folder: Path) -> None:
    shutil.copytree(paths.raw, Paths(folder).raw)
    assert refresh(Paths(folder), hurried.SOURCES).exit_code == 0
    for table in (OBSERVATIONS, TRADE, RATES, FINDINGS, FILES):
        sql = f"SELECT COLUMNS(c -> c <> 'checked_at') FROM {table.name} ORDER BY ALL"
        assert store(paths).rows(sql) == store(Paths(folder)).rows(sql), table.name
