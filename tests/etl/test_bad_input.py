"""A file that is not what it should be: said in a sentence with its place, and nothing is stored."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from handmade_cases import EVERY
from handmade_damage import Broken, Damage, as_it_is, empty, in_encoding, locked, put, web_page
from projects import PRESS, ROWS, UNCTAD, WORKBOOK, WTO, Cli, MakeRoot, contents, published


def damaged(folder: Path, file: str, damage: Damage, name: str = "") -> Path:
    path = folder / (name or f"handmade_{Path(file).name}")
    path.write_bytes(damage(published(file, ROWS)))
    return path


@pytest.mark.parametrize("command", ["read", "add"])
@pytest.mark.parametrize("broken", EVERY, ids=str)
def test_a_damaged_file_is_refused_with_its_place(
    cli: Cli, make_brief_root: MakeRoot, tmp_path: Path, broken: Broken, command: str
):
    paths = make_brief_root()
    path = damaged(tmp_path, broken.file, broken.damage)
    before = contents(paths.root)
    source = Path(broken.file).parent.name
    said = cli(command, path, "--source", source, root=paths)
    assert (said.code, said.out) == (3, "")
    message = " ".join(said.err.split())
    for words in (path.name, broken.words, broken.place):
        assert words in message
    assert "Traceback" not in said.err
    assert contents(paths.root) == before


@pytest.mark.parametrize(
    ("file", "damage", "name", "words"),
    [
        (WORKBOOK, web_page, "handmade.xlsx", "web page"),
        (WORKBOOK, web_page, "handmade.xls", "web page"),
        (WORKBOOK, locked, "handmade.xls", "password"),
        (UNCTAD, web_page, "handmade.csv", "web page"),
        (UNCTAD, empty, "handmade.csv", "empty"),
        (UNCTAD, in_encoding("utf-16"), "handmade.csv", "UTF-8"),
        (UNCTAD, put("usd_k", "usd"), "handmade.csv", "its columns are ['year', 'product'"),
        (WORKBOOK, as_it_is, "handmade.xls", "its sheets are ['Exports, FOB'"),
        (PRESS, empty, "handmade.pdf", "empty"),
    ],
)
def test_a_file_of_nobody_is_told_by_its_form(
    cli: Cli, make_brief_root: MakeRoot, tmp_path: Path, file: str, damage: Damage, name: str, words: str
):
    path = damaged(tmp_path, file, damage, name)
    said = cli("read", path, root=make_brief_root())
    assert said.code == 3
    assert said.err.startswith(f"error: {name}")
    assert words in said.err


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (put(",3.7,", ",n/a,"), "'n/a' is no number"),
        (put(",3.7,", ',"12,3x",'), "'12,3x' is no number"),
        (put(",3.7,", ",1e12,"), "more than the whole world trades"),
        (put("export", "exprot"), "'exprot' is none of export, import, turnover, balance"),
        (put("2018-06-05,AZE,EU,export", "2018-06-31,AZE,EU,export"), "2018-06-31"),
    ],
)
def test_a_row_of_the_press_with_an_unusable_cell_is_kept_out_and_named(
    cli: Cli, make_brief_root: MakeRoot, tmp_path: Path, damage: Damage, words: str
):
    paths = make_brief_root()
    good = cli("read", damaged(tmp_path, PRESS, as_it_is, "whole.csv"), root=paths)
    said = cli("read", damaged(tmp_path, PRESS, damage), root=paths)
    assert said.code == 1
    assert any("row 3: " in line and words in line for line in said.err.splitlines())
    assert len(said.out.splitlines()) == len(good.out.splitlines()) - 1


def test_what_contradicts_a_published_file_is_not_added(cli: Cli, make_brief_root: MakeRoot, tmp_path: Path):
    paths = make_brief_root(WTO)
    assert cli("refresh", "--offline", root=paths).code == 0
    before = contents(paths.raw)
    path = damaged(tmp_path, WTO, put("2373451.0", "2373452.0"))
    said = cli("add", path, "--known-on", "2022-04-01", root=paths)
    assert said.code == 3
    assert "2373451.0 US dollars" in said.err and "2373452.0 US dollars" in said.err
    assert "--known-on" in said.err
    assert contents(paths.raw) == before


def test_a_later_edition_stands_beside_the_earlier(cli: Cli, make_brief_root: MakeRoot, tmp_path: Path):
    paths = make_brief_root(WTO)
    cli("refresh", "--offline", root=paths)
    later = damaged(tmp_path, WTO, put("2373451.0", "2373452.0"), Path(WTO).name)
    assert cli("add", later, "--known-on", "2023-02-01", root=paths).code == 0
    asked = ("summary", "--reporter", "LTU", "--partner", "W00", "--period", "2001", "--by", "sector")
    rows = [row for row in csv.DictReader(cli(*asked, root=paths).out.splitlines()) if row["product"] == "01"]
    assert [(row["value_usd"], row["known_from"]) for row in rows] == [("2373452", "2023-02-01")]
    assert (paths.raw / WTO).read_bytes() != later.read_bytes()
    assert len(list((paths.raw / "wto_hs2").glob("*.csv"))) == 3  # both editions and the list of days
