"""Amounts of money as people print them: "$19.12 million", "1304 thousand 272.59 USD", "47 milyon 587 min".

Percentages, multiples, tonnages, years and counts are never taken for money. What the print leaves open
stays open in ``Amount.readings``; ``etl.reading.evidence`` may settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.reading.compose import compose
from etl.reading.currencies import Run, currency_of
from etl.reading.languages import Marks, languages, marks
from etl.reading.model import Amount
from etl.reading.money import LOST, RANGE, doubts_of, is_below_zero, is_no_money
from etl.reading.roles import flow_before, role_of
from etl.reading.runs import runs
from etl.reading.sharing import lent, settled_together
from etl.reading.sums import settled_by_sums
from etl.reading.tokens import Token, tokens

__all__ = ["LOST", "RANGE", "read_amounts", "styles_of"]

#: A comma that can only be a decimal mark: "16,91%", "6,24 bln", "0,140".
DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:\d+,\d{1,2}|0,\d+)(?![\d,]|\.\d)")


def read_amounts(text: str, neighbours: Iterable[str] = ()) -> list[Amount]:
    """Amounts of money in ``text``, in order of print.

    ``neighbours`` are other words of the same document; they help to tell its language.
    """
    items = tokens(text)
    styles = styles_of(text, neighbours)
    found = [_amount(text, items, run, styles) for run in lent(items, runs(items))]
    return settled_by_sums(settled_together(items, [each for each in found if each]))


def styles_of(text: str, neighbours: Iterable[str] = ()) -> tuple[Marks, ...]:
    """The marks of the languages that ``text`` may be in, after the habit of its document."""
    document = [text, *neighbours]
    likely = languages([text])
    if len(likely) != 1:
        likely = (likely & languages(document)) or likely
    styles = {marks()[language] for language in likely}
    if any(DECIMAL_COMMA.search(each) for each in document):
        styles = {Marks(style.decimal + ",", style.groups.replace(",", "")) for style in styles}
    return tuple(sorted(styles, key=repr))


def _amount(text: str, items: list[Token], run: Run, styles: tuple[Marks, ...]) -> Amount | None:
    currency, first, after = currency_of(items, run)
    currency = currency or run.lent_currency
    if is_no_money(items, run, currency):
        return None
    readings = compose(run.parts, styles)
    if is_below_zero(items, first, run.first):
        readings = tuple(each.negative() for each in readings)
    return Amount(
        text=text[items[first].start : items[after - 1].end],
        readings=readings,
        currency=currency,
        start=items[first].start,
        end=items[after - 1].end,
        role=role_of(items, first, after),
        flow=flow_before(items, first),
        doubts=doubts_of(items, run, (first, after), readings),
    )
