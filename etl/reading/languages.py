"""Which language a fragment is in, and which marks that language puts between digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from etl.reading.lexicon import WORDS, lexicon, read_rows
from etl.reading.tokens import tokens

_LISTS = (
    "common",
    "months",
    "magnitudes",
    "currencies",
    "quantities",
    "signs",
    "flows",
    "roles",
    "fillers",
    "periods",
)
_LETTERS = {
    "az": "ə",
    "ru": "бвгджзийлпфцчшщъыьэюя",
    "lt": "ėįųž",
    "pl": "łńśźż",
    "de": "ß",
}


@dataclass(frozen=True)
class Marks:
    """What a language may print between digits."""

    decimal: str
    groups: str


@cache
def marks() -> dict[str, Marks]:
    return {row["language"]: Marks(row["decimal"], row["groups"]) for row in read_rows(WORDS / "marks.csv")}


def languages(texts: Iterable[str]) -> frozenset[str]:
    """The likeliest languages of ``texts`` taken together; more than one where words do not tell."""
    score: Counter[str] = Counter()
    for text in texts:
        for token in tokens(text):
            if token.kind == "word":
                score.update(_hints(token.text))
    score = Counter({language: hits for language, hits in score.items() if language in marks()})
    best = max(score.values(), default=0)
    return frozenset(language for language, hits in score.items() if hits == best)


@cache
def _hints(word: str) -> tuple[str, ...]:
    hints = [language for name in _LISTS for language in lexicon(name).languages(word)]
    hints += [language for language, letters in _LETTERS.items() if set(word) & set(letters)]
    return tuple(hints)
