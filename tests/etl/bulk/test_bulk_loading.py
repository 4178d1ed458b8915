"""``etl bulk``: whole files are loaded with every row's place, or refused with a reason; nothing half."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import handmade_bulk as handmade
import pytest
from projects import WORKBOOK, Cli

from etl import publish
from etl.bulk import baci, command, staging, tables_of_others
from etl.paths import Paths
from trade import export
from trade import questions as asked_of_trade
from trade.bulk import questions
from trade.bulk.held import is_dataset
from trade.bulk.opened import Bulk, names
from trade.codelists import economy
from trade.period import Period
from trade.selection import Selection
from trade.store import Store

BACI = "baci_hs22_v202601"


def current(root: Paths) -> Path:
    folder = publish.current(root.processed)
    assert folder is not None
    return folder


def test_every_row_keeps_its_value_weight_and_place_in_the_file(cli: Cli, root: Paths, came: Path) -> None:
    files = {path.name: path for path in (handmade.baci(came, 2021), handmade.baci(came, 2022))}
    assert cli("bulk", came, root=root).code == 0
    rows = Bulk.open(current(root), BACI).rows("SELECT * FROM flows JOIN files USING (file)")
    assert len(rows) == sum(len(handmade.baci_rows(year)) for year in (2021, 2022))
    for row in rows:
        t, i, j, k, v, q = files[row["name"]].read_text().splitlines()[row["row"] - 1].split(",")
        assert (row["period"], row["reporter"], row["partner"]) == (int(t) * 100, int(i), int(j))
        assert Decimal(row["value"]) == Decimal(v) * 1000
        assert row["weight"] == (None if q == "NA" else Decimal(q) * 1000)
        assert row["product"] == (1_600_999_900 if k == "9999AA" else 600_000_000 + int(k))


def test_namibia_is_an_economy_and_not_an_empty_cell(cli: Cli, root: Paths, came: Path) -> None:
    assert cli("bulk", handmade.baci_zip(came, [2022]), root=root).code == 0
    said = questions.pair_series(Bulk.open(current(root), BACI), "NAM", "IND", "X")
    wanted = [Decimal(row[4]) for row in handmade.baci_rows(2022) if row[1:3] == (516, 699)]
    assert [row["value_usd"] for row in said] == [float(1000 * sum(wanted))]


def test_real_totals_of_china_are_as_comtrade_gave_them(cli: Cli, root: Paths, came: Path) -> None:
    assert cli("bulk", handmade.comtrade(came / "china_2010.gz", handmade.china()), root=root).code == 0
    bulk = Bulk.open(current(root), "comtrade_goods")
    for row in handmade.china():
        (said,) = questions.pair_series(bulk, "CHN", row["partnerISO"], row["flowCode"])
        assert (said["value_usd"], said["method"], said["period"]) == (
            row["primaryValue"],
            "published",
            "2010",
        )
        ((place, digest),) = [(at["row"], at["sha256"]) for at in bulk.provenance(said["rests_on"])]
        assert place == handmade.china().index(row) + 2
        assert len(digest) == 64


def test_parts_of_comtrades_rows_are_passed_over_and_counted(cli: Cli, root: Paths, came: Path) -> None:
    whole = handmade.china()
    parts = [
        whole[0] | {"motCode": 1000}, whole[0] | {"partner2Code": 36}, whole[0] | {"customsCode": "C01"},
        whole[1] | {"flowCode": "DX"}, whole[1] | {"primaryValue": None},
    ]  # fmt: skip
    path = handmade.comtrade(came / "china_2010.gz", [parts[0], *whole, *parts[1:]])
    said = cli("bulk", path, root=root)
    assert said.code == 0
    assert "passed over 1 rows: a part of another row by means of transport" in said.err
    bulk = Bulk.open(current(root), "comtrade_goods")
    assert bulk.rows("SELECT rows, passed FROM files") == [{"rows": len(whole), "passed": 5}]
    assert bulk.rows("SELECT min(row) AS first FROM flows") == [{"first": 3}]  # row 2 is a part


def test_comext_comes_out_of_its_archive_in_euros_and_dollars(cli: Cli, root: Paths, came: Path) -> None:
    assert cli("bulk", handmade.seven(came / "full_v2_202402.7z", handmade.COMEXT), root=root).code == 0
    bulk = Bulk.open(current(root), "comext_monthly")
    lines = [line.split(",") for line in handmade.COMEXT.read_text().splitlines()[1:]]
    wanted = [int(line[14]) for line in lines if line[:2] == ["AT", "AD"] and line[10] == "2"]
    (said,) = questions.pair_series(bulk, "AUT", "AND", "X")
    assert (said["currency"], said["method"], said["valuation"]) == ("EUR", "converted", "FOB")
    assert said["as_published"] == f"sum of {len(wanted)} figures in euros"
    assert said["value_usd"] is None  # this project has no exchange rates
    assert bulk.rows("SELECT value FROM pairs WHERE flow = 1 AND parts > 1")[0] == {"value": sum(wanted)}


def test_comexts_namibia_is_no_empty_cell_either(cli: Cli, root: Paths, came: Path) -> None:
    head, first, *_ = handmade.COMEXT.read_text().splitlines()
    path = came / "full_v2_202402.dat"
    path.write_text(
        f"{head}\n{first.replace(',AD,', ',NA,')}\n{first.replace(',AD,', ',QX,').replace('35069190', '39XXXXXX')}\n"
    )
    assert cli("bulk", path, root=root).code == 0
    bulk = Bulk.open(current(root), "comext_monthly")
    said = [row for partner in ("NAM", "QX1") for row in questions.pair_products(bulk, "AUT", partner, "X")]
    assert [(row["partner"], row["product_scheme"], row["product"]) for row in said] == [
        ("NAM", "CN8", "35069190"), ("QX1", "CN8", "39XXXXXX"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("BACI_HS22_Y2022_V202601.csv", b"<!DOCTYPE html><html>busy", "row 1: this is a web page, not a table"),
        ("BACI_HS22_Y2022_V202601.csv", b"", "the file is empty"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,value,q\n2022,4,8,010121,1,2\n", "row 1: this heading is of no known bulk form"),
        ("2022.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1,2\n", "its name says neither edition nor version"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1,2\n2022,4,8,010129,1.x5,2\n",
         "row 3, column v: '1.x5' is no value for this column"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1,2\n2022,4,8\n", "row 3: 3 cells where the heading has 6"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1,2\n2022,4,8,010129,1,2", "the last line has no end"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1.2345,2\n", "row 2, column v: an amount is missing or has more than 3 decimals"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,NA,2\n", "row 2, column v: an amount is missing"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,010121,1,2\n2021,4,8,010121,1,2\n", "row 3, column t: this is no period of this file: '2021'"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8,10121,1,2\n2022,4,8,10129,1,2\n",
         "row 2, column k: codes that no list knows: '10121' (1 rows), '10129' (1 rows)"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,4,8, 10121,1,2\n", "column k: codes that no list knows: ' 10121' (1 rows)"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n2022,999,8,010121,1,2\n2022,999,8,010129,1,2\n2022,4,998,000001,1,2\n",
         "codes that no list knows: i '999' (2 rows); j '998' (1 rows); k '000001' (1 rows)"),
        ("BACI_HS22_Y2022_V202601.csv", b"t,i,j,k,v,q\n", "there are no rows under the heading"),
        ("baci.zip", b"PK\x03\x04 and no more", "the archive cannot be opened"),
        ("full_v2_202402.7z", b"7z\xbc\xaf\x27\x1c and no more", "the archive cannot be opened"),
        ("rows.parquet", b"PAR1 and no more", "this Parquet file cannot be opened"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_its_place(
    cli: Cli, root: Paths, came: Path, name: str, text: bytes, said: str
) -> None:
    (came / name).write_bytes(text)
    before = current(root)
    told = cli("bulk", came / name, root=root)
    assert told.code == 3
    assert name in told.err
    assert said in told.err
    assert current(root) == before
    assert not list((root.processed / command.STAGED).glob("*/*.parquet"))


@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_archives_cut_short_are_refused_wherever_they_end(
    cli: Cli, root: Paths, came: Path, left: float
) -> None:
    whole = (
        handmade.comtrade(came / "china_2010.gz", handmade.china()),
        handmade.seven(came / "full_v2_202402.7z", handmade.COMEXT),
    )
    for path in whole:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    told = cli("bulk", came, root=root)
    assert told.code == 3
    assert told.err.count("fetch it again") == 2


def test_one_bad_file_does_not_hold_up_the_others(cli: Cli, root: Paths, came: Path) -> None:
    handmade.baci(came, 2021)
    handmade.baci(came, 2022, [(2022, 999, 4, "010121", 1, 2)])
    told = cli("bulk", came, root=root)
    assert told.code == 1
    assert "i '999' (1 rows)" in told.err
    spans = Bulk.open(current(root), BACI).rows("SELECT DISTINCT period FROM spans")
    assert spans == [{"period": 202100}]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere.csv"], 2, "there is no file or folder nowhere.csv"),
        (["."], 2, "holds no .csv"),
        ([], 2, "Missing argument"),
    ],
)
def test_wrong_words_say_what_is_wrong(
    cli: Cli,
    root: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: int,
    said: str,
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    told = cli("bulk", *words, root=root)
    assert (told.code, said in told.err) == (code, True), told.err


@pytest.mark.parametrize("is_in_engine", [False, True])
def test_what_was_read_before_it_was_stopped_is_not_read_again(
    cli: Cli, root: Paths, came: Path, monkeypatch: pytest.MonkeyPatch, is_in_engine: bool
) -> None:
    for year in (2020, 2021, 2022):
        handmade.baci(came, year)
    before, really, read = current(root), staging.stage, list[str]()

    def stopped(packed: staging.Packed, *rest: object) -> staging.Staged:
        if packed.name == handmade.BACI.format(year=2022) and len(read) == 2:
            read.append("stopped")
            if is_in_engine:  # so it comes out of a query
                raise RuntimeError("Query interrupted") from KeyboardInterrupt()
            raise KeyboardInterrupt
        read.append(packed.name)
        return really(packed, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(staging, "stage", stopped)
    told = cli("bulk", came, root=root)
    assert (told.code, "2 file(s) that were read are not read again" in told.err) == (1, True)
    assert current(root) == before
    assert cli("bulk", came, root=root).code == 0
    assert read == [
        *(handmade.BACI.format(year=year) for year in (2020, 2021)),
        "stopped",
        handmade.BACI.format(year=2022),
    ]
    again = cli("bulk", came, root=root)
    assert (again.code, again.err.count("loaded before"), "Nothing new" in again.err) == (0, 3, True)


def test_a_year_more_is_added_to_what_stands(cli: Cli, root: Paths, came: Path) -> None:
    assert cli("bulk", handmade.baci(came, 2021), root=root).code == 0
    assert cli("bulk", handmade.baci(came, 2022), root=root).code == 0
    one_by_one = Bulk.open(current(root), BACI).rows("FROM flows ORDER BY ALL")
    assert len(one_by_one) == sum(len(handmade.baci_rows(year)) for year in (2021, 2022))
    assert questions.pair_series(Bulk.open(current(root), BACI), "CHN", "USA", "X")[-1]["period"] == "2022"


def test_a_refresh_of_the_small_sources_links_bulk_data_and_copies_nothing(
    cli: Cli, root: Paths, came: Path
) -> None:
    assert cli("bulk", handmade.baci(came), root=root).code == 0
    before = current(root)
    (root.raw / WORKBOOK).with_name("DOTS_13.xlsx").write_bytes(
        (Path(__file__).parents[3] / "data" / "raw" / "imf_dots" / "DOTS_13.xlsx").read_bytes()
    )
    assert cli("refresh", "--offline", root=root).code in (0, 1)
    after = current(root)
    assert after != before
    name = Path("bulk", f"{BACI}.duckdb")
    assert (after / name).samefile(before / name)
    assert cli("status", root=root).code in (0, 1)


def test_a_newer_file_takes_the_place_of_the_older_one_whole(cli: Cli, root: Paths, came: Path) -> None:
    rows = handmade.china()
    assert cli("bulk", handmade.comtrade(came / "first.gz", rows), root=root).code == 0
    revised = [rows[0] | {"primaryValue": 6804128144.5}, *rows[1:]]
    told = cli("bulk", handmade.comtrade(came / "later.gz", revised), root=root)
    assert (told.code, "first.gz gives its place" in told.err) == (0, True)
    (said,) = questions.pair_series(Bulk.open(current(root), "comtrade_goods"), "CHN", "ARG", "M")
    assert said["value_usd"] == 6804128144.5
    less = cli("bulk", handmade.comtrade(came / "less.gz", rows[:1]), root=root)
    assert (
        less.code,
        "later.gz: a file that is loaded speaks of some of the same trade, and of more" in less.err,
    ) == (3, True)


def test_two_files_on_the_same_trade_are_not_added_up(cli: Cli, root: Paths, came: Path) -> None:
    handmade.comtrade(came / "one.gz", handmade.china())
    handmade.comtrade(came / "two.gz", handmade.china()[:1])
    told = cli("bulk", came, root=root)
    assert (told.code, "the same trade would count twice" in told.err.lower()) == (3, True)


def test_a_list_that_means_other_economies_by_its_numbers_is_told(cli: Cli, root: Paths, came: Path) -> None:
    told = cli("bulk", handmade.baci_zip(came, [2022], namibia="LTU"), root=root)
    assert "516 is Namibia (LTU) there and NAM here" in told.err
    assert told.code in (1, 3)


def test_shipped_chapters_are_the_same_by_either_way_in(cli: Cli, root: Paths, published: Path) -> None:
    """The WTO's real rows of Lithuania: loaded in bulk, each equals what ``etl refresh`` made of it."""
    path = (
        Path(__file__).parents[3] / "data" / "raw" / "wto_hs2" / "wto_hs2_imports_of_lithuania_2001_2002.csv"
    )
    assert cli("bulk", path, root=root).code == 0
    bulk = Bulk.open(current(root), "wto_hs2")
    said = {
        (row["partner"], row["product"], row["value_usd"])
        for code in bulk.economies.values() if code != "LTU"
        for row in questions.pair_chapters(bulk, "LTU", economy(code).code, "M", Period.year(2002))
    }  # fmt: skip
    rows = duckdb.execute(
        "SELECT partner, product, value_usd FROM read_parquet(?) WHERE reporter = 'LTU' AND period = '2002' "
        "AND known_to IS NULL AND method = 'published' AND product_scheme = 'HS' AND length(product) = 2",
        [str(published / "trade" / "wto_hs2.parquet")],
    ).fetchall()
    assert len(rows) > 3000
    assert said == set(rows)
    assert names(current(root)) == ["wto_hs2"]


