"""Economies and agencies that a sentence names, in the cases that its language gives their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from etl.reading.lexicon import WORDS, lexicon, lower, read_rows
from etl.reading.tokens import Token
from trade.codelists import agencies, economies

#: What may follow a name, or its stem, in each language.
_ENDINGS = {
    "en": "",
    "az": "(?:[ıiuü]n|[nsy]?[ıiuüaə]|n[ıiuü]n|d[aə]|d[aə]n|y?l[aə]|n[ıiuü]|d[aə]k[ıi]|n[ıiuü]nk[ıi])?",
    "ru": "(?:а|у|ом|е|ы|и|ой|ей|ю|я|ем|ии|ию|ией|ия|ов|ам|ами|ах)?",
    "lt": "(?:as|is|us|ys|a|ė|ai|o|os|io|ios|ijos|aus|ės|ui|iui|ai|ei|ą|į|ę|ų|ia|e|u|iu|umi|yje|uje|oje|ėje|ams|ais|uose|ose)?",
}  # fmt: skip
_CUT = {"ru": re.compile("(?:ия|[аяйьыи])$"), "lt": re.compile("(?:ija|as|is|us|ys|ai|ė|a|os)$")}
#: ru "Росси|я", lt "Kini|ja": the stem keeps its i.
_KEPT = {"ия": "и", "ija": "ij"}
LEAST_STEM = 3
#: Written in capitals, with no ending.
SHORT_NAME = 3


@dataclass(frozen=True)
class Mention:
    """A code and where its name stands: tokens ``first`` to before ``after``; ``ending`` is that of its case."""

    code: str
    first: int
    after: int
    ending: str = ""


@dataclass(frozen=True)
class _Form:
    """``words`` are patterns, compiled when first tried: of some thousands a text needs a few."""

    words: tuple[str, ...]
    code: str
    capital: bool

    def fits(self, items: Sequence[Token], text: str, place: int) -> str | None:
        """The ending of the name's last word where it stands at ``place``, else None."""
        ending = ""
        for pattern, token in zip(self.words, items[place : place + len(self.words)], strict=False):
            found = _compiled(pattern).fullmatch(token.text)
            if not found:
                return None
            ending = found[1]
        if len(items) - place < len(self.words) or (self.capital and not text[items[place].start].isupper()):
            return None
        return ending


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def economies_in(items: Sequence[Token], text: str) -> list[Mention]:
    """Mentions of economies and groups in order, without those of a currency's country."""
    return [each for each in _found(_economy_forms(), items, text) if not _is_of_money(items, each)]


def agencies_in(
    items: Sequence[Token], text: str, named: Sequence[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Mentions of agencies, and ``named`` without the countries that belong to an agency's name.

    An agency whose name is another country's gets the code "" : no list knows it. ``ending`` is "named"
    where the name of its country stands with it.
    """
    cited: list[Mention] = []
    left = list(named)
    for each in _found(_agency_forms(), items, text):
        inside = [m for m in left if each.first <= m.first < each.after]
        beside = [m for m in left if m not in inside and _is_beside(items, m, each)]
        left = [m for m in left if m not in inside and m not in beside]
        country = agencies()[each.code].country
        strange = any(m.code != country for m in beside)
        whole = [each, *beside]
        cited.append(
            Mention(
                "" if strange else each.code,
                min(m.first for m in whole),
                max(m.after for m in whole),
                "named" if inside or beside else "",
            )
        )
    return cited, left


def _is_beside(items: Sequence[Token], economy: Mention, agency: Mention) -> bool:
    """ "Azerbaijan's State Customs Committee", "the committee of the Republic of Azerbaijan"."""
    if economy.after <= agency.first:
        between = items[economy.after : agency.first]
        return all(token.text in {"'", "’", "s", "respublikası", "respublikasının"} for token in between)
    between = items[agency.after : economy.first]
    return all(token.text in {"of", "the", "republic", "(", "республики", "respublikos"} for token in between)


def _found(forms: Mapping[str, Sequence[_Form]], items: Sequence[Token], text: str) -> Iterator[Mention]:
    place = 0
    while place < len(items):
        fitting = (
            Mention(form.code, place, place + len(form.words), ending)
            for form in forms.get(items[place].text[:2], ())
            if (ending := form.fits(items, text, place)) is not None
        )
        found = next(fitting, None)
        if found:
            yield found
        place = found.after if found else place + 1


def _is_of_money(items: Sequence[Token], mention: Mention) -> bool:
    """ "US dollars", "US-Dollar", "ABŞ dolları", "долларов США", "JAV dolerių", "Turkish lira"."""
    after = items[mention.after : mention.after + 2]
    after = after[1:] if after and after[0].text == "-" else after[:1]
    beside = [*items[mention.first - 1 : mention.first], *after]
    return any(lexicon("currencies").meanings(token.text) for token in beside)


@cache
def _economy_forms() -> Mapping[str, Sequence[_Form]]:
    forms = [*_listed("economies")]
    for item in economies().values():
        if item.kind not in ("economy", "former", "group"):
            continue
        for language, name in item.names.items():
            forms.append(_form(name, item.code, language))
        forms += [_form(name, item.code, _script(name)) for name in item.other_names]
    return _by_start(forms)


@cache
def _agency_forms() -> Mapping[str, Sequence[_Form]]:
    return _by_start([*_listed("agencies")])


def _listed(name: str) -> Iterator[_Form]:
    """Forms of a word list whose words may each end with ``*``."""
    for row in read_rows(WORDS / f"{name}.csv"):
        for form in row["form"].split("|"):
            words = [
                re.escape(word.rstrip("*")) + (r"(\w*)" if word.endswith("*") else "()")
                for word in lower(form).split()
            ]
            yield _Form(tuple(words), row["meaning"], False)


def _form(name: str, code: str, language: str) -> _Form:
    if len(name) <= SHORT_NAME:
        return _Form((f"{re.escape(lower(name))}()",), code, True)
    words = re.findall(r"[^\W_]+", lower(name))
    return _Form(tuple(_inflected(word, language) for word in words), code, True)


def _inflected(word: str, language: str) -> str:
    stem = word
    cut = _CUT[language].search(word) if language in _CUT else None
    if cut and cut.start() >= LEAST_STEM:
        stem = word[: cut.start()] + _KEPT.get(cut[0], "")
    return f"{re.escape(stem)}({_ENDINGS[language]})"


def _script(name: str) -> str:
    """The language whose endings another name may take."""
    if re.search("[а-я]", name.lower()):
        return "ru"
    return "az" if re.search("[əğışçöü]", name.lower()) else "en"


def _by_start(forms: Sequence[_Form]) -> Mapping[str, Sequence[_Form]]:
    """Forms by the first two letters of their first word, the longest ones first."""
    found: dict[str, list[_Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: -len(form.words)):
        found[form.words[0].replace("\\", "")[:2]].append(form)
    return found
