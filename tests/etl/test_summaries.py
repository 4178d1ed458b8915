"""The files that officials take: the workbook says what the CSV says, and both open as they should."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from projects import Cli
from python_calamine import CalamineWorkbook

from etl.paths import Paths
from trade.export import COLUMNS

ASKED = ("summary", "--reporter", "AZE", "--partner", "LTU")
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1"  # comma, quote, UTF-8


@pytest.fixture
def table(cli: Cli, project: Paths) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(cli(*ASKED, root=project).out, newline="")))


@pytest.fixture
def workbook(cli: Cli, project: Paths, tmp_path: Path) -> Path:
    path = tmp_path / "summary.xlsx"
    assert cli(*ASKED, "--format", "xlsx", "--output", path, root=project).code == 0
    return path


def sheet(workbook: Path, name: str) -> list[list[Any]]:
    opened = CalamineWorkbook.from_path(str(workbook))  # pyright: ignore[reportUnknownMemberType]
    return opened.get_sheet_by_name(name).to_python()


def in_words(cell: object, kind: str) -> str:
    """A cell of the workbook as the CSV writes it."""
    if cell == "":
        return ""
    if kind == "number":
        assert isinstance(cell, float | int)
        return f"{cell:.0f}" if cell == int(cell) else repr(cell)
    if kind == "date":
        assert isinstance(cell, date)
        return cell.isoformat()
    assert isinstance(cell, str)
    return f"'{cell}" if cell[0] in "+-=@" else cell


def test_the_workbook_holds_what_the_csv_holds(table: list[dict[str, str]], workbook: Path):
    head, *rows = sheet(workbook, "data")
    assert head == [name for name, _ in COLUMNS] == list(table[0])
    kinds = [kind for _, kind in COLUMNS]
    found = [[in_words(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
    assert found == [list(row.values()) for row in table]


def test_the_workbook_says_what_its_columns_mean(workbook: Path):
    notes = {str(name): str(words) for name, words in sheet(workbook, "notes")}
    assert "partner=LTU" in notes["selection"]
    assert notes["data set"].endswith("Z")
    assert "printed digits" in notes["low_usd"]
    assert notes["value_usd"]


def test_pandas_reads_the_csv_with_the_right_types(cli: Cli, project: Paths, tmp_path: Path):
    path = tmp_path / "summary.csv"
    assert cli(*ASKED, "--output", path, root=project).code == 0
    days = [name for name, kind in COLUMNS if kind == "date"]
    frame = pd.read_csv(path, parse_dates=days)
    for name, kind in COLUMNS:
        if frame[name].notna().any():
            is_right = {
                "number": pd.api.types.is_numeric_dtype,
                "date": pd.api.types.is_datetime64_any_dtype,
                "text": pd.api.types.is_string_dtype,
                "code": pd.api.types.is_string_dtype,
            }[kind]
            assert is_right(frame[name].dropna().infer_objects()) or name == "product", name
    (start,) = frame[(frame["period"] == "2018-01..2018-10")].to_dict("records")
    assert (start["value_usd"], start["low_usd"], start["high_usd"]) == (19_120_000, 19_115_000, 19_130_000)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_finds_the_same(
    table: list[dict[str, str]], workbook: Path, tmp_path: Path
):
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", AS_SHOWN,
               "--outdir", str(tmp_path), str(workbook)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "summary.csv").read_text(encoding="utf-8")
    found = list(csv.DictReader(StringIO(text, newline="")))
    assert len(found) == len(table)
    for theirs, ours in zip(found, table, strict=True):
        for name, kind in COLUMNS:
            if kind == "number" and ours[name]:
                assert theirs[name][-1].isdigit()
                assert float(theirs[name].replace(",", "")) == pytest.approx(float(ours[name]), abs=1e-6)
            else:
                assert theirs[name] == ours[name].removeprefix("'"), name


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_csv_with_numbers_and_days(cli: Cli, project: Paths, tmp_path: Path):
    path = tmp_path / "summary.csv"
    assert cli(*ASKED, "--output", path, root=project).code == 0
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--infilter=CSV:44,34,76,1,,1033,false,true", "--convert-to", "xlsx",
               "--outdir", str(tmp_path / "opened"), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    opened = CalamineWorkbook.from_path(str(tmp_path / "opened" / "summary.xlsx"))  # pyright: ignore[reportUnknownMemberType]
    head, *rows = opened.get_sheet_by_index(0).to_python()
    places = {str(name): place for place, name in enumerate(head)}
    assert all(isinstance(row[places["value_usd"]], float | int) for row in rows)
    assert all(isinstance(row[places["known_from"]], date) for row in rows)
    assert not [row for row in rows if not isinstance(row[places["rests_on"]], str)]
