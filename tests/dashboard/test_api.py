"""The HTTP API: the same rows as the files and the pages, told when they cannot be had, unchanged where they are."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from email.utils import parsedate_to_datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import requests

from dashboard.api import indicators
from dashboard.room import MOST_AT_ONCE
from dashboard.texts import say
from trade import export, opened
from trade.errors import BadSelection
from trade.selection import LANGUAGES, Selection
from trade.store import Store

PAIR = "partner=LTU"
NUMBERS = ("value_usd", "low_usd", "high_usd")


def ask(site: str, path: str, **headers: str) -> requests.Response:
    return requests.get(f"{site}/api/{path}", headers=headers, timeout=30)


def said(site: str, path: str) -> dict[str, Any]:
    answer = ask(site, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json"), answer.text
    return answer.json(parse_float=str, parse_int=str)


def told(answer: requests.Response) -> dict[str, Any]:
    """The problem of an answer."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text[:200]
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert {"type", "title", "detail", "instance"} <= set(problem)
    return problem


# --- figures -------------------------------------------------------------------------------


def test_the_figure_that_the_project_starts_from(site: str):
    answer = said(site, f"trade?{PAIR}&period=2018-01..2018-10")
    (row,) = answer["data"]
    assert [row[name] for name in NUMBERS] == ["19120000", "19115000", "19130000"]
    assert row["agency_name"] == "State Customs Committee of Azerbaijan"
    assert row["as_published"] == "was $19.12 million in January-October 2018"
    (printed,) = said(site, f"observations?{PAIR}&period=2018-01..2018-10&source=press")["data"]
    assert row["rests_on"] == f"+{printed['observation']}", "one leads to the other, to the last digit"
    assert (printed["value"], printed["last_digit"]) == ("19120000", "10000")


@pytest.mark.parametrize(
    "query",
    [PAIR, "reporter=LTU&currency=EUR", "reporter=ARM&partner=RUS&partner_rule=consignment&lang=ru", "reporters=GEO,KAZ&since=2019"],
)  # fmt: skip
@pytest.mark.parametrize("table", ["trade", "observations", "revisions"])
def test_json_csv_and_parquet_say_the_very_same(site: str, table: str, query: str):
    answer = ask(site, f"{table}?{query}")
    if answer.status_code == 404:
        assert table == "revisions" and told(answer)["type"].endswith("#empty")
        return
    rows = answer.json(parse_float=str, parse_int=str)["data"]
    lines = list(csv.DictReader(StringIO(ask(site, f"{table}.csv?{query}").content.decode(), newline="")))
    for row, line in zip(rows, lines, strict=True):
        as_csv = {name: "" if value is None else str(value).replace("True", "true").replace("False", "false")
                  for name, value in row.items()}  # fmt: skip
        assert as_csv == {name: re.sub(r"^'(?=[=+\-@])", "", value) for name, value in line.items()}
    typed = pq.read_table(BytesIO(ask(site, f"{table}.parquet?{query}").content)).to_pylist()
    numbers = [name for name, value in typed[0].items() if name.endswith(("_usd", "value", "digit"))]
    asked = [*numbers, *(name for name in ("status", "rests_on", "observation") if name in typed[0])]
    for row, same in zip(rows, typed, strict=True):
        for name in asked:
            given = float(row[name]) if name in numbers and row[name] is not None else row[name]
            assert same[name] == given, name


def test_rows_are_those_of_the_page_in_its_order(site: str, store: Store):
    asked = Selection.from_query(f"{PAIR}&lang=lt")
    answer = said(site, f"trade?{PAIR}&lang=lt")
    shown = [row["rests_on"] for row in export.rows(store, asked)]
    assert [row["rests_on"] for row in answer["data"]] == shown != []
    assert (answer["version"], answer["rows"], answer["unit"]) == (store.version, str(len(shown)), "USD")
    assert [column["name"] for column in answer["columns"]] == list(answer["data"][0])
    assert answer["address"] == f"{site}/data?{PAIR}&lang=lt"


