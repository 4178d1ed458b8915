"""Files to take away: four forms of just what the page shows, each with what it must say of itself."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
import requests
from csvw import CSVW
from frictionless import validate
from playwright.sync_api import Page

from dashboard.parts.downloads import downloads
from dashboard.texts import say
from trade import export, questions, revised
from trade.files import workbook
from trade.files.names import file_name
from trade.period import Period
from trade.selection import LANGUAGES, Selection
from trade.store import Store
from trade.tables import Column

PAIR = "partner=LTU"
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}


def days_of(columns: tuple[Column, ...]) -> list[str]:
    return [column.name for column in columns if column.kind == "date"]


#: Texts that pandas would take for numbers.
TEXTS = {"product": str, "period": str, "rests_on": str}


def plain_csv(given: Any, days: list[str]) -> pd.DataFrame:
    """A CSV as a program takes it: no apostrophe before what could run."""
    frame = pd.read_csv(given, parse_dates=days, dtype=TEXTS, keep_default_na=False, na_values=[""])
    return frame.replace(r"^'(?=[=+\-@])", "", regex=True)


def packed_csv(data: bytes, days: list[str]) -> pd.DataFrame:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return plain_csv(BytesIO(opened.read("data.csv")), days)


def sheet(data: bytes, name: str = "data", **options: Any) -> pd.DataFrame:
    options |= {"engine": "calamine", "keep_default_na": False, "na_values": [""]}
    return pd.read_excel(BytesIO(data), sheet_name=name, **options)


READ: dict[str, Callable[[bytes, list[str]], pd.DataFrame]] = {
    "csv": lambda data, days: plain_csv(BytesIO(data), days),
    "zip": packed_csv,
    "parquet": lambda data, _days: pd.read_parquet(BytesIO(data)),
    "xlsx": lambda data, _days: sheet(data, dtype=TEXTS),
}


def cell(value: Any) -> Any:
    """What a cell says, however a reader of files holds it."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return float(value) if isinstance(value, int | float) else value


def cells(frame: pd.DataFrame) -> list[list[Any]]:
    return [[cell(value) for value in row] for row in frame.astype(object).to_numpy().tolist()]


@pytest.fixture(scope="module")
def package(site: str) -> zipfile.ZipFile:
    answer = requests.get(f"{site}/download/trade.zip?{PAIR}&lang=lt", timeout=20)
    return zipfile.ZipFile(BytesIO(answer.content))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query",
    [PAIR, "partner=LTU&period=2018-01..2018-10&lang=ru", "reporter=GEO&partner=W00&flow=X&since=2023"],
)
def test_pandas_reads_what_the_page_shows_in_its_order(site: str, store: Store, form: str, query: str):
    asked = Selection.from_query(query)
    answer = requests.get(f"{site}/download/trade.{form}?{query}", timeout=20)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, FORMS[form])
    found = READ[form](answer.content, days_of(export.DESCRIBED))
    shown = [[cell(value) for value in row.values()] for row in export.rows(store, asked)]
    assert list(found.columns) == [name for name, _ in export.COLUMNS]
    assert cells(found) == shown != []


@pytest.mark.parametrize("form", FORMS)
def test_revised_figures_are_taken_in_every_form(site: str, store: Store, form: str):
    query = "reporter=ARM&since=2022"
    answer = requests.get(f"{site}/download/revisions.{form}?{query}", timeout=20)
    found = READ[form](answer.content, days_of(revised.DESCRIBED))
    shown = questions.revisions(store, Selection.from_query(query))
    assert cells(found) == [[cell(value) for value in row.values()] for row in shown] != []
    assert "_ARM-all_revisions_" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "options", "named"),
    [
        (PAIR, {"sources": ("imf_dots",), "days": "1960-2020"}, "bilateral_imf_dots_AZE-LTU_1960-2020_2026-11-26"),
        (PAIR, {"sources": ("imf_dots", "press"), "days": "2018"}, "bilateral_several-sources_AZE-LTU_2018_2026-11-26"),
        (f"{PAIR}&source=press&period=2018-01..2018-10", {}, "bilateral_press_AZE-LTU_2018-01--2018-10_2026-11-26"),
        ("as_of=2021-05-01&period=2018", {"what": "series"}, "bilateral_AZE-all_series_2018_2021-05-01"),
        ("reporters=AZE,GEO&partner=LTU", {"what": "compare"}, "bilateral_AZE,GEO-LTU_compare_2026-11-26"),
    ],
)  # fmt: skip
def test_a_name_says_source_pair_period_and_vintage(query: str, options: dict[str, Any], named: str):
    assert file_name(Selection.from_query(query), "20261126T003745173837Z", **options) == named
    assert Period.parse("2018-01..2018-10").text not in named


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_nothing_selected_is_a_sentence_and_no_file(site: str, form: str, lang: str):
    answer = requests.get(f"{site}/download/trade.{form}?{PAIR}&period=1951&lang={lang}", timeout=20)
    assert (answer.status_code, answer.text.strip()) == (404, say("files.empty", lang))
    assert "Content-Disposition" not in answer.headers


