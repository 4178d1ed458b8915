"""One question through every door: the same figures, intervals and marks. SDMX is asked in test_sdmx_service."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
import requests

from trade import opened
from trade.store import Store

KEY = ["source", "agency", "flow", "product_scheme", "product", "period", "currency"]
SAID = ["value_usd", "low_usd", "high_usd", "status", "method"]
QUESTION = "reporter=AZE&partner=LTU&product=TOTAL"
Said = dict[tuple[str, ...], tuple[float | str, ...]]


def text_of(data: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(data), dtype=str, keep_default_na=False)


def sheet_of(data: bytes) -> pd.DataFrame:
    frame: pd.DataFrame = pd.read_excel(BytesIO(data), engine="calamine")  # pyright: ignore[reportUnknownMemberType]
    return frame


#: By the address without its question: how another program reads what comes.
DOORS: dict[str, Callable[[bytes], pd.DataFrame]] = {
    "/api/trade": lambda data: pd.DataFrame(json.loads(data)["data"]),
    "/api/trade.csv": text_of,
    "/api/trade.parquet": lambda data: pd.read_parquet(BytesIO(data)),
    "/api/trade.xlsx": sheet_of,
    "/api/trade.zip": lambda data: text_of(ZipFile(BytesIO(data)).read("data.csv")),
    "/download/trade.csv": text_of,
}


def said(frame: pd.DataFrame) -> Said:
    return {
        tuple(str(row[name]) for name in KEY): tuple(
            float(row[name]) if name.endswith("usd") else str(row[name]) for name in SAID
        )
        for row in frame.to_dict("records")
    }


@pytest.fixture(scope="module")
def expected(store: Store) -> Said:
    return said(opened.Trade(store).series(reporter="AZE", partner="LTU"))


@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_the_same_figures_intervals_and_marks(site: str, expected: Said, door: str):
    answer = requests.get(f"{site}{door}?{QUESTION}", timeout=60)
    assert said(DOORS[door](answer.content)) == expected


def test_the_published_figures_are_among_them(expected: Said):
    told = expected["press", "AZ-SCC", "T", "TOTAL", "TOTAL", "2018-01..2018-10", "USD"]
    assert told == (19_120_000, 19_115_000, 19_130_000, "A", "published")
    (whole_year,) = [
        told for key, told in expected.items() if (key[0], key[2], key[5]) == ("imf_dots", "T", "2018")
    ]
    assert (whole_year[0], whole_year[4]) == (pytest.approx(22_062_200), "from_parts")
