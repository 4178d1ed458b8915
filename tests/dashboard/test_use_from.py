"""The lines of docs/use-from.md, as they stand there, against the running server; a program that is not here is passed over."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import requests
from python_calamine import CalamineWorkbook

import trade

PAGE = Path(__file__).resolve().parents[2] / "docs" / "use-from.md"
SEED = (19_120_000, 19_115_000, 19_130_000)


def lines(program: str, site: str) -> list[str]:
    """What is to be typed there: the words in backticks that are more than a name."""
    row, *_ = re.findall(
        rf"^\| {re.escape(program)} \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [
        words.replace("HOST", site) for words in re.findall(r"`([^`]+)`", row) if " " in words or "(" in words
    ]


@pytest.fixture(scope="module")
def rows(site: str) -> int:
    return requests.get(f"{site}/api/trade?reporter=AZE&partner=LTU", timeout=60).json()["rows"]


def test_pandas(site: str, rows: int):
    told = [eval(line, {"pd": pd}) for line in lines("Python, pandas", site)]
    assert len(told) == 2
    for frame in told:
        seed = frame[(frame.period == "2018-01..2018-10") & (frame.flow == "T")]
        assert [tuple(row) for row in seed[["value_usd", "low_usd", "high_usd"]].to_numpy()] == [SEED]
        assert len(frame) == rows and set(frame.confidentiality) == {"F"}


def test_from_a_clone(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setenv("TRADE_STORE", address)
    (line,) = lines("Python, from a clone", "")
    frame: Any = eval(line.rpartition("; ")[2], {"trade": trade})
    assert SEED[0] in set(frame.value_usd)


def test_duckdb_on_a_saved_file(site: str, rows: int, tmp_path: Path):
    """Straight from an address it needs its extension httpfs, which is not part of its package."""
    line = lines("DuckDB", site)[-1]
    (tmp_path / "trade.csv").write_bytes(
        requests.get(f"{site}/api/trade.csv?reporter=AZE&partner=LTU", timeout=60).content
    )
    with duckdb.connect() as engine:
        found = engine.sql(line.replace("'trade.csv'", f"'{tmp_path / 'trade.csv'}'"))
        assert found.count("*").fetchone() == (rows,)
        seed = found.filter("period = '2018-01..2018-10' AND flow = 'T'").project(
            "value_usd, low_usd, high_usd"
        )
        assert seed.fetchall() == [SEED]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R here")
@pytest.mark.parametrize("program", ["R", "R, readr"])
def test_r(site: str, rows: int, program: str):
    (line,) = lines(program, site)
    told = "seed <- d[d$period == '2018-01..2018-10' & d$flow == 'T', ]; cat(nrow(d), format(c(seed$value_usd, seed$low_usd, "
    script = (
        f"{line}; {told} seed$high_usd), scientific = FALSE), class(d$known_from), class(d$confidentiality))"
    )
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False, timeout=60)
    if "no package called" in done.stderr:
        pytest.skip(done.stderr.splitlines()[0])
    assert done.stdout.split() == [str(rows), *map(str, SEED), "Date", "character"], done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice(site: str, rows: int, tmp_path: Path):
    """The CSV becomes a sheet whose periods and products are texts; the XLSX opens as it is."""
    for form in ("csv", "xlsx"):
        content = requests.get(f"{site}/api/trade.{form}?reporter=AZE&partner=LTU", timeout=60).content
        (tmp_path / f"trade.{form}").write_bytes(content)
    (line,) = lines("LibreOffice", site)
    again = "soffice --headless --convert-to ods --outdir again trade.xlsx"
    for command in (line, again):
        own = command.replace("soffice", f"soffice -env:UserInstallation=file://{tmp_path}/profile", 1)
        subprocess.run(own, shell=True, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    for path in (tmp_path / "trade.ods", tmp_path / "again" / "trade.ods"):
        head, *table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        found = [dict(zip(head, row, strict=True)) for row in table]
        assert len(found) == rows
        assert {"2018", "2018-01..2018-10"} < {row["period"] for row in found}
        seed = [row for row in found if (row["period"], row["flow"]) == ("2018-01..2018-10", "T")]
        assert [(row["value_usd"], row["low_usd"], row["high_usd"]) for row in seed] == [SEED]
