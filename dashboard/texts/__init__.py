"""The words of the interface, by language and id; a missing one falls back to English."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "en"


def say(message: str, lang: str = DEFAULT, /, **slots: object) -> str:
    """The message of an id such as ``card.table``, its ``{slots}`` filled.

    KeyError for an id that English does not know: a typing mistake must not reach the screen.
    """
    words = messages(lang)
    text = words[message] if message in words else messages(DEFAULT)[message]
    return possessive(text.format_map(slots)) if slots else text


def possessive(text: str) -> str:
    """``United States'``, not ``United States's``: no other language writes an s after an apostrophe."""
    return text.replace("s's", "s'")


def variant(message: str, case: str | None, lang: str = DEFAULT) -> str:
    """The id of the message in that grammatical case, such as ``sentence.data_X``, where there is one."""
    asked = f"{message}_{case}"
    return asked if case and (asked in messages(lang) or asked in messages(DEFAULT)) else message


def rule_name(identity: str, lang: str = DEFAULT) -> str:
    """A check in plain words; one that has none yet by its id."""
    message = f"rule.{identity}"
    named = message in messages(lang) or message in messages(DEFAULT)
    return say(message, lang) if named else identity.replace("_", " ").capitalize()


def scheme_name(scheme: str, lang: str = DEFAULT) -> str:
    """A classification in plain words; one that has none yet by its id."""
    message = f"sectors.{scheme}"
    named = message in messages(lang) or message in messages(DEFAULT)
    return say(message, lang) if named else scheme


@cache
def messages(lang: str) -> dict[str, str]:
    """All messages of a language: ids are the table and key of its file, joined by a dot."""
    file = FOLDER / f"{lang}.toml"
    if not file.exists():
        return {}
    tables: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}
