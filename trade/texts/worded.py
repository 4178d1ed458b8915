"""What is said of an indicator, in the reader's language: why there is none, what must be minded."""

from __future__ import annotations

from typing import Any

from trade.codelists.named import names
from trade.period import Period
from trade.texts import numbers, say, translated
from trade.texts.periods import long
from trade.worded import TEMPLATES, Words

#: Slots that hold the code of an economy, or of a product, which goes by its code.
_NAMED = ("reporter", "partner", "economy", "part")


def said(what: Words, lang: str) -> str:
    """The sentence or phrase, with names, periods and numbers as the language writes them."""
    template = translated(f"worded.{what.code}", TEMPLATES[what.code], lang)
    return template.format_map({name: _value(name, value, lang) for name, value in what.values})


def together(what: tuple[Words, ...], lang: str) -> str:
    """All of them, a blank between."""
    return " ".join(said(each, lang) for each in what)


def _value(name: str, value: Any, lang: str) -> str:
    if isinstance(value, Words):
        return said(value, lang)
    if isinstance(value, Period):
        return long(value, lang)
    if name in ("parts", *_NAMED):
        return ", ".join(names(lang).get(code, code) for code in ((value,) if name in _NAMED else value))
    if name == "share":
        return numbers.percent(float(value), 1, lang)
    if name == "flow":
        return say(f"flow.{value}", lang)
    return numbers.whole(value, lang) if type(value) is int else str(value)
