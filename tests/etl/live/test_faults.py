"""Whatever a service does, a whole refresh ends in words, keeps what stands, and the next one goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from aftermath import Told, of_archive, refreshed, standing
from flask import Response
from handmade_comtrade import TOTALS, rows_of
from misbehaving import Service, answers, bytes_of, closed, comtrade, silent, times, unknown_to_all
from projects import ROWS, UNCTAD, small_root
from refreshing import ARMENIA, edit, values
from services import Clock, ask_otherwise, asked_of, gzipped_in_part
from test_fx_ecb import ASKED, MONTHLY

from etl.paths import Paths
from etl.refresh import refresh

NEWER = MONTHLY + MONTHLY.splitlines()[-1].replace("2024-02,1.0795", "2024-03,1.0872") + "\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
BUSY, TOMORROW = Response("", 429, {"Retry-After": "7"}), Response("", 429, {"Retry-After": "86400"})
ELSEWHERE = Response("", 302, {"Location": ASKED})
#: What the service of the European Central Bank does, and the words of it; none where it is no fault.
FAULTS: dict[str, tuple[Service, str]] = {
    "429, then an answer": (answers(BUSY, NEWER), ""),
    "500 twice, then an answer": (answers(Response("", 500), Response("", 500), NEWER), ""),
    "429 for ever": (answers(Response("", 429)), "answered 429, 5 times. Too much was asked"),
    "429 until tomorrow": (answers(TOMORROW), "may be asked again in 86400 s only"),
    "500 for ever": (answers(Response("", 500)), "answered 500, 5 times"),
    "it hangs": (silent, "no whole answer came (it fell silent), 5 times"),
    "nobody is there": (closed, "no whole answer came (it takes no connection), 5 times"),
    "it breaks off": (bytes_of(HEAD, NEWER.encode()), "no whole answer came (it broke off), 5 times"),
    "gzip is cut short": (answers(gzipped_in_part(NEWER)), "no whole answer came (cut short), 5 times"),
    "it drips": (bytes_of(HEAD, *[b"x"] * 200, seconds=1), "its time of 120 s is over"),
    "a circle of addresses": (answers(ELSEWHERE), "from address to address in a circle"),
    "its certificate does not hold": (unknown_to_all, "its certificate does not hold"),
    "a web page": (answers("<!DOCTYPE html><p>Maintenance"), "web page"),
    "an empty answer": (answers(""), "is empty"),
    "a heading alone": (answers(MONTHLY.splitlines()[0] + "\n"), "there is no figure in it"),
    "a line cut short": (answers(NEWER[:-4]), "cut short"),
    "another name of a column": (answers(NEWER.replace("OBS_VALUE", "VALUE")), "columns OBS_VALUE are missing"),
    "another series": (answers(NEWER.replace("M,USD,EUR", "M,GBP,EUR")), "M.GBP.EUR.SP00.A was not expected"),
}  # fmt: skip
#: Tried with all that follows in every run; the others where there is time.
OFTEN = ("it breaks off", "another name of a column", "an error inside", "rows not asked for", "a thousand times too much",
         "cut off at its cap")  # fmt: skip
Refresh = Callable[[Paths, str, Service], tuple[int, Told]]


def thorough(faults: Iterable[str]) -> list[Any]:
    return [pytest.param(each, marks=() if each in OFTEN else pytest.mark.slow) for each in faults]


@pytest.fixture(scope="module")
def euros(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A project that has the rates of two months from the service."""
    return good_root(tmp_path_factory.mktemp("euros"), "fx_ecb", answers(MONTHLY))


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refresh:
    """What comes of a refresh that asks a source whose service does so."""
    ask_otherwise(monkeypatch, patience=0.1)

    def run(paths: Paths, source: str, service: Service) -> tuple[int, Told]:
        clock = Clock()
        with service(clock) as address:
            monkeypatch.setenv(f"TRADE_ADDRESS_{source.upper()}", address)
            return refreshed(paths, asked_of(source, clock=clock), monkeypatch, capsys)

    return run


def good_root(folder: Path, source: str, service: Service) -> Paths:
    paths = small_root(folder, UNCTAD, rows=ROWS)
    with pytest.MonkeyPatch.context() as patch, service(Clock()) as address:
        patch.setenv(f"TRADE_ADDRESS_{source.upper()}", address)
        assert refresh(paths, ask=asked_of(source)).exit_code == 0
    return paths


def copy_of(paths: Paths, folder: Path) -> Paths:
    shutil.copytree(paths.root, folder, symlinks=True)
    return Paths(folder)


