"""Ten million rows taken away through a running server. Run it with ``python -m bench.downloads [MILLIONS]``.

The rows are made up: those of the shipped data over and again under eight reporters, each marked in its note. For CSV
and Parquet it prints the first byte (at most 300 ms is the promise), the speed against the engine's own COPY of the
same rows in the same order (at least 0.7), and how much memory the server takes above what it took idle (at most
150 MiB); then how soon a client that hangs up has given its place back.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import requests

from bench import _versions
from bench._browsing import process
from bench._measuring import TICK, at_least, at_most, children, memory_of
from dashboard.room import MOST_AT_ONCE
from trade import export
from trade.store import DATABASE

REPORTERS = ("ARM", "AZE", "DEU", "GEO", "KAZ", "LTU", "LVA", "RUS")
QUERY = f"reporters={','.join(REPORTERS)}&flow=X"
NOTE = "generated for measuring: no statistic"


def main(millions: str = "10") -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows = _write(home, 1_000_000 * int(millions))
        settings = {"TRADE_STORE": f"duckdb:{home / 'current'}", "WEB_CONCURRENCY": "1"}
        for form in ("csv", "parquet"):
            copied = _copied(home, form)
            with process(**settings) as (site, pid):
                requests.get(
                    f"{site}/download/trade.{form}?reporter=AZE&partner=LTU&flow=X&period=2018", timeout=60
                )
                (worker,) = children(pid)
                idle = memory_of(worker)
                with _watched(worker) as most:
                    first, seconds, size = _taken(f"{site}/download/trade.{form}?{QUERY}")
                print(
                    f"{form}: {rows:,} rows, {size / 1e6:,.0f} MB in {seconds:.1f} s, "
                    f"{at_least(copied / seconds, 0.7, 'of the speed of COPY')}, which took {copied:.1f} s; "
                    f"first byte {at_most(1000 * first, 300, 'ms')}; {at_most(max(most) - idle, 150, 'MiB')} above {idle:.0f}",
                    flush=True,
                )
        with process(**settings) as (site, _):
            print(
                f"after {MOST_AT_ONCE} clients hung up a place was free in {1000 * _free_again(site):.0f} ms"
            )


def _write(home: Path, rows: int) -> int:
    """A version of so many rows, reporter by reporter as every build lays them out."""
    _versions.write(home)
    made = home / "made.duckdb"
    reporter = f"{list(REPORTERS)}[1 + n % {len(REPORTERS)}]"
    with duckdb.connect(str(made)) as db:
        db.execute(f"ATTACH '{home / _versions.FIRST / DATABASE}' AS shipped (READ_ONLY)")
        for (table,) in db.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'shipped'"
        ).fetchall():
            if table != "trade":
                db.execute(f"CREATE TABLE {table} AS FROM shipped.{table}")
        db.execute(
            f"CREATE TABLE trade AS SELECT * EXCLUDE n FROM (SELECT t.* REPLACE ({reporter} AS reporter, "
            f"'X' AS flow, NULL AS other_rule, NULL AS known_to, '{NOTE}' AS note), n FROM ("
            f"SELECT *, row_number() OVER () AS n FROM shipped.trade, range({rows // 2_900_000 + 1})) AS t LIMIT {rows}"
            f") ORDER BY reporter, source, period_end"
        )
    made.replace(home / _versions.SECOND / DATABASE)
    _versions.publish(home, _versions.SECOND)
    return rows


def _copied(home: Path, form: str) -> float:
    began = time.perf_counter()
    with duckdb.connect(str(home / "current" / DATABASE), read_only=True) as db:
        sql = f"SELECT * FROM ({export.labelled('SELECT * FROM trade', 'en')}) ORDER BY {export.ORDER}"
        db.execute(f"COPY ({sql}) TO '{home / 'copied'}' (FORMAT {form})")
    return time.perf_counter() - began


def _taken(address: str) -> tuple[float, float, int]:
    """Seconds to the first byte and to the last, and how many they were."""
    began, size, first = time.perf_counter(), 0, 0.0
    with requests.get(address, headers={"Accept-Encoding": "identity"}, stream=True, timeout=600) as answer:
        answer.raise_for_status()
        for piece in answer.iter_content(1 << 18):
            first = first or time.perf_counter() - began
            size += len(piece)
    return first, time.perf_counter() - began, size


@contextmanager
def _watched(pid: int) -> Generator[list[float]]:
    """The memory of a process in MiB, looked at again and again."""
    found, over = [memory_of(pid)], threading.Event()

    def look() -> None:
        while not over.wait(TICK):
            found.append(memory_of(pid))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()


def _free_again(site: str) -> float:
    """Seconds until a file can be begun again after all places were taken by clients who then went."""
    hanging = [
        requests.get(f"{site}/download/trade.csv?{QUERY}", stream=True, timeout=60)
        for _ in range(MOST_AT_ONCE)
    ]
    asked = f"{site}/download/trade.csv?reporter=AZE&flow=X&period=2018"
    busy = requests.get(asked, timeout=60)
    if busy.status_code != 503 or "Retry-After" not in busy.headers:
        raise SystemExit(f"with all places taken a client was told {busy.status_code}")
    for each in hanging:
        each.close()
    began = time.perf_counter()
    while requests.get(asked, stream=True, timeout=60).status_code == 503:
        time.sleep(0.01)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