def test_a_currency_asks_for_what_was_published_in_it(site: str):
    printed = said(site, "observations?reporter=LTU&currency=EUR")["data"]
    assert {row["currency"] for row in printed} == {"EUR"}
    assert all(float(row["value"]) >= 0 and row["value_usd"] is None for row in printed)
    series = said(site, "trade?reporter=LTU&currency=EUR&flow=X")["data"]
    assert {row["currency"] for row in series} == {"EUR"}
    assert {row["method"] for row in series if row["value_usd"]} == {"converted", "summed"}, (
        "none printed in dollars"
    )


def test_the_question_is_told_as_it_was_understood(site: str):
    answer = said(site, "trade?reporter=Азербайджан&partner=Litva&unit=billion&period=2018&source=imf_dots")
    words = {name: word for name, word in answer["selection"].items() if word is not None}
    assert words == {
        "reporter": "AZE", "partner": "LTU", "period": "2018", "source": "imf_dots", "lang": "en",
        "partner_rule": "origin",
    }  # fmt: skip
    assert answer["ignored"] == ["unit"]


@pytest.mark.parametrize("name", sorted(opened.INDICATORS))
def test_an_indicator_has_its_rows_and_its_reasons_in_words(site: str, store: Store, name: str):
    needs = {"partner": "LTU", "period": "2018"}
    words = {need: needs[need] for need in indicators.NEEDS.get(name, ())}
    for need in words:
        with pytest.raises(BadSelection, match=f"^{need}: "):
            list(opened.INDICATORS[name](store, Selection.from_query({**words, need: ""})))
    query = "&".join(f"{need}={word}" for need, word in words.items())
    rows = ask(site, f"indicators/{name}?{query}&lang=lt").json()["data"]
    made = list(opened.INDICATORS[name](store, Selection.from_query(words)))
    assert [row["value"] for row in rows] == [row["value"] for row in made] != []
    assert [row["reason"]["code"] if row["reason"] else None for row in rows] == [
        row["reason"].code if row["reason"] else None for row in made
    ]


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("findings?source=press&severity=warning", lambda it: it["severity"] == "warning" and it["source"] == "press"),
        ("findings?reporter=Kazakhstan", lambda it: it["reporter"] == "KAZ"),
        ("sources?source=press", lambda it: it["licence"].startswith("single facts")),
        ("economies?lang=lt", lambda it: it["code"] != "LTU" or it["name"] == "Lietuva"),
        ("products?scheme=HS&product=30&lang=ru", lambda it: it["name"] and it["level"] == "chapter"),
        ("products?reporter=LTU", lambda it: it["scheme"] in {"HS", "SITC3", "press"}),
        ("tables", lambda it: int(it["bytes"]) > 0),
    ],
)  # fmt: skip
def test_lists(site: str, path: str, rows: Any):
    answer = said(site, path)
    assert answer["data"] and all(rows(row) for row in answer["data"])
    assert answer["rows"] == str(len(answer["data"]))


