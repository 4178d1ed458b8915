"""What is asked by many at the same time is made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from trade.once import Once

MANY = 8


class Maker:
    """Makes numbers, and while it makes the first one lets others come in if they can."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.times = 0
        self._came = threading.Condition()

    def __call__(self) -> int:
        with self._came:
            self.times += 1
            self._came.notify_all()
            self._came.wait_for(lambda: self.times > 1, timeout=0.2)
        if self.error:
            raise self.error
        return self.times


def test_who_asks_while_it_is_made_waits_for_it():
    once, make = Once[str, int](10, lambda _: 1), Maker()
    with ThreadPoolExecutor(MANY) as many:
        made = list(many.map(lambda _: once.get("same", make), range(MANY)))
    assert (set(made), make.times) == ({1}, 1)


def test_what_could_not_be_made_is_made_when_it_is_asked_for_again():
    once = Once[str, int](10, lambda _: 1)
    with pytest.raises(ValueError, match="handmade"):
        once.get("same", Maker(ValueError("handmade")))
    assert once.get("same", lambda: 2) == 2


def test_it_holds_no_more_than_it_may():
    once, numbers = Once[int, int](10, lambda _: 3), count()
    for key in range(1000):
        once.get(key, lambda: next(numbers))
    assert once.held == 9
    assert once.get(999, lambda: -1) == 999, "the newest are kept"
    assert once.get(0, lambda: -1) == -1
