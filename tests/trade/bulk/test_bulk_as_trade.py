"""A bulk data set named as a source: every question of ``trade`` gives its rows, as the bulk questions give them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import handmade_bulk as handmade
import pyarrow as pa
import pytest

from trade import export, pairs, published
from trade import questions as asked_of_trade
from trade.bulk import listed, origin, questions
from trade.bulk.opened import Bulk
from trade.errors import BadSelection
from trade.filters import WORLD
from trade.period import Period
from trade.selection import Selection
from trade.store import Store
from trade.store.elsewhere import Elsewhere
from trade.tables import TRADE

BACI, COMTRADE = "baci_hs22_v202601", "comtrade_goods"
PLACES = ("AZE", "CHN", "DEU", "IND", "LTU", "NAM", "USA", WORLD, "G998")
YEAR = Period.year(2021)
AMOUNTS = ("value_usd", "low_usd", "high_usd")
Rows = list[Mapping[str, Any]]


class Cluster(Elsewhere):
    """One whose tables are empty."""

    def table(self, sql: str, values: Mapping[str, Any]) -> pa.Table:
        return pa.table({"found": []})

    def _latest(self) -> str:
        return "20260101T000000000000Z"


@pytest.fixture(scope="session")
def stores(bulk_folder: Path) -> dict[str, Store]:
    store = Store(bulk_folder)
    return {name: store.over(name) for name in (BACI, COMTRADE)}


@pytest.fixture(scope="session")
def bulks(bulk_folder: Path) -> dict[str, Bulk]:
    return {name: Bulk.open(bulk_folder, name) for name in (BACI, COMTRADE)}


def key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        str(row[name])
        for name in ("reporter", "partner", "flow", "product", "period", "rests_on", "value_usd")
    )


def alike(said: Rows, wanted: Rows) -> None:
    """The same rows in all columns of the table."""
    assert len(said) == len(wanted)
    for one, other in zip(sorted(said, key=key), sorted(wanted, key=key), strict=True):
        for name in TRADE.names:
            is_close = name in AMOUNTS and one[name] is not None
            assert one[name] == (pytest.approx(other[name], rel=1e-12) if is_close else other[name]), name


def held(store: Store, where: str, values: dict[str, Any] | None = None) -> Rows:
    return store.rows(f"SELECT {', '.join(TRADE.names)} FROM trade WHERE {where}", values or {})


@pytest.mark.parametrize("dataset", [BACI, COMTRADE])
def test_a_pair_has_the_same_totals_chapters_and_products(
    stores: dict[str, Store], bulks: dict[str, Bulk], dataset: str
) -> None:
    """What rolls up is what it is rolled up from: ``pairs``, ``totals``, ``flows`` and sums over them."""
    store, bulk, told = stores[dataset], bulks[dataset], 0
    for reporter in PLACES[:3]:
        for partner in PLACES:
            values = {"reporter": reporter, "partner": partner, "source": dataset}
            pair = "reporter = $reporter AND partner = $partner AND source = $source"
            totals = held(store, f"{pair} AND product = 'TOTAL'", values)
            alike(totals, questions.pair_series(bulk, reporter, partner))
            told += len(totals)
            if partner == WORLD:
                continue
            for flow in ("X", "M"):
                side = f"{pair} AND flow = '{flow}'"
                chapters = held(store, f"{side} AND product_scheme = 'HS'", values)
                alike(chapters, questions.pair_chapters(bulk, reporter, partner, flow))
                finest = held(store, f"{side} AND product_scheme = 'HS6'", values)
                rows = questions.pair_products(bulk, reporter, partner, flow)
                alike(finest, [row for row in rows if row["product_scheme"] == "HS6"])
    assert told > 60


@pytest.mark.parametrize("dataset", [BACI, COMTRADE])
@pytest.mark.parametrize("flow", ["X", "M"])
def test_partners_and_products_of_a_year_are_the_same(
    stores: dict[str, Store], bulks: dict[str, Bulk], dataset: str, flow: str
) -> None:
    store, bulk = stores[dataset], bulks[dataset]
    for reporter in PLACES[:4]:
        one = Selection(reporter=reporter, period=YEAR, flow=flow, source=dataset)
        alike(asked_of_trade.partners(store, one), questions.partners(bulk, reporter, flow, YEAR))
        said = [row for row in held(
            store, "reporter = $r AND partner = 'W00' AND flow = $f AND product_scheme = 'HS6' AND period = '2021' AND source = $s",
            {"r": reporter, "f": flow, "s": dataset},
        )]  # fmt: skip
        alike(said, questions.top_products(bulk, reporter, flow, YEAR, most=1000))
        if dataset == BACI:  # of one level: what stands in print beside its parts may differ from their sum
            chapters = asked_of_trade.products(store, one.but(scheme="HS"))
            assert sum(row["value_usd"] for row in chapters) == pytest.approx(
                sum(row["value_usd"] for row in said)
            )


#: Conditions over ``trade`` of every shape that questions have.
CONDITIONS = (
    "reporter = 'AZE' AND product = 'TOTAL'",
    "(reporter = 'AZE' AND partner = 'LTU' OR reporter = 'LTU' AND partner = 'AZE') AND method = 'published'",
    "partner = 'CHN' AND reporter NOT IN ('W00', 'G998') AND product_scheme NOT IN ('TOTAL', 'press') AND flow IN ('X', 'M')",
    "reporter = 'AZE' AND partner <> 'W00' AND product_scheme = 'HS'",
    "list_contains(['AZE', 'DEU'], reporter) AND list_contains(['W00', 'CHN'], partner)",
    "reporter = 'DEU' AND period_start = DATE '2020-01-01' AND period_end = DATE '2020-12-31'",
    "reporter = 'DEU' AND period_end >= DATE '2020-01-01' AND period_start <= DATE '2020-12-31' AND product = '270900'",
    "reporter = 'CHN' AND frequency = 'M'",
    "reporter = 'CHN' AND product = '27'",
    "reporter = 'CHN' AND product IN ('01', 'TOTAL', '9999AA', 'S01')",
    "partner = 'W00' AND product = 'TOTAL' AND method = 'summed'",
    "partner = 'W00' AND method = 'published'",
    "reporter = 'CHN' AND (product_scheme = 'HS' OR source = 'imf_dots')",
    "known_to IS NULL AND known_from <= DATE '2000-01-01' AND reporter = 'AZE'",
    "known_to IS NOT NULL",
    "agency = 'IMF'",
    "flow = 'RX'",
    "reporter = 'XXX'",
    "true",
)  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("dataset", [BACI, COMTRADE])
def test_reading_less_loses_no_row(stores: dict[str, Store], dataset: str, condition: str) -> None:
    names = ", ".join(TRADE.names)
    narrow = stores[dataset].rows(f"SELECT {names} FROM trade WHERE {condition}")
    whole = stores[dataset].rows(
        f"SELECT {names} FROM (SELECT {names} FROM trade) AS all_rows WHERE {condition}"
    )
    alike(narrow, whole)


def test_other_sources_stand_beside_it_and_without_it_nothing_changes(stores: dict[str, Store]) -> None:
    store = stores[BACI]
    rows = asked_of_trade.series(store, Selection(reporter="SSD", partner="CHN"))
    assert {row["source"] for row in rows} == {"imf_dots"}  # South Sudan stands in no handmade row
    both = asked_of_trade.series(store, Selection(reporter="CHN", partner="AZE"))
    assert {row["source"] for row in both} == {BACI}
    assert asked_of_trade.series(store.small, Selection(reporter="CHN", partner="AZE")) == []
    assert store.over("imf_dots", None, "nobody") is store
    codes = {row["reporter"] for row in asked_of_trade.reporters(store)}
    assert {"SSD", "AZE", "NAM"} <= codes
    assert "NAM" not in {row["reporter"] for row in asked_of_trade.reporters(store.small)}
    named = {row["partner"] for row in asked_of_trade.partner_codes(store, "NAM")}
    assert named == {*PLACES} - {"NAM", "G998"}
    assert pairs.several(store, Selection(flow="T"), ["AZE", "CHN"], ["LTU", WORLD])


def test_turnover_and_balance_are_put_together_as_of_any_source(stores: dict[str, Store]) -> None:
    rows = asked_of_trade.series(
        stores[BACI], Selection(reporter="AZE", partner="LTU", since=2021, until=2021)
    )
    cell = {row["flow"]: row["value_usd"] for row in rows}
    assert cell["T"] == pytest.approx(cell["X"] + cell["M"])
    assert cell["B"] == pytest.approx(cell["X"] - cell["M"])


def test_a_row_rests_on_the_row_of_its_file_and_a_sum_on_the_files(stores: dict[str, Store]) -> None:
    store = stores[BACI]
    rows = held(store, "reporter = 'LTU' AND partner = 'AZE' AND flow = 'M' AND product_scheme = 'HS6'")
    assert rows
    for row in rows:
        (place,) = asked_of_trade.provenance(store, row["rests_on"])
        year = int(row["period"])
        _, i, j, k, *_ = handmade.baci_rows(year)[int(place["locator"].removeprefix("row ")) - 2]
        assert (i, j, k) == (31, 440, row["product"])  # imports stand in the exporter's row
        assert (place["path"], place["as_published"]) == (
            handmade.BACI.format(year=year),
            row["as_published"],
        )
        assert (place["source"], place["publisher"][-7:], len(place["raw_sha256"])) == (BACI, "(CEPII)", 64)
    total = held(
        store, "reporter = 'LTU' AND partner = 'AZE' AND flow = 'M' AND product = 'TOTAL' AND period = '2021'"
    )[0]
    (file,) = origin.of_sum(store, total)
    assert (file["path"], file["as_published"]) == (handmade.BACI.format(year=2021), total["as_published"])


def test_a_file_of_it_is_written_with_names(stores: dict[str, Store]) -> None:
    asked = Selection(reporter="NAM", partner="IND", source=BACI, lang="lt")
    extract = export.extract(stores[BACI], asked)
    lines = b"".join(extract.csv()).decode().splitlines()
    assert len(lines) == extract.extent().rows + 1 == len(export.rows(stores[BACI], asked)) + 1
    assert lines[1].startswith("Namibija,Indija,")
    assert export.rows(stores[BACI], asked, 5) == export.rows(stores[BACI], asked)[:5]
    assert "(CEPII)" in lines[1]


def test_it_is_listed_as_a_source(stores: dict[str, Store]) -> None:
    known = {row["source"]: row for row in asked_of_trade.sources(stores[COMTRADE])}
    assert known[COMTRADE]["publisher"] == "United Nations Statistics Division (UN Comtrade)"
    assert BACI not in known
    every = {row["source"]: row for row in listed.sources(stores[COMTRADE].small.datasets)}
    (said,) = [row for name, row in every.items() if name == BACI]
    rows = sum(len(handmade.baci_rows(year)) for year in (2019, 2020, 2021))
    assert (said["files"], said["figures"], said["valuation"]) == (3, rows, "exports FOB, imports FOB")


def test_what_is_not_loaded_is_said_with_what_is(bulk_folder: Path) -> None:
    with pytest.raises(
        BadSelection, match=r"no bulk data set is called 'baci_hs92_v209901'\. There are: baci_hs22_v202601"
    ) as told:
        Store(bulk_folder).over("baci_hs92_v209901")
    assert told.value.allowed == (BACI, COMTRADE)
    with pytest.raises(BadSelection, match="a cluster holds none"):
        Store(Cluster()).over(BACI)


def test_no_revision_is_looked_for_in_it(stores: dict[str, Store]) -> None:
    asked = Selection(reporter="AZE", source=BACI)
    assert asked_of_trade.revisions(stores[BACI], asked) == []
    sql, values = published.query(asked)
    assert stores[BACI].rows(sql, values) == []