@pytest.mark.parametrize("fault", [fault for fault, (_, words) in FAULTS.items() if words])
def test_a_fault_is_told_and_the_next_refresh_is_well(euros: Paths, after: Refresh, fault: str):
    service, words = FAULTS[fault]
    before = standing(euros, "fx_ecb")
    code, told = after(euros, "fx_ecb", service)
    assert code == 1
    assert all(words in each for each in told.everywhere), told
    assert standing(euros, "fx_ecb") == before and len(of_archive(euros, "fx_ecb")) == 1
    code, told = after(euros, "fx_ecb", answers(MONTHLY))
    assert (code, told.on_screen, told.noted) == (0, "", "")
    assert words not in told.by_status + told.by_health


@pytest.mark.parametrize("fault", thorough(FAULTS))
def test_others_publish_meanwhile_and_news_come_afterwards(
    euros: Paths, tmp_path: Path, after: Refresh, fault: str
):
    service, words = FAULTS[fault]
    paths = copy_of(euros, tmp_path / "project")
    before = standing(paths, "fx_ecb")
    edit(paths.raw / UNCTAD, "188.393", "188.4")
    code, told = after(paths, "fx_ecb", service)
    assert values(paths, ARMENIA) == [188_400]
    if words:
        assert code == 1 and told.in_runs.startswith("failed: ") and words in told.in_runs
        assert standing(paths, "fx_ecb") == before
    code, told = after(paths, "fx_ecb", answers(NEWER))
    assert (code, told.on_screen, told.noted) == (0, "", "")
    assert told.in_runs == "published: None"
    assert [row for row in rates(paths) if row[0] != "2024-03"] == rates(euros)
    assert len(of_archive(paths, "fx_ecb")) == 2


def rates(paths: Paths) -> list[tuple[str, float]]:
    return sorted({(row["period"], row["usd_per_unit"]) for row in standing(paths, "fx_ecb")})


JANUARY = rows_of(31, ["202401"], "X M", [0, 440, 268], ["TOTAL"])
FEBRUARY = rows_of(31, ["202402"], "X M", [0, 440, 268], ["TOTAL"])
OF_LITHUANIA = rows_of(440, ["202402"], "X", [31], ["TOTAL"])
MONTHS = TOTALS | {"frequency": "M", "years": "2024.."}


OF_COMTRADE: dict[str, tuple[Service, str]] = {
    "an error inside": (comtrade(*JANUARY, *FEBRUARY, error="Invalid period"), "the service says: Invalid period"),
    "rows not asked for": (
        comtrade(*JANUARY, *FEBRUARY, others=OF_LITHUANIA), "the reporter LTU, which was not asked for",
    ),
    "nothing of what it lists": (
        comtrade(*JANUARY, *rows_of(31, ["202402"], "DX", [0], ["TOTAL"])), "lists data of this period and gives none",
    ),
    "a thousand times too much": (comtrade(*JANUARY, *times(FEBRUARY, 1000)), "the unit seems to be another one"),
    "a thousandth of it": (comtrade(*JANUARY, *times(FEBRUARY, 0.001)), "the unit seems to be another one"),
    "cut off at its cap": (comtrade(*JANUARY, *FEBRUARY, cap=5), ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def dollars(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A project that has January from UN Comtrade."""
    with pytest.MonkeyPatch.context() as patch:
        ask_otherwise(patch, asks=(MONTHS,))
        return good_root(tmp_path_factory.mktemp("dollars"), "un_comtrade", comtrade(*JANUARY))


@pytest.mark.parametrize("fault", thorough(OF_COMTRADE))
def test_a_fault_in_the_figures(
    dollars: Paths, tmp_path: Path, after: Refresh, monkeypatch: pytest.MonkeyPatch, fault: str
):
    service, words = OF_COMTRADE[fault]
    cap = {"cap": 5, "a_day": 450, "periods": 1}
    ask_otherwise(monkeypatch, asks=(MONTHS,), own={"without_key": cap})
    paths = copy_of(dollars, tmp_path / "project")
    before = standing(paths, "un_comtrade")
    code, told = after(paths, "un_comtrade", service)
    if words:
        assert code == 1
        assert all(words in each for each in told.everywhere), told
        assert standing(paths, "un_comtrade") == before and len(of_archive(paths, "un_comtrade")) == 1
        code, told = after(paths, "un_comtrade", comtrade(*JANUARY, *FEBRUARY))
    assert (code, told.noted) == (0, "")
    assert len(standing(paths, "un_comtrade")) == 2 * len(before)
    assert [row for row in standing(paths, "un_comtrade") if row["period"] == "2024-01"] == before
