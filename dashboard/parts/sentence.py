"""The selection as a sentence: its words are the controls, and nothing else is a filter bar.

A word knows how it changes the address; ``assets/words.js`` opens its list and rewrites the address, and the
page is drawn anew from there, so back and forward just work.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from dashboard.parts import written
from dashboard.texts import possessive, say
from dashboard.untyped import Node, html

#: Lists longer than this can be searched by typing.
SEARCHABLE = 8


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


@dataclass(frozen=True)
class Several:
    """One control that takes several: codes and their names, and which of them are chosen, in their order.

    What is chosen goes into the address under ``parameter``, with commas between; no more than ``most``.
    """

    parameter: str
    options: Sequence[tuple[str, str]]
    chosen: tuple[str, ...]
    most: int
    lang: str = "en"

    @property
    def label(self) -> str:
        """``Italy, Türkiye and Russia``."""
        named = dict(self.options)
        spoken = "en_GB" if self.lang == "en" else self.lang
        return format_list([named.get(code, code) for code in self.chosen], locale=spoken)


Piece = Word | Several | str


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
    last = (before if isinstance(before, str) else before.label)[-1:]
    return possessive(last + text).removeprefix(last)


def as_text(template: str, words: Mapping[str, Piece]) -> str:
    """The sentence as plain words: the name of the page, of files and of citations."""
    parts = (piece if isinstance(piece, str) else piece.label for _, piece in pieces(template, words))
    return "".join(parts)


def sentence(message: str, words: Mapping[str, Piece], lang: str = "en") -> Node:
    """The heading (for assistive technology) and the line of words and controls."""
    return spoken(say(message, lang), words, lang)


def spoken(template: str, words: Mapping[str, Piece], lang: str = "en") -> Node:
    """The same from a template that is put together of several messages."""
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
    return several(slot, piece, lang) if isinstance(piece, Several) else control(slot, piece, lang)


def _line(found: list[tuple[str, Piece]], lang: str) -> list[Node]:
    """The pieces in order; a comma or ``'s`` stays with its word, and ``1992-2020`` on one line."""
    line: list[Node] = []
    joined, last = False, found[0][1]
    for slot, piece in found:
        if slot or not line:
            drawn = _drawn(slot, piece, lang)
            line.append(_kept(line.pop(), drawn) if joined else drawn)
            joined, last = False, piece
            continue
        close, space, rest = str(piece).partition(" ")
        line[-1] = _closed(line[-1], close) if isinstance(last, Several) else _kept(line[-1], close)
        joined = not space
        if space:
            line.append(html.Span(space + rest))
    return line


def _kept(*pieces: Node) -> Node:
    return html.Span(list(pieces), className="sentence-kept")


def _closed(several: Node, close: str) -> Node:
    """A word of many lines, with what follows it at the end of its last line."""
    several.children[0].children.append(html.Span(close, className="word-close"))
    return several


def control(slot: str, word: Word, lang: str = "en", place: str = "sentence") -> Node:
    """A word that opens a list (``assets/words.js``). What is seen are the words, which wrap; the field lies over them."""
    if len(word.options) < 2:
        return html.Span(word.label, className="sentence-fixed")
    field = written.word(
        f"{place}-{slot}",
        say(word.about or f"word.{slot}", lang),
        word.label,
        typed=len(word.options) > SEARCHABLE,
        options=word.options,
        chosen=[word.value],
        nothing=say("word.nothing", lang),
    )
    seen = html.Span(word.label, className="word-seen", **{"aria-hidden": "true"})
    return html.Span([seen, field], className="word")


def several(slot: str, word: Several, lang: str = "en", place: str = "sentence") -> Node:
    """A word that opens a list to tick in. What is ticked counts when the field is left, not at each tick:
    the page would be drawn anew under the hand."""
    chosen = set(word.chosen)
    first = [(code, name) for code, name in word.options if code in chosen]
    listed = [*first, *((code, name) for code, name in word.options if code not in chosen)]
    field = written.word(
        f"{place}-{slot}",
        say(f"word.{slot}", lang),
        "",
        typed=True,
        options=listed,
        chosen=list(word.chosen),
        nothing=say("word.nothing", lang),
        parameter=word.parameter,
        most=word.most,
        about=say("word.several", lang, most=word.most),
    )
    seen = html.Span(
        [word.label, html.I("\N{BLACK DOWN-POINTING SMALL TRIANGLE}")],
        className="word-seen",
        **{"aria-hidden": "true"},
    )
    return html.Span([seen, field], className="word word-several")
