"""Wrong words and help: named, with the nearest match, in lines that fit."""

from __future__ import annotations

import pytest
from projects import ROOT, UNCTAD, Cli

from etl.paths import Paths

COMMANDS = ("refresh", "read", "add", "check", "status", "summary")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["refesh"], ["'refesh'", "'refresh'"]),
        (["refresh", "imf_dot"], ["'imf_dot'", "'imf_dots'"]),
        (["refresh", "unknown"], ["'unknown'", "imf_dots, imf_imts, kazakhstan_bns, kyrgyzstan_nsc, press"]),
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
