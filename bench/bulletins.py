"""How long all bulletins take to be read: raw workbooks and CSVs into readings, nothing kept from before.

Prints seconds on the wall and of the processors, the figures read, and each source's share. Run it with
``python -m bench.bulletins``; the promise is ten seconds on two cores.
"""

from __future__ import annotations

import resource
import time
from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench._measuring import ROOT
from etl import archive
from etl.arrow import pq
from etl.model import RawFile
from etl.readings import Kept, keep

BULLETINS = (
    "russia_fcs", "kazakhstan_bns", "kyrgyzstan_nsc", "georgia_geostat", "armenia_armstat",
    "eurostat_comext", "fx_hmrc",
)  # fmt: skip
LIMIT = 10.0


def wanted() -> list[tuple[str, date, RawFile]]:
    """Every raw file of these sources, as ``etl.readings.keep`` takes it."""
    raw = ROOT / "data" / "raw"
    return [
        (name, file.retrieved or date.today(), file)
        for name in BULLETINS
        for file in archive.raw_files(raw, name)
    ]


def processor_seconds() -> float:
    """Seconds that the processors spent on this process and on its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    files = wanted()
    with TemporaryDirectory() as folder:
        began, busy = time.perf_counter(), processor_seconds()
        kept = keep(files, Path(folder))
        wall, busy = time.perf_counter() - began, processor_seconds() - busy
        if failed := [one.error for one in kept if one.error]:
            raise SystemExit("\n".join(failed))
        figures = sum(pq.read_metadata(one.path).num_rows for one in kept)
    print(f"all bulletins: {wall:.1f} s, {busy:.1f} s of the processors (at most {LIMIT:.0f} s)")
    print(f"{len(kept)} files, {figures:,} figures")
    for name, seconds in _by_source(kept).most_common():
        print(f"  {name}: {seconds:.1f} s")


def _by_source(kept: list[Kept]) -> Counter[str]:
    seconds: Counter[str] = Counter()
    for one in kept:
        seconds[one.source] += one.seconds
    return seconds


if __name__ == "__main__":
    main()
