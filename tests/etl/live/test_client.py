"""What a service may do, and what the client makes of it."""

from __future__ import annotations

import gzip
import ssl
from contextlib import suppress
from pathlib import Path
from threading import Event

import pytest
import trustme
from flask import Response
from pytest_httpserver import HTTPServer
from services import Clock, client, gzipped_in_part, in_turn, raw_service, settings

from etl.live.client import TRIES, Client
from etl.live.memory import Memory
from trade.errors import SourceUnavailable, TradeDataError

BODY = "month,USD\n2024-01,1.1\n" * 200


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(
    ("answers", "requests"),
    [
        pytest.param([Response(BODY)], 1, id="at once"),
        pytest.param([Response("", 429, {"Retry-After": "7"}), Response(BODY)], 2, id="429, then success"),
        pytest.param([Response("", 500), Response("", 503), Response(BODY)], 3, id="5xx twice, then success"),
        pytest.param([gzipped_in_part(BODY), Response(BODY)], 2, id="gzip cut short, then whole"),
        pytest.param(
            [Response(gzip.compress(BODY.encode()), headers={"Content-Encoding": "gzip"})], 1, id="gzip"
        ),
    ],
)
def test_what_passes_is_asked_again(
    tmp_path: Path, httpserver: HTTPServer, clock: Clock, answers: list[Response], requests: int
):
    httpserver.expect_request("/data").respond_with_handler(in_turn(*answers))
    asked = client(tmp_path, httpserver.url_for(""), clock)
    assert asked.get("data").text() == BODY
    assert asked.requests == requests


def test_it_waits_as_long_as_the_service_says(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    busy = Response("", 429, {"Retry-After": "7"})
    httpserver.expect_request("/data").respond_with_handler(in_turn(busy, Response(BODY)))
    client(tmp_path, httpserver.url_for(""), clock).get("data")
    assert clock.slept == [7]


@pytest.mark.parametrize(
    ("answer", "requests", "said"),
    [
        pytest.param(Response("", 429), TRIES + 1, "answered 429, 5 times", id="429 for ever"),
        pytest.param(
            Response("", 429, {"Retry-After": "86400"}), 1, "in 86400 s only", id="429 until tomorrow"
        ),
        pytest.param(Response("", 500), TRIES + 1, "answered 500, 5 times", id="500 for ever"),
        pytest.param(
            Response('{"message": "no such key"}', 401), 1, "401: no such key. It wants a key", id="401"
        ),
        pytest.param(Response("<html>", 404), 1, "answered 404. The address", id="404 is not asked again"),
        pytest.param(gzipped_in_part(BODY), TRIES + 1, "no whole answer", id="gzip cut short for ever"),
        pytest.param(
            Response(gzip.compress(b"a") + gzip.compress(b"b"), headers={"Content-Encoding": "gzip"}),
            TRIES + 1,
            "no whole answer",
            id="two gzips",
        ),
        pytest.param(
            Response(b"x", headers={"Content-Encoding": "br"}), TRIES + 1, "no whole", id="packed otherwise"
        ),
    ],
)
def test_what_stays_is_an_error(
    tmp_path: Path, httpserver: HTTPServer, clock: Clock, answer: Response, requests: int, said: str
):
    httpserver.expect_request("/data").respond_with_handler(lambda _: answer)
    asked = client(tmp_path, httpserver.url_for(""), clock)
    with pytest.raises(SourceUnavailable, match=said):
        asked.get("data")
    assert asked.requests == requests


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nmonth,USD\n", id="shorter than it says"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nmonth", id="reset within a chunk"
        ),
        pytest.param(b"", id="hangs up at once"),
        pytest.param(b"SSH-2.0-something\r\n", id="no HTTP"),
    ],
)
def test_a_body_that_ends_early_is_no_body(tmp_path: Path, clock: Clock, head: bytes):
    with raw_service(head) as address:
        asked = client(tmp_path, address, clock)
        with pytest.raises(SourceUnavailable, match="no whole answer"):
            asked.get("data")
    assert asked.requests == TRIES + 1


def test_a_service_that_hangs_is_given_up(tmp_path: Path, clock: Clock):
    gone = Event()
    with raw_service(b"", pause=lambda: gone.wait(5)) as address:
        asked = client(tmp_path, address, clock, patience=0.1)
        with pytest.raises(SourceUnavailable, match="no whole answer"):
            asked.get("data")
        gone.set()


def test_a_body_that_drips_ends_with_the_time_of_the_source(tmp_path: Path, clock: Clock):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    with raw_service(head, *[b"x"] * 1000, pause=lambda: clock.sleep(1)) as address:
        asked = client(tmp_path, address, clock, time_limit=60.0)
        with pytest.raises(SourceUnavailable, match="its time of 60 s is over"):
            asked.get("data")


