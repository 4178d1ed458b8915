"""Rows and bytes a second of every form of the API and of SDMX, through a running server, beside the engine alone.

Starts a server of its own over the data set and takes all figures of one reporter (RUS unless another is named) in each
form, uncompressed; JSON compressed too. In the same run the plain engine writes the same rows by COPY to CSV, Parquet
and newline-delimited JSON: the ratio is the server's rows a second to the engine's. SDMX-CSV is taken of the same
reporter, SDMX-ML, which pysdmx writes whole, of its trade with the world alone. Last, how long a page takes while as
many streams hang as are allowed. Run it with ``python -m bench.api [REPORTER]``.
"""

from __future__ import annotations

import csv
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from io import StringIO
from pathlib import Path

import duckdb
import requests

from bench._measuring import CURRENT, ROOT, median_of, percentiles, seconds_of
from dashboard.room import MOST_AT_ONCE
from trade import export
from trade.questions import table_query
from trade.selection import Selection
from trade.store import DATABASE, Store

TIMES = 3
#: Each form, what it is held against, and what is asked to be compressed.
FORMS = (("json", "json", ""), ("json", "json", "br"), ("csv", "csv", ""), ("xlsx", "csv", ""),
         ("parquet", "parquet", ""), ("zip", "csv", ""))  # fmt: skip

#: Formats of SDMX: name, version of the service, Accept, and what stands for the partner in the key.
SDMX = (
    ("SDMX-CSV 1.0", "2.1", "data+csv;version=1.0.0", ""),
    ("SDMX-CSV 2.0", "3.0", "data+csv;version=2.0.0", ""),
    ("SDMX-ML 2.1", "2.1", "structurespecificdata+xml;version=2.1", "W00"),
    ("SDMX-ML 2.1, generic", "2.1", "genericdata+xml;version=2.1", "W00"),
    ("SDMX-ML 3.0", "3.0", "data+xml;version=3.0.0", "W00"),
)  # fmt: skip


def main(reporter: str = "RUS") -> None:
    asked = Selection(reporter=reporter)
    rows = export.extract(Store(CURRENT), asked).extent().rows
    with duckdb.connect(str(CURRENT.resolve() / DATABASE), read_only=True) as opened:
        engine = {
            form: median_of(lambda form=form: _copy(opened, asked, form), TIMES)
            for form in ("csv", "json", "parquet")
        }
    for form, seconds in engine.items():
        print(f"engine alone, {form}: {rows:,} rows in {seconds:.2f} s, {rows / seconds:,.0f} rows/s")
    with _served() as site:
        for form, beside, coding in FORMS:
            size = 0

            def take(
                address: str = f"{site}/api/trade.{form}?reporter={reporter}", coding: str = coding
            ) -> None:
                nonlocal size
                size = _taken(address, coding)

            seconds = median_of(take, TIMES)
            name = f"{form} ({coding})" if coding else form
            print(
                f"{name}: {seconds:.2f} s, {rows / seconds:,.0f} rows/s, {size / seconds / 1e6:.1f} MB/s, "
                f"{size / 1e6:.1f} MB; {engine[beside] / seconds:.2f} of the engine's {beside}"
            )
        _sdmx(site, reporter)
        _pages(site)


def _sdmx(site: str, reporter: str) -> None:
    """Each format of SDMX; rows are counted in the CSV of the same key."""
    for name, version, form, partner in SDMX:
        flow = "TRADE" if version == "2.1" else "dataflow/BILATERAL/TRADE/1.0"
        address = f"{site}/sdmx/{version}/data/{flow}/.{reporter}..TOTAL.{partner}...."
        counted = requests.get(f"{address}?format=csv", timeout=300).content.decode()
        rows = sum(1 for _ in csv.reader(StringIO(counted, newline=""))) - 1
        size = 0

        def take(address: str = address, accept: str = f"application/vnd.sdmx.{form}") -> None:
            nonlocal size
            size = _taken(address, "", accept)

        seconds = median_of(take, TIMES)
        print(
            f"{name}: {rows:,} rows in {seconds:.2f} s, {rows / seconds:,.0f} rows/s, {size / seconds / 1e6:.1f} MB/s"
        )


def _pages(site: str) -> None:
    """A small answer and a page, alone and while as many clients as may take files and do not read on."""
    paths = ("/api/economies", "/partner/LTU")

    def told(when: str) -> None:
        for path in paths:
            seconds = [seconds_of(lambda path=path: requests.get(site + path, timeout=20)) for _ in range(40)]
            print(f"{path}, {when}: {percentiles(seconds)}")

    told("alone")
    with ExitStack() as hanging:
        for _ in range(MOST_AT_ONCE):
            stalled = requests.get(f"{site}/api/trade?reporter=ARM", stream=True, timeout=60)
            assert hanging.enter_context(stalled).ok
        told(f"while {MOST_AT_ONCE} streams hang")


def _taken(address: str, coding: str, accept: str = "*/*") -> int:
    """Bytes on the wire."""
    size = 0
    headers = {"Accept-Encoding": coding or "identity", "Accept": accept}
    with requests.get(address, headers=headers, stream=True, timeout=300) as answer:
        answer.raise_for_status()
        for piece in iter(lambda: answer.raw.read(1 << 18), b""):
            size += len(piece)
    return size


def _copy(engine: duckdb.DuckDBPyConnection, asked: Selection, form: str) -> None:
    """The engine's own file of the same rows in the same order; opened before, as the server's is."""
    sql, values = table_query(asked)
    with tempfile.TemporaryDirectory() as folder:
        ordered = f"SELECT * FROM ({export.labelled(sql, 'en')}) ORDER BY {export.ORDER}"
        engine.execute(f"COPY ({ordered}) TO '{Path(folder) / 'file'}' (FORMAT {form})", values)


@contextmanager
def _served() -> Generator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = {"TRADE_STORE": f"duckdb:{CURRENT}", "HOST": "127.0.0.1", "PORT": port}
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.wait(timeout=20)


if __name__ == "__main__":
    main(*sys.argv[1:])