#: What a page shows of a figure. Its digits differ: a bulk form has one last digit for all its figures.
SHOWN = (
    "agency", "reporter", "partner", "flow", "product_scheme", "product", "period", "frequency", "currency", "value_usd",
    "method", "valuation", "partner_rule", "status",
)  # fmt: skip


def test_pages_ask_the_same_rows_of_a_real_table_whichever_way_it_came_in(
    cli: Cli, root: Paths, published: Path
) -> None:
    """The WTO's chapters as a small source and, named the same, in bulk: one selection, one answer."""
    raw = (
        Path(__file__).parents[3] / "data" / "raw" / "wto_hs2" / "wto_hs2_imports_of_lithuania_2001_2002.csv"
    )
    assert cli("bulk", raw, root=root).code == 0
    small, bulk = Store(published), Store(current(root)).over("wto_hs2")
    assert [each.name for each in bulk.bulk] == ["wto_hs2"]
    for partner in ("AZE", "DEU", "POL", "UZB"):
        asked = Selection(
            reporter="LTU", partner=partner, source="wto_hs2", scheme="HS", since=2001, until=2002
        )
        for question in (asked_of_trade.products, export.rows):
            told, meant = (
                [{name: row[name] for name in SHOWN if name in row} for row in question(store, asked) if row["flow"] == "M"]
                for store in (bulk, small)
            )  # fmt: skip
            assert len(told) > 10
            assert told == meant
        rows = zip(export.rows(bulk, asked), export.rows(small, asked), strict=True)
        assert all(
            one["low_usd"] <= other["low_usd"] <= other["high_usd"] <= one["high_usd"] for one, other in rows
        )


@pytest.mark.parametrize(
    "name",
    [
        *(f"baci_{edition}_v202601".lower() for edition in baci.EDITIONS),
        "baci_hs92_v202601a", "comtrade_goods", "comext_monthly", *(each.dataset for each in tables_of_others.KNOWN),
    ],
)  # fmt: skip
def test_every_form_names_data_sets_as_addresses_know_them(name: str) -> None:
    assert is_dataset(name)
