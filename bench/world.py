"""What world scale costs: loading, room and answers at 10 to 250 million rows, beside other engines.

``python -m bench.world`` measures 10 million made-up rows in a few minutes; ``--rows 10,50,150,250``
(millions) as many as named, one after the other (250 need 25 GB free and half an hour); ``--table PATH``
loads a real bulk file or Parquet table as well. Each run adds to ``build/world.json`` and prints every
target; ``--write`` makes its section of ``bench/RESULTS.md`` and ``docs/world-scale.svg`` from all that is there.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import duckdb

from bench import _generated, _results, _rivals
from bench._measuring import ROOT, run
from bench._rivals import Picked
from etl.bulk import recognise, staging, unpacked
from trade.bulk import questions
from trade.bulk.opened import Bulk, days_of
from trade.bulk.tables import BULK
from trade.period import Period

#: Questions a kind, after as many to warm up as ``WARM`` says; slow engines get fewer.
TIMES, WARM, SLOW_TIMES = 200, 20, 5
#: Above so many rows pandas does not fit beside the others.
PANDAS_ROWS = 12_000_000
FOUND = ROOT / "build" / "world.json"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument(
        "--rows", default="10", help="millions of made-up rows, with commas between; empty for none"
    )
    words.add_argument(
        "--table", action="append", default=[], type=Path, help="a real bulk file or table; may be repeated"
    )
    words.add_argument(
        "--work", type=Path, default=ROOT / "build" / "world", help="where files are made, and removed"
    )
    words.add_argument("--write", action="store_true", help="write bench/RESULTS.md and docs/world-scale.svg")
    given = words.parse_args()
    for millions in filter(None, given.rows.split(",")):
        _note(
            f"{int(millions):,} million rows, made up", lambda m=int(millions): _generated_size(given.work, m)
        )
    for table in given.table:
        _note(f"table {_kind(table)}", lambda table=table: _real(given.work, table))
    found = json.loads(FOUND.read_text(encoding="utf-8"))
    print("\n".join(_results.targets(found)))
    if given.write:
        _results.write(found)


def _note(name: str, measure: Callable[[], dict[str, Any]]) -> None:
    FOUND.parent.mkdir(exist_ok=True)
    known = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    known[name] = {"machine": _results.machine(), "measured": f"{datetime.now(UTC):%Y-%m-%d}"} | measure()
    FOUND.write_text(json.dumps(known, indent=1), encoding="utf-8")


def _generated_size(work: Path, millions: int) -> dict[str, Any]:
    shutil.rmtree(work, ignore_errors=True)
    files = _generated.write(work / "in", millions * 1_000_000)
    said = _size(work, work / "in", files, _generated.DATASET)
    shutil.rmtree(work)
    return said


def _kind(table: Path) -> str:
    """What a table is, whatever its path is called."""
    return recognise.recognised(table.name, table).dataset


def _real(work: Path, table: Path) -> dict[str, Any]:
    shutil.rmtree(work, ignore_errors=True)
    said = _size(work, table, [table], _kind(table))
    shutil.rmtree(work)
    return said


def _size(work: Path, given: Path, files: Sequence[Path], dataset: str) -> dict[str, Any]:
    """Loads it with the command, in a process of its own, and asks."""
    root = _generated.project(work)
    said: dict[str, Any] = {"speed": _speed(work, files[len(files) // 2])}
    seconds, memory = run(
        ["-m", "etl", "bulk", str(given), "--root", str(root), "--log", "json"], work / "said.jsonl"
    )
    current = root / "data" / "processed" / "current"
    bulk = Bulk.open(current, dataset)
    rows = int(bulk.rows("SELECT sum(rows)::BIGINT AS n FROM files")[0]["n"])
    said |= {
        "rows": rows, "load_seconds": seconds, "load_memory": memory, "bytes_in": sum(f.stat().st_size for f in files),
        "layout_seconds": _laid_out(work / "said.jsonl"),
        "bytes": (current / BULK / f"{dataset}.duckdb").stat().st_size,
    }  # fmt: skip
    if given.is_dir():
        shutil.rmtree(given)  # the made-up files have done their work, and are large
    print(
        f"{dataset}: {rows:,} rows; {json.dumps({k: v for k, v in said.items() if k != 'speed'})}", flush=True
    )
    said["answers"] = _asked(work, bulk, rows)
    return said


def _speed(work: Path, file: Path) -> dict[str, float]:
    """Reading one file as we do, codes joined and places kept, and the engine's own COPY into sorted Parquet."""
    (packed,) = unpacked.packed(file)
    found = recognise.recognised(packed.name, file)
    folder = work / "speed"
    folder.mkdir(parents=True, exist_ok=True)
    kinds = dict(found.form.columns)
    order = ", ".join(
        dict.fromkeys(found.form.printed[name] for name in ("reporter", "partner", "period", "product"))
    )

    def plain() -> None:
        with duckdb.connect(config={"memory_limit": "1200MB", "temp_directory": str(folder)}) as db:
            source = (
                f"read_parquet('{file}')"
                if file.suffix == ".parquet"
                else (
                    f"read_csv('{file}', header = true, delim = '{found.form.delimiter}', auto_detect = false, columns = {kinds})"
                )
            )
            db.execute(
                f"COPY (FROM {source} ORDER BY {order}) TO '{folder / 'plain.parquet'}' (FORMAT parquet)"
            )

    def ours() -> None:
        (again,) = unpacked.packed(file)  # its hash too
        staging.stage(again, file, found, folder, date(2026, 1, 1), lambda _: None)

    times: dict[str, list[float]] = {"plain": [], "ours": []}
    for _ in range(3):
        for name, task in (("plain", plain), ("ours", ours)):
            began = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - began)
    shutil.rmtree(folder)
    return {name: min(found) for name, found in times.items()}


