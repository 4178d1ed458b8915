"""A publisher's service on this machine for tests: answers as told, or misbehaves."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from flask import Request, Response

from etl.live import run
from etl.live.client import Client
from etl.live.memory import Memory
from etl.live.settings import Settings, load
from etl.refresh import Ask


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list[float])

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def settings(address: str, **lines: object) -> Settings:
    usual = {
        "source": "handmade", "address": address, "pace": 0.0, "time_limit": 600.0, "patience": 5.0,
        "key_env": "", "key_header": "", "asks": (), "trial": {}, "user_agent": "bilateral",
    }  # fmt: skip
    return Settings(**(usual | lines))  # type: ignore[arg-type]


def client(folder: Path, address: str, clock: Clock, **lines: object) -> Client:
    memory = Memory(folder / "state" / "handmade.json")
    return Client(settings(address, **lines), memory, folder, sleep=clock.sleep, now=clock.now)


def in_turn(*answers: Response) -> Callable[[Request], Response]:
    """Each request gets the next answer; the last one for ever."""
    waiting = list(answers)
    return lambda _request: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def gzipped_in_part(text: str) -> Response:
    """Says that it is whole, but the packed stream ends early."""
    packed = gzip.compress(text.encode())
    return Response(packed[: len(packed) // 2], headers={"Content-Encoding": "gzip"})


@contextmanager
def raw_service(*pieces: bytes, pause: Callable[[], None] = lambda: None) -> Iterator[str]:
    """A service that writes these bytes to every caller and hangs up; ``pause`` comes between pieces."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        open_ = True

        def serve() -> None:
            while open_:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(65_536)
                    for piece in pieces:
                        try:
                            caller.sendall(piece)
                        except OSError:
                            break
                        pause()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        open_ = False
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def asked_of(*names: str, clock: Clock | None = None) -> Ask:
    """A way to ask these sources only, without waiting."""
    clock = clock or Clock()
    return lambda paths, _, told: run.ask(paths, names, told, sleep=clock.sleep, now=clock.now)


def ask_otherwise(monkeypatch: pytest.MonkeyPatch, **lines: object) -> None:
    """Lets every source be asked by its ``live.toml`` with other lines."""
    monkeypatch.setattr(run, "load", lambda folder: replace(load(folder), **lines))
