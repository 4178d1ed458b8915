"""Services on this machine that misbehave: each is a way to start one, which gives its address."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event
from typing import Any

import trustme
from flask import Request, Response
from handmade_comtrade import Comtrade, handmade_answer
from pytest_httpserver import HTTPServer
from services import Clock, in_turn, raw_service

#: Starts a service. The clock is the client's.
Service = Callable[[Clock], AbstractContextManager[str]]
ANY = re.compile("/.*")


def answers(*said: Response | str) -> Service:
    """Over HTTP, one after another, the last one for ever."""

    @contextmanager
    def serve(_clock: Clock) -> Iterator[str]:
        with HTTPServer() as server:
            told = [each if isinstance(each, Response) else Response(each) for each in said]
            server.expect_request(ANY).respond_with_handler(in_turn(*told))
            yield server.url_for("")

    return serve


def bytes_of(*pieces: bytes, seconds: float = 0) -> Service:
    """As bytes; between two of them ``seconds`` pass on the client's clock."""
    return lambda clock: raw_service(*pieces, pause=lambda: clock.sleep(seconds))


@contextmanager
def silent(_clock: Clock) -> Iterator[str]:
    gone = Event()
    with raw_service(b"", pause=lambda: gone.wait(5)) as address:
        yield address
        gone.set()


@contextmanager
def closed(_clock: Clock) -> Iterator[str]:
    with raw_service() as address:
        pass
    yield address


@contextmanager
def unknown_to_all(_clock: Clock) -> Iterator[str]:
    """A certificate that nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with HTTPServer(ssl_context=context) as server:
        server.expect_request(ANY).respond_with_data("")
        yield server.url_for("")


def comtrade(*rows: Any, error: str = "", **words: Any) -> Service:
    """The handmade UN Comtrade; with ``error`` its answers are 200 with an error inside."""

    @contextmanager
    def serve(_clock: Clock) -> Iterator[str]:
        service = Comtrade([*rows], **words)

        def answer(request: Request) -> Response:
            said = service(request)
            return (
                Response(handmade_answer([], error=error)) if error and "getD" not in request.path else said
            )

        with HTTPServer() as server:
            server.expect_request(ANY).respond_with_handler(answer)
            yield server.url_for("")

    return serve


def times(rows: list[dict[str, Any]], factor: int) -> list[dict[str, Any]]:
    return [row | {"primaryValue": row["primaryValue"] * factor} for row in rows]
