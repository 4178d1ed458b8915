"""Files of a selection in each form against the plainest way to the same, and their memory.

Each file is made in a process of its own. Prints seconds and the most memory for three sizes, and the ratio to the
engine's own COPY (for CSV at least 0.7 of its speed is the promise; ZIP is held against the CSV), for XLSX to
XlsxWriter in constant memory, which is tried on the smallest size only. Run it with ``python -m bench.files``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import xlsxwriter

from bench._measuring import CURRENT, run
from trade import export
from trade.files import columnar, package, workbook
from trade.files.about import plain
from trade.files.extract import Extract
from trade.selection import Selection
from trade.store import DATABASE, Store

SIZES = (100_000, 1_000_000, 2_500_000)
ABOUT = plain(Selection(), "bench")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for rows in SIZES:
            copied = {form: _made(f"copy_{form}", rows, folder)[0] for form in ("csv", "parquet")}
            for form in ("csv", "parquet", "zip"):
                seconds, memory = _made(form, rows, folder)
                plainest = copied["parquet" if form == "parquet" else "csv"]
                print(
                    f"{rows:,} rows, {form}: {seconds:.1f} s, {memory:,.0f} MiB; speed {plainest / seconds:.2f} of COPY"
                )
            if workbook.fits(_extract(rows).extent().rows):
                _workbook(rows, folder)


def _workbook(rows: int, folder: str) -> None:
    seconds, memory = _made("xlsx", rows, folder)
    told = f"{rows:,} rows, xlsx: {seconds:.1f} s, {memory:,.0f} MiB"
    if rows == SIZES[0]:
        library, more = _made("library", rows, folder)
        told += f"; {library / seconds:.1f} times as fast as XlsxWriter ({library:.1f} s, {more:,.0f} MiB)"
    print(told)


def _made(how: str, rows: int, folder: str) -> tuple[float, float]:
    """Seconds and MiB of one file, without what an almost empty one of the same kind takes to start."""
    start, _ = run(["-m", "bench.files", how, "1", folder])
    seconds, memory = run(["-m", "bench.files", how, str(rows), folder])
    return seconds - start, memory


def _extract(rows: int) -> Extract:
    return export.of_queries(Store(CURRENT), [(_figures(rows), {})], "en")


def _copy(rows: int, target: Path, form: str) -> None:
    typed = duckdb.connect(str(CURRENT.resolve() / DATABASE), read_only=True)
    ordered = f"SELECT * FROM ({export.labelled(_figures(rows), 'en')}) ORDER BY {export.ORDER}"
    typed.execute(f"COPY ({ordered}) TO '{target}' (FORMAT {form})")


def _library(rows: int, target: Path) -> None:
    """Text, numbers and days by XlsxWriter, which keeps one row in memory."""
    with xlsxwriter.Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("data")
        day = book.add_format({"num_format": workbook.FORMATS["date"]})
        batches = ([column.to_pylist() for column in batch.columns] for batch in _extract(rows).typed())
        cells = (row for columns in batches for row in zip(*columns, strict=True))
        for line, row in enumerate(cells, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, place, cell)
                elif isinstance(cell, float):
                    sheet.write_number(line, place, cell)
                elif cell is not None:
                    sheet.write_datetime(line, place, cell, day)


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


def _stream(make: Callable[[Extract], object]) -> Callable[[int, Path], None]:
    def write(rows: int, target: Path) -> None:
        with target.open("wb") as file:
            file.writelines(make(_extract(rows)))  # pyright: ignore[reportArgumentType]

    return write


HOW: dict[str, Callable[[int, Path], None]] = {
    "csv": _stream(lambda extract: extract.csv()),
    "parquet": _stream(lambda extract: columnar.written(extract, ABOUT)),
    "zip": _stream(lambda extract: package.written(extract, ABOUT)),
    "xlsx": _stream(lambda extract: workbook.written(extract, ABOUT, extract.extent().rows)),
    "library": _library,
    "copy_csv": lambda rows, target: _copy(rows, target, "csv"),
    "copy_parquet": lambda rows, target: _copy(rows, target, "parquet"),
}

if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        how, count, folder = sys.argv[1:]
        HOW[how](int(count), Path(folder) / "file")
