"""Reading all bulletins, from raw files to observations, against reading their cells alone.

At most 10 s on two cores is the promise. Run it with ``python -m bench.bulletins``.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from python_calamine import CalamineWorkbook

from bench._measuring import ROOT, seconds_of
from etl.archive import raw_files
from etl.readings import Kept, keep

RAW = ROOT / "data" / "raw"
BULLETINS = (
    "armenia_armstat", "eurostat_comext", "fx_hmrc", "georgia_geostat", "kazakhstan_bns", "kyrgyzstan_nsc", "russia_fcs",
)  # fmt: skip


def main() -> None:
    files = [(name, file) for name in BULLETINS for file in raw_files(RAW, name)]
    alone = seconds_of(lambda: [cells(file.path) for _, file in files])
    with tempfile.TemporaryDirectory() as folder:
        wanted = [(name, file.retrieved or file.known_on, file) for name, file in files]
        whole = seconds_of(lambda: check(keep(wanted, Path(folder))))
    print(
        f"{len(files)} files: {whole:.1f} s; their cells alone, on one core: {alone:.1f} s; ratio {whole / alone:.2f}"
    )


def cells(path: Path) -> int:
    """How many rows of cells a file has."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            return sum(1 for _ in csv.reader(stream))
    book = CalamineWorkbook.from_path(str(path))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def check(kept: list[Kept]) -> None:
    failed = [each for each in kept if each.error]
    if failed:
        raise SystemExit(f"not read: {failed}")


if __name__ == "__main__":
    main()
