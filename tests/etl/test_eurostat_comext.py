"""Comext's months in euros, against the sheets and the rows they stand in; two updates of Lithuania's."""

from __future__ import annotations

from pathlib import Path

import printed
import pytest
from handmade_damage import Damage, put, put_inside
from projects import RAW, small_root

from etl.reading.grid import grids
from etl.refresh import refresh
from trade.errors import SourceChanged, TradeDataError, UnknownName
from trade.store import Store

NAME = "eurostat_comext"
UNION, LITHUANIA = "eu_total_trade_4630244_spreadsheet.xlsx", "lt_total_exports.xlsx"
ROWS = "eurostat_comext_LT_total_two_vintages.csv"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The three files, published; that they are is to say that no two of them contradict each other."""
    files = (f"{NAME}/{name}" for name in (UNION, LITHUANIA, ROWS))
    paths = small_root(tmp_path_factory.mktemp("comext"), *files)
    assert refresh(paths).exit_code == 0
    return Store(paths.processed / "current")


@pytest.mark.parametrize("name", [UNION, LITHUANIA])
def test_every_number_of_a_table_is_a_figure(name: str):
    sheets = [grid for grid in grids(RAW / NAME / name, name) if grid.sheet.startswith("Sheet")]
    numbers = sum(grid.number(*cell) is not None for grid in sheets for cell in grid.filled())
    assert len(printed.reading(NAME, name).figures) == numbers > 200


def test_december_2022_is_not_available_rather_than_nothing():
    rows = printed.figures(printed.reading(NAME, UNION))
    assert max(row["period"] for row in rows) == "2022-11"
    assert printed.reasons(printed.reading(NAME, LITHUANIA))["not available"] == 14


def test_all_member_states_report_with_seven_partners():
    rows = printed.figures(printed.reading(NAME, UNION))
    assert len({row["reporter"] for row in rows}) == 27
    assert {row["partner"] for row in rows} == {"ARM", "BLR", "GEO", "KAZ", "KGZ", "RUS", "UZB"}


def test_twenty_months_were_lower_four_weeks_later(store: Store):
    rows = store.rows(
        "SELECT partner, as_published, count(*) OVER () AS figures FROM trade"
        " WHERE known_to = '2023-01-12' ORDER BY partner, period"
    )
    assert {(row["partner"], row["figures"]) for row in rows} == {("BLR", 20), ("RUS", 20)}


def test_as_known_in_december_and_now(store: Store):
    where = "reporter = 'LTU' AND partner = 'BLR' AND flow = 'X' AND period = '2022-08' AND product = 'TOTAL'"
    rows = store.rows(
        f"SELECT as_published, known_from::VARCHAR AS first FROM trade WHERE {where} ORDER BY first"
    )
    assert [(row["as_published"].split()[0].split(".")[0], row["first"]) for row in rows] == [
        ("205215836", "2022-12-16"),
        ("158833736", "2023-01-13"),
    ]


def test_workbooks_and_rows_say_the_same_once(store: Store):
    (row,) = store.rows(
        "SELECT count(*) AS figures, count(DISTINCT (partner, flow, period, known_on)) AS cells"
        " FROM observations WHERE reporter = 'LTU' AND product = 'TOTAL'"
    )
    assert row == {"figures": 238 + 488, "cells": 238 + 488}


@pytest.mark.parametrize(
    ("name", "damage", "error", "words"),
    [
        (
            ROWS,
            put(",Armenia,", ",Armenija,"),
            UnknownName,
            "row 2, partner: the name 'Armenija' has no code",
        ),
        (ROWS, put(",Armenia,", ",Latvia,"), UnknownName, "row 2, partner: the name 'Latvia' has no code"),
        (ROWS, put("value_eur", "value"), SourceChanged, "row 1: the columns are not the known ones"),
        (ROWS, put("EXPORT", "EXPORTS"), UnknownName, "row 2, flow: no flow is printed as 'EXPORTS'"),
        (ROWS, put("2020-01", "2020"), SourceChanged, "row 2, month: '2020' is no month"),
        (ROWS, put("2022-12-16", "16/12/2022"), SourceChanged, "row 2, vintage: '16/12/2022' is no day"),
        (
            LITHUANIA,
            put_inside("xl/sharedStrings.xml", "VALUE_IN_EUROS", "QUANTITY_IN_100KG"),
            UnknownName,
            "Sheet 1!B13: the unit of this figure cannot be told",
        ),
        (
            LITHUANIA,
            put_inside("xl/sharedStrings.xml", ">Georgia<", ">Gruzija<"),
            UnknownName,
            "Sheet 1!A15: the name 'Gruzija' has no code",
        ),
        (
            LITHUANIA,
            put_inside("xl/sharedStrings.xml", ">TIME<", ">WHEN<"),
            SourceChanged,
            "no known table holds it",
        ),
    ],
)
def test_what_is_not_known_stops_the_file_at_its_place(
    tmp_path: Path, name: str, damage: Damage, error: type[TradeDataError], words: str
):
    path = tmp_path / f"handmade{Path(name).suffix}"
    path.write_bytes(damage((RAW / NAME / name).read_bytes()))
    with pytest.raises(error) as raised:
        printed.read_as(NAME, path)
    assert words in " ".join(str(raised.value).split())
