"""Armstat's exports and imports by partner, against the rows of its files; both rules stay apart."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import printed
import pytest
from handmade_damage import Damage, put
from projects import RAW, ROOT, Cli

from etl.paths import Paths
from trade import questions
from trade.errors import SourceChanged, TradeDataError, UnknownName
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

NAME = "armenia_armstat"
FILE = "armstat_trade_by_country_vintage_2024-{}.csv"
RULES = {"export": "destination", "import_origin": "origin", "import_consignment": "consignment"}
DECEMBER = Selection(source=NAME, reporter="ARM", partner="LTU", period=Period.month(2023, 12))


@pytest.mark.parametrize(("vintage", "rows"), [("02", 6_613), ("05", 11_839), ("09", 27_521)])
def test_each_row_holds_three_figures(vintage: str, rows: int):
    found = printed.reading(NAME, FILE.format(vintage)).figures
    assert len(found) == 3 * rows
    of_all = found.select(["reporter", "agency", "currency"]).group_by(["reporter", "agency", "currency"])
    assert of_all.aggregate([]).to_pylist() == [
        {"reporter": "ARM", "agency": "AM-ARMSTAT", "currency": "USD"}
    ]
    with (RAW / NAME / FILE.format(vintage)).open(encoding="utf-8", newline="") as stream:
        printed_sum = sum(float(row[column]) for row in csv.DictReader(stream) for column in RULES)
    assert sum(map(float, found["digits"].to_pylist())) == pytest.approx(printed_sum, rel=1e-12)


def test_a_zero_is_an_exact_zero(store: Store):
    (row,) = store.rows(
        "SELECT DISTINCT value, last_digit FROM observations WHERE source = $source AND partner = 'AFG' AND flow = 'X'"
        " AND period = '2024-02'",
        {"source": NAME},
    )
    assert row == {"value": 0.0, "last_digit": 0.01}


def test_revisions_between_may_and_september(store: Store):
    """No cell of February was another in May."""
    rows = store.rows(
        "SELECT partner_rule::VARCHAR AS rule, known_to::VARCHAR AS last, count(*) AS figures"
        " FROM trade WHERE source = $source AND known_to IS NOT NULL AND method = 'published' GROUP BY ALL",
        {"source": NAME},
    )
    assert {(row["rule"], row["last"]): row["figures"] for row in rows} == {
        ("destination", "2024-09-29"): 57,
        ("origin", "2024-09-29"): 344,
        ("consignment", "2024-09-29"): 52,
    }


def test_imports_go_by_origin_unless_consignment_is_asked_for(store: Store):
    def imports(**words: Any) -> list[tuple[str, float]]:
        rows = questions.series(store, DECEMBER.but(flow="M", **words))
        return [(row["partner_rule"], row["value_usd"]) for row in rows if row["period"] == "2023-12"]

    assert imports() == imports(partner_rule="origin") == [("origin", 571_744.67)]
    assert imports(partner_rule="consignment") == [("consignment", 1_813_402.76)]


@pytest.mark.parametrize(("rule", "usd"), [(None, 3_614_376.70), ("consignment", 4_856_034.79)])
def test_turnover_takes_imports_of_one_rule(store: Store, rule: str | None, usd: float):
    (row,) = questions.same_cell(store, DECEMBER.but(flow="T", partner_rule=rule))
    assert row["value_usd"] == pytest.approx(usd, abs=0.001)
    assert (row["partner_rule"], row["other_rule"]) == (
        ("consignment", "origin") if rule else ("origin", "consignment")
    )


@pytest.mark.parametrize(
    ("words", "rule", "other", "usd"),
    [
        ([], "origin", "consignment", 571_744.67),
        (["--partner-rule", "origin"], "origin", "consignment", 571_744.67),
        (["--partner-rule", "consignment"], "consignment", "origin", 1_813_402.76),
    ],
)
def test_a_summary_goes_by_one_rule_and_says_which(
    cli: Cli, store: Store, words: list[str], rule: str, other: str, usd: float
):
    asked = ["--reporter", "ARM", "--partner", "LTU", "--period", "2023-12", *words]
    said = cli("summary", *asked, root=Paths(ROOT))
    rows = {row["flow"]: row for row in csv.DictReader(said.out.splitlines())}
    assert {flow: rows[flow]["partner_rule"] for flow in "XMTB"} == {
        "X": "destination", "M": rule, "T": rule, "B": rule
    }  # fmt: skip
    assert (rows["M"]["other_rule"], float(rows["M"]["value_usd"])) == (other, usd)
    assert said.err == (
        f"Imports go by country of {rule}; the same goods by country of {other}: --partner-rule {other}\n"
    )


def test_all_imports_have_the_other_rule_beside_them(store: Store):
    rows = store.rows(
        "SELECT flow::VARCHAR AS flow, partner_rule::VARCHAR AS rule, other_rule::VARCHAR AS other, count(*) AS figures"
        " FROM trade WHERE source = $source AND known_to IS NULL AND method = 'published' GROUP BY ALL",
        {"source": NAME},
    )
    assert Counter({(row["flow"], row["rule"], row["other"]): row["figures"] for row in rows}) == {
        ("X", "destination", None): 27_521,
        ("M", "origin", "consignment"): 27_521,
        ("M", "consignment", "origin"): 27_521,
    }


@pytest.mark.parametrize(
    ("damage", "error", "words"),
    [
        (
            put("Afghanistan,", "Afganistan,"),
            UnknownName,
            "row 2, country: the name 'Afganistan' has no code",
        ),
        (put("import_origin", "imports"), SourceChanged, "row 1: the columns are not the known ones"),
        (
            put(",2023,1,0,", ",2023,2,0,"),
            SourceChanged,
            "row 2: year '2023', month '2' and date '2023-01-01'",
        ),
        (put("0.03965", "..."), SourceChanged, "row 2, import_origin: '...' is no number"),
    ],
)
def test_a_damaged_row_stops_the_file_at_its_place(
    tmp_path: Path, damage: Damage, error: type[TradeDataError], words: str
):
    path = tmp_path / "handmade.csv"
    path.write_bytes(damage((RAW / NAME / FILE.format("02")).read_bytes()))
    with pytest.raises(error) as raised:
        printed.read_as(NAME, path)
    assert words in " ".join(str(raised.value).split())
