"""A text cut into sentences, each with its place in the text and the paragraph that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A line that long is a paragraph of its own, so that a text with such lines is not wrapped.
LONG_LINE = 200
_BLANK_LINES = re.compile(r"\r?\n[ \t\r]*\n\s*")
_ANY_LINES = re.compile(r"(?:\r?\n\s*)+")
_END = re.compile(
    r"[.!?…]+[\"”»“’)]*(?=\s+(?:19|20)[0-9]{2}\b|\s+[\"„«“(]?[^\W\d_a-zа-яəıöüğşçėįųšž]|\s*$)|[!?…]+(?=\s)"
)
#: Words whose full stop ends no sentence: units, titles and years. What is not cut is only read with more care.
_SHORT = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|mln|mlrd|bln|млн|млрд|тыс|долл|руб|гг|tūkst|proc|mr|mrs|dr|prof|st|no|vs|approx"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|u\.s|mėn|pvz|t\.y|т\.е|д-р)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """``start`` is the place of its first character in the text; ``paragraph`` counts from 0."""

    text: str
    start: int
    paragraph: int


def sentences(text: str) -> list[Sentence]:
    """All sentences of ``text`` in order; paragraphs never share one."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        found += [Sentence(text[a:b], a, number) for a, b in _cut(text, start, end)]
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    wrapped = max(map(len, text.splitlines()), default=0) < LONG_LINE
    start = 0
    for gap in (_BLANK_LINES if wrapped else _ANY_LINES).finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of one paragraph, without the white space around them."""
    for match in _END.finditer(text, start, end):
        if match[0] == "." and _SHORT.search(text[start : match.start()]):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    if inner.strip():
        yield start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
