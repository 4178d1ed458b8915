"""Two versions of the shipped data set side by side for measuring a publish; the second is made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from bench._measuring import CURRENT
from trade.store import DATABASE

#: The second has every figure doubled, so that answers tell which of both gave them. No statistics.
FIRST, SECOND = "20180101T000000000000Z", "20180102T000000000000Z"


def write(home: Path, shipped: Path = CURRENT) -> Path:
    """Both below ``home``, made from a data set, and the pointer on the first, which is what is returned."""
    for name in (FIRST, SECOND):
        (home / name).mkdir(parents=True)
        for part in shipped.resolve().iterdir():
            if name == FIRST or part.name != DATABASE:
                (home / name / part.name).symlink_to(part)
    copied = home / SECOND / DATABASE
    shutil.copy(shipped.resolve() / DATABASE, copied)
    with duckdb.connect(str(copied)) as made_up:
        made_up.execute(
            "UPDATE trade SET value_usd = 2 * value_usd, low_usd = 2 * low_usd, high_usd = 2 * high_usd"
        )
    return publish(home, FIRST)


def publish(home: Path, name: str) -> Path:
    """The pointer moved in one step, as a refresh does."""
    pointer, moved = home / "current", home / "moved"
    moved.symlink_to(name)
    return moved.rename(pointer)
