"""A sentence taken apart: its amounts, periods, economies, agencies and words for flows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.reading.lexicon import LONGEST_PHRASE, lexicon
from etl.reading.mentions import Mention, agencies_in, economies_in
from etl.reading.model import Amount
from etl.reading.numbers import read_amounts
from etl.reading.tokens import Token, tokens
from etl.reading.whens import When, whens


@dataclass(frozen=True)
class FlowWord:
    flow: str
    first: int
    after: int


@dataclass(frozen=True)
class Clauses:
    """One sentence, taken apart."""

    text: str
    language: str
    items: Sequence[Token]
    amounts: Sequence[Amount]
    whens: Sequence[When]
    economies: Sequence[Mention]
    agencies: Sequence[Mention]
    flows: Sequence[FlowWord]
    #: places of the tokens that are understood already
    covered: frozenset[int]

    def says(self, meaning: str) -> bool:
        """Whether a word of the sentence that nothing else covers has that meaning in ``prose.csv``."""
        return any(True for _ in self.saying(meaning))

    @property
    def is_of_world(self) -> bool:
        """Whether a word says that it is a country's whole foreign trade."""
        words = lexicon("prose")
        return any(words.languages(token.text).get(self.language) == "world" for token in self.items)

    def saying(self, meaning: str) -> Iterator[str]:
        for place, token in enumerate(self.items):
            if place not in self.covered and token.kind == "word":
                for count in range(1, LONGEST_PHRASE):
                    words = " ".join(each.text for each in self.items[place : place + count])
                    if lexicon("prose").languages(words).get(self.language) == meaning:
                        yield words

    def place(self, char: int) -> int:
        """The first token at or behind a character."""
        return next((i for i, token in enumerate(self.items) if token.start >= char), len(self.items))


def clauses(text: str, language: str, neighbours: Sequence[str] = ()) -> Clauses:
    """``text``, a sentence in ``language``, taken apart."""
    items = tokens(text)
    amounts = read_amounts(text, neighbours)
    times = whens(text, amounts)
    cited, named = agencies_in(items, text, economies_in(items, text))
    inside = [each for each in named if not any(a.start <= items[each.first].start < a.end for a in amounts)]
    flows = list(_flows(items, language))
    spans = [*((each.start, each.end) for each in amounts), *((each.start, each.end) for each in times)]
    covered = {i for i, token in enumerate(items) if any(a <= token.start < b for a, b in spans)}
    for each in (*inside, *cited, *flows):
        covered |= set(range(each.first, each.after))
    return Clauses(text, language, items, amounts, times, inside, cited, flows, frozenset(covered))


def _flows(items: Sequence[Token], language: str) -> Iterator[FlowWord]:
    place = 0
    while place < len(items):
        for count in range(LONGEST_PHRASE, 0, -1):
            words = " ".join(token.text for token in items[place : place + count])
            meaning = lexicon("prose_flows").languages(words).get(language)
            if meaning and place + count <= len(items):
                yield FlowWord(meaning, place, place + count)
                place += count - 1
                break
        place += 1
