"""Whatever table answers, the answer is what the rows of the files say; and it says how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import handmade_bulk as handmade
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trade.bulk import codes, questions
from trade.bulk.opened import Bulk
from trade.errors import BadSelection, SourceUnavailable, UnknownEconomy
from trade.period import Period
from trade.tables import TRADE
from trade.value import Value

YEARS = (2019, 2020, 2021)
NUMBERS = {
    "AZE": 31,
    "CHN": 156,
    "DEU": 276,
    "IND": 699,
    "LTU": 440,
    "NAM": 516,
    "USA": 842,
    "W00": 0,
    "G998": 97,
}
GROUPS = (0, 97)
#: reporter, partner, flow, year, code, value in thousandths of a dollar (UN Comtrade) or dollars (BACI)
Told = tuple[int, int, str, int, str, int]
COMTRADE: list[Told] = [
    (row["reporterCode"], row["partnerCode"], row["flowCode"], year, row["cmdCode"], round(row["primaryValue"] * 1000))
    for reporter in (97, *handmade.PLACES[:4]) for year in YEARS for row in handmade.levels(reporter, year)
]  # fmt: skip
EXPORTS: list[Told] = [
    (i, j, "X", year, k, int(Decimal(v) * 1000))
    for year in YEARS
    for _, i, j, k, v, _ in handmade.baci_rows(year)
]
#: One figure is the word on both sides.
BACI = EXPORTS + [(j, i, "M", *rest) for i, j, _, *rest in EXPORTS]
TOLD = {"comtrade_goods": (COMTRADE, 1000), "baci_hs22_v202601": (BACI, 1)}


@pytest.fixture(scope="session")
def bulks(bulk_folder: Path) -> dict[str, Bulk]:
    return {name: Bulk.open(bulk_folder, name) for name in TOLD}


def told(rows: list[Told], reporter: str, partner: str, flow: str, year: int) -> Iterator[tuple[str, int]]:
    """The codes and values of a pair in a year."""
    key = NUMBERS[reporter], NUMBERS[partner], flow, year
    return ((code, value) for *cell, code, value in rows if tuple(cell) == key)


def all_products(rows: list[Told], reporter: str, partner: str, flow: str, year: int) -> int | None:
    """TOTAL as printed, else the finest codes added up, else (of the world) all partners that are no group."""
    found = list(told(rows, reporter, partner, flow, year))
    if printed := [value for code, value in found if code == "TOTAL"]:
        return sum(printed)
    if parts := [value for code, value in found if len(code) == 6]:
        return sum(parts)
    if partner != "W00":
        return None
    others = [
        all_products(rows, reporter, name, flow, year)
        for name, number in NUMBERS.items()
        if number not in GROUPS
    ]
    known = [value for value in others if value is not None]
    return sum(known) if known else None


def by_chapter(rows: list[Told], reporter: str, partner: str, flow: str, year: int) -> dict[str, int]:
    """Chapters as printed, else the finest codes of the chapter added up."""
    found = list(told(rows, reporter, partner, flow, year))
    printed = {code: value for code, value in found if len(code) == 2}
    summed: dict[str, int] = {}
    for code, value in found:
        if len(code) == 6:
            summed[code[:2]] = summed.get(code[:2], 0) + value
    return summed | printed


def of_world(rows: list[Told], reporter: str, flow: str, year: int) -> dict[str, int]:
    """The finest codes with the world: as printed, else all partners that are no group."""
    summed: dict[str, int] = {}
    for r, p, f, y, code, value in rows:
        if (r, f, y) == (NUMBERS[reporter], flow, year) and p not in GROUPS and len(code) == 6:
            summed[code] = summed.get(code, 0) + value
    return summed | {c: v for c, v in told(rows, reporter, "W00", flow, year) if len(c) == 6}


def usd(value: int, per: int) -> float:
    return round(value / per, 6)


datasets = st.sampled_from(sorted(TOLD))
reporters = st.sampled_from(["AZE", "CHN", "DEU", "IND"])
others = st.sampled_from(["LTU", "NAM", "USA", "AZE", "W00"])
flows = st.sampled_from(["X", "M"])
years = st.sampled_from(YEARS)


@given(datasets, reporters, others, flows)
@settings(max_examples=80)
def test_the_series_of_a_pair_is_what_the_rows_say(
    bulks: dict[str, Bulk], dataset: str, reporter: str, partner: str, flow: str
) -> None:
    rows, per = TOLD[dataset]
    wanted = {str(y): v for y in YEARS if (v := all_products(rows, reporter, partner, flow, y)) is not None}
    said = questions.pair_series(bulks[dataset], reporter, partner, flow)
    assert {row["period"]: row["value_usd"] for row in said} == {y: usd(v, per) for y, v in wanted.items()}
    for row in said:
        assert set(row) == set(TRADE.names)
        assert row["low_usd"] < row["value_usd"] < row["high_usd"]
        assert (row["reporter"], row["partner"], row["flow"]) == (reporter, partner, flow)


@given(datasets, reporters, others.filter(lambda code: code != "W00"), flows, years)
@settings(max_examples=60)
def test_chapters_of_a_pair_are_what_the_rows_say(
    bulks: dict[str, Bulk], dataset: str, reporter: str, partner: str, flow: str, year: int
) -> None:
    rows, per = TOLD[dataset]
    said = questions.pair_chapters(bulks[dataset], reporter, partner, flow, Period.year(year))
    wanted = by_chapter(rows, reporter, partner, flow, year)
    assert {row["product"]: row["value_usd"] for row in said} == {c: usd(v, per) for c, v in wanted.items()}


@given(datasets, reporters, flows, years)
@settings(max_examples=40)
def test_partners_products_and_what_advantage_needs_are_what_the_rows_say(
    bulks: dict[str, Bulk], dataset: str, reporter: str, flow: str, year: int
) -> None:
    (rows, per), bulk, period = TOLD[dataset], bulks[dataset], Period.year(year)
    partners = questions.partners(bulk, reporter, flow, period)
    wanted = {c: v for c in NUMBERS if (v := all_products(rows, reporter, c, flow, year)) is not None}
    assert {row["partner"]: row["value_usd"] for row in partners} == {
        c: usd(v, per) for c, v in wanted.items()
    }
    products = of_world(rows, reporter, flow, year)
    top = questions.top_products(bulk, reporter, flow, period, most=3)
    assert [row["value_usd"] for row in top] == [
        usd(v, per) for v in sorted(products.values(), reverse=True)[:3]
    ]
    inputs = questions.advantage_inputs(bulk, reporter, flow, period)
    assert {row["product"]: row["value"] for row in inputs} == products
    assert {row["reporter_total"] for row in inputs} == {sum(products.values())}
    one = inputs[0]["product"]
    everyone = [name for name, number in NUMBERS.items() if number not in GROUPS]
    assert inputs[0]["world"] == sum(of_world(rows, name, flow, year).get(one, 0) for name in everyone)
    assert inputs[0]["world_total"] == sum(
        all_products(rows, name, "W00", flow, year) or 0 for name in everyone
    )


@given(datasets, flows, years)
def test_the_world_by_reporter_is_what_the_rows_say(
    bulks: dict[str, Bulk], dataset: str, flow: str, year: int
) -> None:
    rows, per = TOLD[dataset]
    said = questions.by_reporter(bulks[dataset], flow, Period.year(year))
    wanted = {c: v for c in NUMBERS if (v := all_products(rows, c, "W00", flow, year)) is not None}
    assert {row["reporter"]: row["value_usd"] for row in said} == {c: usd(v, per) for c, v in wanted.items()}
    assert [row["value_usd"] for row in said] == sorted((usd(v, per) for v in wanted.values()), reverse=True)


def test_both_sides_stand_side_by_side_but_one_figure_is_said_once(bulks: dict[str, Bulk]) -> None:
    both = questions.mirror(bulks["comtrade_goods"], "AZE", "CHN")
    assert {row["reporter"] for row in both} == {"AZE", "CHN"}
    one = questions.mirror(bulks["baci_hs22_v202601"], "AZE", "CHN")
    assert {(row["reporter"], row["flow"]) for row in one} == {("AZE", "X"), ("AZE", "M")}
    assert {(row["valuation"], row["status"], row["agency"]) for row in one} == {("FOB", "E", "CEPII")}


def test_a_printed_row_has_its_interval_its_words_and_its_place(bulks: dict[str, Bulk]) -> None:
    bulk = bulks["baci_hs22_v202601"]
    for row in questions.pair_products(bulk, "AZE", "LTU", "X", Period.year(2021)):
        ((place, name),) = [(at["row"], at["name"]) for at in bulk.provenance(row["rests_on"])]
        assert name == handmade.BACI.format(year=2021)
        _, i, j, k, v, _ = handmade.baci_rows(2021)[place - 2]
        assert (i, j, k) == (31, 440, row["product"])
        assert row["as_published"] == f"{Decimal(v).normalize():f} thousand US dollars"
        exact = Value.printed(f"{Decimal(v):.3f}", 3)  # zeros at the end are left out in the file
        assert [Decimal(str(row[f"{side}_usd"])) for side in ("value", "low", "high")] == [
            exact.point,
            exact.low,
            exact.high,
        ]


def test_a_sum_says_that_it_is_one_and_is_as_wide_as_its_parts(bulks: dict[str, Bulk]) -> None:
    (said,) = [
        row
        for row in questions.pair_series(bulks["baci_hs22_v202601"], "AZE", "LTU", "X")
        if row["period"] == "2021"
    ]
    parts = questions.pair_products(bulks["baci_hs22_v202601"], "AZE", "LTU", "X", Period.year(2021))
    assert said["method"] == "summed"
    assert (
        said["as_published"] == f"sum of {len(parts)} figure{'s' * (len(parts) != 1)} in thousand US dollars"
    )
    for side in ("low_usd", "value_usd", "high_usd"):
        assert said[side] == pytest.approx(sum(row[side] for row in parts))


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda b: questions.pair_series(b, "Atlantis"), UnknownEconomy, "reporter: no economy is called 'Atlantis'"),
        (lambda b: questions.partners(b, "AZE", "T", Period.year(2020)), BadSelection, "'T' is no flow of a bulk file"),
        (lambda b: questions.partners(b, "AZE", "X", Period.parse("2020-01..2020-10")), BadSelection, "neither a year nor a month"),
        (lambda b: Bulk.open(b.path.parents[1], "baci"), SourceUnavailable, "There are: baci_hs22_v202601, comtrade_goods"),
    ],
)  # fmt: skip
def test_wrong_words_say_what_is_wrong(bulks, ask, error, said) -> None:
    with pytest.raises(error, match=said.replace("(", r"\(")):
        ask(bulks["baci_hs22_v202601"])


def test_what_is_not_there_is_an_empty_answer(bulks: dict[str, Bulk]) -> None:
    bulk = bulks["baci_hs22_v202601"]
    assert questions.pair_series(bulk, "FRA", "LTU") == []
    assert questions.advantage_inputs(bulk, "AZE", "X", Period.year(1990)) == []


@given(st.sampled_from([2, 4, 6, 8]).flatmap(lambda n: st.integers(0, 10**n - 1).map(lambda v: f"{v:0{n}}")))
def test_a_code_of_digits_is_its_number_and_back(code: str) -> None:
    assert codes.spelt(codes.number(code)) == code


@pytest.mark.parametrize("code", ["TOTAL", "9999AA", "39XXXXXX", "3900XXXX", "300000XX", "27XX"])
def test_a_code_with_letters_is_its_number_and_back(code: str) -> None:
    assert codes.spelt(codes.number(code)) == code
