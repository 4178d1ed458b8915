"""The published data set agrees with figures that others printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.refresh import Paths, refresh
from trade import export, questions
from trade.errors import BadSelection, UnknownEconomy
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.value import Value

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def store() -> Store:
    """The real data set; a refresh with nothing new does nothing."""
    done = refresh(Paths(ROOT))
    assert done.folder is not None
    assert not done.failures
    return Store(ROOT / "data" / "processed" / "current")


def one(store: Store, **words: object) -> dict[str, object]:
    rows = questions.same_cell(store, Selection(**words))  # type: ignore[arg-type]
    return rows[0] if len(rows) == 1 else next(row for row in rows if row["source"] == "imf_dots")


@pytest.mark.parametrize(
    ("partner", "flow", "year", "usd"),
    [
        ("LTU", "X", 2018, 1_956_100),
        ("LTU", "M", 2018, 20_106_100),
        ("LTU", "T", 2018, 22_062_200),
        ("W00", "X", 2018, 19_458_632_500),
        ("W00", "M", 2018, 11_464_970_100),
        ("W00", "X", 2008, 47_755_700_198),
        ("W00", "X", 2007, 6_056_957_806),
        ("W00", "X", 2009, 14_693_259_263),
    ],
)
def test_imf_figures_of_azerbaijan(store: Store, partner: str, flow: str, year: int, usd: int):
    row = one(store, reporter="AZE", partner=partner, flow=flow, period=Period.year(year), source="imf_dots")
    assert row["value_usd"] == pytest.approx(usd, abs=0.5)


@pytest.mark.parametrize(
    ("period", "usd", "agency"),
    [
        ("2018-01..2018-10", 19_120_000, "AZ-SCC"),
        ("2021-01..2021-04", 15_130_000, "AZ-SCC"),
        ("2022-01..2022-04", 11_003_000, "AZ-SCC"),
        ("2018", 22_000_000, "AZ-SSC"),
    ],
)
def test_turnover_with_lithuania_in_print(store: Store, period: str, usd: int, agency: str):
    asked = Selection(reporter="AZE", partner="LTU", flow="T", period=Period.parse(period))
    found = {row["agency"]: row for row in questions.same_cell(store, asked)}
    assert found[agency]["value_usd"] == usd
    assert found[agency]["method"] == "published"


def test_the_starting_figure_is_an_interval(store: Store):
    asked = Selection(reporter="AZE", partner="LTU", flow="T", period=Period.parse("2018-01..2018-10"))
    (row,) = questions.same_cell(store, asked)
    assert (row["low_usd"], row["high_usd"]) == (19_115_000, 19_130_000)


def test_all_imf_figures_are_there_once(store: Store):
    (row,) = [row for row in questions.sources(store) if row["source"] == "imf_dots"]
    assert (row["files"], row["figures"]) == (235, 2_581_017)


def test_negative_values_stay_as_published(store: Store):
    found = [row for row in questions.findings(store) if row["identity"] == "trade_is_not_negative"]
    assert len(found) == 13


def test_partners_close_with_the_world(store: Store):
    rows = questions.partners(
        store, Selection(reporter="AZE", flow="X", period=Period.year(2018), source="imf_dots")
    )
    world = next(row["value_usd"] for row in rows if row["partner"] == "W00")
    total = sum(row["value_usd"] for row in rows if row["rank"] is not None)
    assert total == pytest.approx(world, rel=0.001)


def test_a_cut_figure_lies_in_its_interval():
    assert Value.printed("44.5", 6).contains(Value.printed("44.589", 6).point)


def test_provenance_names_file_and_cell(store: Store):
    row = one(store, reporter="AZE", partner="LTU", flow="X", period=Period.year(2018), source="imf_dots")
    (place,) = questions.provenance(store, str(row["rests_on"]))
    assert place["path"] == "imf_dots/DOTS_13.xlsx"
    assert place["as_published"] == "1.9561 US Dollars, Millions"


def test_csv_is_plain_and_guarded(store: Store):
    text = b"".join(export.csv(store, Selection(reporter="AZE", partner="LTU"))).decode()
    head, *rows = text.split("\r\n")
    assert head.startswith("source,agency,agency_name,reporter")
    assert rows[-1] == ""
    assert all("e+" not in row for row in rows)
    assert any(",'+" in row for row in rows)


@pytest.mark.parametrize(
    "query",
    [
        "flow=Z",
        "period=2018-13",
        "reporters=AZE",
        "reporter=AZE&reporter=LTU",
        "since=2020&until=2010",
        "x" * 1_000_000,
    ],
)
def test_a_wrong_question_is_refused_with_its_parameter(query: str):
    with pytest.raises(BadSelection):
        Selection.from_query(query)


def test_an_unknown_economy_gets_near_matches():
    with pytest.raises(UnknownEconomy) as error:
        Selection.from_query("reporter=Lithuana")
    assert "LTU" in error.value.near