def test_a_package_is_valid_and_describes_every_column(package: zipfile.ZipFile, tmp_path: Path):
    package.extractall(tmp_path)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "message"])
    heading = (tmp_path / "data.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    described = json.loads((tmp_path / "csv-metadata.json").read_text(encoding="utf-8"))
    columns = described["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == heading
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "lt"}]
    kinds = {column["name"]: column["datatype"] for column in columns}
    assert (kinds["value_usd"], kinds["known_from"], kinds["url"]) == ("number", "date", "string")


def test_what_describes_the_csv_is_csv_on_the_web(package: zipfile.ZipFile, tmp_path: Path):
    package.extractall(tmp_path)
    described = tmp_path / "csv-metadata.json"
    read = CSVW(str(described), validate=True)
    assert read.is_valid, read.warnings
    (row, *_) = read.tables[0].iterdicts()
    assert row["reporter"] == "AZE" and isinstance(row["known_from"], date) and row["value_usd"] > 0


@pytest.mark.parametrize(("mended", "broken"), [("2022-04-30", "30.4.2022"), (",USD,", ",,")])
def test_its_validator_notices_what_is_wrong(
    package: zipfile.ZipFile, tmp_path: Path, mended: str, broken: str
):
    package.extractall(tmp_path)
    data = tmp_path / "data.csv"
    data.write_bytes(data.read_bytes().replace(mended.encode(), broken.encode()))
    assert not CSVW(str(tmp_path / "csv-metadata.json"), validate=True).is_valid


def test_a_package_says_whom_to_name_and_what_to_mind(package: zipfile.ZipFile, site: str):
    said = package.read("README.md").decode()
    for words in (f"{site}/data?{PAIR}&lang=lt", "Tarptautinis valiutos fondas", "low_usd", "`value_usd`"):
        assert words in said
    assert "free to use with attribution" in said, "the terms of reuse"


def test_parquet_carries_units_and_names(site: str):
    answer = requests.get(f"{site}/download/trade.parquet?{PAIR}&lang=az", timeout=20)
    file = pq.ParquetFile(BytesIO(answer.content))
    schema = file.schema_arrow
    field = schema.field("low_usd").metadata
    assert (field[b"unit"], field[b"label"].decode()) == (b"USD", say("column.low_usd", "az"))
    assert b"Azerbaijan" not in schema.metadata[b"title"] and schema.metadata[b"sources"]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_workbook_has_a_frozen_head_and_notes(site: str):
    data = requests.get(f"{site}/download/trade.xlsx?{PAIR}", timeout=20).content
    book = zipfile.ZipFile(BytesIO(data))
    xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in xml and "<cols>" in xml and "mergeCell" not in xml and "<f>" not in xml
    notes = sheet(data, "notes", header=None)
    assert {"To cite", "Source and terms", "Mind", "value_usd"} <= set(notes[0])


def test_a_sheet_that_is_too_small_is_told_and_not_offered(store: Store):
    extract = export.extract(store, Selection(partner="LTU"))
    with pytest.raises(Exception, match=r"1,048,576 rows are selected.*CSV or Parquet"):
        workbook.written(extract, None, workbook.MOST_ROWS)  # pyright: ignore[reportArgumentType]
    row = json.dumps(
        downloads("trade", Selection(), workbook.MOST_ROWS).to_plotly_json(),
        default=lambda it: it.to_plotly_json(),
    )
    assert "trade.csv" in row and "trade.xlsx" not in row and "1,048,576" in row


def test_readers_who_stall_leave_room_for_pages(site: str):
    """Eight threads answer; those who take files and do not read on have half of them at most."""
    stalled = [
        requests.get(f"{site}/download/trade.csv?reporter=USA", stream=True, timeout=20) for _ in range(5)
    ]
    try:
        assert [answer.status_code for answer in stalled] == [200] * 4 + [503]
        assert stalled[-1].headers["Retry-After"] and say("files.busy", "en") in stalled[-1].text
        assert requests.get(f"{site}/health", timeout=5).elapsed.total_seconds() < 5
    finally:
        for answer in stalled:
            answer.close()
        # who went away is noticed at the next piece; what is tested next is given its room
        asked = (requests.get(f"{site}/download/trade.csv?{PAIR}", timeout=20) for _ in range(5000))
        assert any(answer.status_code == 200 for answer in asked)


@pytest.mark.browser
def test_each_form_is_reached_by_keyboard(page: Page, site: str):
    page.goto(f"{site}/data?{PAIR}")
    page.locator("#download-trade-csv").focus()
    for form in FORMS:
        assert page.evaluate("document.activeElement.id") == f"download-trade-{form}"
        with page.expect_download() as taken:
            page.keyboard.press("Enter")
        today = date.fromisoformat(taken.value.suggested_filename[-10 - len(form) - 1 : -len(form) - 1])
        assert re.fullmatch(
            rf"bilateral_several-sources_AZE-LTU_1992-2022_{today}\.{form}", taken.value.suggested_filename
        )
        page.keyboard.press("Tab")
