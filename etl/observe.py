"""Figures -> observations: digits become values and intervals, one row a figure as published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from etl.arrow import Frame, pa, pc
from etl.model import RawFile
from trade.errors import CheckFailed
from trade.period import Period
from trade.tables import OBSERVATIONS

#: The cell that a figure answers: two figures with one such key speak of the same thing.
CELL = (
    "source", "agency", "reporter", "partner", "flow", "product_scheme", "product",
    "period_start", "period_end", "currency",
)  # fmt: skip


def first_number(sha256: str) -> int:
    """The number before a file's first observation; numbers of one file follow one another."""
    return int(sha256[:8], 16) << 31


def observe(figures: Frame, source: str, file: RawFile, retrieved: date) -> Frame:
    """The observations of a file's figures, numbered in their order (columns of OBSERVATIONS).

    Written out in arrays, not as a query: there are hundreds of small files, and a query a file
    costs more than its figures.
    """
    count = len(figures)
    value, last_digit = _numbers(figures["digits"].to_pylist(), figures["exponent"].to_pylist())
    below = _where(value < 0, last_digit, last_digit / 2)
    above = _where(value < 0, last_digit / 2, last_digit)
    waits = pc.not_equal(figures["currency"], "USD")
    made: dict[str, Frame] = {
        "observation": pa.array(np.arange(1, count + 1) + first_number(file.sha256)),
        "source": pa.repeat(source, count),
        "value": pa.array(value),
        "last_digit": pa.array(last_digit),
        "value_usd": pa.array(value, mask=waits.to_numpy()),
        "low_usd": pa.array(value - below, mask=waits.to_numpy()),
        "high_usd": pa.array(value + above, mask=waits.to_numpy()),
        "net_weight_kg": pa.nulls(count, pa.float64()),
        "retrieved_at": pa.repeat(pa.scalar(retrieved, pa.date32()), count),
        "raw_sha256": pa.repeat(file.sha256, count),
    } | _periods(figures)
    columns: dict[str, Any] = {name: made.get(name) for name in OBSERVATIONS.names}
    return pa.table({name: figures[name] if column is None else column for name, column in columns.items()})


def _where(condition: Any, yes: Any, no: Any) -> Any:
    """numpy.where, whose types say too little."""
    return np.where(condition, yes, no)  # pyright: ignore[reportUnknownVariableType]


def _numbers(digits: Sequence[str], exponents: Sequence[int]) -> tuple[Any, Any]:
    """Values and one unit of their last printed digit, from digits like 19.12, -4.8 or 1e-05.

    Digits and power of ten are parsed as one number, so that nothing is lost on the way: "19.12"
    and 6 become "19.12e6".
    """
    parts = [text.partition("e") for text in digits]
    powers = [exponent + int(power or 0) for exponent, (_, _, power) in zip(exponents, parts, strict=True)]
    values = [float(f"{mantissa}e{power}") for (mantissa, _, _), power in zip(parts, powers, strict=True)]
    decimals = [len(mantissa.partition(".")[2]) for mantissa, _, _ in parts]
    places = [power - decimal for power, decimal in zip(powers, decimals, strict=True)]
    unit = {place: float(f"1e{place}") for place in set(places)}
    return np.array(values, dtype=float), np.array([unit[place] for place in places], dtype=float)


def _periods(figures: Frame) -> dict[str, Frame]:
    """The text form and the kind of each figure's period."""
    start, end = (figures[name].to_numpy().astype("datetime64[D]") for name in ("period_start", "period_end"))
    pairs, where = np.unique(np.stack([start, end]), axis=1, return_inverse=True)
    known = [Period(*pair) for pair in pairs.T.tolist()]
    return {
        "period": pa.array([period.text for period in known], pa.string()).take(pa.array(where)),
        "frequency": pa.array([period.frequency for period in known], pa.string()).take(pa.array(where)),
    }


def collapsed(observations: Frame, file: RawFile) -> Frame:
    """Without what the file says twice in the same words; raises CheckFailed where the words differ."""
    cell = [*CELL, "known_on"]
    cells = observations.group_by(cell, use_threads=False).aggregate([("observation", "min")])
    if len(cells) == len(observations):
        return observations
    words = observations.group_by([*cell, "value", "last_digit", "status"], use_threads=False).aggregate([])
    if len(words) > len(cells):
        raise CheckFailed(
            f"it says two things of one cell: {_torn(observations, words.group_by(cell).aggregate([([], 'count_all')]))}.",
            where=file.name, todo="Ask the publisher which one holds.",
        )  # fmt: skip
    return observations.filter(pc.is_in(observations["observation"], cells["observation_min"]))


def _torn(observations: Frame, counted: Frame) -> str:
    """The first cell with two words: where they stand and what they say."""
    torn = counted.filter(pc.greater(counted["count_all"], 1)).slice(0, 1).to_pylist()[0]
    same = pc.and_kleene(
        pc.equal(observations["partner"], torn["partner"]), pc.equal(observations["flow"], torn["flow"])
    )
    same = pc.and_kleene(same, pc.equal(observations["product"], torn["product"]))
    same = pc.and_kleene(same, pc.equal(observations["period_start"], torn["period_start"]))
    rows = observations.filter(same).to_pylist()
    return "; ".join(
        f"{row['locator']}: {row['as_published']}" for row in rows if row["reporter"] == torn["reporter"]
    )
