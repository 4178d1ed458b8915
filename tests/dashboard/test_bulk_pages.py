"""A bulk data set named as the source of pages and of the API. BACI's form, filled by hand: its figures are no statistics."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import handmade_bulk as handmade
import pytest
from flask import Flask
from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder
from projects import AZERBAIJAN, small_root

import app
from dashboard import data
from dashboard.pages import change, compare, mirror, overview, partner, report, sectors, sources
from dashboard.pages import data as data_page
from dashboard.tracing import opened as traced
from etl import publish
from etl.bulk import command
from etl.progress import Voice
from etl.refresh import refresh
from trade import questions
from trade.selection import Selection

BACI = "baci_hs22_v202601"
NAMED = f"reporter=AZE&source={BACI}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The server in this process over Azerbaijan's workbook of the IMF and three handmade years of BACI."""
    came = tmp_path_factory.mktemp("came")
    for year in (2019, 2020, 2021):
        handmade.baci(came, year)
    paths = small_root(tmp_path_factory.mktemp("bulk") / "project", AZERBAIJAN)
    assert refresh(paths).exit_code == 0
    assert command.bulk(paths, [came], None, Voice()) == 0
    before = os.environ.get("TRADE_STORE")
    os.environ["TRADE_STORE"] = f"duckdb:{publish.current(paths.processed)}"
    data.forget()
    yield app.make()
    data.forget()
    os.environ.pop("TRADE_STORE")
    if before:
        os.environ["TRADE_STORE"] = before


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def drawn(page: Any, query: str, **more: str) -> str:
    """All that a page shows, as the browser gets it."""
    asked = Selection.from_query(query)
    return json.dumps(
        page.draw(data.store_of(asked), asked, **more), cls=PlotlyJSONEncoder, ensure_ascii=False
    )


def total(flow: str, year: int, partner: int | None = None) -> float:
    """What the handmade rows of Azerbaijan add up to, in dollars."""
    own, other = (1, 2) if flow == "X" else (2, 1)
    return sum(
        round(1000 * float(row[4]))
        for row in handmade.baci_rows(year)
        if row[own] == 31 and partner in (None, row[other])
    )


@pytest.mark.parametrize(
    ("page", "query", "kind"),
    [
        (overview, NAMED, "X"),
        (partner, f"{NAMED}&partner=LTU", "X"),
        (mirror, f"{NAMED}&partner=LTU&flow=X", "X"),
        (compare, f"{NAMED}&partners=LTU,CHN&flow=X", "X"),
        (change, f"{NAMED}&flow=X&by=partner", "X"),
        (report, f"{NAMED}&partner=LTU", "X"),
    ],
)
def test_every_page_shows_its_figures_and_names_it(server: Flask, page: Any, query: str, kind: str) -> None:
    with server.test_request_context("/"):
        said = drawn(page, query)
    assert "(CEPII)" in said
    assert f"({BACI})" in said  # among the sources that the sentence offers, chosen
    of_pair = 440 if "LTU" in query else None
    assert str(total(kind, 2021, of_pair)).removesuffix(".0") in said
    assert "Nobody" not in said


def test_sectors_show_chapters_and_six_digits(server: Flask) -> None:
    with server.test_request_context("/"):
        chapters, finest = (drawn(sectors, f"{NAMED}&flow=X&scheme={scheme}") for scheme in ("HS", "HS6"))
    for digits, said in ((6, finest), (2, chapters)):
        added: Counter[str] = Counter()
        for _, i, _, code, value, _ in handmade.baci_rows(2021):
            added.update({code[:digits]: round(1000 * float(value))} if i == 31 else {})
        assert len(added) == {6: 7, 2: 6}[digits]
        for code, value in added.items():
            assert str(value) in said, code
    assert "HS6" in chapters  # to be chosen


