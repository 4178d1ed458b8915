"""Many people at once. Run it with ``python -m bench.people``; ``--help`` says what can be chosen.

Chromium opens every page once; the callbacks that draw them are then asked for by many clients in a loop, of a
server that was just started as ``make run`` does it, and half way another version of the data set is published. No
request may fail, and every answer must be, byte for byte, that of one of both versions. At least 500 callbacks a
second, p95 at most 200 ms and memory that stays are the promise. Beside it: the same bytes from a bare server, and
pages that are drawn anew for each client. What clients and server share is the machine: the processor's time of each
is told.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import pickle
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from bench import _generated, _load, _versions
from bench._browsing import PAGES, Asked, process, recorded
from bench._load import Heard
from bench._measuring import CURRENT, at_least, at_most, children, cpu_seconds, memory_of
from bench._results import machine
from bench._sections import put

Answers = dict[Asked, bytes]
#: Pages that have no part in bulk data.
SMALL = ("/checks", "/sources", "/method")
#: Clients so many seconds long warm a server up before its memory is looked at.
WARM = 5.0


@dataclass(frozen=True)
class Setting:
    """What the servers of a run have in common."""

    home: Path
    port: str
    workers: str
    clients: int

    @property
    def words(self) -> dict[str, str]:
        return {
            "TRADE_STORE": f"duckdb:{self.home / 'current'}", "PORT": self.port, "HOST": "127.0.0.1",
            "WEB_CONCURRENCY": self.workers,
            "PYTHONHASHSEED": "0",  # Dash writes properties in the order of a set
        }  # fmt: skip


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=120, help="how long the clients ask")
    words.add_argument("--clients", type=int, default=64)
    words.add_argument(
        "--millions", type=int, default=0, help="the pages over so many million made-up bulk rows instead"
    )
    words.add_argument("--write", action="store_true", help="write its section of bench/RESULTS.md")
    words.add_argument("--workers", default=str(min(4, os.cpu_count() or 1)), help="processes of the server")
    given = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(Path(folder), _free_port(), given.workers, given.clients)
        rows = 1_000_000 * given.millions
        _versions.write(setting.home, _generated.loaded(setting.home / "bulk", rows) if rows else CURRENT)
        pages = [_over_bulk(page) for page in PAGES if not page.startswith(SMALL)] if rows else PAGES
        asked, known = _known(setting, pages)
        raw = _raw(setting, known[0], min(20.0, given.seconds / 4))
        _told("the bare server", raw)
        _versions.publish(setting.home, _versions.FIRST)
        served = _served(setting, asked, known, given.seconds)
        _told("the dashboard", served)
        drawn = _drawn_anew(setting, asked, min(20.0, given.seconds / 4))
        _told("drawn anew for each", drawn)
        print(
            f"the dashboard's processor time a callback is {served.cpu / raw.cpu:.2f} times the bare server's, "
            f"its callbacks a second {served.rate / raw.rate:.2f}"
        )
    if given.write:
        runs = {"the bare server": raw, "the dashboard": served, "drawn anew for each": drawn}
        over = f"the shipped data and {given.millions} million made-up rows" if rows else "the shipped data"
        command = f"--millions {given.millions} --write" if rows else "--write"
        name = f"people over {given.millions} million rows" if rows else "people"
        put(name, "\n".join(_page(command, over, given.clients, given.workers, given.seconds, runs)))
    if served.failed:
        raise SystemExit("\n".join(served.failed[:20]))


@dataclass(frozen=True)
class Found:
    """Of one run: callbacks a second, the server's processor milliseconds for one, MiB of each worker."""

    heard: Heard
    cpu: float
    before: Sequence[float]
    after: Sequence[float]
    failed: Sequence[str]

    @property
    def rate(self) -> float:
        return len(self.heard.seconds) / self.heard.took

    @property
    def cuts(self) -> list[float]:
        """Milliseconds below which each of 1 to 99 per cent of the answers came."""
        return [1000 * cut for cut in quantiles(self.heard.seconds, n=100, method="inclusive")]

    @property
    def memory(self) -> str:
        return ", ".join(f"{a:.0f} -> {b:.0f}" for a, b in zip(self.before, self.after, strict=True))


def _page(
    command: str, over: str, clients: int, workers: str, seconds: float, runs: Mapping[str, Found]
) -> Iterator[str]:
    yield f"# Many people at once: {over}\n"
    yield f"Written by `python -m bench.people {command}` on {datetime.now(UTC):%Y-%m-%d}: {clients} clients in a loop over the callbacks of"
    yield f"all pages with a part in it for {seconds:.0f} s, {workers} workers, clients and server on the same machine ({machine()}). Half way another version"
    yield "is published; every answer is compared, byte for byte, with those of both. The bare server gives the same bytes with"
    yield "nothing worked out; drawn anew: no whole answer is remembered. At least 500 callbacks a second, p95 at most 200 ms and"
    yield "no error are the promise.\n"
    yield "| server | callbacks/s | p50, ms | p95, ms | p99, ms | errors | processor, ms a callback | MiB of each worker, start to end | the clients' cores |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, found in runs.items():
        cuts = found.cuts
        yield (
            f"| {name} | {found.rate:.0f} | {cuts[49]:.1f} | {cuts[94]:.1f} | {cuts[98]:.1f} | {len(found.failed)} | {found.cpu:.2f} "
            f"| {found.memory} | {found.heard.own / found.heard.took:.2f} |"
        )


