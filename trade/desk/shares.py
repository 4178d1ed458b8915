"""A part over the publisher's own total, or why there is no share."""

from __future__ import annotations

from typing import Any

from trade.desk.rows import HUNDRED, number, refused, total_missing
from trade.errors import Refused
from trade.indicators.basis import one_basis
from trade.indicators.figures import Figure
from trade.indicators.interval import quotient
from trade.questions import Row
from trade.worded import words


def share(
    row: dict[str, Any], part: Row, whole: Row | None, free: tuple[str, ...], lang: str
) -> dict[str, Any]:
    """The row with ``share_percent``, or with the reason why it has none; parts may differ from the whole in ``free``."""
    try:
        figure = Figure.of(part)
        if whole is None:
            raise Refused(total_missing(figure.period))
        total = Figure.of(whole)
        one_basis((figure, total), free=free)
        over = quotient(figure.value, total.value, words("total_of", period=total.period))
    except Refused as why:
        return row | {"share_percent": None, "reason": refused(row, why.reason, lang)}
    return row | {"share_percent": number(over.point * HUNDRED)}