def _laid_out(said: Path) -> float:
    """Seconds for laying out, as the command told."""
    told = [
        json.loads(line) for line in said.read_text(encoding="utf-8").splitlines() if line.startswith("{")
    ]
    return sum(each["seconds"] for each in told if each.get("event") == "laid out")


def _asked(work: Path, bulk: Bulk, rows: int) -> dict[str, dict[str, list[float]]]:
    picked = _picked(bulk, TIMES + WARM)
    parquet = work / "rows.parquet"
    with bulk.db.cursor() as db:
        db.execute(
            f"COPY (SELECT reporter, partner, flow, period, product, value FROM flows) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)"
        )
    said = {"ours": _timed(_ours(bulk), picked, TIMES)}
    hand = {
        name: lambda p, ask=ask: bulk.answer(ask(p))
        for name, ask in _rivals.by_hand(bulk.about["leaf"]).items()
    }
    said["SQL by hand, same file"] = _timed(hand, picked, TIMES)
    bare = {
        name: lambda p, ask=ask: bulk.answer(ask(p))
        for name, ask in _rivals.on_rows(f"read_parquet('{parquet}')").items()
    }
    said["DuckDB, Parquet"] = _timed(bare, picked, SLOW_TIMES, 1)
    for name, rival in (
        ("Polars, Parquet", _rivals.polars_(parquet)),
        ("chDB, Parquet", _rivals.chdb_(parquet)),
    ):
        if rival is None:
            print(
                f"{name.split(',')[0]} is not installed here: skipped (pip install polars chdb-core).",
                file=sys.stderr,
            )
        else:
            said[name] = _timed(rival, picked, SLOW_TIMES, 1)
    if rows <= PANDAS_ROWS:
        said["pandas, in memory"] = _timed(_rivals.pandas_(parquet), picked, SLOW_TIMES, 1)
    parquet.unlink()
    return said


def _ours(bulk: Bulk) -> Mapping[str, Callable[[Picked], Any]]:
    flow = "X" if bulk.rows("SELECT 1 FROM world_products WHERE flow = 1 LIMIT 1") else "M"

    def at(p: Picked) -> Period:
        return Period.parse(days_of(p.period)["period"])

    return {
        "pair series": lambda p: questions.pair_series(bulk, p.reporter_code, p.partner_code, flow),
        "pair by HS2": lambda p: questions.pair_chapters(bulk, p.reporter_code, p.partner_code, flow, at(p)),
        "partners of a year": lambda p: questions.partners(bulk, p.reporter_code, flow, at(p)),
        "top products": lambda p: questions.top_products(bulk, p.reporter_code, flow, at(p)),
        "mirror": lambda p: questions.mirror(bulk, p.reporter_code, p.partner_code),
        "world by reporter": lambda p: questions.by_reporter(bulk, flow, at(p)),
        "RCA inputs": lambda p: questions.advantage_inputs(bulk, p.reporter_code, flow, at(p)),
    }


def _picked(bulk: Bulk, count: int) -> list[Picked]:
    """Pairs and periods as they come in the rows: large pairs are asked for more often, as by people."""
    found = bulk.rows(
        f"SELECT reporter, partner, period FROM pairs WHERE partner <> {bulk.about['world']} AND parts > 0 "
        f"ORDER BY hash(reporter, partner, period) LIMIT 20000"
    )
    draw = random.Random(_generated.SEED)
    names = bulk.economies
    return [
        Picked(row["reporter"], row["partner"], row["period"], names[row["reporter"]], names[row["partner"]])
        for row in draw.sample(found, min(count, len(found)))
    ]


def _timed(
    asks: Mapping[str, Callable[[Picked], Any]], picked: Sequence[Picked], times: int, warm: int = WARM
) -> dict[str, list[float]]:
    """Milliseconds of each question: p50 and p95."""
    said: dict[str, list[float]] = {}
    for name, ask in asks.items():
        for one in picked[:warm]:
            ask(one)
        taken: list[float] = []
        for one in picked[warm : warm + times]:
            began = time.perf_counter()
            ask(one)
            taken.append(1000 * (time.perf_counter() - began))
        cuts = quantiles(taken, n=20, method="inclusive")
        said[name] = [round(cuts[9], 2), round(cuts[18], 2)]
    return said


if __name__ == "__main__":
    main()
