"""Which of the periods that a sentence names an amount is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.reading.lexicon import lower
from etl.reading.model import Amount, CannotTell
from etl.reading.periods import Setting, resolve
from etl.reading.phrases import Phrase
from etl.reading.whens import A_DAY, When
from trade.period import Period

#: How many words may stand between an amount and a period that is plainly its own.
NEAR = 3
SEVERAL = CannotTell(("several periods, and no words that pick one",))
NONE = CannotTell(("no period in the sentence, and none that goes on from the one before",))
_PARTED = re.compile(r"[,;:()]|\d|\b(?:and|while|but|и|а|və|isə|ir|o)\b")
_WITH_AMOUNT = re.compile(r"(?:compared (?:to|with)|against|versus|по сравнению с|против)\s+(?:the\s+)?$")


def is_compared_with(amount: Amount, text: str) -> bool:
    """Whether an amount is only what another one is compared with: "against $15.13 million"."""
    return amount.role in ("against", "from") or bool(_WITH_AMOUNT.search(lower(text[: amount.start])))


def period_of(
    amount: Amount, text: str, amounts: Sequence[Amount], found: Sequence[When], setting: Setting
) -> tuple[Period | CannotTell, When | None]:
    """The period of an amount and the words that tell it; without words it is that of ``setting.about``."""
    when = _picked(amount, text, amounts, found)
    if isinstance(when, CannotTell):
        return when, None
    if when is None:
        return setting.about or NONE, None
    if when.doubt:
        return CannotTell((when.doubt,)), when
    others = [each for each in found if each is not when and not each.is_other and not each.doubt]
    if when.is_other and others:
        own = resolve(others[0].phrase, setting)
        setting = Setting(setting.published, own if isinstance(own, Period) else None)
    period = resolve(when.phrase, setting)
    return _doubted(period, when.phrase, setting, others), when


def _doubted(
    period: Period | CannotTell, phrase: Phrase, setting: Setting, others: Sequence[When]
) -> Period | CannotTell:
    """``period`` unless other words may give it another year or another length."""
    if isinstance(period, CannotTell):
        return period
    about = setting.about
    if (
        phrase.kind == "year"
        and phrase.year_word == "last"
        and (others or (about and about.frequency != "A"))
    ):
        return CannotTell(("last year: the same months of it or the whole year?",))
    bare = phrase.kind in ("months", "ending") and phrase.year is None and phrase.year_word is None
    if bare and (others or (about and about.end.year != period.end.year)):
        return CannotTell(("months whose year is not printed beside them",))
    return period


def _picked(
    amount: Amount, text: str, amounts: Sequence[Amount], found: Sequence[When]
) -> When | CannotTell | None:
    """The phrase that an amount takes, None where its sentence names no period at all."""
    if not found:
        return None
    behind = _behind(amount, text, amounts, found)
    taken = {id(each) for other in amounts if (each := _behind(other, text, amounts, found))}
    free = [each for each in found if not each.is_measure and each.doubt != A_DAY]
    own = [each for each in free if _since_last(amount, amounts) <= each.end <= amount.start]
    own = [each for each in own if id(each) not in taken]
    if behind:
        own = [each for each in own if not each.is_other and not each.doubt]
        return SEVERAL if own and own[-1].phrase != behind.phrase else behind
    if is_compared_with(amount, text):
        own = [each for each in own if each.is_other]
    choice = own or [each for each in free if not each.is_other]
    if not choice:
        return CannotTell(("only a day, or a period to compare with",))
    if is_compared_with(amount, text) and not own:
        return CannotTell(("what it is compared with has no period of its own",))
    return choice[0] if len({repr(each.phrase) for each in choice}) == 1 else SEVERAL


def _behind(amount: Amount, text: str, amounts: Sequence[Amount], found: Sequence[When]) -> When | None:
    """The phrase straight behind an amount: "$19.12 million in January-October 2018"."""
    limit = min((each.start for each in amounts if each.start >= amount.end), default=len(text))
    for each in found:
        if amount.end <= each.start < limit:
            between = text[amount.end : each.start]
            near = len(between.split()) <= NEAR and not _PARTED.search(between)
            return each if near and not (each.is_measure and not is_compared_with(amount, text)) else None
    return None


def _since_last(amount: Amount, amounts: Sequence[Amount]) -> int:
    return max((each.end for each in amounts if each.end <= amount.start), default=0)
