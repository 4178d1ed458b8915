"""World Bank WITS: a recorded answer adds up, and what is not understood stops it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.model import RawFile, Reading
from etl.sources.wits import wits
from trade.codelists import products
from trade.errors import SourceChanged, UnknownName

RECORDED = Path(__file__).with_name("recorded") / "wits" / "tradestats_trade_sdmxjson.json"
ANSWER = RECORDED.read_text()


def read(path: Path) -> Reading:
    return wits.read(RawFile(path, f"wits/{path.name}", "0" * 64, "u", date(2026, 11, 25)))


def test_the_sectors_of_the_recorded_answer_add_up_to_the_last_digit():
    reading = read(RECORDED)
    rows = reading.figures.to_pylist()
    by_product = {row["product"]: Decimal(row["digits"]) for row in rows}
    total = by_product.pop("TOTAL")
    assert total == sum(by_product.values()) == Decimal("2407390189.460")
    assert list(by_product) == list(products("WITS"))
    assert {row["product_scheme"] for row in rows} == {"TOTAL", "WITS"}
    assert {(row["reporter"], row["partner"], row["flow"], row["exponent"]) for row in rows} == {
        ("USA", "W00", "M", 3)
    }
    assert rows[0]["note"] == "derived by the World Bank from UN Comtrade"
    assert [each.why for each in reading.passed] == [wits.OVERLAP] * 12
    assert [row["digits"] for row in rows if row["product"] == "01-05"] == ["32320233.669"]


def changed(folder: Path, change: Callable[[Any], None]) -> Path:
    words = json.loads(ANSWER)
    change(words)
    path = folder / "handmade.json"
    path.write_text(json.dumps(words))
    return path


def put(*place: str | int, value: object) -> Callable[[Any], None]:
    def change(words: Any) -> None:
        for step in place[:-1]:
            words = words[step]
        words[place[-1]] = value

    return change


DIMENSIONS = ("structure", "dimensions", "series")
FIRST = ("dataSets", 0, "series", "0:0:0:0:0", "observations", "0")
YEAR = ("structure", "dimensions", "observation", 0, "values", 0, "id")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("header", "id", value="DF_WITS_Tariff_TRAINS"), "the data set 'DF_WITS_Tariff_TRAINS'"),
        (put(*DIMENSIONS, 2, "id", value="PARTNER2"), "the dimensions are FREQ, REPORTER, PARTNER2"),
        (
            put(*DIMENSIONS, 4, "values", 0, "name", value="Import (US$ Million)"),
            r"'Import \(US\$ Million\)'",
        ),
        (put(*DIMENSIONS, 4, "values", 0, "id", value="MPRT-TRD-WG"), "the indicator MPRT-TRD-WG"),
        (
            put(*DIMENSIONS, 3, "values", 0, "id", value="01-06_Animal"),
            "the product '01-06_Animal' has no code",
        ),
        (put(*DIMENSIONS, 2, "values", 0, "id", value="XYZ"), r"PARTNER.*'XYZ' has no code.*names\.csv"),
        (put(*DIMENSIONS, 1, "values", 0, "id", value="ALL"), "REPORTER"),
        (put(*DIMENSIONS, 0, "values", 0, "id", value="M"), "FREQ 'M' is not known"),
        (put("structure", "attributes", "observation", 0, "values", 0, "id", value="X"), "DATASOURCE 'X'"),
        (put(*YEAR, value="2017-Q1"), "'2017-Q1' is no year"),
        (put(*FIRST, value=["about 1", 0]), "'about 1' is no number"),
        (put(*FIRST, value=[1, 0, 0]), "not laid out as SDMX-JSON"),
        (put(*FIRST, value=[1, 7]), "not laid out as SDMX-JSON"),
        (put(*FIRST, value=[60_000_000_000, 0]), "more than the whole world trades"),
        (put("dataSets", value=[]), "not laid out as SDMX-JSON"),
        (put("header", value=None), "no SDMX-JSON"),
    ],
)
def test_what_is_not_understood_stops_the_file(tmp_path: Path, change: Callable[[Any], None], said: str):
    with pytest.raises((SourceChanged, UnknownName), match=said):
        read(changed(tmp_path, change))


def test_serbia_was_not_alone_before_2006(tmp_path: Path):
    def serbia(words: Any, year: str) -> None:
        put(*DIMENSIONS, 2, "values", 0, "id", value="SER")(words)
        put(*YEAR, value=year)(words)

    later = read(changed(tmp_path, lambda words: serbia(words, "2006")))
    assert later.figures["partner"].unique().to_pylist() == ["SRB"]
    with pytest.raises(SourceChanged, match="Serbia and Montenegro together"):
        read(changed(tmp_path, lambda words: serbia(words, "2005")))


def test_no_value_is_no_figure(tmp_path: Path):
    reading = read(changed(tmp_path, put(*FIRST, value=[None, 0])))
    assert len(reading.figures) == 16
    assert reading.passed[0].why == wits.NO_FIGURE
