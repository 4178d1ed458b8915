"""The State Statistical Committee's tables from a service; no real copy was at hand: handmade books."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade_books import handmade_book
from projects import small_root
from pytest_httpserver import HTTPServer
from services import asked_of
from test_az_ssc import TOTALS

from etl.paths import Paths
from etl.refresh import refresh
from trade.store import Store

XT001, XT008 = "/en/f_trade/xt001.xls", "/en/f_trade/xt008_1en.xls"
PAGE = "<!DOCTYPE html><html><body>The page is not found</body></html>"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_AZ_SSC", httpserver.url_for(""))
    return small_root(tmp_path / "project")


def test_a_table_comes_and_a_withdrawn_one_is_told(paths: Paths, tmp_path: Path, httpserver: HTTPServer):
    book = handmade_book(tmp_path / "xt001.xlsx", {"handmade": TOTALS})
    browser = {"User-Agent": "Mozilla/5.0"}
    httpserver.expect_request(XT001, headers=browser).respond_with_data(book.read_bytes())
    httpserver.expect_request(XT008, headers=browser).respond_with_data(PAGE)
    for _ in range(2):
        done = refresh(paths, ask=asked_of("az_ssc"))
        assert done.exit_code == 1
        (said,) = done.failures["az_ssc"]
        assert "a web page came instead of the table" in said and XT008 in said
    assert len(list((paths.raw / "az_ssc").glob("xt*"))) == 1
    (row,) = Store(paths.processed / "current").rows(
        "SELECT url, value_usd FROM trade WHERE flow = 'X' AND period = '2000'"
    )
    assert row == {"url": httpserver.url_for(XT001), "value_usd": 20_000_000}


def test_a_table_in_thousands_that_was_in_millions_is_refused(
    paths: Paths, tmp_path: Path, httpserver: HTTPServer
):
    book = handmade_book(tmp_path / "before.xlsx", {"handmade": TOTALS})
    slipped = [
        [cell * 1000 if isinstance(cell, int | float) and cell < 1900 else cell for cell in row]
        for row in TOTALS
    ]
    later = handmade_book(tmp_path / "later.xlsx", {"handmade": slipped})
    httpserver.expect_request(XT008).respond_with_data(PAGE)
    httpserver.expect_oneshot_request(XT001).respond_with_data(book.read_bytes())
    first = refresh(paths, ask=asked_of("az_ssc"))
    httpserver.expect_oneshot_request(XT001).respond_with_data(later.read_bytes())
    done = refresh(paths, ask=asked_of("az_ssc"))
    assert "the unit seems to be another one" in " ".join(done.failures["az_ssc"])
    assert done.folder == first.folder
