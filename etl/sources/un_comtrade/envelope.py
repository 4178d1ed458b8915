"""The form that every answer of UN Comtrade has: {elapsedTime, count, data, error}."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from trade.errors import SourceChanged

#: A row as it came: every number as its digits, since some are larger than a float holds exactly.
Row = Mapping[str, Any]
MOST_WORDS = 200


@dataclass(frozen=True)
class Envelope:
    """An answer without an error in it. ``count`` is what the service counts, which may be more than came."""

    count: int
    rows: Sequence[Row]


def opened(body: bytes, where: str) -> Envelope:
    """What is in an answer. Raises SourceChanged where it has another form, or holds an error."""
    try:
        text = body.decode("utf-8-sig")
        found: Any = json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_number)
        words, rows = found.get("error"), _none_as_empty(found["data"])
        count = int(found.get("count", len(rows)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceChanged(
            f"this is no answer of UN Comtrade: {body[:60]!r}.", where=where,
            todo="It is JSON with data, count and error. Open its address in a browser.",
        ) from error  # fmt: skip
    if words:
        raise SourceChanged(
            f"the service says: {str(words)[:MOST_WORDS]}.", where=where,
            todo="The question may be one that it does not take: see live.toml of un_comtrade.",
        )  # fmt: skip
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in cast(list[Any], rows)):
        raise SourceChanged("its data are no list of rows.", where=where, todo="Fetch it again.")
    return Envelope(count, cast(list[Row], rows))


def _none_as_empty(data: Any) -> Any:
    return [] if data is None else data


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
