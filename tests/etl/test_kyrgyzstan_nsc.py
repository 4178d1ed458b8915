"""The tables of the National Statistical Committee of the Kyrgyz Republic, against the sheets."""

from __future__ import annotations

from pathlib import Path

import duckdb
import printed
import pytest
from projects import RAW, small_root

from etl.refresh import refresh

NAME = "kyrgyzstan_nsc"
RATES, GOODS, PARTNERS, REGIONS = "4.02.00.01", "4.03.00.10", "4.03.00.18", "4.03.00.24"


@pytest.mark.parametrize(
    ("start", "figures", "passed"),
    [
        (RATES, 0, {"an exchange rate: no trade": 310}),
        (GOODS, 750, {"none": 29}),
        (PARTNERS, 2523, {"none": 2156}),
        (REGIONS, 18, {"a region or a city of the country: no economy, and no partner": 162}),
    ],
)
def test_every_number_is_read_or_passed_over_for_a_reason(start: str, figures: int, passed: dict[str, int]):
    read = printed.reading(NAME, start)
    assert len(read.figures) == figures
    assert printed.reasons(read) == passed
    assert len(read.tables) == 1 and read.findings == []


def test_all_are_exports_of_the_republic_in_dollars():
    for read in printed.readings(NAME).values():
        said = {
            (row["reporter"], row["agency"], row["flow"], row["currency"]) for row in printed.figures(read)
        }
        assert said <= {("KGZ", "KG-NSC", "X", "USD")}


def test_an_empty_cell_is_no_figure():
    places = {row["locator"] for row in printed.figures(printed.reading(NAME, PARTNERS))}
    assert not places & {"Лист1!AB82", "Лист1!AG19"}


def test_totals_in_three_tables_are_one_word_and_main_goods_are_not_added_up(tmp_path: Path):
    files = [
        f"{NAME}/{path.name}" for path in (RAW / NAME).iterdir() if path.suffix.lower() in (".xls", ".xlsx")
    ]
    done = refresh(small_root(tmp_path, *files))
    assert done.exit_code == 0 and done.folder
    with duckdb.connect(str(next(done.folder.glob("*.duckdb"))), read_only=True) as db:
        asked = "SELECT period, count(*) FROM trade WHERE partner = 'W00' AND product = 'TOTAL' GROUP BY ALL"
        assert {count for _, count in db.execute(asked).fetchall()} == {1}
        found = db.execute(
            "SELECT identity, severity, period, expected, found FROM findings ORDER BY ALL"
        ).fetchall()
    assert [row[:3] for row in found] == [
        ("partners_sum_to_world", "note", "2023"),
        ("partners_sum_to_world", "warning", "2021"),
        ("tables_agree", "note", "1994"),
    ]
    assert {words.split()[0] for words in found[-1][3:]} == {"341091.3", "341091.4"}
