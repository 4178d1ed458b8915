"""Whether an amount is for one unit, one day or one head, or an average: no total of trade."""

from __future__ import annotations

from etl.reading.currencies import Run
from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token

#: A price or an average is named close before its amount.
REACH = 5
#: Prices are printed in units or in thousands; "higher prices brought $1.2 billion" names a total.
DEAREST = 3


def is_rate(items: list[Token], run: Run, first: int, after: int) -> bool:
    """``first`` and ``after`` are the ends of the amount among ``items``, its currency included."""
    return _per_something(items, after) or _per_time(items, after) or _named_before(items, run, first)


def is_quantity(items: list[Token], place: int) -> bool:
    words = [token.text for token in items[place : place + 3]]
    return lexicon("quantities").phrase(words)[0] > 0


def _per_something(items: list[Token], after: int) -> bool:
    """ "$68 per barrel", "245 долларов за тонну", "$640 a ton"; "per year" is a total of trade."""
    if _is_one(items, after) and is_quantity(items, after + 1):
        return True
    if after + 1 >= len(items) or not _says(items, after, "per") or _says(items, after + 1, "year"):
        return False
    behind = after + 1
    while _is_one(items, behind):
        behind += 1
    return is_quantity(items, behind) or (items[after].text == "per" and _may_be_a_unit(items[after + 1]))


def _may_be_a_unit(token: Token) -> bool:
    """Lithuanian "per" is "during": "per 2018 m.", "per sausį"."""
    known = any(lexicon(name).meanings(token.text) for name in ("months", "periods", "cardinals"))
    return token.kind == "word" and not known


def _per_time(items: list[Token], after: int) -> bool:
    """ "$2 million a day", "20 млн долларов в месяц", "each"."""
    words = [token.text for token in items[after : after + 3]]
    return bool(lexicon("links").phrase(words)[1] & {"rate", "often"}) or words[:1] == ["each"]


def _named_before(items: list[Token], run: Run, first: int) -> bool:
    """ "An average of $20 million", "the price was 1.2 thousand dollars"."""
    unit = run.parts[-1].unit or 0
    for place in range(first - 1, max(first - 1 - REACH, -1), -1):
        if items[place].kind != "word" and items[place].text in {".", ";", ","}:
            return False
        meanings = lexicon("links").phrase([token.text for token in items[place : min(place + 3, first)]])[1]
        if meanings & {"average", "often"} or ("price" in meanings and unit <= DEAREST):
            return True
    return False


def _is_one(items: list[Token], place: int) -> bool:
    if place >= len(items):
        return False
    return items[place].text in {"a", "an", "1", "1,000"} or _says(items, place, "one of")


def _says(items: list[Token], place: int, meaning: str) -> bool:
    return meaning in lexicon("links").meanings(items[place].text)