def _told(name: str, found: Found) -> None:
    cuts, share = found.cuts, found.heard.own / found.heard.took
    print(
        f"{name}: {at_least(found.rate, 500, 'callbacks/s', 0)}, p50 {cuts[49]:.1f} ms, "
        f"p95 {at_most(cuts[94], 200, 'ms', 1)}, p99 {cuts[98]:.1f} ms, "
        f"{len(found.failed)} errors; {found.cpu:.2f} ms of processor each; MiB of each worker {found.memory}; "
        f"the clients took {share:.2f} of a core",
        flush=True,
    )


def _over_bulk(page: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}source={_generated.DATASET}"


def _known(setting: Setting, pages: Sequence[str]) -> tuple[list[Asked], tuple[Answers, Answers]]:
    """The callbacks of all pages, and the right answers of both versions, from a server that is alone."""
    with process(**setting.words) as (site, _):
        every = [
            one for requests in recorded(site, pages).values() for one in requests if one.method == "POST"
        ]
        asked = list(dict.fromkeys(every))
        found: list[Answers] = []
        for name in (_versions.FIRST, _versions.SECOND):
            _versions.publish(setting.home, name)
            found.append({one: asyncio.run(_once(site, one)) for one in asked})
    different = sum(found[0][one] != found[1][one] for one in asked)
    print(f"{len(asked)} callbacks, {different} of them with another answer after the publish", flush=True)
    return asked, (found[0], found[1])


async def _once(site: str, one: Asked) -> bytes:
    host, _, port = site.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    status, _, body = await _load.answer(reader, writer, _load.request(site, one))
    writer.close()
    if status != 200:
        raise SystemExit(f"{one.page} answered {status}")
    return body


def _served(
    setting: Setting, asked: Sequence[Asked], known: tuple[Answers, Answers], seconds: float
) -> Found:
    def publish() -> None:
        _versions.publish(setting.home, _versions.SECOND)

    with process(**setting.words) as (site, pid):
        found = _measured(site, pid, setting, asked, seconds, [(seconds / 2, publish)])
    hashes = [{one: _load.hashed(body) for one, body in each.items()} for each in known]
    mixed = [
        f"{one.page}: an answer that neither version gives"
        for one, bodies in found.heard.bodies.items()
        if bodies - {each[one] for each in hashes}
    ]
    late = [
        f"{one.page}: the new version was never given"
        for one in asked
        if hashes[1][one] not in found.heard.bodies.get(one, ())
    ]
    return Found(found.heard, found.cpu, found.before, found.after, [*found.failed, *mixed, *late])


def _drawn_anew(setting: Setting, asked: Sequence[Asked], seconds: float) -> Found:
    with process(**setting.words) as (site, pid):
        return _measured(site, pid, setting, asked, seconds, fresh=True)


def _raw(setting: Setting, answers: Mapping[Asked, bytes], seconds: float) -> Found:
    file = setting.home / "answers"
    plain = {(one.method, one.path, one.body or b""): body for one, body in answers.items()}
    file.write_bytes(pickle.dumps(plain))
    command = ("-m", "bench._raw", str(file), setting.port)
    with process(*command, **setting.words) as (site, pid):
        return _measured(site, pid, setting, list(answers), seconds)


def _measured(
    site: str, pid: int, setting: Setting, asked: Sequence[Asked], seconds: float,
    meanwhile: Sequence[tuple[float, Callable[[], None]]] = (), fresh: bool = False,
) -> Found:  # fmt: skip
    _load.load(site, asked, setting.clients, min(WARM, seconds / 4), fresh=fresh)
    workers = children(pid)
    before, spent = [memory_of(each) for each in workers], cpu_seconds(workers)
    heard = _load.load(site, asked, setting.clients, seconds, meanwhile, fresh)
    cpu = 1000 * (cpu_seconds(workers) - spent) / max(1, len(heard.seconds))
    died = [] if children(pid) == workers else ["a worker ended"]
    return Found(heard, cpu, before, [memory_of(each) for each in workers], [*heard.errors, *died])


def _free_port() -> str:
    """One for all servers of a run: some answers hold the address that they were asked at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", int(os.environ.get("PORT", "0"))))
        return str(free.getsockname()[1])


if __name__ == "__main__":
    main()
