"""Lines are made of rows as they come, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Generator

import pyarrow as pa
import pytest

from trade import csvtext
from trade.errors import SourceUnavailable
from trade.files.finished import finished, writer

COLUMNS: csvtext.Columns = [("number", "integer")]


def handmade(taken: list[int], ends_with: Exception | None = None) -> Generator[pa.RecordBatch]:
    try:
        for place in range(4):
            taken.append(place)
            yield pa.record_batch({"number": [place, place + 10]})
        if ends_with:
            raise ends_with
    finally:
        taken.append(-1)


def test_lines_keep_the_order_of_rows():
    found = [
        line
        for piece in finished(writer(), handmade([]), csvtext.lines, COLUMNS, 1)
        for line in piece.column(0).to_pylist()
    ]
    assert found == [f"{n}\r\n" for n in (0, 10, 1, 11, 2, 12, 3, 13)]


def test_no_more_rows_are_taken_than_lines_are():
    taken: list[int] = []
    pieces = finished(writer(), handmade(taken), csvtext.lines, COLUMNS, 10)
    next(pieces)
    assert taken == [0]
    next(pieces)
    assert taken == [0, 1]
    pieces.close()
    assert taken == [0, 1, -1], "who hangs up ends what gave the rows"


def test_an_error_of_who_gives_rows_stays_its_own():
    silent = SourceUnavailable("it does not answer.")
    with pytest.raises(SourceUnavailable):
        list(finished(writer(), handmade([], silent), csvtext.lines, COLUMNS, 10))
