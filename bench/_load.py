"""Many clients at once in one process: each keeps its connection and asks the next thing when it is answered."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from bench._browsing import Asked

#: Seconds after which an answer counts as none.
PATIENCE = 30


@dataclass
class Heard:
    """What clients got: seconds of each answer, what was no answer, and the bodies by their hashes."""

    seconds: list[float] = field(default_factory=list[float])
    errors: list[str] = field(default_factory=list[str])
    bodies: dict[Asked, set[str]] = field(default_factory=dict[Asked, set[str]])
    took: float = 0.0
    #: Seconds of processor that the clients took themselves.
    own: float = 0.0


def load(
    site: str, asked: Sequence[Asked], clients: int, seconds: float, meanwhile: Sequence[tuple[float, Callable[[], None]]] = (),
    fresh: bool = False,
) -> Heard:  # fmt: skip
    """So many clients in a loop over ``asked``, each from another place in it.

    ``meanwhile`` is done in another thread, so many seconds after the start. ``fresh``: every request comes from
    another page's address, so that no whole answer is remembered.
    """
    return asyncio.run(_loaded(site, asked, clients, seconds, meanwhile, fresh))


async def _loaded(
    site: str, asked: Sequence[Asked], clients: int, seconds: float, meanwhile: Sequence[tuple[float, Callable[[], None]]],
    fresh: bool,
) -> Heard:  # fmt: skip
    heard, numbers = Heard(), count()
    host, port = urlsplit(site).hostname or "", urlsplit(site).port or 80
    until = time.perf_counter() + seconds

    def framed(one: Asked) -> bytes:
        return request(site, one, f"?visit={next(numbers)}" if fresh else "")

    async def client(place: int) -> None:
        connection = None
        while time.perf_counter() < until:
            one = asked[place % len(asked)]
            place += 1
            began = time.perf_counter()
            try:
                if connection is None:
                    connection = await asyncio.open_connection(host, port)
                status, stays, body = await asyncio.wait_for(answer(*connection, framed(one)), PATIENCE)
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                heard.errors.append(f"{one.path}: {type(error).__name__} {error}")
                connection = None
                continue
            heard.seconds.append(time.perf_counter() - began)
            if status != 200:
                heard.errors.append(f"{one.path}: {status}")
            heard.bodies.setdefault(one, set()).add(hashed(body))
            if not stays:
                connection[1].close()
                connection = None
        if connection:
            connection[1].close()

    async def later(after: float, task: Callable[[], None]) -> None:
        await asyncio.sleep(after)
        await asyncio.to_thread(task)

    began, own = time.perf_counter(), time.process_time()
    step = max(1, len(asked) // clients)
    await asyncio.gather(
        *(client(number * step) for number in range(clients)), *(later(*each) for each in meanwhile)
    )
    heard.took, heard.own = time.perf_counter() - began, time.process_time() - own
    return heard


def hashed(body: bytes) -> str:
    """What ``Heard.bodies`` knows a body by."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def request(site: str, one: Asked, query: str = "") -> bytes:
    """The request as it travels; ``query`` changes the address of the page that it comes from."""
    body = one.body or b""
    lines = [
        f"{one.method} {one.path} HTTP/1.1", f"Host: {urlsplit(site).netloc}", "Accept-Encoding: gzip, deflate, br",
        f"Referer: {site}{one.page}{query.replace('?', '&') if '?' in one.page else query}",
    ]  # fmt: skip
    if one.method == "POST":
        lines += [f"Content-Type: {one.kind}", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes
) -> tuple[int, bool, bytes]:
    """Status, whether the connection stays, and the body as it travelled."""
    writer.write(asked)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    first, *lines = head.split("\r\n")
    headers: Mapping[str, str] = dict(line.split(": ", 1) for line in lines if ": " in line)
    body = await reader.readexactly(int(headers["content-length"]))
    return int(first.split()[1]), headers.get("connection") != "close", body
