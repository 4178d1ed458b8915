"""One refresh over everything: all shipped files, and every service, which this machine plays."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from flask import Request, Response
from handmade_books import handmade_book
from handmade_cbar import handmade_days
from handmade_comtrade import Comtrade, rows_of
from projects import RAW
from pytest_httpserver import HTTPServer
from services import asked_of
from test_az_ssc import PARTNERS, TOTALS
from test_eurostat_comext_service import handmade_table
from test_fx_ecb import MONTHLY
from test_imf_imts_service import as_asked as imts
from test_wits_service import as_asked as wits

from etl.live.run import live_sources
from etl.paths import Paths
from etl.refresh import refresh
from trade import freshness
from trade.period import Period
from trade.store import Store

#: As large as exports are in the handmade totals.
BY_PARTNER = [[*row[:4], 7500, *row[5:]] if row[0] in ("Total", "Türkiyə") else row for row in PARTNERS]
PAGE = "<html><a href='/handmade/bulletin.rar'>bulletin</a></html>"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    """A project with all shipped files (links to them) that asks this machine for all else."""
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    for name in live_sources():
        monkeypatch.setenv(f"TRADE_ADDRESS_{name.upper()}", httpserver.url_for(f"/{name}"))
    paths = Paths(tmp_path / "project")
    shutil.copytree(RAW, paths.raw, copy_function=os.link)
    for written in paths.raw.glob("*/added.csv"):  # a link would lead back to the shipped list
        text = written.read_bytes()
        written.unlink()
        written.write_bytes(text)
    return paths


def cbar(request: Request) -> Response:
    day, month, year = (int(part) for part in request.path.rpartition("/")[2][:10].split("."))
    return Response(handmade_days(Period.month(year, month))[date(year, month, day)])


def comext(request: Request) -> Response:
    """Exports of one of the members that are asked for."""
    _, reporters, partner, *_ = request.path.rpartition("/")[2].split(".")
    key = f"M,{reporters.split('+')[0]},{partner},TOTAL,2"
    return Response(handmade_table(("2024-08", "1300000"), update="16/10/24 11:00:00", key=key))


def serve(httpserver: HTTPServer, folder: Path) -> None:
    comtrade = Comtrade([
        *rows_of(31, ["2023"], "X M", [0, 440], ["TOTAL", "27"]),
        *rows_of(440, ["2023"], "X M", [0, 31], ["TOTAL", "27"]),
    ])  # fmt: skip
    answers = {
        "fx_cbar": cbar, "un_comtrade": comtrade, "eurostat_comext": comext, "imf_imts": imts,
        "wits": lambda request: wits(Request(request.environ | {"PATH_INFO": request.path.removeprefix("/wits")})),
        "fx_ecb": lambda _: Response(MONTHLY),
    }  # fmt: skip
    for name, answer in answers.items():
        httpserver.expect_request(re.compile(f"/{name}/.*")).respond_with_handler(answer)
    for name, rows in (("xt001", TOTALS), ("xt008_1en", BY_PARTNER)):
        book = handmade_book(folder / f"{name}.xlsx", {"handmade": rows})
        httpserver.expect_request(f"/az_ssc/en/f_trade/{name}.xls").respond_with_data(book.read_bytes())
    httpserver.expect_request(re.compile("/az_customs/.*")).respond_with_data(PAGE)
    httpserver.expect_request("/handmade/bulletin.rar").respond_with_data(b"Rar!\x1a\x07\x01\x00handmade")


@pytest.mark.slow
def test_all_files_and_all_services_in_one_refresh(paths: Paths, tmp_path: Path, httpserver: HTTPServer):
    serve(httpserver, tmp_path)
    done = refresh(paths, ask=asked_of(*live_sources()))
    assert {name: why for name, why in done.failures.items() if name != "az_customs"} == {}
    assert "no reader" in " ".join(done.failures["az_customs"])
    store = Store(paths.processed / "current")
    figures = {
        row["source"]: row["figures"]
        for row in store.rows("SELECT source, count(*) AS figures FROM observations GROUP BY source")
    }
    rates = {row["source"] for row in store.rows("SELECT DISTINCT source FROM rates")}
    assert {*figures} | rates == {path.parent.name for path in RAW.glob("*/origin.toml")} - {"az_customs"}
    assert figures["imf_dots"] == 2_581_017
    asked = {each.source: each for each in freshness.of_all(store, date.today()) if each.is_asked}
    assert {*asked} == {*live_sources()}
    assert {name for name, each in asked.items() if each.failure} == {"az_customs"}
