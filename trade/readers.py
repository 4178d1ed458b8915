"""Readers of words of a query: each takes the parameter's name and its text, and gives what it means or BadSelection."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from trade import codelists
from trade.errors import BadSelection
from trade.period import FIRST_YEAR, LAST_YEAR

#: More lines cannot be told apart in one picture.
MOST_LINES = 8


def economy(parameter: str, text: str) -> str:
    return codelists.economy(text[:80], parameter).code


def economies(parameter: str, text: str) -> tuple[str, ...]:
    """Codes or names with commas between, each once, in the order in which they are given."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    found = tuple(dict.fromkeys(economy(parameter, part) for part in named))
    if len(found) > MOST_LINES:
        raise BadSelection(
            parameter,
            f"{len(found)} are asked for; more than {MOST_LINES} lines cannot be told apart.",
            todo=f"Leave out {len(found) - MOST_LINES}.",
        )
    return found


def one_of(parameter: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        near = get_close_matches(text[:40], allowed, n=1) or get_close_matches(
            text[:40].lower(), allowed, n=1
        )
        hint = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(allowed)}."
        raise BadSelection(parameter, f"{text[:40]!r} is not known.", todo=hint, near=tuple(near))
    return text


def year(parameter: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not FIRST_YEAR <= int(text[:5]) <= LAST_YEAR:
        raise BadSelection(parameter, f"{text[:40]!r} is no year.", todo="Write it as 2018.")
    return int(text)


def word(parameter: str, text: str) -> str:
    if len(text) > 60 or not all(letter.isalnum() or letter in "-_.: " for letter in text):
        raise BadSelection(parameter, f"{text[:40]!r} is no code.", todo="See the page Sources for codes.")
    return text


def day(parameter: str, text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise BadSelection(parameter, f"{text[:40]!r} is no day.", todo="Write it as 2018-12-31.") from None


def currency(parameter: str, text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        hint = "Write it by its code of three capitals (ISO 4217), such as EUR."
        raise BadSelection(parameter, f"{text[:40]!r} is no currency.", todo=hint)
    return text


def ratio(parameter: str, text: str) -> Decimal:
    if not re.fullmatch(r"[12](\.[0-9]{1,4})?", text) or Decimal(text) > 2:
        raise BadSelection(
            parameter, f"{text[:40]!r} is no factor from 1 to 2.", todo="Write it as 1.06 for six per cent."
        )
    return Decimal(text)
