"""The sentence of the page Change: what is compared with what, by which parts."""

from __future__ import annotations

from dashboard import changed, words
from dashboard.changed import Changed
from dashboard.parts.sentence import Word, sentence
from dashboard.state import View
from dashboard.texts import say, scheme_name, variant
from dashboard.untyped import Node
from trade.codelists import whole_schemes

#: What only fits the old choice.
FORGET = "&source=&agency=&period=&against="
FLOWS = ("T", "X", "M")


def sentence_of(view: View, found: Changed | None) -> Node:
    """``Change in Azerbaijan's exports by partner, whole years, 2017 to 2018, in ..., as reported by ...``."""
    lang, by = view.lang, view.asked.by
    message = f"change.sentence_{by}" if found else f"change.bare_{by}"
    slots: dict[str, Word | str] = {
        "reporter": _forgetting(words.reporter(view), "&against=&by=&scheme="),
        "flow": Word(
            [(f"flow={code}{FORGET}", view.look.flow(code)) for code in FLOWS], f"flow={view.flow}{FORGET}"
        ),
        "partner": words.partner(view, f"partner={{}}{FORGET}", f"partner={FORGET}"),
        "by": _by(view, found),
        "unit": words.unit(view),
        "agency": _forgetting(words.agency(view), "&against="),
        "known": words.known(view),
    }
    if found:
        slots |= {
            "months": _forgetting(words.months(view), "&against="),
            "until": _forgetting(words.until(view), "&against="),
            "base": _base(found),
        }
    return sentence(variant(message, view.flow, lang), slots, lang)


def _forgetting(word: Word, more: str) -> Word:
    return Word([(value + more, label) for value, label in word.options], word.value + more)


def _by(view: View, found: Changed | None) -> Word:
    """By partner, or by any classification that splits all trade."""
    lang, asked = view.lang, view.asked
    scheme = asked.scheme or (found.scheme if found else "")
    own = (scheme,) if scheme and asked.by == "product" else ()
    options = [(f"by=partner&scheme={FORGET}", say("change.partner", lang))]
    options += [
        (f"by=product&scheme={name}{FORGET}", scheme_name(name, lang))
        for name in dict.fromkeys((*whole_schemes(), *own))
    ]
    if asked.by == "partner":
        return Word(options, options[0][0])
    chosen = f"by=product&scheme={scheme}{FORGET}"
    if not scheme:
        options.append((chosen, say("change.product", lang)))
    return Word(options, chosen)


def _base(found: Changed) -> Word:
    years = changed.earlier(found.view.periods, found.period)
    shown = sorted({*years, found.base.start.year}, reverse=True)
    return Word([(f"against={year}", str(year)) for year in shown], f"against={found.base.start.year}")
