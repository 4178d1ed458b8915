"""The sentence of a comparison, and the switches over its picture: how the address is changed from there."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import words
from dashboard.comparison import Comparison
from dashboard.parts.sentence import Piece, Several, Word, control, spoken
from dashboard.state import WORLD, names, partners, reporters
from dashboard.texts import say, variant
from dashboard.untyped import Node, html
from trade.selection import MEASURES, MOST_LINES, SCALES


def sentence_of(found: Comparison) -> Node:
    """``Azerbaijan's turnover with Italy and Russia, whole years, 1992-2020, by value in ...``."""
    view, lang = found.view, found.view.lang
    many = several(found)
    common: dict[str, Piece] = {
        "flow": words.flow(view),
        "agency": _agency(found),
        "known": words.known(view),
        "measure": _measure(found),
        "unit": words.unit(view),
    }
    if found.side == "partner":
        common |= {"reporter": words.reporter(view), "partners": many}
    else:
        one = words.partner(view, "partner={}&source=&agency=&period=", "partner=&source=&agency=&period=")
        common |= {"reporters": many, "partner": one}
    if view.asked.period is None:
        bare = "compare.bare" if found.side == "partner" else "compare.bare_reporters"
        return spoken(say(bare, lang), common, lang)
    first, last = words.since(view), words.until(view)
    common |= {"months": words.months(view), "since": first, "until": last}
    once = len(first.options) < 2 and first.label == last.label
    return spoken(_template(found, once=once), common, lang)


def _template(found: Comparison, *, once: bool) -> str:
    view, lang = found.view, found.view.lang
    message = "compare.sentence" if found.side == "partner" else "compare.reporters"
    template = say(variant(message, view.flow, lang), lang)
    measure = variant("compare.measured", view.asked.measure, lang)
    years = say("compare.year" if once else "compare.years", lang)
    return template.replace("[years]", years).replace("[measure]", say(measure, lang))


def several(found: Comparison) -> Several:
    """The word that holds the lines."""
    view = found.view
    listed = names(view.lang)
    if found.side == "partner":
        codes = [code for code in partners(view.store, view.asked.reporter) if code != WORLD]
    else:
        codes = reporters(view.store)
    every = sorted({*codes, *found.codes}, key=lambda code: listed.get(code, code))
    options = [(code, listed.get(code, code)) for code in every]
    return Several(f"{found.side}s", options, found.codes, MOST_LINES, view.lang)


def _measure(found: Comparison) -> Word:
    options = [(f"measure={code}", say(f"compare.{code}", found.view.lang)) for code in MEASURES]
    return Word(options, f"measure={found.view.asked.measure}")


def _agency(found: Comparison) -> Word:
    """One agency for all lines, the one with the most figures first; or one of its own for each."""
    one = words.agency(found.view)
    each = ("voices=each&source=&agency=&period=", say("compare.each", found.view.lang))
    options = [(f"{change}&voices=", label) for change, label in one.options]
    if found.view.asked.voices == "each":
        return Word([*options, each], each[0])
    return Word([*options, each], f"{one.value}&voices=")


def switches(found: Comparison) -> Node:
    """Scale, one chart or several, and what the lines are."""
    asked, lang = found.view.asked, found.view.lang
    scales = [(f"scale={code}", say(f"compare.{code}", lang)) for code in SCALES]
    charts = [("multiples=", say("compare.in_one", lang)), ("multiples=1", say("compare.in_many", lang))]
    drawn = "multiples=1" if asked.multiples else "multiples="
    parts = [
        ("scale", Word(scales, f"scale={asked.scale}")),
        ("multiples", Word(charts, drawn)),
        ("lines", _sides(found)),
    ]
    return html.P(
        [
            html.Span([say(f"compare.{name}", lang), " ", control(name, word, lang, "compared")])
            for name, word in parts
        ],
        className="card-extra switches",
    )


def _sides(found: Comparison) -> Word:
    """From partners to reporters and back: the other economies of the comparison stay in it."""
    lang = found.view.lang
    forget = "&source=&agency=&period=&voices="
    options = [
        (_change(found, "partner") + forget, say("compare.of_partners", lang)),
        (_change(found, "reporter") + forget, say("compare.of_reporters", lang)),
    ]
    return Word(options, options[0][0] if found.side == "partner" else options[1][0])


def _change(found: Comparison, side: str) -> str:
    asked = found.view.asked
    if side == found.side:
        return f"{side}s={','.join(found.codes)}"
    if side == "reporter":
        known = reporters(found.view.store)
        others = [code for code in found.codes[1:] if code in known and code != asked.reporter]
        return f"partners=&partner={found.codes[0]}&reporters={_listed([asked.reporter, *others])}"
    first = found.view.partner if found.view.partner != WORLD else ""
    others = [code for code in (first, *found.codes[1:]) if code]
    return f"reporters=&partner=&reporter={found.codes[0]}&partners={_listed(others)}"


def _listed(codes: Sequence[str]) -> str:
    return ",".join(dict.fromkeys(codes))
