"""Commands that ask the tables: check, status, summary."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT, UNCTAD, WORKBOOK, Cli, MakeRoot, Said

from etl.paths import Paths

SEED = ("summary", "--reporter", "AZE", "--partner", "LTU", "--period", "2018-01..2018-10", "--format", "csv")


def rows(said: Said) -> list[dict[str, str]]:
    return list(csv.DictReader(said.out.splitlines()))


def test_check_prints_findings_and_counts_them(cli: Cli, project: Paths):
    said = cli("check", "--severity", "error", root=project)
    assert said.code == 1
    assert all(line.startswith("error: ") for line in said.out.splitlines())
    assert "row 715" in said.out
    assert said.err.endswith("notes.\n")
    assert cli("check", "--source", "unctad_sitc", root=project).code == 0


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_status_is_whole_in_any_terminal(
    cli: Cli, project: Paths, monkeypatch: pytest.MonkeyPatch, columns: int
):
    monkeypatch.setenv("COLUMNS", str(columns))
    said = cli("status", root=project)
    assert said.code == 0
    assert all(len(line) <= columns for line in said.out.splitlines())
    assert "…" not in said.out
    words = " ".join(said.out.split())
    assert "imf_dots: published, 20" in words
    assert "vintage: downloaded between February and April 2022" in words
    assert "Last looked 20" in words and "there was news" in words


def test_status_tells_a_failure_with_its_reason(cli: Cli, make_root: MakeRoot):
    paths = make_root(WORKBOOK, UNCTAD)
    cli("refresh", "--offline", root=paths)
    (paths.raw / WORKBOOK).write_bytes(b"")
    refreshed = cli("refresh", "--offline", root=paths)
    said = cli("status", root=paths)
    assert (refreshed.code, said.code) == (1, 1)
    assert "imf_dots: failed" in said.out
    assert f"why: {WORKBOOK}: the file is empty." in said.out
    assert "failed: imf_dots" in said.out


@pytest.mark.parametrize("command", ["check", "status", "summary"])
def test_before_the_first_refresh_there_is_nothing_to_tell(cli: Cli, make_root: MakeRoot, command: str):
    words = ["--reporter", "AZE"] if command == "summary" else []
    said = cli(command, *words, root=make_root())
    assert (said.code, said.out) == (3, "")
    assert "no data set has been built yet" in said.err


def test_the_starting_figure_can_be_defended(cli: Cli, project: Paths):
    said = cli(*SEED, root=project)
    (row,) = rows(said)
    assert said.code == 0
    assert (row["flow"], row["value_usd"], row["low_usd"], row["high_usd"]) == (
        "T", "19120000", "19115000", "19130000",
    )  # fmt: skip
    assert (row["source"], row["agency"], row["status"], row["method"]) == (
        "press",
        "AZ-SCC",
        "A",
        "published",
    )
    assert "19.12" in row["as_published"]
    assert "AzerNews" in row["url"]  # the page is cited without its address


@pytest.mark.parametrize(
    ("words", "column", "found"),
    [
        (["--by", "period", "--partner", "LTU", "--flow", "T"], "flow", {"T"}),
        (["--by", "partner", "--period", "2018", "--flow", "X"], "period", {"2018"}),
        (["--by", "sector", "--partner", "LTU", "--period", "2002"], "product_scheme", {"HS"}),
        (["--by", "sector", "--partner", "LTU", "--period", "2015"], "product_scheme", {"SITC3"}),
    ],
)
def test_a_summary_by_each_kind(cli: Cli, project: Paths, words: list[str], column: str, found: set[str]):
    said = cli("summary", "--reporter", "AZE", *words, root=project)
    assert said.code == 0
    assert {row[column] for row in rows(said)} == found


def test_an_empty_summary_says_what_there_is(cli: Cli, project: Paths):
    said = cli("summary", "--reporter", "AZE", "--partner", "LTU", "--period", "1993-02", root=project)
    assert (said.code, said.out) == (3, "")
    assert "There is: " in said.err and "2018" in said.err


def test_an_empty_summary_by_sector_tells_the_periods_that_have_products(cli: Cli, project: Paths):
    said = cli(
        "summary", "--reporter", "AZE", "--partner", "LTU", "--period", "2018", "--by", "sector", root=project
    )
    assert (said.code, said.out) == (3, "")
    listed = said.err.partition("There is: ")[2]
    assert "2015" in listed and "2018" not in listed


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("place", ["handmade missing/summary", ""])
def test_a_file_that_cannot_be_written_is_told(
    cli: Cli, project: Paths, tmp_path: Path, place: str, form: str
):
    said = cli(*SEED[:-1], form, "--output", tmp_path / place, root=project)
    assert (said.code, said.out) == (2, "")
    assert "--output" in said.err and "cannot be written" in said.err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("option", ["--reporter", "--partner", "--period", "--flow"])
def test_an_empty_word_is_no_answer_for_another_one(cli: Cli, project: Paths, option: str):
    said = cli(*SEED, option, " ", root=project)
    assert (said.code, said.out) == (2, "")
    assert f"{option}: it is empty" in said.err


def test_a_reader_of_the_output_may_leave_early(project: Paths):
    command = [sys.executable, "-m", "etl", "summary", "--reporter", "AZE", "--root", str(project.root),
               "--by", "partner", "--period", "2018"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ([], {"imf_dots", "press"}),
        (["--as-of", "2021-12-31"], {"press"}),  # the workbook was made in 2022
        (["--as-of", "2022-12-31"], {"imf_dots", "press"}),
    ],
)
def test_a_summary_as_known_on_a_day(cli: Cli, project: Paths, words: list[str], sources: set[str]):
    said = cli("summary", "--reporter", "AZE", "--partner", "LTU", "--period", "2018", *words, root=project)
    assert {row["source"] for row in rows(said)} == sources
    assert all(row["known_from"] <= words[1] for row in rows(said) if words)


def test_before_anything_was_public_a_summary_says_so(cli: Cli, project: Paths):
    said = cli("summary", "--reporter", "AZE", "--as-of", "1990-01-01", root=project)
    assert (said.code, said.out) == (3, "")
    assert "as known on 1990-01-01" in said.err
    assert cli("summary", "--reporter", "AZE", "--as-of", "yesterday", root=project).code == 2
