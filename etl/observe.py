"""Figures -> observations: digits become values and intervals, one row a figure as published."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from etl.arrow import Frame, pa, pc, same
from etl.model import Finding, RawFile
from trade.errors import CheckFailed
from trade.period import Period
from trade.tables import OBSERVATIONS

#: The cell that a figure answers: two figures with one such key speak of the same thing.
CELL = (
    "source", "agency", "reporter", "partner", "flow", "product_scheme", "product",
    "period_start", "period_end", "currency", "partner_rule",
)  # fmt: skip

#: Said in a finding of ``tables_agree``, within a file and across files.
LAST_DIGITS_DIFFER = (
    "A publisher prints one cell in two tables of one vintage with different last digits: rounded "
    "in one, cut in the other, or a slip. Both allow the same truth."
)
#: Numbers of cells stay below this, so that they fit into 64 bits.
MOST_NUMBER = 1 << 62


def first_number(sha256: str) -> int:
    """The number before a file's first observation; numbers of one file follow one another."""
    return int(sha256[:8], 16) << 31


def observe(figures: Frame, source: str, file: RawFile, retrieved: date) -> Frame:
    """The observations of a file's figures, numbered in their order (columns of OBSERVATIONS).

    Written out in arrays, not as a query: there are hundreds of small files, and a query a file
    costs more than its figures.
    """
    count = len(figures)
    value, last_digit = _numbers(figures["digits"], figures["exponent"])
    low, high = _bounds(value, last_digit)
    waits = pc.not_equal(figures["currency"], "USD")
    made: dict[str, Frame] = {
        "observation": pa.array(np.arange(1, count + 1) + first_number(file.sha256)),
        "source": same(source, count),
        "value": pa.array(value),
        "last_digit": pa.array(last_digit),
        "value_usd": pa.array(value, mask=waits.to_numpy()),
        "low_usd": pa.array(low, mask=waits.to_numpy()),
        "high_usd": pa.array(high, mask=waits.to_numpy()),
        "net_weight_kg": pa.nulls(count, pa.float64()),
        "retrieved_at": pa.repeat(pa.scalar(retrieved, pa.date32()), count),
        "raw_sha256": same(file.sha256, count),
    } | _periods(figures)
    columns: dict[str, Any] = {name: made.get(name) for name in OBSERVATIONS.names}
    return pa.table({name: figures[name] if column is None else column for name, column in columns.items()})


def _where(condition: Any, yes: Any, no: Any) -> Any:
    """numpy.where, whose types say too little."""
    return np.where(condition, yes, no)  # pyright: ignore[reportUnknownVariableType]


def _bounds(value: Any, last_digit: Any) -> tuple[Any, Any]:
    """What printed digits allow, as ``trade.value.Value`` says it."""
    below = _where(value < 0, last_digit, last_digit / 2)
    above = _where(value < 0, last_digit / 2, last_digit)
    return value - below, value + above


def _numbers(digits: Frame, exponents: Frame) -> tuple[Any, Any]:
    """Values and one unit of their last printed digit, from digits like 19.12, -4.8 or 1e-05.

    Digits and power of ten are parsed as one number, so that nothing is lost on the way: "19.12"
    and 6 become "19.12e6".
    """
    mantissa, power = _apart(digits, exponents.cast(pa.int32()))
    value = pc.binary_join_element_wise(mantissa, power.cast(pa.string()), "e").cast(pa.float64())
    point = pc.find_substring(mantissa, ".")
    decimals = pc.if_else(
        pc.equal(point, -1), 0, pc.subtract(pc.subtract(pc.binary_length(mantissa), point), 1)
    )
    last_place = pc.subtract(power, decimals).to_numpy()
    units = {place: float(f"1e{place}") for place in np.unique(last_place).tolist()}
    return value.to_numpy(), np.array([*units.values()])[np.searchsorted([*units], last_place)]


