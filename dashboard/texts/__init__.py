"""The words of the interface, by language and id; a missing one falls back to English.

A file a language: ``[table]`` and key make the id. Where a number decides on the form of its noun, a
message holds one text a form, by the names of CLDR (``one``, ``few``, ``many``, ``other``); the slot
``count`` decides, by the rules of the language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from dashboard import numbers

FOLDER = Path(__file__).parent
DEFAULT = "en"
#: A text, or one for each form of the plural.
Message = str | Mapping[str, str]


def say(message: str, lang: str = DEFAULT, /, **slots: object) -> str:
    """The message of an id such as ``card.table``, its ``{slots}`` filled; whole numbers are grouped.

    KeyError for an id that English does not know: a typing mistake must not reach the screen.
    """
    spoken = lang if message in messages(lang) else DEFAULT
    text = messages(spoken)[message]
    if not isinstance(text, str):
        text = text[plural(slots["count"], spoken)]
    if not slots:
        return text
    shown = {name: numbers.whole(slot, lang) if type(slot) is int else slot for name, slot in slots.items()}
    filled = text.format_map(shown)
    return possessive(filled) if spoken == "en" else filled


def plural(count: object, lang: str) -> str:
    """The form that a number asks for: 21 is ``one`` in Lithuanian and Russian, 11 is not."""
    if not isinstance(count, int):
        raise TypeError(f"the form of a noun rests on a whole number, not on {count!r}")
    return Locale.parse(lang).plural_form(count)


def possessive(text: str) -> str:
    """``United States'``, not ``United States's``: no other language writes an s after an apostrophe."""
    return text.replace("s's", "s'")


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


def publisher_name(source: str, given: str, lang: str = DEFAULT) -> str:
    """The publisher of a source in the language; one without a translation as it is given."""
    return translated(f"publisher.{source}", given, lang)


def translated(message: str, given: str, lang: str = DEFAULT) -> str:
    """What the data say in English: by the message where the language has one, else as given."""
    return say(message, lang) if message in messages(lang) else given


@cache
def messages(lang: str) -> dict[str, Message]:
    """All messages of a language: ids are the table and key of its file, joined by a dot."""
    file = FOLDER / f"{lang}.toml"
    if not file.exists():
        return {}
    text = file.read_text(encoding="utf-8").replace(
        " – ", "\N{NO-BREAK SPACE}– "
    )  # no line begins with a dash
    tables: dict[str, dict[str, Message]] = tomllib.loads(text)
    return {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}
