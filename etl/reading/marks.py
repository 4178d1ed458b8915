"""How an economy stands in its sentence: goods go to it, come from it, are traded with it, or it owns the figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.reading.lexicon import lexicon
from etl.reading.mentions import Mention
from etl.reading.tokens import Token

_AZ_CASES = {
    "to": ("a", "ə", "ya", "yə", "na", "nə"), "from": ("dan", "dən"), "with": ("la", "lə", "yla", "ylə"),
    "in": ("da", "də", "dakı", "dəki"),
}  # fmt: skip
#: ru "в Литве", "в России": a place, not a direction.
_RU_PLACE = ("е", "ии", "ах")
SKIPPED = frozenset({"the"})


@dataclass(frozen=True)
class Marked:
    """An economy and how it stands: "to", "from", "with", "in", or "owner" for all else."""

    code: str
    mark: str
    first: int


def marked(items: Sequence[Token], mentions: Sequence[Mention], language: str) -> list[Marked]:
    """Every mention with its mark; "and" hands the mark of the name before it on."""
    found: list[Marked] = []
    for each in mentions:
        mark = _mark(items, each, language)
        if mark == "and":
            mark = found[-1].mark if found else "owner"
        if mark == "owner" and _before_goods(items, each, language):
            mark = "from"
        found.append(Marked(each.code, mark, each.first))
    return _first_of_pair(items, found, mentions)


def _before_goods(items: Sequence[Token], mention: Mention, language: str) -> bool:
    """ "Imports of Azerbaijani goods": they come from there."""
    behind = items[mention.after].text if mention.after < len(items) else ""
    return lexicon("prose").languages(behind).get(language) == "goods"


def _first_of_pair(items: Sequence[Token], found: list[Marked], mentions: Sequence[Mention]) -> list[Marked]:
    """Az "Azərbaycan və Litva arasında", "Azərbaycan ilə Litva": what stands behind marks both."""
    if len(found) < 2 or found[0].mark != "owner" or found[1].mark != "with":
        return found
    between = [token.text for token in items[mentions[0].after : mentions[1].first]]
    return [Marked(found[0].code, "with", found[0].first), *found[1:]] if between == ["və"] else found


def _mark(items: Sequence[Token], mention: Mention, language: str) -> str:
    if language == "az":
        return _az_mark(items, mention)
    before = mention.first - 1
    while before >= 0 and items[before].text in SKIPPED:
        before -= 1
    word = items[before].text if before >= 0 else ""
    meaning = lexicon("prose").languages(word).get(language, "")
    if language == "ru" and meaning == "to" and mention.ending.endswith(_RU_PLACE):
        return "in"
    if word == "in":
        return "in"
    return meaning if meaning in ("to", "from", "with", "and") else "owner"


def _az_mark(items: Sequence[Token], mention: Mention) -> str:
    behind = items[mention.after].text if mention.after < len(items) else ""
    if lexicon("prose").languages(behind).get("az") == "with":
        return "with"
    return next((mark for mark, ends in _AZ_CASES.items() if mention.ending in ends), "owner")
