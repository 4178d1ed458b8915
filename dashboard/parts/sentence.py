"""The selection as a sentence: its words are the controls, and nothing else is a filter bar.

A word knows how it changes the address; ``assets/bilateral.js`` rewrites the address and the page
is drawn anew from there, so back and forward just work.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.texts import possessive, say
from dashboard.untyped import Node, dmc, html

#: Lists longer than this can be searched by typing.
SEARCHABLE = 8
#: A list is made when it is opened: kept ready, two lists of all economies cost more than the charts.
LIST = {"width": "max-content", "position": "bottom-start", "shadow": "md", "keepMounted": False}


@dataclass(frozen=True)
class Word:
    """One control: what may be chosen (a change of the address, and its label) and what is chosen.

    A change is a piece of a query such as ``period=2018`` or ``source=press&agency=AZ-SCC``; an
    empty value takes the parameter away, ``path=/partner/LTU`` goes to another page.
    """

    options: Sequence[tuple[str, str]]
    value: str
    #: The message that says what is chosen, where that of the slot does not.
    about: str = ""

    @property
    def label(self) -> str:
        return next((label for value, label in self.options if value == self.value), self.value)


Piece = Word | str


def pieces(template: str, words: Mapping[str, Piece]) -> list[tuple[str, Piece]]:
    """The sentence cut at its slots: pairs of the slot's name (empty for plain text) and piece."""
    found: list[tuple[str, Piece]] = []
    for text, slot, _, _ in string.Formatter().parse(template):
        if text:
            found.append(("", _fitting(found[-1][1], text) if found else text))
        if slot:
            found.append((slot, words[slot]))
    return found


def _fitting(before: Piece, text: str) -> str:
    """The text as it follows a word: an apostrophe alone where the word ends in s."""
    last = (before.label if isinstance(before, Word) else before)[-1:]
    return possessive(last + text).removeprefix(last)


def as_text(template: str, words: Mapping[str, Piece]) -> str:
    """The sentence as plain words: the name of the page, of files and of citations."""
    parts = (piece.label if isinstance(piece, Word) else piece for _, piece in pieces(template, words))
    return "".join(parts)


def sentence(message: str, words: Mapping[str, Piece], lang: str = "en") -> Node:
    """The heading (for assistive technology) and the line of words and controls."""
    template = say(message, lang)
    line = _line(pieces(template, words), lang)
    return html.Div(
        [
            html.H1(as_text(template, words), className="unseen", id="page-title"),
            html.Div(line, className="sentence", role="group", **{"aria-label": say("sentence.group", lang)}),
        ]
    )


def _drawn(slot: str, piece: Piece, lang: str) -> Node:
    if not slot:
        return html.Span(piece)
    if isinstance(piece, str):
        return html.Span(piece, className="sentence-fixed")
    return control(slot, piece, lang)


def _line(found: list[tuple[str, Piece]], lang: str) -> list[Node]:
    """The pieces in order; a comma or ``'s`` stays with its word, and ``1992-2020`` on one line."""
    line: list[Node] = []
    joined = False
    for slot, piece in found:
        if slot or not line:
            drawn = _drawn(slot, piece, lang)
            line.append(_kept(line.pop(), drawn) if joined else drawn)
            joined = False
            continue
        close, space, rest = str(piece).partition(" ")
        line[-1] = _kept(line[-1], close)
        joined = not space
        if space:
            line.append(html.Span(space + rest))
    return line


def _kept(*pieces: Node) -> Node:
    return html.Span(list(pieces), className="sentence-kept")


def control(slot: str, word: Word, lang: str = "en", place: str = "sentence") -> Node:
    """A word that opens a list. What is seen are the words, which wrap; the field lies over them."""
    if len(word.options) < 2:
        return html.Span(word.label, className="sentence-fixed")
    select = dmc.Select(
        id={"word": slot, "place": place, "was": word.value},
        data=[{"value": value, "label": label} for value, label in word.options],
        value=word.value,
        searchable=len(word.options) > SEARCHABLE,
        allowDeselect=False,
        checkIconPosition="right",
        nothingFoundMessage=say("word.nothing", lang),
        maxDropdownHeight=320,
        rightSection=html.Span(hidden=True),
        comboboxProps=LIST,
        **{"aria-label": say(word.about or f"word.{slot}", lang)},
    )
    seen = html.Span(word.label, className="word-seen", **{"aria-hidden": "true"})
    return html.Span([seen, select], className="word")
