"""The word lists beside this module: a language is added by lines in ``words/*.csv``, not by code.

Each file has the columns ``language,form,meaning``. ``form`` holds spellings parted by ``|``; one that
ends with ``*`` stands for all words that begin so; one with blanks is a phrase.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
LONGEST_PHRASE = 5


@dataclass(frozen=True)
class Lexicon:
    """One word list: spelling -> language -> meaning."""

    whole: Mapping[str, Mapping[str, str]]
    stems: Mapping[str, Mapping[str, str]]
    longest_stem: int

    def languages(self, word: str) -> Mapping[str, str]:
        """Meaning of ``word`` (lower case) by language; the longest stem decides, empty when unknown."""
        if word in self.whole:
            return self.whole[word]
        if " " in word:
            return {}
        for length in range(min(len(word), self.longest_stem), 1, -1):
            if word[:length] in self.stems:
                return self.stems[word[:length]]
        return {}

    def meanings(self, word: str) -> frozenset[str]:
        """All that ``word`` may mean, whatever the language."""
        return frozenset(self.languages(word).values())

    def phrase(
        self, words: Sequence[str], likely: frozenset[str] = frozenset()
    ) -> tuple[int, frozenset[str]]:
        """Longest phrase at the start of ``words``: how many words it takes (0: none) and its meanings.

        Where languages differ, those in ``likely`` decide.
        """
        for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            found = self.languages(" ".join(words[:count]))
            if found:
                own = {found[each] for each in found if each in likely}
                return count, frozenset(own or found.values())
        return 0, frozenset()


def read_rows(path: Path) -> list[dict[str, str]]:
    """Lines of a CSV with a heading, in UTF-8."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def lexicon(name: str) -> Lexicon:
    """The word list ``words/<name>.csv``."""
    whole: dict[str, dict[str, str]] = {}
    stems: dict[str, dict[str, str]] = {}
    for row in read_rows(WORDS / f"{name}.csv"):
        for form in row["form"].split("|"):
            spelling = lower(form.strip())
            home = stems if spelling.endswith("*") else whole
            home.setdefault(spelling.rstrip("*"), {})[row["language"]] = row["meaning"]
    return Lexicon(whole, stems, max(map(len, stems), default=0))


def lower(text: str) -> str:
    """Lower case that keeps every character in its place, so that spans stay true."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else "i" for c in text)
