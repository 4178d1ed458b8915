"""Comext asked over the network: at once, later, in halves; what is refused; one word of a cell and no double.

Figures here are made by hand in the form of real answers; faults are recorded ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Request, Response
from projects import Cli, small_root
from py7zr import SevenZipFile
from pytest_httpserver import HTTPServer
from services import Clock, asked_of, in_turn

from etl.live.fetching import Fetching, fetching
from etl.live.run import connector
from etl.live.settings import load
from etl.paths import Paths
from etl.refresh import refresh
from etl.registry import SOURCES
from etl.sources.eurostat_comext import question
from trade.errors import BadSelection
from trade.store import Store

NAME = "eurostat_comext"
RECORDED = Path(__file__).with_name("recorded") / NAME
DATA, ASYNC = "/comext/dissemination/sdmx/2.1/data/", "/comext/dissemination/1.0/async"
ONE = "DS-045409/M.LT.AZ.TOTAL.1+2.VALUE_IN_EUROS"
ASK = {
    "name": "LT-AZ", "dataset": "DS-045409", "reporters": ["LT"], "partners": ["AZ"], "products": ["TOTAL"],
    "since": "2022-08", "until": "2022-11",
}  # fmt: skip
HEAD = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
TOO_LARGE = Response((RECORDED / "DS-045409_fault_413.xml").read_text(), 413)
ENVELOPE = '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>{}</env:Body></env:Envelope>'
#: Made by hand from the paths of elements that a client in use reads; none was recorded.
HANDMADE_QUEUED = ENVELOPE.format(
    "<sync><queued><id>98de05ea-540a</id><status>SUBMITTED</status></queued></sync>"
)


def handmade_state(state: str) -> Response:
    return Response(
        ENVELOPE.format(
            f'<n:r xmlns:n="urn:n"><n:status><n:key>98de05ea-540a</n:key><n:status>{state}</n:status></n:status></n:r>'
        )
    )


def handmade_table(
    *values: tuple[str, str], update: str = "15/12/22 11:00:00", key: str = "M,LT,AZ,TOTAL,2"
) -> str:
    rows = [f"ESTAT:DS-045409(1.0),{update},{key},VALUE_IN_EUROS,{time},{value}," for time, value in values]
    return "\n".join([HEAD, *rows, ""])


TABLE = handmade_table(("2022-08", "1300000"), ("2022-09", "1400000"))


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    monkeypatch.setenv("TRADE_ADDRESS_EUROSTAT_COMEXT", httpserver.url_for(""))
    return small_root(tmp_path / "project")


@contextmanager
def working(
    paths: Paths, *asks: dict[str, object], clock: Clock | None = None, time_limit: float = 600
) -> Iterator[Fetching]:
    clock = clock or Clock()
    settings = replace(load(SOURCES / NAME), asks=asks, time_limit=time_limit)
    with fetching(paths, settings, sleep=clock.sleep, now=clock.now) as work:
        connector(NAME)(work)
        yield work


def test_a_table_that_comes_at_once(paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(
        DATA + ONE, query_string="format=SDMX-CSV&startPeriod=2022-08&endPeriod=2022-11"
    ).respond_with_data(TABLE)
    with working(paths, ASK) as work:
        assert not work.errors
        assert work.read == [(f"DS-045409_LT-AZ_M_2022-08-2022-11_12_TOTAL_LT_AZ.{work.today}.csv", 2)]
    assert ",2022-12-15,http" in (paths.raw / NAME / "added.csv").read_text()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            Response((RECORDED / "unproven_fault_100_no_results.xml").read_text(), 404), id="a fault"
        ),
        pytest.param(
            Response((RECORDED / "unproven_fault_100_no_results.xml").read_text()), id="a fault with 200"
        ),
        pytest.param(Response(HEAD + "\n"), id="a heading alone"),
    ],
)
def test_no_figure_is_an_answer_too(paths: Paths, httpserver: HTTPServer, answer: Response):
    httpserver.expect_request(DATA + ONE).respond_with_handler(in_turn(answer))
    with working(paths, ASK) as work:
        assert not work.errors and not work.kept


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("DS-999999_not_found.xml", 404, "it refused: ERR_NOT_FOUND_2: DATA_SET:DS-999999 is not available"),
        ("DS-999999_not_found_statistics.json", 404, "it refused: ERR_NOT_FOUND_4: DS-999999"),
        (
            "DS-045409_constraint_trimmed.xml",
            200,
            "a table in SDMX-CSV was expected and a document Structure came",
        ),
        ("DS-045409_EU27_US_TOTAL_2024-01_02_jsonstat.json", 200, "a table in SDMX-CSV was expected"),
        (
            "DS-045409_fault_413.xml",
            413,
            "too much even for one code of each dimension .*estimated 17348292 rows",
        ),
        ("DS-045409_fault_413.xml", 200, "estimated 17348292 rows"),
        ("DS-045409_extraction_too_big_statistics.json", 413, "estimated 10305182 rows"),
        ("full_extraction_forbidden_413.xml", 413, "Full extraction of COMEXT datasets is forbidden"),
        ("async_footer_413_2015.xml", 200, "Due to the large query the response will be written to a file"),
        ("async_footer_413_2018.xml", 200, "Due to the large query the response will be written to a file"),
    ],
)
def test_recorded_refusals(paths: Paths, httpserver: HTTPServer, name: str, status: int, said: str):
    httpserver.expect_request(DATA + ONE.replace("1+2", "2")).respond_with_data(
        (RECORDED / name).read_bytes(), status
    )
    with working(paths, ASK | {"until": "2022-08", "flows": ["2"]}) as work:
        assert work.client.requests == 1 and not work.kept
        (error,) = work.errors
        assert re.search(said, error), error


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(Response("<html>Maintenance</html>"), "a web page came", id="a web page"),
        pytest.param(Response("<html>Too large</html>", 413), "it answered 413", id="413 in a page"),
        pytest.param(Response("<a><b></a>"), "a table in SDMX-CSV was expected", id="broken XML"),
        pytest.param(
            Response('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "SDMX-CSV was expected", id="XML with entities"
        ),
        pytest.param(Response(TABLE[:-4]), "cut short", id="cut short"),
        pytest.param(Response(TABLE.replace("OBS_FLAG", "MARK")), r"unknown \['MARK'\]", id="a new column"),
        pytest.param(Response(TABLE.replace(",LT,", ",LV,")), "reporter LVA came", id="another reporter"),
        pytest.param(Response(TABLE.replace(",AZ,", ",AM,")), "partner ARM came", id="another partner"),
        pytest.param(Response(TABLE.replace("TOTAL", "27")), "product 27 came", id="another product"),
        pytest.param(Response(TABLE.replace("2022-09", "2022-07")), "period_start 2022-07-01", id="another month"),
        pytest.param(Response(TABLE.replace("2022-09", "2022-08")), "two things of one cell", id="a cell twice"),
        pytest.param(Response(TABLE.replace("15/12/22", "15 Dec 22")), "no time of an update", id="another time"),
        pytest.param(Response(""), "the file is empty", id="nothing"),
        pytest.param(Response("", 500), "answered 500, 5 times", id="500"),
        pytest.param(Response(HANDMADE_QUEUED.replace("98de05ea", "../../x")), "Envelope came", id="an odd number"),
    ],
)  # fmt: skip
def test_a_faulty_answer_is_told(paths: Paths, httpserver: HTTPServer, answer: Response, said: str):
    httpserver.expect_request(DATA + ONE.replace("1+2", "2")).respond_with_handler(in_turn(answer))
    with working(paths, ASK | {"until": "2022-09", "flows": ["2"]}) as work:
        assert not work.kept and work.errors
        assert re.search(said, " ".join(work.errors)), work.errors


class Large:
    """A service that takes questions of so many cells at most, and answers each with all that was asked."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, list[str]()

    def __call__(self, request: Request) -> Response:
        _, reporter, partner, products, flows, _ = request.path.rpartition("/")[2].split(".")
        first, last = (int(request.args[name][-2:]) for name in ("startPeriod", "endPeriod"))
        keys = [
            f"M,{reporter},{partner},{product},{flow}"
            for product in products.split("+")
            for flow in flows.split("+")
        ]
        months = [f"2022-{month:02}" for month in range(first, last + 1)]
        if len(keys) * len(months) > self.most:
            return TOO_LARGE
        self.taken.append(f"{first}-{last} {flows} {products}")
        tables = [handmade_table(*((month, "10") for month in months), key=key) for key in keys]
        return Response("".join([tables[0], *(table.partition("\n")[2] for table in tables[1:])]))


