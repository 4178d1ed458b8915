"""An article in English, Azerbaijani, Russian or Lithuanian -> the figures of trade that it states.

A figure needs a word for its flow, a clear amount of money, a period, and the economies; what of these
the words do not tell is said, and never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.reading.citing import Known
from etl.reading.clause import Clauses, clauses
from etl.reading.languages import languages
from etl.reading.model import CannotTell
from etl.reading.sentences import Sentence, sentences
from etl.reading.statement import Other, Told, state
from trade.period import Period

LANGUAGES = frozenset({"en", "az", "ru", "lt"})
UNREAD = CannotTell(("a language that is not read here, or none that can be told",))


@dataclass(frozen=True)
class Said:
    """What the characters ``start`` to ``end`` of an article, its ``words``, say of one amount."""

    told: Told | Other | CannotTell
    start: int
    end: int
    words: str


@dataclass
class _Article:
    """What is known of an article while it is read from its first sentence to its last."""

    published: Period | None
    language: str | None
    texts: Sequence[str]
    agencies: frozenset[str]
    is_alone: bool
    economies: list[str] = field(default_factory=list[str])
    #: the last period that a figure of this paragraph is of, and whether the sentence before is
    about: Period | None = None
    goes_on: bool = False
    paragraph: int = -1


def read_article(text: str, published: Period | None = None) -> list[Said]:
    """What an article says of each amount of money in it, in the order of print."""
    cut = sentences(text)
    article = _opened(text, cut, published)
    return [said for sentence in cut for said in _sentence(article, sentence)]


def _opened(text: str, cut: Sequence[Sentence], published: Period | None) -> _Article:
    usual = _language(text, None)
    every = [clauses(each.text, _language(each.text, usual) or "en") for each in cut]
    cited = frozenset(each.code for said in every for each in said.agencies if _cites(said))
    codes = {each.code for said in every for each in said.economies}
    return _Article(published, usual, [each.text for each in cut], cited, len(codes) == 1)


def _cites(said: Clauses) -> bool:
    """Whether a sentence names an agency as one that states figures, and not as one whose head was met."""
    return bool(said.flows and said.amounts) or said.says("cite") or said.says("report")


def _language(text: str, usual: str | None) -> str | None:
    """The one of our languages that the words are in; ``usual`` where they may be in several."""
    likely = languages([text])
    if len(likely) == 1:
        return next(iter(likely & LANGUAGES), None)
    return usual if not likely or usual in likely else None


def _sentence(article: _Article, sentence: Sentence) -> list[Said]:
    """What one sentence says of its amounts; moves the article on."""
    language = _language(sentence.text, article.language)
    parts = clauses(sentence.text, language or "en", article.texts)
    new = dict.fromkeys(each.code for each in parts.economies)
    article.economies += [code for code in new if code not in article.economies]
    if sentence.paragraph != article.paragraph:
        article.about, article.goes_on = None, False
    article.paragraph = sentence.paragraph
    known = Known(
        article.published,
        article.about,
        article.goes_on,
        article.economies,
        article.agencies,
        article.is_alone,
    )
    told = [state(parts, amount, known) if language else UNREAD for amount in parts.amounts]
    _move_on(article, parts, {each.period for each in told if isinstance(each, Told)})
    return [_placed(sentence, parts, place, each) for place, each in enumerate(told)]


def _move_on(article: _Article, parts: Clauses, periods: set[Period]) -> None:
    """What the next sentence may lean on: a period that this one states, or that it does not contradict."""
    article.goes_on = len(periods) == 1
    if article.goes_on:
        article.about = next(iter(periods))
    elif periods or parts.whens or parts.says("time"):
        article.about = None


def _placed(sentence: Sentence, parts: Clauses, place: int, told: Told | Other | CannotTell) -> Said:
    amount = parts.amounts[place]
    if isinstance(told, Told):
        start, end = told.start, told.end
    elif isinstance(told, Other):
        start, end = amount.start, amount.end
    else:
        start, end = 0, len(sentence.text)
    return Said(told, sentence.start + start, sentence.start + end, sentence.text[start:end])
