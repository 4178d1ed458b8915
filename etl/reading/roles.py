"""What the words before an amount make of it: a level, where it came from, by how much it changed."""

from __future__ import annotations

from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token

REACH = 6


def role_before(items: list[Token], first: int) -> str:
    """Role of the amount whose first token is ``first``: level, from, to, against, by or change."""
    near = [token for token in items[max(first - REACH, 0) : first]]
    words = [token.text for token in near if token.kind == "word"]
    if near and near[-1].text == "(" and any(token.kind == "number" for token in near):
        return "against"
    if len(words) >= 2 and "change" in lexicon("roles").meanings(" ".join(words[-2:])):
        return "change"
    for distance, word in enumerate(reversed(words[-3:])):
        role = _role(word, distance, words)
        if role:
            return role
    return "level"


def _role(word: str, distance: int, words: list[str]) -> str:
    found = lexicon("roles").meanings(word)
    moved = any("moved" in lexicon("roles").meanings(each) for each in words)
    if distance == 0 and "by" in found and moved:
        return "by"
    if distance <= 1 and "from" in found:
        return "from"
    if "against" in found:
        return "against"
    if distance <= 1 and "to" in found:
        return "to"
    return ""


def flow_before(items: list[Token], first: int) -> str | None:
    """The flow named last before ``first``, or None."""
    for token in reversed(items[:first]):
        found = lexicon("flows").meanings(token.text)
        if len(found) == 1:
            return next(iter(found))
    return None


def sign_words(items: list[Token]) -> frozenset[str]:
    """``negative`` and ``positive``, as far as words of the text say so."""
    return frozenset(meaning for token in items for meaning in lexicon("signs").meanings(token.text))