def test_data_lists_its_rows_with_their_words(server: Flask) -> None:
    with server.test_request_context("/"):
        said = drawn(data_page, f"{NAMED}&partner=LTU&flow=X&period=2021")
    for row in handmade.baci_rows(2021):
        if row[1:3] == (31, 440):
            assert f"{float(row[4]):.3f}".rstrip("0").rstrip(".") + " thousand US dollars" in said


def test_without_its_name_pages_show_what_they_showed(server: Flask) -> None:
    with server.test_request_context("/"):
        said = drawn(overview, "reporter=AZE")
    assert "International Monetary Fund" in said
    assert f"source={BACI}&agency=CEPII" in said  # offered
    assert f'"{BACI}"' not in said  # as the source of a row


def test_sources_list_it_whole(server: Flask) -> None:
    with server.test_request_context("/"):
        said = drawn(sources, "lang=lt")
    assert f"bulk-{BACI}" in said
    assert "Tarptautinių perspektyvinių studijų centras (CEPII)" in said
    assert "BACI HS22, version 202601" in said
    assert "Etalab 2.0" in said


def test_a_click_leads_to_the_row_of_the_file_or_to_the_files(server: Flask) -> None:
    store = data.store().over(BACI)
    pair = Selection(reporter="AZE", partner="LTU", flow="X", source=BACI)
    one, whole = (
        questions.products(store, pair.but(scheme="HS6"))[0], questions.series(store, pair)[-1],
    )  # fmt: skip
    with server.test_request_context("/"):
        for row, place in ((one, "row "), (whole, "every row of AZE with LTU, TOTAL, 2021")):
            origin = [
                str({"reporter": "AZE", "partner": "LTU", **row}.get(name) or "")
                for name in ("source", "rests_on", "agency", "reporter", "partner", "flow", "product_scheme", "product", "period")
            ]  # fmt: skip
            panel = traced(origin, "bars", "")
            said = json.dumps(panel, cls=PlotlyJSONEncoder)
            assert place in said
            assert handmade.BACI.format(year=row["period"]) in said
            assert row["as_published"] in said


def test_the_api_and_files_give_every_row(client: FlaskClient) -> None:
    said = client.get(f"/api/trade?{NAMED}&partner=LTU&flow=X&scheme=HS6")
    assert said.status_code == 200
    rows = said.get_json()["data"]
    meant = {(str(year), row[3], round(1000 * float(row[4]))) for year in (2019, 2020, 2021)
             for row in handmade.baci_rows(year) if row[1:3] == (31, 440)}  # fmt: skip
    assert {(row["period"], row["product"], row["value_usd"]) for row in rows} == meant
    text = client.get(f"/download/trade.csv?{NAMED}&partner=LTU&flow=X&scheme=HS6").get_data(as_text=True)
    assert len([*csv.DictReader(io.StringIO(text))]) == len(meant)
    listed = client.get(f"/api/sources?source={BACI}").get_json()["data"]
    assert [row["source"] for row in listed] == [BACI]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/partner/LTU?{NAMED}", 200),
        (f"/sectors?{NAMED}", 200),
        (f"/data?{NAMED}", 200),
        ("/?source=baci_hs92_v209901", 400),
        ("/api/trade?source=baci_hs92_v209901", 400),
        ("/api/trade.csv?source=BACI", 400),
        ("/api/trade?source=Baci_HS22_v2026", 400),
        (f"/api/trade?{NAMED}&partner=TUV", 404),
        (f"/cite.txt?{NAMED}&partner=LTU", 200),
        (f"/api/indicators/growth?{NAMED}&partner=LTU&flow=X&period=2021", 200),
    ],
)
def test_addresses_say_what_there_is(client: FlaskClient, address: str, status: int) -> None:
    said = client.get(address)
    assert said.status_code == status
    if address.startswith("/api/trade?source=baci"):
        told = said.get_json()
        assert (
            "no bulk data set is called 'baci_hs92_v209901'. There are: baci_hs22_v202601." in told["detail"]
        )