# --- what cannot be had --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "kind", "words"),
    [
        ("trade?reporter=Lituania", 404, "unknown-economy", {"parameter": "reporter", "near": ["LTU"]}),
        ("trade.xlsx?partner=LTV", 404, "unknown-economy", {"parameter": "partner"}),
        ("trade?parnter=LTU", 400, "bad-parameter", {"parameter": "parnter", "near": ["partner"]}),
        ("trade?flow=Z", 400, "bad-parameter", {"parameter": "flow", "allowed": ["X", "M", "T", "B", "RX", "RM"]}),
        ("observations?lang=e", 400, "bad-parameter", {"near": ["en"], "allowed": list(LANGUAGES)}),
        ("trade?since=2020&until=2010", 400, "bad-parameter", {"parameter": "since"}),
        ("trade?flow=X&flow=M", 400, "bad-parameter", {"parameter": "flow"}),
        ("trade?partners=LTU&reporters=GEO", 400, "bad-parameter", {"parameter": "reporters"}),
        ("trade?as_of=tomorrow", 400, "bad-parameter", {"parameter": "as_of"}),
        ("revisions?product=" + "7" * 2_001, 414, "http-414", {}),
        ("findings?severity=eror", 400, "bad-parameter", {"near": ["error"], "allowed": ["error", "warning", "note"]}),
        ("findings?sevrity=error", 400, "bad-parameter", {"near": ["severity"]}),
        ("findings?rule=a&rule=b", 400, "bad-parameter", {"parameter": "rule"}),
        ("indicators/shares", 400, "bad-parameter", {"parameter": "period"}),
        ("indicators/growht", 404, "unknown-indicator", {"near": ["growth"]}),
        ("sources?source=pres", 404, "empty", {"near": ["press"]}),
        ("trade.pqt", 404, "no-such-address", {}),
        ("trade.CSV", 404, "no-such-address", {"near": ["/api/trade.csv"]}),
        ("/trade", 404, "no-such-address", {}),
        ("economies?lang=EN", 400, "bad-parameter", {"near": ["en"]}),
        ("tables?path=rates", 400, "bad-parameter", {"parameter": "path"}),
        ("indicators?name=growth", 400, "bad-parameter", {"parameter": "name"}),
        ("openapi.json?form=yaml", 400, "bad-parameter", {"parameter": "form"}),
        ("trade?partner=%FF%FE", 404, "unknown-economy", {"parameter": "partner"}),
        ("trade?%00=1", 400, "bad-parameter", {"parameter": "\x00"}),
        ("trade/", 404, "no-such-address", {"near": ["/api/trade"]}),
        ("tables/../inputs.json", 404, "no-such-address", {}),
        ("tables/inputs.json", 404, "no-such-address", {}),
        ("tables/trade/..%2F..%2Ftrade.duckdb", 404, "no-such-address", {}),
    ],
)  # fmt: skip
def test_a_mistake_is_a_problem_that_says_what_to_do(
    site: str, path: str, status: int, kind: str, words: dict[str, Any]
):
    answer = ask(site, path)
    problem = told(answer)
    assert (answer.status_code, problem["type"]) == (status, f"{site}/api/docs#{kind}")
    assert {name: problem.get(name) for name in words} == words
    anchors = re.findall(r'id="([\w-]+)"', requests.get(f"{site}/api/docs", timeout=20).text)
    assert kind in anchors, "the type leads to where it is explained"


@pytest.mark.parametrize("form", ["", ".csv", ".xlsx", ".parquet", ".zip"])
def test_an_empty_answer_says_why(site: str, form: str):
    problem = told(ask(site, f"trade{form}?{PAIR}&period=1951&flow=X"))
    (reason,) = problem["reasons"]
    assert (reason["parameter"], reason["given"]) == ("period", "1951")
    without = said(site, f"trade?{PAIR}&flow=X")["data"]
    assert reason["rows_without"] == len(without)
    assert reason["first"] == min(row["period_start"] for row in without)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["trade", "trade.csv", "tables/rates.parquet", "docs"])
