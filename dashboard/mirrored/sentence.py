"""The sentence of the page Mirror: whose trade, by whom each side, which periods, what CIF is over FOB."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from dashboard import words
from dashboard.figures import words as said
from dashboard.figures.rows import Row
from dashboard.mirrored import naming
from dashboard.mirrored.sides import Sides, Voice, kind
from dashboard.parts.sentence import Word, sentence
from dashboard.products import product_look
from dashboard.state import View, who
from dashboard.texts import say, variant
from dashboard.untyped import Node
from trade.bulk.held import is_dataset
from trade.period import Period
from trade.selection import CIF_FOB

FACTORS = ("1", "1.03", "1.05", "1.06", "1.08", "1.1", "1.15", "1.2")
#: What only fits the old pair.
FORGET = "&source=&agency=&other_source=&other_agency=&period=&scheme=&product="
SAME_PAIR = "&period="


def of(sides: Sides) -> Node:
    """The words and what each may be."""
    view, lang = sides.view, sides.view.lang
    flows = ("X", "M")
    forget = f"partner={{}}{FORGET}"
    whole = view.asked.period is not None
    slots = naming.named(sides)
    return sentence(
        variant("mirror.sentence" if whole else "mirror.sentence_bare", sides.flow, lang),
        {
            "reporter": words.reporter(view, "&other_source=&other_agency=&scheme="),
            "flow": Word(
                [(f"flow={c}&period=", view.look.flow(c)) for c in flows], f"flow={sides.flow}&period="
            ),
            "goods": _goods(view),
            "partner": words.partner(view, forget, forget.format("W00")),
            "one": slots["reporter"],
            "two": slots["partner"],
            "agency": _voices(
                view,
                _order(row for row in view.rows if row["flow"] == sides.flow),
                _voice(view.asked.source, view.asked.agency),
                "",
            ),
            "other": _voices(view, _order(sides.theirs), sides.other or ("", ""), "other_"),
            "months": _kinds(sides),
            "since": _since(sides),
            "until": _until(sides),
            "unit": words.unit(view),
            "factor": _factor(view),
            "known": words.known(view),
        },
        lang,
    )


def _voice(source: str | None, agency: str | None) -> Voice:
    return source or "", agency or ""


def _order(rows: Iterable[Row]) -> list[Voice]:
    """Who has figures, the one with most first."""
    counts: dict[Voice, int] = {}
    for row in rows:
        counts[who(row)] = counts.get(who(row), 0) + 1
    return sorted(counts, key=lambda voice: -counts[voice])


def _voices(view: View, order: list[Voice], chosen: Voice, side: str) -> Word:
    """Who reports one side; choosing another looks anew for the newest period in common."""
    listed = order if chosen in order else [chosen, *order]
    names = [view.look.name(agency) or source or say("word.nobody", view.lang) for source, agency in listed]
    options = [
        (
            _change(voice, side),
            name + (f" ({voice[0]})" if names.count(name) > 1 or is_dataset(voice[0]) else ""),
        )
        for voice, name in zip(listed, names, strict=True)
    ]
    options += [(_change(voice, side), label) for voice, label in words.in_bulk(view, listed)]
    return Word(options, _change(chosen, side), "mirror.word_other" if side else "")


def _change(voice: Voice, side: str) -> str:
    return f"{side}source={voice[0]}&{side}agency={voice[1]}{SAME_PAIR}"


def _goods(view: View) -> Word:
    """All goods, or the product that the address names."""
    everything = ("scheme=&product=&period=", say("mirror.all_goods", view.lang))
    if not view.asked.product:
        return Word([everything], everything[0])
    name = product_look(view.look, view.asked.scheme or "HS").name(view.asked.product)
    chosen = f"scheme={view.asked.scheme or ''}&product={view.asked.product}&period="
    return Word([everything, (chosen, name)], chosen, "word.product")


def _kinds(sides: Sides) -> Word:
    lang, chosen = sides.view.lang, sides.view.asked.period
    if chosen is None:
        return Word([], "")
    periods = [p for p in sides.kinds if kind(p) != kind(chosen)]
    options = [(f"period={p}", _kind_name(p, lang)) for p in (chosen, *periods)]
    return Word(options, f"period={chosen}")


def _kind_name(period: Period, lang: str) -> str:
    if period.frequency in ("A", "Q", "M"):
        return say(f"mirror.kind_{period.frequency}", lang)
    return said.months_of(period, lang) or said.long(period, lang)


def _since(sides: Sides) -> Word:
    """The first year; those after the last are not offered."""
    chosen = sides.view.asked.period
    last = chosen.start.year if chosen else 0
    years = sorted(
        {p.start.year for p in sides.periods if p.start.year <= last} | ({last} if last else set())
    )
    first = max(sides.view.asked.since or 0, years[0]) if years else 0
    options = dict.fromkeys([*years, first])
    return Word([(f"since={year}", str(year)) for year in sorted(options)], f"since={first}")


def _until(sides: Sides) -> Word:
    lang, chosen = sides.view.lang, sides.view.asked.period
    listed = sides.periods if chosen in sides.periods else [chosen, *sides.periods]
    return Word([(f"period={p}", _when(p, lang)) for p in listed if p], f"period={chosen}", "word.until")


def _when(period: Period, lang: str) -> str:
    return said.long(period, lang) if period.frequency in ("Q", "M", "R") else str(period.end.year)


def _factor(view: View) -> Word:
    """Factors to choose from; any other from 1 to 2 can stand in the address."""
    chosen = view.asked.cif_fob
    listed = sorted({*map(Decimal, FACTORS), chosen})
    options = [(_factor_change(each), _factor_name(each, view.lang)) for each in listed]
    return Word(options, _factor_change(chosen), "mirror.word_factor")


def _factor_change(factor: Decimal) -> str:
    return f"cif_fob={'' if factor == CIF_FOB else factor}"


def _factor_name(factor: Decimal, lang: str) -> str:
    return say(
        "mirror.factor", lang, factor=f"{factor:.2f}" if factor == factor.quantize(CIF_FOB) else factor
    )
