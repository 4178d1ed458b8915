"""Numbers and the magnitude words behind them, as far as they may make one amount."""

from __future__ import annotations

from etl.reading.compose import Part, follows
from etl.reading.currencies import Run
from etl.reading.lexicon import lexicon
from etl.reading.numerals import half_behind, numeral
from etl.reading.tokens import Token, is_year

#: Single letters that mean a magnitude only straight behind a number that has a currency.
SHORT = frozenset({"m", "b", "k", "t"})


def runs(items: list[Token]) -> list[Run]:
    """Every number of ``items`` with its magnitude words, in order."""
    found: list[Run] = []
    place = 0
    while place < len(items):
        run = _run(items, place)
        if run:
            found.append(run)
        place = run.after if run else place + 1
    return found


def _run(items: list[Token], start: int) -> Run | None:
    """Number, magnitude, number, magnitude ... from ``start`` on, as far as they make one amount."""
    parts: list[Part] = []
    place = after = start
    while place < len(items):
        part, place = _part(items, place)
        if part is None or (parts and not _goes_on(parts[-1], part)):
            break
        parts.append(part)
        after = place
        if part.unit is None:
            break
    return Run(tuple(parts), start, after) if parts else None


def _goes_on(before: Part, part: Part) -> bool:
    return follows(before, part) and not (part.unit is None and is_year(part.digits))


def _part(items: list[Token], place: int) -> tuple[Part | None, int]:
    if items[place].kind == "number":
        return _printed(items, place)
    words = numeral(items, place)
    if words is None:
        return None, place
    if words.unit is not None:
        return Part(words.digits, words.unit), place + words.count
    unit, after = _magnitude(items, place + words.count)
    if unit is None or not _one_language(items[place + words.count], words.language):
        return None, place
    return Part(words.digits, unit), after


def _printed(items: list[Token], place: int) -> tuple[Part | None, int]:
    """A number in digits and its magnitude word; "2 с половиной млрд" is 2.5 of them."""
    digits, after = items[place].text, place + 1
    count = half_behind(items, after)[0] if digits.isdigit() else 0
    if count and _magnitude(items, after + count)[0] is not None:
        digits, after = f"{digits}.5", after + count
    unit, after = _magnitude(items, after)
    return Part(digits, unit), after


def _one_language(magnitude: Token, language: str) -> bool:
    known = lexicon("magnitudes").languages(magnitude.text)
    return language in known or "any" in known


def _magnitude(items: list[Token], place: int) -> tuple[int | None, int]:
    place = _behind_hyphen(items, place)
    words = [token.text for token in items[place : place + 2]]
    if not words or items[place].kind != "word" or _is_year_mark(items, place):
        return None, place
    count, found = lexicon("magnitudes").phrase(words)
    if len(found) != 1:
        return None, place
    after = place + count
    if after < len(items) and items[after].text == "." and after + 1 < len(items):
        after += 1
    return int(next(iter(found))), after


def _behind_hyphen(items: list[Token], place: int) -> int:
    """ "$4.1-billion": a hyphen that touches the number and the word behind it."""
    near = items[place - 1 : place + 2]
    if len(near) < 3 or near[1].text != "-" or near[0].end != near[1].start or near[1].end != near[2].start:
        return place
    return place + 1 if lexicon("magnitudes").meanings(near[2].text) else place


def _is_year_mark(items: list[Token], place: int) -> bool:
    """Lithuanian "2018 m." is the year 2018, not 2018 million."""
    token, before = items[place], items[place - 1]
    return token.text in SHORT and is_year(before.text) and token.start > before.end
