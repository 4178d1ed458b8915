"""The files of a desk: whole, as their manifest says, and each what its question answers."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from projects import Cli, contents
from python_calamine import CalamineWorkbook

from etl.desk import making
from etl.desk.making import MANIFEST, SUMS
from etl.desk.pairs import read
from etl.paths import Paths
from trade.desk import TABLES
from trade.selection import LANGUAGES
from trade.store import Store

PAIRS = "reporter,partner\nAZE,LTU\nAZE,NRU\n"


@pytest.fixture(scope="module")
def made(project: Paths, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run in four languages; the second pair has no figures by product."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "pairs.csv").write_text(PAIRS)
    order = making.Order(read(folder / "pairs.csv"), langs=LANGUAGES)
    making.make(Store(project.processed / "current"), order, folder / "out")
    return folder / "out"


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def test_the_manifest_says_what_lies_there_and_nothing_else_does(made: Path, project: Paths):
    told = manifest(made)
    assert {path.name for path in made.iterdir()} == {file["file"] for file in told["files"]} | {
        MANIFEST,
        SUMS,
    }
    assert told["data_set"] == (project.processed / "current").resolve().name
    for file in told["files"]:
        raw = (made / file["file"]).read_bytes()
        assert (sha256(raw).hexdigest(), len(raw)) == (file["sha256"], file["bytes"])
        if file["form"] == "csv":
            assert len(_csv(raw)) == file["rows"] > 0
    sums = dict(line.split("  ")[::-1] for line in (made / SUMS).read_text().splitlines())
    assert sums == {file["file"]: file["sha256"] for file in told["files"]}


def test_what_is_missing_is_said_and_no_table_is_made_twice(made: Path):
    told = manifest(made)
    assert told["complete"] is False
    assert {(each["table"], each["partner"]) for each in told["missing"]} == {("sectors", "NRU")}
    of_all = [file for file in told["files"] if file["table"] in ("partners", "changes")]
    assert len(of_all) == 2 * len(LANGUAGES) * 2
    assert {file["table"] for file in told["files"]} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_question_of_a_file_asked_again_gives_the_file(made: Path, cli: Cli, project: Paths, table: str):
    file = next(
        f for f in manifest(made)["files"] if (f["table"], f["form"], f["lang"]) == (table, "csv", "az")
    )
    words = dict(parse_qsl(file["query"]))
    assert words.pop("table") == table
    words.pop("product", None)
    command = [part for name, word in words.items() for part in (f"--{name}", word)]
    said = cli("summary", "--table", table, *command, root=project)
    assert said.code == 0
    assert said.out.encode() == (made / file["file"]).read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_holds_what_its_csv_holds_and_says_what_it_is(made: Path, lang: str):
    for file in manifest(made)["files"]:
        if (file["form"], file["lang"]) != ("xlsx", lang) or file["rows"] > 200:
            continue
        path = made / file["file"]
        opened = CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]
        head, *rows = opened.get_sheet_by_name("data").to_python()
        listed = _csv(path.with_suffix(".csv").read_bytes())
        assert head == list(listed[0])
        place = head.index("value_usd")
        assert [row[place] for row in rows] == [float(row["value_usd"]) for row in listed]
        xml = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
        assert "<pane ySplit=" in xml and "mergeCell" not in xml
        notes = [[str(cell) for cell in row] for row in opened.get_sheet_by_name("notes").to_python()]
        words = "\n".join(" ".join(row) for row in notes)
        assert manifest(made)["data_set"] in words
        assert "Bilateral" in words and "@misc{" in words and f"table={file['table']}" in words
        assert {row[0] for row in notes} >= set(head)


def test_names_and_reasons_are_in_the_reader_s_language(made: Path):
    names: dict[str, set[str]] = {}
    for file in manifest(made)["files"]:
        if file["form"] == "csv" and file["table"] == "ytd" and "AZE-LTU" in file["file"]:
            assert file["file"].endswith(f"_{file['lang']}.csv")
            names[file["lang"]] = {row["partner_name"] for row in _csv((made / file["file"]).read_bytes())}
    assert names == {"en": {"Lithuania"}, "az": {"Litva"}, "lt": {"Lietuva"}, "ru": {"Литва"}}


def test_exit_codes_and_what_is_told(cli: Cli, project: Paths, tmp_path: Path):
    asked = ("summary", "--reporter", "AZE", "--out", tmp_path / "out", "--format", "csv")
    assert cli(*asked, "--partner", "LTU", root=project).code == 0
    some = cli(*asked, "--partner", "NRU", root=project)
    assert some.code == 1
    assert "missing: table=sectors&reporter=AZE&partner=NRU&lang=en: nothing is loaded" in some.err
    none = cli(*asked, "--partner", "LTU", "--table", "ytd", "--period", "1971-05", root=project)
    assert none.code == 3
    assert manifest(tmp_path / "out")["files"] == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("sectors", "no product is loaded on AZE with LTU for 2018. There is: 2015"),
        ("partners", "no source splits the trade of AZE by partner for 2021-09. There is: "),
        ("ytd", "nothing is loaded on AZE with LTU for 1971. There is: 2022-01..2022-04"),
    ],
)
def test_a_table_that_is_empty_says_what_there_is(cli: Cli, project: Paths, table: str, said: str):
    period = said.partition(" for ")[2].partition(".")[0]
    ended = cli(
        "summary", "--reporter", "AZE", "--partner", "LTU", "--table", table, "--period", period, root=project
    )
    assert (ended.code, ended.out) == (3, "")
    assert said in ended.err
    assert period not in ended.err.partition("There is:")[2]


def test_a_disk_that_is_full_leaves_the_folder_as_it_was(
    cli: Cli, project: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = ("summary", "--reporter", "AZE", "--partner", "LTU", "--out", tmp_path / "out", "--table")
    assert cli(*asked, "ytd", root=project).code == 0
    before = contents(tmp_path)
    written = making._write  # pyright: ignore[reportPrivateUsage]

    def full(path: Path, pieces: Any) -> tuple[str, int]:
        if path.suffix == ".xlsx":
            raise OSError(28, "No space left on device", str(path))
        return written(path, pieces)

    monkeypatch.setattr(making, "_write", full)
    said = cli(*asked, "figures", root=project)
    assert said.code == 2
    assert "No space left on device" in said.err and "--out" in said.err
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--pairs", "p.csv", "--reporter", "AZE", "--out", "x"], "--pairs: a pair is named beside it"),
        (["--pairs", "pairs.csv"], "--out: it is missing"),
        (["--reporter", "AZE", "--out", "x", "--output", "y.csv"], "--output: it is for one file"),
        (["--reporter", "AZE", "--out", "x", "--by", "sector"], "--by: it is for one table"),
        (["--reporter", "AZE", "--lang", "en", "--lang", "az"], "--lang: several make several files"),
        (
            ["--reporter", "AZE", "--table", "ytd", "--table", "sectors"],
            "--table: several make several files",
        ),
        (["--reporter", "AZE", "--table", "ytd", "--by", "sector"], "--by: a table has rows of its own"),
        (["--reporter", "AZE", "--table", "ytd", "--period", "2017-11..2018-02"], "no year to date leads to"),
        (["--reporter", "AZE", "--table", "year"], "'year' is not one of"),
        (["--reporter", "AZE", "--lang", "de"], "'de' is not one of"),
        (["--reporter", "AZE", "--mail"], "SUMMARY_MAIL_TO: it is not set"),
    ],
)
def test_words_that_do_not_fit_are_told(
    cli: Cli, project: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
):
    monkeypatch.chdir(tmp_path)
    Path("pairs.csv").write_text(PAIRS)
    said = cli("summary", *words, root=project)
    assert (said.code, said.out) == (2, "")
    assert told in re.sub(r"\s+", " ", said.err)
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.csv"]


def _csv(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(raw.decode(), newline="")))
