"""What the benchmarks share: times as medians, memory of whole process trees, ratios in print."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CURRENT = ROOT / "data" / "processed" / "current"
#: How often the memory of a running command is looked at.
TICK = 0.2


def median_of(task: Callable[[], Any], times: int = 9) -> float:
    """Median seconds of a task, after one call that warms everything up."""
    task()
    return median(seconds_of(task) for _ in range(times))


def seconds_of(task: Callable[[], Any]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def percentiles(seconds: Sequence[float], most: float | None = None) -> str:
    """The median and the 95th percentile, in milliseconds; the latter beside its target, where it has one."""
    cuts = quantiles(seconds, n=20, method="inclusive")
    high = 1000 * cuts[18]
    told = f"{high:.1f} ms" if most is None else at_most(high, most, "ms", 1)
    return f"p50 {1000 * cuts[9]:.1f} ms, p95 {told}"


def at_most(found: float, most: float, unit: str, digits: int = 0) -> str:
    """``245 ms (at most 300: pass)``"""
    return f"{found:,.{digits}f} {unit} (at most {most:,}: {'pass' if found <= most else 'short'})"


def at_least(found: float, least: float, unit: str, digits: int = 2) -> str:
    return f"{found:,.{digits}f} {unit} (at least {least:,}: {'pass' if found >= least else 'short'})"


def run(arguments: Sequence[str], said: Path | None = None) -> tuple[float, float]:
    """Seconds and the most memory in MiB, children included, of ``python`` with these arguments.

    What it says on standard error goes to the file ``said``, where given.
    """
    began = time.perf_counter()
    with said.open("wb") if said else nullcontext() as heard:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=heard
        )
    most = 0.0
    while process.poll() is None:
        most = max(most, memory_of(process.pid))
        time.sleep(TICK)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return time.perf_counter() - began, most


def memory_of(pid: int) -> float:
    """MiB of a process and its children; what they share counts once."""
    total = 0.0
    with suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        total += sum(map(memory_of, children(pid)))
    return total


def children(pid: int) -> list[int]:
    """The processes that one has started and that still run."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sorted(int(child) for task in tasks for child in (task / "children").read_text().split())


def cpu_seconds(pids: Iterable[int]) -> float:
    """Seconds of processor that these have taken so far."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")
