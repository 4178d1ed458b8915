"""What a person does about an answer that was set aside, in the words in which it is told."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from aftermath import of_archive, standing
from handmade_comtrade import TOTALS, comtrade_root, rows_of, serve
from misbehaving import times
from projects import Cli
from pytest_httpserver import HTTPServer
from services import ask_otherwise, asked_of

from etl import archive
from etl.paths import Paths
from etl.refresh import refresh

MONTHS = TOTALS | {"frequency": "M", "years": "2024.."}
JANUARY, FEBRUARY, MARCH = (
    rows_of(31, [f"20240{month}"], "X M", [0, 440, 268], ["TOTAL"]) for month in (1, 2, 3)
)
LARGER = times(FEBRUARY, 1000)


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    """A project that has January."""
    ask_otherwise(monkeypatch, asks=(MONTHS,))
    paths = comtrade_root(tmp_path / "project", monkeypatch, httpserver)
    serve(httpserver, JANUARY)
    assert refresh(paths, ask=asked_of("un_comtrade")).exit_code == 0
    return paths


def test_figures_that_are_right_after_all_are_taken_by_the_command_that_is_told(
    paths: Paths, httpserver: HTTPServer, cli: Cli, monkeypatch: pytest.MonkeyPatch
):
    httpserver.clear()
    serve(httpserver, [*JANUARY, *LARGER])
    (said,) = refresh(paths, ask=asked_of("un_comtrade")).failures["un_comtrade"]
    (command,) = re.findall(r"python -m etl (add \S+ --source un_comtrade)\.", said)
    monkeypatch.chdir(paths.root)
    assert cli(*shlex.split(command), root=paths).code == 0
    taken = [row for row in standing(paths, "un_comtrade") if row["period"] == "2024-02"]
    assert [row["value_usd"] for row in taken] == [FEBRUARY[0]["primaryValue"] * 1000] * 6
    assert {row["url"].startswith(httpserver.url_for("/public")) for row in taken} == {True}
    assert {f"{row['known_from']}" for row in taken} == {"2022-05-03"}

    again = refresh(paths, ask=asked_of("un_comtrade"))
    assert (again.exit_code, again.is_new) == (0, False)
    httpserver.clear()
    serve(httpserver, [*JANUARY, *LARGER, *times(MARCH, 1000)])
    assert refresh(paths, ask=asked_of("un_comtrade")).exit_code == 0
    assert len(of_archive(paths, "un_comtrade")) == 3


def test_the_same_answer_is_set_aside_once_with_its_day_and_address(paths: Paths, httpserver: HTTPServer):
    httpserver.clear()
    serve(httpserver, [*JANUARY, *LARGER])
    said = [refresh(paths, ask=asked_of("un_comtrade")).failures for _ in range(2)]
    assert said[0] == said[1]
    aside = paths.raw / "un_comtrade" / archive.REFUSED
    (line,) = (aside / archive.ADDED).read_text().splitlines()[1:]
    assert [path.name for path in aside.glob("M.*")] == [line.split(",")[0]]
    assert "2022-05-03" in line and httpserver.url_for("/public") in line