@pytest.mark.parametrize(
    ("most", "taken"),
    [
        (16, ["8-11 1+2 TOTAL+27"]),
        (8, ["8-9 1+2 TOTAL+27", "10-11 1+2 TOTAL+27"]),
        (2, [f"{m}-{m} {f} TOTAL+27" for m in (8, 9, 10, 11) for f in (1, 2)]),
        (1, [f"{m}-{m} {f} {p}" for m in (8, 9, 10, 11) for f in (1, 2) for p in ("TOTAL", "27")]),
    ],
)
def test_what_is_too_large_is_asked_for_in_halves(
    paths: Paths, httpserver: HTTPServer, most: int, taken: list[str]
):
    service = Large(most)
    httpserver.expect_request(re.compile(".*/data/DS-045409/.*")).respond_with_handler(service)
    with working(paths, ASK | {"products": ["TOTAL", "27"]}) as work:
        assert not work.errors and service.taken == taken
        assert sum(figures for _, figures in work.read) == 16
        assert len(work.kept) == len({*work.kept}) == len(taken)


def test_a_large_answer_is_waited_for_at_the_pace_of_the_client(paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(DATA + ONE).respond_with_data(HANDMADE_QUEUED)
    states = ["SUBMITTED", "PROCESSING", "PROCESSING", "AVAILABLE"]
    httpserver.expect_request(f"{ASYNC}/status/98de05ea-540a").respond_with_handler(
        in_turn(*map(handmade_state, states))
    )
    httpserver.expect_request(f"{ASYNC}/data/98de05ea-540a").respond_with_data(TABLE)
    clock = Clock()
    with working(paths, ASK, clock=clock) as work:
        assert not work.errors and work.read[0][1] == 2
        assert work.client.requests == 6 and sum(clock.slept) == 5 * 5
    assert "/data/DS-045409/M.LT.AZ" in (paths.raw / NAME / "added.csv").read_text()


def test_an_answer_that_was_not_ready_in_time_is_taken_by_the_next_run(paths: Paths, httpserver: HTTPServer):
    httpserver.expect_oneshot_request(DATA + ONE).respond_with_data(HANDMADE_QUEUED)
    httpserver.expect_request(f"{ASYNC}/status/98de05ea-540a").respond_with_handler(
        in_turn(*map(handmade_state, ["SUBMITTED"] * 3 + ["AVAILABLE"]))
    )
    httpserver.expect_request(f"{ASYNC}/data/98de05ea-540a").respond_with_data(TABLE)
    with working(paths, ASK, time_limit=11) as work:
        assert "its time of 11 s is over" in work.errors[0]
    with working(paths, ASK) as work:
        assert not work.errors and work.read[0][1] == 2


@pytest.mark.parametrize("gone", ["EXPIRED", "UNKNOWN_REQUEST"])
def test_a_request_that_is_gone_is_told_and_asked_anew(paths: Paths, httpserver: HTTPServer, gone: str):
    httpserver.expect_oneshot_request(DATA + ONE).respond_with_data(HANDMADE_QUEUED)
    httpserver.expect_request(f"{ASYNC}/status/98de05ea-540a").respond_with_handler(
        in_turn(handmade_state(gone))
    )
    with working(paths, ASK) as work:
        assert f"the answer that it was preparing is {gone}" in work.errors[0]
    httpserver.expect_request(DATA + ONE).respond_with_data(TABLE)
    with working(paths, ASK) as work:
        assert not work.errors and work.read[0][1] == 2


def test_an_unknown_state_is_told(paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(DATA + ONE).respond_with_data(HANDMADE_QUEUED)
    httpserver.expect_request(f"{ASYNC}/status/98de05ea-540a").respond_with_handler(
        in_turn(handmade_state("ASLEEP"))
    )
    with working(paths, ASK) as work:
        assert "a request in the state 'ASLEEP' is not known" in work.errors[0]


def test_two_updates_of_one_day_are_two_vintages(paths: Paths, httpserver: HTTPServer):
    later = handmade_table(("2022-08", "1250000"), ("2022-09", "1400000"), update="15/12/22 23:00:00")
    httpserver.expect_request(DATA + ONE).respond_with_handler(in_turn(Response(TABLE), Response(later)))
    for _ in range(3):
        with working(paths, ASK) as work:
            assert not work.errors
    assert refresh(paths, ask=asked_of()).exit_code == 0
    rows = Store(paths.processed / "current").rows(
        "SELECT as_published AS printed, known_from::VARCHAR AS first, known_to::VARCHAR AS last FROM trade"
        " WHERE flow = 'X' ORDER BY period, first"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("1300000 EUR", "2022-12-15", "2022-12-15"),
        ("1250000 EUR", "2022-12-16", None),
        ("1400000 EUR", "2022-12-15", None),
    ]


def test_a_figure_of_a_workbook_and_of_the_service_stands_once(paths: Paths, httpserver: HTTPServer):
    """Belarus, August 2022: 158833736 in the workbooks of January 2023; the service of later says less."""
    shipped = f"{NAME}/eurostat_comext_LT_total_two_vintages.csv"
    paths = small_root(paths.root / "with_files", shipped, "fx_hmrc/hmrc_monthly_units_per_gbp.csv")
    table = handmade_table(("2022-08", "158000000"), update="15/09/24 11:00:00", key="M,LT,BY,TOTAL,2")
    httpserver.expect_request(DATA + ONE.replace("AZ", "BY")).respond_with_data(table)
    with working(paths, ASK | {"partners": ["BY"]}) as work:
        assert not work.errors
    assert refresh(paths, ask=asked_of()).exit_code == 0
    rows = Store(paths.processed / "current").rows(
        "SELECT as_published AS printed, known_to::VARCHAR AS last, value_usd IS NOT NULL AS has_dollars FROM trade"
        " WHERE partner = 'BLR' AND flow = 'X' AND period = '2022-08' ORDER BY known_from"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("205215836.0 EUR", "2023-01-12", True),
        ("158833736.0 EUR", "2024-09-14", True),
        ("158000000 EUR", None, True),
    ]


MONTH = "/dissemination/files"


def handmade_month(folder: Path, pairs: list[str], month: str = "202402") -> bytes:
    head, row, *_ = (RECORDED / "unproven_full_v2_202402_excerpt.dat").read_text().splitlines()
    rows = [row.replace("AT,AD", pair).replace("202402", month) for pair in pairs]
    path = folder / "handmade.7z"
    with SevenZipFile(path, "w") as archive:
        archive.writestr("\n".join([head, *rows, ""]), f"full_v2_{month}.dat")
    return path.read_bytes()


def test_a_month_is_kept_packed_and_read_in_part(paths: Paths, tmp_path: Path, httpserver: HTTPServer):
    body = handmade_month(tmp_path, ["AT,AD", "LT,AZ", "XI,GB"])
    httpserver.expect_request(
        MONTH, query_string={"file": "comext/COMEXT_DATA/PRODUCTS/full_v2_202402.7z"}
    ).respond_with_data(body)
    with working(paths, {"bulk": ["202402"]}) as work:
        assert not work.errors and work.read == [(f"full_v2_202402.{work.today}.7z", 1)]
    assert (paths.raw / NAME / work.kept[0]).read_bytes() == body


@pytest.mark.parametrize("what", ["a page", "another month"])
def test_a_month_that_is_none_is_told(paths: Paths, tmp_path: Path, httpserver: HTTPServer, what: str):
    body = b"<html>Files</html>" if what == "a page" else handmade_month(tmp_path, ["LT,AZ"], "202403")
    httpserver.expect_request(MONTH).respond_with_data(body)
    with working(paths, {"bulk": ["202402"]}) as work:
        said = "no 7z archive came" if what == "a page" else "figures of another month than 2024-02 came"
        assert said in work.errors[0] and not work.kept


def test_what_is_asked_as_shipped():
    asks = load(SOURCES / NAME).asks
    questions = [question.of(ask, date(2026, 11, 25)) for ask in asks if "dataset" in ask]
    cells = {
        each.name: len(each.reporters) * len(each.products) * len(each.flows) * len(each.times)
        for each in questions
    }
    assert cells == {"LT-AZ": 99 * 2 * 203, "EU-AZ": 27 * 99 * 2 * 59}
    assert max(cells.values()) < 500_000  # answered at once, as Eurostat describes it
    assert all(len(each.path) < 700 for each in questions)
    assert not [month for ask in asks for month in ask.get("bulk", ())]


@pytest.mark.parametrize(
    "change", [{"dataset": "DS-018995"}, {"frequency": "Q"}, {"reporters": []}, {"since": "long ago"}]
)
def test_an_ask_that_cannot_be_understood_is_told(change: dict[str, object]):
    with pytest.raises(BadSelection):
        question.of(ASK | change, date(2026, 11, 25))


def test_years_are_asked_for_as_years():
    asked = question.of(ASK | {"frequency": "A", "since": "2020", "until": "2022"}, date(2026, 11, 25))
    assert asked.times == ("2020", "2021", "2022") and "/A.LT.AZ." in asked.path


def test_one_small_question_is_shown(cli: Cli, paths: Paths, httpserver: HTTPServer):
    httpserver.expect_request(DATA + ONE).respond_with_data(
        handmade_table(("2024-01", "5"), update="15/09/26 11:00:00")
    )
    said = cli("try", NAME, root=paths)
    assert said.code == 0 and "Read: 1 figures" in said.out and "digits 5" in said.out
