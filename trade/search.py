"""Finds what a few typed letters mean, among names in several languages; marks and small slips do not matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trade.codelists.listed import plain

#: What is typed beyond this is not read.
LONGEST = 80
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Entry:
    """Something that can be found: what kind of thing, its code, its names by language.

    ``also`` are codes and other names: it is found by them, and they are never shown.
    """

    kind: str
    code: str
    names: Mapping[str, str] = field(hash=False)
    also: tuple[str, ...] = ()

    def name(self, lang: str = "en") -> str:
        return self.names.get(lang) or self.names["en"]

    def spoken(self, lang: str) -> str:
        """The language of the name that is shown: English where there is none in ``lang``."""
        return lang if self.names.get(lang) else "en"


@dataclass(frozen=True)
class _Text:
    """One name of the entry at ``place``, its words in plain letters; ``lang`` is empty for a code."""

    place: int
    lang: str
    words: tuple[str, ...]

    @cached_property
    def whole(self) -> str:
        return " ".join(self.words)


#: How well a name fits, the best first.
_Rank = tuple[int, bool, int, int, int]


class Index:
    """The entries; of equally good ones those of a kind that comes first here are shown first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._order = {kind: n for n, kind in enumerate(dict.fromkeys(entry.kind for entry in entries))}
        self._texts = [text for place, entry in enumerate(entries) for text in _texts(place, entry)]
        self._where: dict[str, set[int]] = defaultdict(set)
        for number, text in enumerate(self._texts):
            for word in text.words:
                self._where[word].add(number)
        self._words = sorted(self._where)

    def find(self, query: str, lang: str = "en", most: int = 8) -> list[Entry]:
        """What may be meant, the best first: each word typed begins a word of the name, or nearly does.

        A whole name or code comes before one that begins so, this before one that holds the words
        elsewhere; names in ``lang`` come before those in other languages, shorter before longer ones.
        """
        typed = words(query[:LONGEST])
        if not typed:
            return []
        meant = [self._meant(word) for word in typed]
        numbers = set[int].intersection(*(self._with(each) for each in meant))
        best: dict[int, _Rank] = {}
        for text in map(self._texts.__getitem__, numbers):
            rank = self._rank(text, " ".join(typed), meant[0], lang)
            best[text.place] = min(rank, best.get(text.place, rank))
        return [self._entries[place] for place in sorted(best, key=lambda place: best[place])[:most]]

    def _rank(self, text: _Text, typed: str, first: frozenset[str], lang: str) -> _Rank:
        begins = text.whole.startswith(typed) or text.words[0] in first
        level = 0 if text.whole == typed else 1 if begins else 2
        kind = self._order[self._entries[text.place].kind]
        return level, text.lang not in ("", lang), kind, OSA.distance(typed, text.whole), text.place

    def _with(self, meant: Iterable[str]) -> set[int]:
        return set[int]().union(*(self._where[word] for word in meant))

    def _meant(self, typed: str) -> frozenset[str]:
        """The words that begin with what was typed; where none does, those that nearly do."""
        first = bisect_left(self._words, typed)
        last = bisect_left(self._words, typed + chr(0x10FFFF), lo=first)
        return frozenset(self._words[first:last]) or self._nearly(typed)

    def _nearly(self, typed: str) -> frozenset[str]:
        """A slip is a letter too many, too few, another one, or two turned round; codes hold none."""
        slips = _forgiven(typed)
        if not slips:
            return frozenset()
        found: set[str] = set()
        for size in (len(typed), len(typed) + 1):
            begun = [word[:size] for word in self._words]
            near = process.extract(
                typed, begun, scorer=OSA.distance, processor=None, score_cutoff=slips, limit=None
            )
            found.update(self._words[number] for _, _, number in near)
        return frozenset(found)


def words(text: str) -> tuple[str, ...]:
    """``Bosnia & Herzegovina`` -> ``bosnia``, ``herzegovina``: without case, marks and signs."""
    return tuple(WORD.findall(plain(text)))


def _texts(place: int, entry: Entry) -> Iterable[_Text]:
    named = [*entry.names.items(), *(("", text) for text in (*entry.also, entry.code))]
    for lang, text in named:
        parts = words(text)
        if parts:
            yield _Text(place, lang, parts)


def _forgiven(typed: str) -> int:
    """How many slips a word of that length may hold and still say what is meant."""
    if any(letter.isdigit() for letter in typed) or len(typed) < 4:
        return 0
    return 1 if len(typed) < 8 else 2
