"""What a desk hands on: comparisons on one basis and between the same months, or the reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from trade import desk
from trade.desk import changes, partners, sectors, year_to_date
from trade.desk.rows import against
from trade.errors import BadSelection
from trade.files.extract import Extract
from trade.period import Period
from trade.selection import LANGUAGES, Selection
from trade.store import Store

PAIR = Selection(reporter="AZE", partner="LTU")
SEED, YEAR = Period.year_to_date(2018, 10), Period.year(2018)


def test_year_to_date_of_2022_fell_as_the_customs_committee_said(store: Store):
    """The press printed 27.2 %: cut, not rounded."""
    (row,) = (row for row in year_to_date.rows(store, PAIR) if row["agency"] == "AZ-SCC")
    assert (row["period"], row["before_period"]) == ("2022-01..2022-04", "2021-01..2021-04")
    assert (row["value_usd"], row["before_usd"], row["change_usd"]) == (11_003_000, 15_130_000, -4_127_000)
    assert row["growth_percent"] == pytest.approx(100 * (11.003 / 15.13 - 1), abs=1e-6)
    assert row["growth_low_percent"] < row["growth_percent"] < row["growth_high_percent"] < -27.2


@pytest.mark.parametrize(
    ("lang", "kind", "reason"),
    [
        ("en", "year to date", "this source has no figure for January-October 2017."),
        ("az", "ilin əvvəlindən", "bu mənbədə yanvar-oktyabr 2017 üçün rəqəm yoxdur."),
        ("lt", "nuo metų pradžios", "šiame šaltinyje nėra skaičiaus (2017 m. sausis–spalis)."),
        ("ru", "с начала года", "в этом источнике нет числа за январь–октябрь 2017."),
    ],
)
def test_the_seed_has_no_year_before_and_says_so(store: Store, lang: str, kind: str, reason: str):
    for period in (SEED, Period.month(2018, 10)):
        (row,) = year_to_date.rows(store, PAIR.but(period=period, lang=lang))
        assert (row["value_usd"], row["low_usd"], row["high_usd"]) == (19_120_000, 19_115_000, 19_130_000)
        assert (row["kind_name"], row["reason"]) == (kind, reason)
        assert row["before_usd"] is row["change_usd"] is row["growth_percent"] is None


@pytest.mark.parametrize("partner", ["LTU", "GEO", "RUS", "TUR", "W00"])
def test_nothing_is_compared_with_other_months_and_whole_years_come_last_and_are_marked(
    store: Store, partner: str
):
    rows = year_to_date.rows(store, PAIR.but(partner=partner))
    kinds = ["A" if Period.parse(row["period"]).frequency == "A" else "YTD" for row in rows]
    assert kinds == sorted(kinds, reverse=True)
    for row, kind in zip(rows, kinds, strict=True):
        assert (row["kind_name"] == "whole year") == (kind == "A")
        if row["before_period"]:
            assert Period.parse(row["before_period"]).shifted_years(1) == Period.parse(row["period"])
        assert (row["growth_percent"] is None) == bool(row["reason"])


def test_no_year_to_date_leads_to_months_of_two_years(store: Store):
    with pytest.raises(BadSelection, match="no year to date"):
        year_to_date.rows(store, PAIR.but(period=Period.parse("2017-11..2018-02")))


HANDMADE: Mapping[str, Any] = {
    "source": "handmade", "agency": "handmade", "reporter": "AZE", "partner": "LTU", "flow": "M", "product": "TOTAL",
    "product_scheme": "TOTAL", "currency": "USD", "valuation": "CIF", "partner_rule": "origin", "method": "published",
    "status": "A", "rests_on": "+1", "value_usd": 10.0, "low_usd": 10.0, "high_usd": 10.0, "as_published": "10",
    "period": "2018-01..2018-10", "period_start": date(2018, 1, 1), "period_end": date(2018, 10, 31),
}  # fmt: skip
BEFORE = HANDMADE | {"period_start": date(2017, 1, 1), "period_end": date(2017, 10, 31)}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"period_end": date(2017, 12, 31)}, "January-October 2018 can be compared with January-October 2017 only"),
        ({"currency": "EUR"}, "different currencies: USD and EUR"),
        ({"valuation": "FOB"}, "different valuations"),
        ({"partner_rule": "consignment"}, "different rules for naming partners: origin and consignment"),
        ({"value_usd": None}, "no rate is loaded"),
    ],
)  # fmt: skip
def test_figures_on_two_bases_are_not_set_against_each_other(other: Mapping[str, Any], said: str):
    cells = against(HANDMADE, BEFORE | other, "en")
    assert said in cells["reason"]
    assert {value for name, value in cells.items() if name != "reason"} == {None}
    assert against(HANDMADE, BEFORE, "en")["growth_percent"] == 0


def test_what_grew_from_nothing_has_a_difference_and_no_growth():
    cells = against(HANDMADE, BEFORE | dict.fromkeys(("value_usd", "low_usd", "high_usd"), 0.0), "en")
    assert (cells["change_usd"], cells["growth_percent"]) == (10, None)
    assert "nothing can be divided by it" in cells["reason"]


def test_partners_of_2018_are_those_of_the_imf(store: Store):
    rows = partners.rows(store, Selection(period=YEAR, flow="X", source="imf_dots"))
    first, world = (next(row for row in rows if row["partner"] == code) for code in ("ITA", "W00"))
    assert world["value_usd"] == pytest.approx(19_458.63e6, abs=5e3)
    assert (first["rank"], world["rank"], world["share_percent"]) == (1, None, 100)
    assert first["share_percent"] == pytest.approx(100 * first["value_usd"] / world["value_usd"], abs=1e-6)
    assert [row["value_usd"] for row in rows] == sorted((row["value_usd"] for row in rows), reverse=True)


def test_parts_of_the_growth_add_up_to_it(store: Store):
    rows = changes.rows(store, Selection(period=YEAR))
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["source"], row["agency"], row["flow"]].append(row)
    assert {flow for source, _, flow in groups if source == "imf_dots"} == {"X", "M", "T"}
    for group in groups.values():
        *parts, total = group
        assert total["part"] == "total"
        if not parts:
            assert total["reason"]
            continue
        points = [row["contribution_points"] for row in parts if row["contribution_points"] is not None]
        assert sum(points) == pytest.approx(total["contribution_points"], abs=1e-6 * len(points))
        assert total["contribution_points"] == pytest.approx(total["growth_percent"], abs=1e-5)
        sizes = [
            abs(row["contribution_points"]) for row in parts[:20] if row["contribution_points"] is not None
        ]
        assert sizes == sorted(sizes, reverse=True)
        assert all(row["reason"] for row in parts if row["contribution_points"] is None)


def test_sectors_are_shares_of_a_published_total_or_have_none(store: Store):
    rows = sectors.rows(store, PAIR)
    own = [row for row in rows if row["source"] == "unctad_sitc" and row["reporter"] == "AZE"]
    assert sum(row["share_percent"] for row in own) == pytest.approx(100, abs=1e-4)
    theirs = [row for row in rows if row["source"] == "wto_hs2"]
    assert {row["reporter"] for row in theirs} == {"LTU"}
    assert all("gives no total" in row["reason"] and row["share_percent"] is None for row in theirs)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("table", desk.TABLES)
def test_every_table_is_said_in_every_language(store: Store, table: str, lang: str):
    extract = desk.TABLES[table].make(
        store, desk.selection(table, PAIR.but(lang=lang, flow="X", period=YEAR))
    )
    extent = extract.extent()
    lines = b"".join(extract.csv()).decode().count("\r\n")
    assert lines == extent.rows + 1
    assert (extent.rows == 0) == (table == "sectors")


@pytest.mark.parametrize("table", [name for name in desk.TABLES if name != "figures"])
def test_a_table_is_written_without_the_engine_that_was_asked(store: Store, table: str):
    """On a cluster the rows come from there, and the lines are made here: the same bytes."""
    made = desk.TABLES[table].make(store, desk.selection(table, PAIR.but(lang="lt")))
    assert made.extent().rows
    apart = replace(made, store=None)  # pyright: ignore[reportArgumentType]
    assert b"".join(apart.csv()) == b"".join(_by_the_store(made))
    typed = pa.Table.from_batches(apart.typed())
    assert typed.column_names == [column.name for column in made.columns]
    assert typed.num_rows == made.extent().rows


def _by_the_store(made: Extract) -> Iterator[bytes]:
    """As files of figures are written: by the engine of the data set."""
    return Extract(made.store, made.columns, made.queries, made.order, made.shown).csv()
