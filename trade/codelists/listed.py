"""What all code lists share: CSV files of this folder, and names in four languages."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("en", "az", "lt", "ru")
FOLDER = Path(__file__).parent
#: Letters that Unicode does not take apart, as people without that keyboard write them.
_PLAIN = str.maketrans({"ə": "e", "ı": "i", "ø": "o", "’": "'"})


@dataclass(frozen=True)
class Listed:
    """Something with a code; ``names`` by language: en, az, lt, ru."""

    code: str
    names: Mapping[str, str] = field(hash=False)

    def name(self, lang: str = "en") -> str:
        """The name in ``lang``, or in English where there is none."""
        return self.names.get(lang) or self.names["en"]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one list of this folder. Empty cells are empty texts, and NA is a text."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def names(row: Mapping[str, str], prefix: str = "name") -> Mapping[str, str]:
    """``name_en``, ``name_az``... of a row by language, without the empty ones."""
    cells = {lang: row[f"{prefix}_{lang}"] for lang in LANGUAGES}
    return MappingProxyType({lang: text for lang, text in cells.items() if text})


def plain(text: str) -> str:
    """Lower case without marks: ``Türkiyə`` -> ``turkiye``."""
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)
