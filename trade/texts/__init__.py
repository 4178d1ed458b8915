"""Words that files and messages are made of, by language and id; a missing one falls back to English.

A file a language: ``[table]`` and key make the id. Where a number decides on the form of its noun, a
message holds one text a form, by the names of CLDR (``one``, ``few``, ``many``, ``other``); the slot
``count`` decides, by the rules of the language. Whoever has words of its own adds a folder (``Texts``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from trade.texts import numbers

FOLDER = Path(__file__).parent
DEFAULT = "en"
#: What tells editions and versions of one bulk data set from one another.
EDITION = re.compile(r"_hs\d{2}_v\d{6}[a-z]?$")
#: A text, or one for each form of the plural.
Message = str | Mapping[str, str]


class Texts:
    """The messages of some folders, each read once."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._read: dict[str, dict[str, Message]] = {}

    def say(self, message: str, lang: str = DEFAULT, /, **slots: object) -> str:
        """The message of an id such as ``files.known``, its ``{slots}`` filled; whole numbers are grouped.

        KeyError for an id that English does not know: a typing mistake must not reach a reader.
        """
        spoken = lang if message in self.messages(lang) else DEFAULT
        text = self.messages(spoken)[message]
        if not isinstance(text, str):
            text = text[plural(slots["count"], spoken)]
        if not slots:
            return text
        shown = {
            name: numbers.whole(slot, lang) if type(slot) is int else slot for name, slot in slots.items()
        }
        filled = text.format_map(shown)
        return possessive(filled) if spoken == "en" else filled

    def translated(self, message: str, given: str, lang: str = DEFAULT) -> str:
        """What the data say in English: by the message where the language has one, else as given."""
        return self.say(message, lang) if message in self.messages(lang) else given

    def messages(self, lang: str) -> dict[str, Message]:
        """All messages of a language: ids are the table and key of its files, joined by a dot."""
        if lang not in self._read:
            self._read[lang] = {
                id_: text for folder in self._folders for id_, text in _read(folder / f"{lang}.toml").items()
            }
        return self._read[lang]


def _read(file: Path) -> dict[str, Message]:
    if not file.exists():
        return {}
    text = file.read_text(encoding="utf-8").replace(
        " – ", "\N{NO-BREAK SPACE}– "
    )  # no line begins with a dash
    tables: dict[str, dict[str, Message]] = tomllib.loads(text)
    return {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}


def plural(count: object, lang: str) -> str:
    """The form that a number asks for: 21 is ``one`` in Lithuanian and Russian, 11 is not."""
    if not isinstance(count, int):
        raise TypeError(f"the form of a noun rests on a whole number, not on {count!r}")
    return Locale.parse(lang).plural_form(count)


def possessive(text: str) -> str:
    """``United States'``, not ``United States's``: no other language writes an s after an apostrophe."""
    return text.replace("s's", "s'")


def publisher_name(source: str, given: str, lang: str = DEFAULT) -> str:
    """The publisher of a source in the language; one without a translation as it is given.

    Of the versions and editions of one data set, ``baci_hs92_v202601``, the first word alone counts.
    """
    return translated(f"publisher.{EDITION.sub('', source)}", given, lang)


_OWN = Texts(FOLDER)
say, translated, messages = _OWN.say, _OWN.translated, _OWN.messages
