"""Parts of a file are made beside each other: their pieces come in order, few wait, and none is made for nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from trade.files.ahead import LANES, WAITING, in_order


def test_pieces_come_in_the_order_of_their_parts():
    assert list(in_order(range(9), lambda part: iter([(part, 0), (part, 1)]))) == [
        (part, piece) for part in range(9) for piece in range(2)
    ]


def test_no_more_is_made_than_is_waited_for():
    """Of each part under way one piece is in the hand of its maker and some wait."""
    made: list[int] = []

    def endless(part: int) -> Iterator[int]:
        for piece in range(1_000):
            made.append(piece)
            yield part

    pieces = in_order(range(100), endless)
    for _ in range(10):
        next(pieces)
    pieces.close()
    assert len(made) <= 10 + (WAITING + 2) * LANES


def test_who_goes_away_leaves_nothing_behind():
    ended: list[int] = []

    def held(part: int) -> Iterator[int]:
        try:
            while True:
                yield part
        finally:
            ended.append(part)

    before = threading.active_count()
    pieces = in_order(range(100), held)
    next(pieces)
    pieces.close()
    assert (threading.active_count(), sorted(ended)) == (before, list(range(LANES)))


def test_the_error_of_a_part_reaches_who_takes_it_after_what_came_before():
    def broken(part: int) -> Iterator[int]:
        yield part
        if part == 1:
            raise ValueError("handmade")

    pieces = in_order(range(5), broken)
    assert [next(pieces), next(pieces)] == [0, 1]
    with pytest.raises(ValueError, match="handmade"):
        next(pieces)