def test_a_head_that_drips_ends_with_the_time_of_the_source(tmp_path: Path):
    """Each byte comes in time, so that only a clock of the whole ends it."""
    gone = Event()
    head = [bytes([each]) for each in b"HTTP/1.1 200 OK\r\nX-Handmade: " + b"x" * 200]
    with raw_service(*head, pause=lambda: gone.wait(0.05)) as address:
        asked = Client(settings(address, time_limit=0.4), Memory(tmp_path / "handmade.json"), tmp_path)
        with pytest.raises(SourceUnavailable, match=r"its time of 0\.4 s is over"):
            asked.get("data")
        gone.set()


def test_a_connection_that_breaks_while_it_is_secured_is_tried_again(tmp_path: Path, clock: Clock):
    with raw_service(b"") as address:
        asked = client(tmp_path, address.replace("http:", "https:"), clock)
        with pytest.raises(SourceUnavailable, match="no whole answer"):
            asked.get("data")
    assert asked.requests == TRIES + 1


def test_an_address_of_no_kind_is_told(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    httpserver.expect_request("/data").respond_with_data("", 302, {"Location": "ftp://handmade/data"})
    asked = client(tmp_path, httpserver.url_for(""), clock)
    with pytest.raises(SourceUnavailable, match=r"cannot be asked.*ftp://handmade"):
        asked.get("data")
    assert asked.requests == 1


def test_a_circle_of_redirections_is_left(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    httpserver.expect_request("/data").respond_with_data("", 302, {"Location": "/data"})
    with pytest.raises(SourceUnavailable, match="in a circle"):
        client(tmp_path, httpserver.url_for(""), clock).get("data")


def test_a_certificate_that_does_not_hold_is_not_accepted(tmp_path: Path, clock: Clock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with HTTPServer(ssl_context=context) as server:
        server.expect_request("/data").respond_with_data(BODY)
        asked = client(tmp_path, server.url_for(""), clock)
        with pytest.raises(SourceUnavailable, match="certificate does not hold"):
            asked.get("data")
    assert asked.requests == 1


def test_a_key_goes_in_a_header_and_not_to_another_host(
    tmp_path: Path, httpserver: HTTPServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HANDMADE_KEY", "secret")
    with HTTPServer(host="127.0.0.1") as other:
        other.expect_request("/there").respond_with_data(BODY)
        elsewhere = other.url_for("/there").replace("127.0.0.1", "localhost")
        httpserver.expect_request("/data").respond_with_data("", 302, {"Location": elsewhere})
        asked = client(
            tmp_path, httpserver.url_for(""), clock, key_env="HANDMADE_KEY", key_header="Subscription-Key"
        )
        answer = asked.get("data")
        assert httpserver.log[0][0].headers["Subscription-Key"] == "secret"
        assert "Subscription-Key" not in other.log[0][0].headers
    assert "secret" not in answer.url


def test_what_was_kept_is_not_sent_again(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    httpserver.expect_request("/data", headers={"If-None-Match": '"1"'}).respond_with_data("", 304)
    httpserver.expect_ordered_request("/data").respond_with_data(BODY, headers={"ETag": '"1"'})
    asked = client(tmp_path, httpserver.url_for(""), clock)
    first = asked.get("data", if_new=True)
    asked.remember(first)
    again = client(tmp_path, httpserver.url_for(""), clock).get("data", if_new=True)
    assert (first.is_new, again.is_new) == (True, False)


def test_a_request_keeps_the_pace(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    httpserver.expect_request("/data").respond_with_data(BODY)
    asked = client(tmp_path, httpserver.url_for(""), clock, pace=1.5)
    for _ in range(3):
        asked.get("data")
    assert clock.slept == [1.5, 1.5]


def test_a_web_page_is_no_json(tmp_path: Path, httpserver: HTTPServer, clock: Clock):
    httpserver.expect_request("/data").respond_with_data("\n<!DOCTYPE html><p>Maintenance")
    with pytest.raises(TradeDataError, match="JSON was expected and a web page came"):
        client(tmp_path, httpserver.url_for(""), clock).get("data").json()


def test_a_service_that_cannot_be_reached_is_not_asked_again(tmp_path: Path):
    clock = Clock()
    asking = client(tmp_path, "http://127.0.0.1:9", clock)
    for path in ("one", "two", "three"):
        with pytest.raises(SourceUnavailable, match="no whole answer came"):
            asking.get(path)
    assert asking.requests == TRIES + 1


def test_a_service_that_refuses_twice_in_a_row_is_not_asked_again(tmp_path: Path, httpserver: HTTPServer):
    httpserver.expect_request("/bad").respond_with_data("no", status=500)
    httpserver.expect_request("/good").respond_with_data("yes")
    asking = client(tmp_path, httpserver.url_for(""), Clock())
    for path in ("bad", "good", "bad", "bad", "good"):
        with suppress(SourceUnavailable):
            asking.get(path)
    assert asking.requests == 3 * (TRIES + 1) + 1
    with pytest.raises(SourceUnavailable):
        asking.get("good")