def test_another_method_is_not_allowed(site: str, method: str, path: str):
    answer = requests.request(method, f"{site}/api/{path}", timeout=20)
    assert (answer.status_code, told(answer)["title"]) == (405, "Method Not Allowed")
    assert {each.strip() for each in answer.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS"}


def test_people_are_told_in_their_language_where_programs_get_a_problem(site: str):
    query = f"{PAIR}&period=1951&lang=lt"
    people = requests.get(f"{site}/download/trade.csv?{query}", timeout=20)
    assert (people.status_code, people.text.strip()) == (404, say("files.empty", "lt"))
    assert told(ask(site, f"trade.csv?{query}"))["status"] == 404


# --- what has not changed ------------------------------------------------------------------

CHANGING = [f"trade?{PAIR}", f"trade.zip?{PAIR}", f"observations?{PAIR}", "sources", "tables", "openapi.json", "docs",
            f"indicators/growth?{PAIR}"]  # fmt: skip


@pytest.mark.parametrize("coding", ["identity", "br", "gzip"])
@pytest.mark.parametrize("path", CHANGING)
def test_what_a_client_holds_is_not_sent_again(site: str, path: str, coding: str):
    first = ask(site, path, **{"Accept-Encoding": coding})
    assert first.headers["Cache-Control"] == "public, no-cache"
    tag = first.headers["ETag"]
    again = ask(site, path, **{"Accept-Encoding": coding, "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert ask(site, path, **{"If-None-Match": '"other"'}).status_code == 200
    assert "Accept-Encoding" in again.headers["Vary"]


def test_days_are_those_of_the_data_set(site: str, store: Store):
    first = ask(site, f"trade?{PAIR}")
    assert f"{parsedate_to_datetime(first.headers['Last-Modified']):%Y%m%dT%H%M%S}" == store.version[:15]
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert ask(site, f"trade?{PAIR}", **since).status_code == 304
    assert (
        ask(site, f"trade?{PAIR}", **{"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"}).status_code
        == 200
    )


def test_a_mistake_is_told_whatever_a_client_holds(site: str):
    held = {"If-None-Match": ask(site, f"trade?{PAIR}").headers["ETag"]}
    assert ask(site, "trade?partner=LTV", **held).status_code == 404
    assert ask(site, f"trade?{PAIR}&period=1951", **held).status_code == 404


@pytest.mark.parametrize("path", CHANGING)
def test_a_head_has_the_headers_and_no_body(site: str, path: str):
    get = requests.get(f"{site}/api/{path}", timeout=20, headers={"Accept-Encoding": "identity"})
    head = requests.head(f"{site}/api/{path}", timeout=20, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "ETag", "Last-Modified", "Content-Disposition", "Accept-Ranges"):
        assert head.headers.get(name) == get.headers.get(name), name
    assert head.headers.get("Content-Length", str(len(get.content))) == str(len(get.content))


# --- files of the data set -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-3", 206, 0, 4),
        ("bytes=100-", 206, 100, None),
        ("bytes=-4", 206, -4, None),
        ("bytes=0-99999999", 206, 0, None),
        ("bytes=0-3,8-9", 200, 0, None),
        ("rows=0-3", 200, 0, None),
        ("bytes=3-0", 200, 0, None),
    ],
)
def test_a_table_is_sent_in_ranges(
    site: str, published: Path, asked: str, status: int, start: int, end: int | None
):
    whole = (published / "rates.parquet").read_bytes()
    answer = ask(site, "tables/rates.parquet", Range=asked)
    assert (answer.status_code, answer.content) == (status, whole[start:end])
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_range_outside_or_of_another_state_is_told(site: str, published: Path):
    whole = (published / "rates.parquet").read_bytes()
    outside = ask(site, "tables/rates.parquet", Range=f"bytes={len(whole)}-")
    assert told(outside)["status"] == 416 and outside.headers["Content-Range"] == f"bytes */{len(whole)}"
    stale = ask(site, "tables/rates.parquet", **{"Range": "bytes=0-3", "If-Range": '"older"'})
    assert (stale.status_code, stale.content) == (200, whole)
    tag = stale.headers["ETag"]
    fresh = ask(site, "tables/rates.parquet", **{"Range": "bytes=0-3", "If-Range": tag})
    assert (fresh.status_code, fresh.content) == (206, b"PAR1")
    both = ask(site, "tables/rates.parquet", **{"Range": "bytes=0-3", "If-None-Match": tag})
    assert both.status_code == 304
    assert told(ask(site, "tables/rates.parquet", **{"If-Match": '"older"'}))["status"] == 412


def test_a_name_leads_to_the_newest_version_where_the_bytes_are_for_good(site: str, store: Store):
    at = f"{site}/api/tables/rates.parquet"
    first = requests.get(at, allow_redirects=False, timeout=20)
    assert (first.status_code, first.headers["Cache-Control"]) == (302, "public, no-cache")
    lasting = requests.get(at, timeout=20)
    assert lasting.url == f"{site}/version/{store.version}/rates.parquet"
    assert "immutable" in lasting.headers["Cache-Control"] and not lasting.headers["ETag"].startswith("W/")
    assert lasting.url in {row["url"] for row in said(site, "tables")["data"]}
    held = requests.get(lasting.url, headers={"If-None-Match": lasting.headers["ETag"]}, timeout=20)
    assert (held.status_code, held.content) == (304, b"")
    head = requests.head(lasting.url, timeout=20)
    assert int(head.headers["Content-Length"]) == len(lasting.content) and not head.content


def test_files_made_on_the_way_have_no_ranges(site: str):
    answer = ask(site, f"trade.parquet?{PAIR}", Range="bytes=0-3")
    assert answer.status_code == 200 and answer.content[-4:] == b"PAR1"
    assert "Accept-Ranges" not in answer.headers


# --- pages stay quick ----------------------------------------------------------------------


@contextmanager
def hanging(site: str, paths: list[str]) -> Iterator[list[requests.Response]]:
    """Clients that ask and do not read on; what is compressed could all wait in the buffers of the network."""
    plain = {"Accept-Encoding": "identity"}
    with ExitStack() as all_of_them:
        yield [
            all_of_them.enter_context(requests.get(f"{site}/{path}", headers=plain, stream=True, timeout=20))
            for path in paths
        ]


def test_pages_answer_while_as_many_streams_hang_as_are_allowed(site: str):
    """One limit for both doors and every form; who hangs up makes room."""
    paths = ["api/trade?reporter=USA", "api/observations.csv?reporter=ARM", "api/tables/trade.duckdb",
             "download/trade.csv?reporter=USA"]  # fmt: skip
    assert len(paths) == MOST_AT_ONCE
    with hanging(site, paths) as stalled:
        assert [answer.status_code for answer in stalled] == [200] * MOST_AT_ONCE
        busy = ask(site, f"trade?{PAIR}")
        assert (told(busy)["status"], busy.headers["Retry-After"]) == (503, "20")
        assert requests.get(f"{site}/download/trade.csv?{PAIR}", timeout=20).status_code == 503
        for light in ("/", "/health", "/partner/LTU", "/api/sources", "/api/docs", "/api/economies"):
            assert requests.get(site + light, timeout=5).status_code == 200
    # who went away is noticed at the next piece
    for _ in range(2):
        assert any(ask(site, f"trade?{PAIR}").status_code == 200 for _ in range(5000))
    with hanging(site, paths) as again:
        tried = [answer.status_code for answer in again]
        assert tried == [200] * MOST_AT_ONCE or any(ask(site, f"trade?{PAIR}").ok for _ in range(5000))
    assert any(ask(site, f"trade?{PAIR}").ok for _ in range(5000)), "what comes after has room"


def test_what_is_told_at_once_takes_no_place(site: str):
    tag = ask(site, f"trade?{PAIR}").headers["ETag"]
    for _ in range(3 * MOST_AT_ONCE):
        assert ask(site, f"trade?{PAIR}", **{"If-None-Match": tag}).status_code == 304
        assert ask(site, f"trade?{PAIR}&period=1951").status_code == 404
        assert requests.head(f"{site}/api/trade?{PAIR}", timeout=20).status_code == 200
        assert ask(site, "tables/rates.parquet", Range="bytes=99999999-").status_code == 416
    assert ask(site, f"trade?{PAIR}").status_code == 200


def test_json_travels_compressed_where_a_client_takes_it(site: str):
    plain = ask(site, f"trade?{PAIR}", **{"Accept-Encoding": "identity"})
    packed = ask(site, f"trade?{PAIR}", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert json.loads(packed.content) == json.loads(plain.content)
    assert packed.headers["ETag"] == plain.headers["ETag"], "a weak tag: the same words"
