"""The command line: what each command says, where it says it, and how it ends."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from projects import AZERBAIJAN, PRESS, ROOT, UNCTAD, WORKBOOK, WTO, Cli, MakeRoot, Said, contents, small_root

from etl.plan import Paths
from etl.refresh import refresh

COMMANDS = ("refresh", "read", "add", "check", "status", "summary")
SEED = ("summary", "--reporter", "AZE", "--partner", "LTU", "--period", "2018-01..2018-10", "--format", "csv")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Azerbaijan's workbook, the press and Lithuania's chapters, published."""
    paths = small_root(tmp_path_factory.mktemp("cli"), AZERBAIJAN, PRESS, WTO, UNCTAD)
    assert refresh(paths).exit_code == 0
    return paths


def rows(said: Said) -> list[dict[str, str]]:
    return list(csv.DictReader(said.out.splitlines()))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["refesh"], ["'refesh'", "'refresh'"]),
        (["refresh", "imf_dot"], ["'imf_dot'", "'imf_dots'"]),
        (["refresh", "eurostat"], ["'eurostat'", "imf_dots, press, unctad_sitc, wto_hs2"]),
        (["read", "nofile.csv"], ["nofile.csv"]),
        (["read", str(ROOT / "data" / "raw" / UNCTAD), "--source", "unctad"], ["'unctad'", "'unctad_sitc'"]),
        (["add", str(ROOT / "data" / "raw" / UNCTAD), "--known-on", "2018-02-30"], ["2018-02-30"]),
        (["check", "--severity", "eror"], ["'eror'", "error, warning, note"]),
        (["check", "--source", "pres"], ["'pres'", "'press'"]),
        (["status", "--rot", "x"], ["--rot", "--root"]),
        (["summary"], ["--reporter"]),
        (["summary", "--reporter", "Azerbajan"], ["reporter", "'Azerbajan'", "AZE"]),
        (["summary", "--reporter", "AZE", "--partner", "Lithuana"], ["partner", "'Lithuana'", "LTU"]),
        (["summary", "--reporter", "AZE", "--period", "2018-13"], ["period", "'2018-13'", "2018-10"]),
        (["summary", "--reporter", "AZE", "--period", "2019..2018"], ["period", "2018", "earlier date first"]),
        (["summary", "--reporter", "AZE", "--flow", "exports"], ["flow", "'EXPORTS'", "X, M, T, B"]),
        (["summary", "--reporter", "AZE", "--format", "xls"], ["--format", "'xls'", "'xlsx'"]),
        (["summary", "--reporter", "AZE", "--by", "month"], ["--by", "'month'", "'period', 'partner', 'sector'"]),
        (["summary", "--reporter", "AZE", "--by", "partner"], ["--period", "2018"]),
        (["summary", "--reporter", "AZE", "--format", "xlsx"], ["--output", "summary.xlsx"]),
    ],
)  # fmt: skip
def test_a_wrong_word_ends_with_2_and_is_named(cli: Cli, project: Paths, words: list[str], told: list[str]):
    said = cli(*words, root=project) if words[0] in COMMANDS else cli(*words)
    assert (said.code, said.out) == (2, "")
    for word in told:
        assert word in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("columns", ["60", "80"])
def test_help_says_what_and_how(cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str, columns: str):
    monkeypatch.setenv("COLUMNS", columns)
    said = cli(command, "--help")
    assert said.code == 0
    assert "Example: python -m etl " + command in " ".join(said.out.split())
    assert all(len(line) <= int(columns) for line in said.out.splitlines())


def test_help_of_all_names_every_command_and_the_exit_codes(cli: Cli):
    said = cli("--help")
    assert all(f"  {command}  " in said.out for command in COMMANDS)
    assert "2 asked wrongly" in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("file", "figures"),
    [
        (WORKBOOK, 849), (UNCTAD, 9_165), (WTO, 8_253)
    ],
)  # fmt: skip
def test_read_gives_tidy_csv_and_stores_nothing(cli: Cli, make_root: MakeRoot, file: str, figures: int):
    paths = make_root()
    before = contents(paths.root)
    said = cli("read", ROOT / "data" / "raw" / file, root=paths)
    found = rows(said)
    assert len(found) == figures
    assert f"{figures:,} figures of {Path(file).parent.name}" in said.err
    assert all(row["value"] and row["as_published"] and row["locator"] for row in found)
    assert "\r\n" not in said.err and said.err.endswith("nothing was stored.\n")
    assert contents(paths.root) == before


def test_problems_in_a_file_stay_off_its_csv(cli: Cli, make_root: MakeRoot):
    said = cli("read", ROOT / "data" / "raw" / PRESS, root=make_root())
    assert said.code == 1
    assert "error: press" not in said.out
    assert any(line.startswith("error: published_figures.csv, row 715") for line in said.err.splitlines())


def test_add_archives_and_publishes(cli: Cli, make_root: MakeRoot):
    paths = make_root()
    said = cli("add", ROOT / "data" / "raw" / WORKBOOK, root=paths)
    assert said.code == 0
    assert f"Archived as {WORKBOOK}." in said.err
    assert (paths.raw / WORKBOOK).read_bytes() == (ROOT / "data" / "raw" / WORKBOOK).read_bytes()
    assert rows(cli("summary", "--reporter", "SSD", root=paths))


def test_adding_the_same_bytes_again_changes_nothing(cli: Cli, make_root: MakeRoot, tmp_path: Path):
    paths = make_root(WORKBOOK)
    cli("refresh", root=paths)
    before = contents(paths.raw)
    copy = tmp_path / "handmade_other_name.xlsx"
    copy.write_bytes((paths.raw / WORKBOOK).read_bytes())
    said = cli("add", copy, root=paths)
    assert (said.code, contents(paths.raw)) == (0, before)
    assert "Nothing new" in said.err


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
    cli("refresh", root=paths)
    (paths.raw / WORKBOOK).write_bytes(b"")
    refreshed = cli("refresh", root=paths)
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


@pytest.mark.parametrize(
    ("file", "code", "events"),
    [
        (WORKBOOK, 0, {"reading", "read", "published"}),
        (None, 3, {"reading", "failed", "done"}),
    ],
)
def test_log_json_is_one_object_a_line(
    cli: Cli, make_root: MakeRoot, file: str | None, code: int, events: set[str]
):
    paths = make_root(*filter(None, [file]))
    if file is None:
        (paths.raw / "wto_hs2" / "origin.toml").unlink()
    said = cli("refresh", "--log", "json", root=paths)
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert (said.code, said.out) == (code, "")
    assert {line["event"] for line in lines if "event" in line} == events
    assert all("time" in line for line in lines)


def test_log_json_holds_for_refusals_too(cli: Cli, make_root: MakeRoot):
    said = cli("refresh", "imf_dot", "--log", "json", root=make_root())
    (line,) = map(json.loads, said.err.splitlines())
    assert (said.code, line["level"]) == (2, "error")
    assert "imf_dots" in line["message"]


def test_a_reader_of_the_output_may_leave_early(project: Paths):
    command = [sys.executable, "-m", "etl", "summary", "--reporter", "AZE", "--root", str(project.root),
               "--by", "partner", "--period", "2018"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
