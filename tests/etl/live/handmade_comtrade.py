"""A handmade UN Comtrade on this machine: answers in the recorded form, with rows made up for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Request, Response
from projects import small_root
from pytest_httpserver import HTTPServer
from services import Clock

from etl.live.fetching import Fetching, fetching
from etl.live.settings import load
from etl.paths import Paths
from etl.registry import SOURCES
from etl.sources.un_comtrade.fetch import fetch

RECORDED = Path(__file__).with_name("recorded") / "un_comtrade"
#: A recorded row, as the model of all.
ROW: dict[str, Any] = json.loads((RECORDED / "get_C_A_HS_CHN_2010_raw.json").read_text())["data"][1]
RELEASED = "2022-05-03T19:12:39.8333333"
#: Asks as in live.toml.
TOTALS: dict[str, Any] = {
    "reporter": "AZE", "partners": "all", "frequency": "A", "years": "2015..", "flows": ["X", "M"], "level": "TOTAL",
}  # fmt: skip
PAIR = TOTALS | {"partners": ["LTU"]}
LEVELS = {"TOTAL": 0, "AG2": 2, "AG4": 4, "AG6": 6}


def handmade_row(**cells: Any) -> dict[str, Any]:
    """A recorded row with some cells changed."""
    return ROW | cells


def handmade_answer(rows: Sequence[Any], **words: Any) -> str:
    body: dict[str, Any] = {"elapsedTime": "0.1 secs", "count": len(rows), "data": rows, "error": ""}
    return json.dumps(body | words)


def rows_of(
    reporter: int, periods: Iterable[str], flows: str, partners: Iterable[int], products: Iterable[str]
) -> list[dict[str, Any]]:
    """A row for each combination; flows as "X M"."""
    return [
        handmade_row(
            reporterCode=reporter,
            period=period,
            freqCode="A" if len(period) == 4 else "M",
            flowCode=flow,
            partnerCode=partner,
            cmdCode=code,
            aggrLevel=0 if code == "TOTAL" else len(code),
        )
        for period, flow, partner, code in product(periods, flows.split(), partners, products)
    ]


@dataclass
class Comtrade:
    """Answers as the real one is described: filters, stops at its cap, counts, lists data sets."""

    rows: list[dict[str, Any]]
    cap: int = 500
    checksums: dict[str, int] = field(default_factory=dict[str, int])
    #: rows that come whatever is asked, as when a filter is ignored
    others: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    #: added to its own count
    hidden: int = 0
    asked: list[Request] = field(default_factory=list[Request])

    @property
    def questions(self) -> list[dict[str, str]]:
        """What was asked for data, in words."""
        return [{**each.args} for each in self.asked if "getD" not in each.path]

    def __call__(self, request: Request) -> Response:
        self.asked.append(request)
        if "getD" in request.path:
            return self._datasets(request)
        found = [row for row in self.rows if _is_asked(row, request.args)]
        if request.args.get("countOnly") == "true":
            return _json(handmade_answer([], count=len(found) + self.hidden))
        return _json(handmade_answer([*found, *self.others][: self.cap]))

    def _datasets(self, request: Request) -> Response:
        periods = {
            (row["period"], row["reporterCode"]): None
            for row in self.rows
            if f"/{row['freqCode']}/" in request.path
        }
        listed = [
            {
                "datasetCode": 20031202101182100,
                "period": int(period),
                "reporterCode": reporter,
                "datasetChecksum": self.checksums.get(period, 1375342973),
                "lastReleased": RELEASED,
            }
            for period, reporter in periods
            if str(reporter) in request.args["reporterCode"].split(",")
        ]
        return _json(handmade_answer(listed))


def _is_asked(row: dict[str, Any], asked: Any) -> bool:
    if asked["breakdownMode"] != "classic" or asked["partner2Code"] != "0":
        return False
    named = {"reporterCode": "reporterCode", "period": "period", "flowCode": "flowCode"}
    if "partnerCode" in asked:
        named["partnerCode"] = "partnerCode"
    if any(str(row[name]) not in asked[word].split(",") for name, word in named.items()):
        return False
    if asked["cmdCode"] in LEVELS:
        return row["aggrLevel"] == LEVELS[asked["cmdCode"]]
    return row["cmdCode"] in asked["cmdCode"].split(",")


def _json(text: str) -> Response:
    return Response(text, content_type="application/json; charset=utf-8")


def comtrade_root(folder: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer) -> Paths:
    """A project that asks this machine instead of UN Comtrade, without a key."""
    monkeypatch.setenv("TRADE_ADDRESS_UN_COMTRADE", httpserver.url_for(""))
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    return small_root(folder)


def serve(httpserver: HTTPServer, *args: Any, **words: Any) -> Comtrade:
    service = Comtrade(*args, **words)
    httpserver.expect_request(re.compile("/.*")).respond_with_handler(service)
    return service


def ask(paths: Paths, *asks: dict[str, Any], **own: int) -> Fetching:
    """One run with these asks; ``own`` changes lines of [own] for either door."""
    settings = load(SOURCES / "un_comtrade")
    doors = {kind: {**words, **own} for kind, words in settings.own.items()}
    clock = Clock()
    with fetching(paths, replace(settings, asks=asks, own=doors), sleep=clock.sleep, now=clock.now) as work:
        fetch(work)
        return work
