"""How long a refresh takes: everything from raw, one changed file, nothing changed.

Ratios are against reading all workbooks with python-calamine alone, in the same run. All happens in
a copy of ``data/raw``. Run it with ``python -m bench.rebuild``.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from bench._measuring import ROOT, at_most, run

READ_ALL = """
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
for path in Path(sys.argv[1]).glob("*.xlsx"):
    book = CalamineWorkbook.from_path(str(path))
    for title in book.sheet_names:
        book.get_sheet_by_name(title).to_python()
"""


#: What the promise of 15 s and 1.5 GiB is about: nine tenths of all figures.
FIRST = ("imf_dots", "press", "wto_hs2", "unctad_sitc")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        raw = root / "data" / "raw"
        shutil.copytree(ROOT / "data" / "raw", raw)
        reading, memory = run(["-c", READ_ALL, str(raw / "imf_dots")])
        print(f"workbooks read with calamine alone: {reading:.1f} s, {memory:,.0f} MiB")
        _refresh(root, f"{', '.join(FIRST)} from raw", reading, FIRST, most=15)
        shutil.rmtree(root / "data" / "processed")
        _refresh(root, "everything from raw", reading)
        _refresh(root, "nothing changed", reading, most=2)
        _touch_workbook(raw / "imf_dots" / "DOTS_13.xlsx")
        _refresh(root, "one workbook changed", reading)
        _shorten(raw / "press" / "published_figures.csv")
        _refresh(root, "one press file changed", reading)


def _refresh(
    root: Path, what: str, reading: float, sources: Sequence[str] = (), most: float | None = None
) -> None:
    seconds, memory = run(["-m", "etl", "refresh", "--offline", "--root", str(root), *sources])
    took = at_most(seconds, most, "s", 1) if most else f"{seconds:.1f} s"
    print(f"{what}: {took}, {seconds / reading:.2f} of reading all workbooks, {at_most(memory, 1536, 'MiB')}")


def _touch_workbook(path: Path) -> None:
    """Other bytes, the same sheets: a comment at the end of the archive."""
    with zipfile.ZipFile(path, "a") as book:
        book.comment = b"changed for a benchmark"


def _shorten(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


if __name__ == "__main__":
    main()
