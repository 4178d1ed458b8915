"""What the words around an amount make of it: a level, where it came from, by how much it changed."""

from __future__ import annotations

from etl.reading.lexicon import lexicon
from etl.reading.tokens import Token

REACH = 6
#: "Decreased compared to the same period of last year by $2 million": a whole clause between.
FAR_REACH = 14
#: Az "dollara" (to), "dollardan" (from): the case is in the ending of the last word.
_CASES = {"from": ("dan", "dən"), "to": ("a", "ə", "ya")}
#: Az "artaraq", tr "artarak" (having grown): what follows is where it ended.
_GERUNDS = ("araq", "ərək", "arak", "erek")
_CASED = frozenset({"milyon", "milyard", "min", "dollar", "avro", "manat"})


def role_of(items: list[Token], first: int, after: int) -> str:
    """Role of the amount that takes the tokens from ``first`` to before ``after``.

    One of level, from, to, against, by, change.
    """
    by_ending = _by_ending(items, first, after)
    if by_ending:
        return by_ending
    if _compared_behind(items, after):
        return "change"
    return _by_words_before(items, first)


# -- words behind --------------------------------------------------------------------------


def _by_ending(items: list[Token], first: int, after: int) -> str:
    """Azerbaijani says it behind the number: "3 milyon dollar artaraq 21 milyon dollara çatıb"."""
    last = items[after - 1].text
    behind = _words_behind(items, after)
    case = next((case for case, ends in _CASES.items() if _has_case(last, ends)), "")
    if case == "from":
        return "level" if behind and _is(behind[0], "more") else "from"
    if case == "to" or not behind:
        return case
    return "change" if "moved" in lexicon("roles").languages(behind[0]).values() and _is_az(behind[0]) else ""


def _has_case(word: str, ends: tuple[str, ...]) -> bool:
    return any(word == stem + end for stem in _CASED for end in ends)


def _is_az(word: str) -> bool:
    return "az" in lexicon("roles").languages(word)


def _compared_behind(items: list[Token], after: int) -> bool:
    """ "$55 million more than a year earlier", "a $2 million increase": what is compared is a change."""
    behind = _words_behind(items, _past_the_same_rate(items, after))
    if not behind or not _is(behind[0], "more"):
        return False
    return after == 0 or items[after - 1].text not in {"or", "и", "и более"}


def _past_the_same_rate(items: list[Token], after: int) -> int:
    """ "$1.4 million, or 8.3%, lower", "$1.4 million (8.3%) lower": the place behind the rate."""
    opened = [token.text for token in items[after : after + 2]]
    within = after + 2 if opened[:1] == [","] and "or" in lexicon("links").meanings(opened[-1]) else after + 1
    if opened[:1] != ["("] and within == after + 1:
        return after
    rate = items[within : within + 3]
    if len(rate) < 3 or rate[0].kind != "number" or rate[2].text not in {",", ")"}:
        return after
    return within + 3 if lexicon("quantities").meanings(rate[1].text) else after


def _words_behind(items: list[Token], after: int) -> list[str]:
    """Words straight behind, before any sign; a closing bracket does not end them."""
    found: list[str] = []
    for token in items[after : after + 3]:
        if token.kind != "word":
            if token.text in {")", "."} and not found:
                continue
            break
        found.append(token.text)
    return found


# -- words before --------------------------------------------------------------------------


def _by_words_before(items: list[Token], first: int) -> str:
    near = items[max(first - REACH, 0) : first]
    words = [token.text for token in near if token.kind == "word"]
    if near and near[-1].text == "(" and any(token.kind == "number" for token in near):
        return "level" if _is_share(near) else "against"
    if len(words) >= 2 and _is(" ".join(words[-2:]), "change"):
        return "change"
    if _stands_beside_a_rate(items, first) or _straight_behind_a_move(items, first):
        return "change"
    moved = any(_is(token.text, "moved") for token in items[max(first - FAR_REACH, 0) : first])
    roles = (_role(word, distance, moved) for distance, word in enumerate(reversed(words[-3:])))
    return next((role for role in roles if role), "level")


def _is_share(near: list[Token]) -> bool:
    """ "A share of 0.06% ($21.4 million)": the same thing in money, where nothing moved."""
    rate = len(near) > 1 and bool(lexicon("quantities").meanings(near[-2].text))
    return rate and not any(_is(token.text, "moved") for token in near)


def _role(word: str, distance: int, moved: bool) -> str:
    if distance == 0 and _is(word, "by") and moved:
        return "by"
    if distance <= 1 and _is(word, "from"):
        return "from"
    if _is(word, "against"):
        return "against"
    return "to" if distance <= 1 and _is(word, "to") else ""


def _straight_behind_a_move(items: list[Token], first: int) -> bool:
    """ "Rose $211 million", "down nearly $240 million", "padidėjo 3,4 mln. eurų"."""
    place = _before_rounding(items, first)
    if place < 0 or not _is(items[place].text, "moved") or items[place].text.endswith(_GERUNDS):
        return False
    return place == 0 or not _is(f"{items[place - 1].text} {items[place].text}", "level")


def _before_rounding(items: list[Token], first: int) -> int:
    """The place before words like "nearly" and "more than" that stand before ``first``."""
    place = first - 1
    while place >= 0 and "about" in lexicon("links").meanings(items[place].text):
        place -= 1
    return place


def _stands_beside_a_rate(items: list[Token], first: int) -> bool:
    """ "Dropped by 13.2 percent or $2.1 billion": the same change in money."""
    place = _before_rounding(items, first)
    if place < 1 or "or" not in lexicon("links").meanings(items[place].text):
        return False
    back = [token.text for token in items[max(place - 3, 0) : place] if token.text != ","]
    rate = bool(back) and bool(lexicon("quantities").meanings(back[-1]))
    return rate and any(_is(token.text, "moved") for token in items[max(place - FAR_REACH, 0) : place])


def _is(word: str, meaning: str) -> bool:
    return meaning in lexicon("roles").meanings(word)


# -- flows and signs -----------------------------------------------------------------------


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
