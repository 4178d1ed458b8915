"""The CSV of a selection against the engine's own COPY of the same rows, and its memory.

Each export runs in a process of its own. Prints rows a second, the ratio to COPY (at least 0.7 is the
promise) and the most memory for three sizes. Run it with ``python -m bench.csv_export``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench._measuring import CURRENT, run
from trade import export
from trade.store import DATABASE, Store

SIZES = (100_000, 1_000_000, 2_500_000)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            own, memory = _export("own", rows, folder)
            copy, more = _export("copy", rows, folder)
            print(
                f"{rows:,} rows: {own:.1f} s, {memory:,.0f} MiB; COPY {copy:.1f} s, {more:,.0f} MiB; "
                f"speed {copy / own:.2f} of COPY"
            )


def _export(how: str, rows: int, folder: str) -> tuple[float, float]:
    """Seconds and MiB of one export, without what an empty one of the same kind takes to start."""
    start, _ = run(["-m", "bench.csv_export", how, "1", folder])
    seconds, memory = run(["-m", "bench.csv_export", how, str(rows), folder])
    return seconds - start, memory


def _own(sql: str, target: Path) -> None:
    with target.open("wb") as file:
        file.writelines(export.of_queries(Store(CURRENT), [(sql, {})], "en").csv())


def _copy(sql: str, target: Path) -> None:
    typed = duckdb.connect(str(CURRENT.resolve() / DATABASE), read_only=True)
    rows = f"SELECT * FROM ({export.labelled(sql, 'en')}) ORDER BY {export.ORDER}"
    typed.execute(f"COPY ({rows}) TO '{target}' (FORMAT csv, HEADER)")


def _figures(rows: int) -> str:
    """The query of about so many figures: all of the first reporters."""
    found = Store(CURRENT).rows(
        "SELECT reporter FROM (SELECT reporter, sum(count(*)) OVER (ORDER BY reporter) AS rows "
        "FROM trade GROUP BY reporter) WHERE rows >= $rows ORDER BY reporter LIMIT 1",
        {"rows": rows},
    )
    return (
        f"SELECT * FROM trade WHERE reporter <= '{found[0]['reporter']}'" if found else "SELECT * FROM trade"
    )


HOW: dict[str, Callable[[str, Path], None]] = {"own": _own, "copy": _copy}

if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        how, count, folder = sys.argv[1:]
        HOW[how](_figures(int(count)), Path(folder) / "trade.csv")