def _apart(digits: Frame, powers: Frame) -> tuple[Frame, Frame]:
    """Digits without a power of their own ("1e-05": "1"), and the powers with it added."""
    scientific = pc.match_substring(digits, "e")
    if not pc.any(scientific).as_py():  # nearly always
        return digits, powers
    printed = pc.if_else(scientific, digits, pc.binary_join_element_wise(digits, "0", "e"))
    parts = pc.split_pattern(pc.replace_substring(printed, "e+", "e"), "e")
    return pc.list_element(parts, 0), pc.add(powers, pc.list_element(parts, 1).cast(pa.int32()))


def _periods(figures: Frame) -> dict[str, Frame]:
    """The text form and the kind of each figure's period."""
    start, end = (figures[name].to_numpy().astype("datetime64[D]") for name in ("period_start", "period_end"))
    # two days as one whole number: finding the distinct ones among pairs takes ten times longer
    both = (start.astype(np.int64) << 32) + end.astype(np.int64)
    _, first, where = np.unique(both, return_index=True, return_inverse=True)
    known = [Period(*days) for days in zip(start[first].tolist(), end[first].tolist(), strict=True)]
    periods = pa.array(where.astype(np.int32))
    texts = pa.array([period.text for period in known], pa.string())  # text also where there is none
    return {
        "period": pa.DictionaryArray.from_arrays(periods, texts),
        "frequency": pa.array([period.frequency for period in known], pa.string()).take(periods),
    }


def collapsed(observations: Frame, file: RawFile, slack: float) -> tuple[Frame, list[Finding]]:
    """Each cell once: the most exact of what the file says of it, then the first.

    ``slack`` is the part of what printed digits allow that two figures of one cell may differ by: 0 (they
    must be the same) or 1 (they must allow one truth). Where they differ by more, or their status
    differs, CheckFailed is raised; where they differ by their last digit, a finding says so.
    """
    cell = _cells(observations)
    last_digit = observations["last_digit"].to_numpy()
    order = np.lexsort((np.arange(len(cell)), last_digit, cell))
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    if len(starts) == len(cell):
        return observations, []
    value = observations["value"].to_numpy()
    status = observations["status"].combine_chunks().dictionary_encode().indices.to_numpy()
    low, high = _bounds(value, last_digit * slack)
    torn = _most(low[order], starts) > -_most(-high[order], starts)
    torn |= _most(status[order], starts) != -_most(-status[order], starts)
    if torn.any():
        said = _said(observations, cell == cell[order][starts[torn.argmax()]])
        raise CheckFailed(
            f"it says two things of one cell: {said}.",
            where=file.name,
            todo="Ask the publisher which one holds.",
        )
    word = order[starts][cell]
    differ = (value != value[word]) & (last_digit == last_digit[word])
    findings = [
        _last_digits_differ(observations, file, int(word[row]), int(row)) for row in np.flatnonzero(differ)
    ]
    return observations.take(pa.array(np.sort(order[starts]))), findings


def _most(values: Any, starts: Any) -> Any:
    """The largest value of each run."""
    return np.maximum.reduceat(values, starts)


def _said(observations: Frame, which: Any) -> str:
    rows = observations.filter(pa.array(which)).to_pylist()
    return "; ".join(f"{row['locator']}: {row['as_published']}" for row in rows)


def _last_digits_differ(observations: Frame, file: RawFile, word: int, other: int) -> Finding:
    one, two = observations.take(pa.array([word, other])).to_pylist()
    about = {name: two[name] for name in ("reporter", "partner", "flow", "product", "period")}
    return Finding(
        identity="tables_agree", severity="note", source=two["source"], file=file.name,
        locator=two["locator"], expected=f"{one['as_published']} ({one['locator']})",
        found=two["as_published"], tolerance="printed digits", message=LAST_DIGITS_DIFFER, **about,
    )  # fmt: skip


def _cells(observations: Frame) -> Any:
    """A number from 0 on for each row, the same for two rows that speak of one cell in one vintage."""
    number, most = np.zeros(len(observations), np.int64), 1
    for name in (*CELL, "known_on"):
        encoded = observations[name].combine_chunks().dictionary_encode()
        if (several := len(encoded.dictionary)) > 1:
            if most * several > MOST_NUMBER:
                known, number = np.unique(number, return_inverse=True)
                most = len(known)
            number = number * several + encoded.indices.to_numpy()
            most *= several
    return np.unique(number, return_inverse=True)[1]
