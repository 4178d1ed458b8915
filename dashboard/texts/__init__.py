"""The words of the interface, by language and id: those of this folder and those that files share (``trade.texts``)."""

from __future__ import annotations

from pathlib import Path

from trade import texts
from trade.texts import DEFAULT, Message, Texts, plural, possessive, publisher_name

__all__ = [
    "DEFAULT",
    "Message",
    "capital",
    "messages",
    "plural",
    "possessive",
    "publisher_name",
    "rule_name",
    "say",
    "scheme_name",
    "translated",
    "variant",
]

FOLDER = Path(__file__).parent
_ALL = Texts(texts.FOLDER, FOLDER)
say, translated, messages = _ALL.say, _ALL.translated, _ALL.messages


def capital(text: str, lang: str = DEFAULT) -> str:
    """The text with its first letter large; the Azerbaijani i keeps its dot."""
    first = "İ" if lang == "az" and text[:1] == "i" else text[:1].upper()
    return first + text[1:]


def variant(message: str, case: str | None, lang: str = DEFAULT) -> str:
    """The id of the message in that grammatical case, such as ``sentence.data_X``, where there is one.

    A language without the variant uses its one message for every case.
    """
    asked = f"{message}_{case}"
    spoken = messages(lang if message in messages(lang) else DEFAULT)
    return asked if case and asked in spoken else message


def rule_name(identity: str, lang: str = DEFAULT) -> str:
    """A check in plain words; one that has none yet by its id."""
    message = f"rule.{identity}"
    return say(message, lang) if message in messages(DEFAULT) else identity.replace("_", " ").capitalize()


def scheme_name(scheme: str, lang: str = DEFAULT) -> str:
    """A classification in plain words; one that has none yet by its id."""
    message = f"sectors.{scheme}"
    return say(message, lang) if message in messages(DEFAULT) else scheme
