"""What operators are handed: units that systemd takes, lines for cron and orchestrators that work."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from projects import ROOT
from typer.main import get_command

from etl import mail, notices
from etl.cli import PARTLY, app
from etl.desk.pairs import read
from etl.live.run import live_sources
from etl.live.settings import load
from etl.registry import SOURCES

DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("bilateral*.*") if path.suffix in (".service", ".timer"))
SERVICES = [name for name in UNITS if name.endswith(".service")]
CRONS, README = sorted(DEPLOY.glob("*.cron")), DEPLOY / "README.md"
PLACE, PYTHON = "/srv/bilateral", "/srv/bilateral/.venv/bin/python"
PAGES = [
    README, *CRONS, *(DEPLOY / name for name in SERVICES), ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))
]  # fmt: skip


def unit(name: str) -> configparser.ConfigParser:
    """A unit's lines; of a line that is given twice the last."""
    words = configparser.ConfigParser(strict=False, interpolation=None)
    words.optionxform = str  # type: ignore[assignment]
    words.read(DEPLOY / name)
    return words


def installed(folder: Path) -> Path:
    """The units in a folder, with this Python in place of the one that is to be installed."""
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(PYTHON, sys.executable), encoding="utf-8")
    return folder


@pytest.fixture
def analyze(tmp_path: Path) -> list[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd here to judge units by; .ci/run installs it")
    installed(tmp_path)
    return [program]


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit_without_a_word(name: str, analyze: list[str], tmp_path: Path):
    command = [*analyze, "verify", "--man=no", str(tmp_path / name)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    about = [line for line in (said.stdout + said.stderr).splitlines() if "bilateral" in line]
    assert (said.returncode, about) == (0, [])


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_may_do_little(name: str, analyze: list[str], tmp_path: Path):
    """By systemd's own count of what is left open: 100 is all, 20 is little; 14 when this was written."""
    command = [*analyze, "security", "--offline=true", "--threshold=20", "--no-pager", str(tmp_path / name)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_only_a_refresh_may_write_and_only_data():
    assert "ReadWritePaths" not in unit("bilateral.service")["Service"]
    assert unit("bilateral-refresh.service")["Service"]["ReadWritePaths"] == f"{PLACE}/data"


def test_summaries_are_written_to_a_folder_of_their_own_and_see_no_keys():
    service = unit("bilateral-summary.service")["Service"]
    assert "ReadWritePaths" not in service and service["StateDirectory"] == "bilateral"
    assert f" --out /var/lib/{service['StateDirectory']}/" in service["ExecStart"]
    keys = {load(SOURCES / name).key_env for name in live_sources()} - {""}
    assert set(service["UnsetEnvironment"].split()) == keys | {notices.WEBHOOK}
    assert service["SuccessExitStatus"] == str(PARTLY)


def test_the_example_of_pairs_can_be_read():
    assert [(pair.reporter, pair.partner) for pair in read(DEPLOY / "pairs.csv.example")]


def test_the_dashboard_does_not_see_what_is_secret():
    hidden = set(unit("bilateral.service")["Service"]["UnsetEnvironment"].split())
    keys = {load(SOURCES / name).key_env for name in live_sources()} - {""}
    assert hidden == keys | {notices.WEBHOOK, mail.USER, mail.PASSWORD}


def test_a_refresh_has_the_time_of_all_services_together():
    hours = re.fullmatch(r"(\d+)h", unit("bilateral-refresh.service")["Service"]["TimeoutStartSec"])
    assert hours
    limits = sum(load(SOURCES / name).time_limit for name in live_sources())
    assert timedelta(hours=int(hours[1])) > timedelta(seconds=limits) + timedelta(minutes=30)


def test_done_in_part_is_no_failed_unit():
    assert unit("bilateral-refresh.service")["Service"]["SuccessExitStatus"] == str(PARTLY)


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_starts_what_there_is(name: str):
    program, *words = unit(name)["Service"]["ExecStart"].split()
    assert program == PYTHON
    assert words == ["app.py"] or words[:2] == ["-m", "etl"]
    assert (ROOT / "app.py").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_is_told_can_be_given(page: Path):
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, words in re.findall(r"python -m etl ([a-z]+)([^`\n;|&)]*)", page.read_text(encoding="utf-8")):
        assert name in commands, name
        options = {option for each in commands[name].params for option in (*each.opts, "--help")}
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", words)) <= options, (name, words)


@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_an_orchestrator_sees_done_in_part_as_done(code: int, ends: int, tmp_path: Path):
    (line,) = re.findall(rf"^cd {PLACE} .*$", README.read_text(encoding="utf-8"), re.MULTILINE)
    program(tmp_path / ".venv/bin/python", f"exit {code}")
    command = ["sh", "-c", line.replace(PLACE, str(tmp_path))]
    assert subprocess.run(command, check=False).returncode == ends
    command = ["sh", "-c", line.replace(PLACE, str(tmp_path / "elsewhere"))]
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 3


def program(path: Path, does: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("file", "at", "told"),
    [
        ("bilateral.cron", "0 6 * * *", "refresh --log json"),
        ("bilateral-summary.cron", "0 8 25 * *",
         "summary --pairs /etc/bilateral/pairs.csv --out /var/lib/bilateral/summaries --lang en --lang az"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("code", "is_mailed"), [(0, False), (1, False), (2, True), (3, True)])
def test_cron_mails_only_what_failed_as_a_whole(
    file: str, at: str, told: str, code: int, is_mailed: bool, tmp_path: Path
):
    """The line of the file, with a program that ends so and a log of its own."""
    *_, line = (DEPLOY / file).read_text(encoding="utf-8").splitlines()
    *when, user, command = line.split(maxsplit=6)
    assert (" ".join(when), user) == (at, "bilateral")
    assert "%" not in command  # cron would make an end of line of it
    program(tmp_path / ".venv/bin/python", f'echo "$COMTRADE_KEY $*"; exit {code}')
    program(tmp_path / "bin/logger", f'cat > "{tmp_path}/log"')
    (tmp_path / "env").write_text("COMTRADE_KEY=handmade\n")
    command = command.replace(PLACE, str(tmp_path)).replace(
        "/etc/bilateral/bilateral.env", str(tmp_path / "env")
    )
    said = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, check=False,
        env={"PATH": f"{tmp_path}/bin:{os.defpath}"},
    )  # fmt: skip
    words = f"handmade -m etl {told}\n"
    assert (tmp_path / "log").read_text() == words
    assert (said.stdout, said.stderr) == (words if is_mailed else "", "")
