"""Commands that fill the tables: read, add, refresh; what they say, where, and how they end."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from projects import PRESS, ROOT, UNCTAD, WORKBOOK, WTO, Cli, MakeRoot, Said, contents


def rows(said: Said) -> list[dict[str, str]]:
    return list(csv.DictReader(said.out.splitlines()))


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
    cli("refresh", "--offline", root=paths)
    before = contents(paths.raw)
    copy = tmp_path / "handmade_other_name.xlsx"
    copy.write_bytes((paths.raw / WORKBOOK).read_bytes())
    said = cli("add", copy, root=paths)
    assert (said.code, contents(paths.raw)) == (0, before)
    assert "Nothing new" in said.err


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
    said = cli("refresh", "--offline", "--log", "json", root=paths)
    lines = [json.loads(line) for line in said.err.splitlines()]
    assert (said.code, said.out) == (code, "")
    assert {line["event"] for line in lines if "event" in line} == events
    assert all("time" in line for line in lines)


def test_log_json_holds_for_refusals_too(cli: Cli, make_root: MakeRoot):
    said = cli("refresh", "imf_dot", "--log", "json", root=make_root())
    (line,) = map(json.loads, said.err.splitlines())
    assert (said.code, line["level"]) == (2, "error")
    assert "imf_dots" in line["message"]


def test_a_file_that_is_called_like_the_list_of_days_gets_another_name(
    cli: Cli, make_root: MakeRoot, tmp_path: Path
):
    paths = make_root()
    file = tmp_path / "added.csv"
    file.write_bytes((ROOT / "data" / "raw" / WTO).read_bytes())
    assert cli("add", file, root=paths).code == 0
    assert (paths.raw / "wto_hs2" / "added.csv").read_text().startswith("file,retrieved,known_on,url\nadded.")
    (archived,) = (paths.raw / "wto_hs2").glob("added.*.csv")
    assert archived.read_bytes() == file.read_bytes()


def test_an_error_that_nobody_foresaw_is_not_done_in_part(cli: Cli, make_root: MakeRoot, monkeypatch: pytest.MonkeyPatch):  # fmt: skip
    def broken(*_: object) -> int:
        raise ZeroDivisionError("handmade")

    monkeypatch.setattr("etl.commands.refresh", broken)
    said = cli("refresh", "--offline", root=make_root())
    assert said.code == 3
    assert "Traceback" in said.err and said.err.endswith("ZeroDivisionError: handmade\n")
